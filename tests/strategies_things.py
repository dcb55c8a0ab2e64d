"""Hypothesis strategies of wire-form events about quotas, disputes, organisations and series."""

from hypothesis import strategies as st
from reference_readings import iso
from strategies import FIRST, PARTIES, days
from traps import Wire, event


@st.composite
def dated(draw: st.DrawFn, kind: str, made: list[Wire]) -> list[Wire]:
    """Draw events on ascending days that hold one change each."""
    when = sorted(draw(st.lists(days(), min_size=len(made), max_size=len(made))))
    return [
        event(text, one, number=number, kind=kind)
        for number, (text, one) in enumerate(zip(when, made, strict=True), 1)
    ]


@st.composite
def quota_events(draw: st.DrawFn) -> list[Wire]:
    """Draw a quota of 2025 under a rule: batches and totals, firm, provisional or undisclosed."""
    rule = event(str(iso(FIRST)), {**_RULE}, number=100, kind="quota")
    made = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        status = draw(st.sampled_from(["firm", "firm", "provisional", "undisclosed"]))
        one: Wire = {
            "do": "allocate",
            "quota": "cn-test-quota",
            "under": "cn-test-rule",
            "period": "2025",
            "batch": str(number),
            "unit": "t",
            "basis": draw(st.sampled_from(["REO", "gross"])),
            "status": status,
        }
        if status != "undisclosed":
            one["value"] = str(draw(st.integers(1, 9)) * 1000)
            one["mode"] = draw(st.sampled_from(["add", "add", "total"]))
        made.append(one)
    return [rule, *draw(dated("quota", made))]


_RULE = {
    "do": "impose",
    "measure": "cn-test-rule",
    "title": "A test",
    "instrument": "export-quota",
}

STAGES = [
    "consultations-requested",
    "joined",
    "panel-requested",
    "panel-request-blocked",
    "panel-established",
    "panel-composed",
    "panel-report-circulated",
    "appealed",
    "appellate-report-circulated",
    "adopted",
]


@st.composite
def dispute_events(draw: st.DrawFn) -> list[Wire]:
    """Draw the stages of one or two cases in the order of the WTO, some of them left out."""
    kept = [stage for stage in STAGES[1:] if draw(st.booleans())]
    cases = draw(st.sampled_from([["DS431"], ["DS431", "DS432"]]))
    opened = {"by": ["US"], "respondent": "CN"}
    made = [
        {
            "do": "advance",
            "disputes": cases,
            "stage": stage,
            **(opened if stage == STAGES[0] else {}),
        }
        for stage in [STAGES[0], *kept]
    ]
    return draw(dated("dispute", made))


@st.composite
def organisation_events(draw: st.DrawFn) -> list[Wire]:
    """Draw two firms that are established and then renamed, sold, merged or dissolved."""
    made: list[Wire] = [
        {"do": "establish", "organisation": firm, "name": firm.title()} for firm in PARTIES
    ]
    made += draw(
        st.lists(
            st.one_of(
                st.sampled_from(PARTIES).map(
                    lambda firm: {"do": "rename", "organisation": firm, "name": "Renamed"}
                ),
                st.tuples(st.sampled_from(PARTIES), st.sampled_from(["20", "50", "60"])).map(
                    lambda sale: {
                        "do": "transfer",
                        "organisation": sale[0],
                        "to": "group-c",
                        "share": sale[1],
                    }
                ),
            ),
            max_size=3,
        )
    )
    final: list[Wire] = [
        {"do": "merge", "organisation": "group-c", "from": PARTIES, "name": "Group C"},
        {"do": "dissolve", "organisation": PARTIES[0]},
    ]
    made += draw(st.lists(st.sampled_from(final), max_size=1))
    return draw(dated("consolidation", made))


@st.composite
def series_events(draw: st.DrawFn) -> list[Wire]:
    """Draw vintages of one year's production by two publishers."""
    made = [
        {
            "do": "observe",
            "series": "cn-mine-production",
            "publisher": draw(st.sampled_from(["usgs", "mnr"])),
            "period": "2024",
            "value": draw(st.sampled_from(["270000", "~265000", ">260000", "260000..275000"])),
            "unit": "t",
            "basis": "REO",
            "stage": "mining",
            "vintage": f"2025-{month:02}",
            "nature": draw(st.sampled_from(["actual", "estimate"])),
        }
        for month in range(1, draw(st.integers(1, 4)) + 1)
    ]
    return draw(dated("observation", made))
