"""The traps of the design as wire-form events, each with what is asked and the right answer."""

from typing import Any, NamedTuple

from points import Point, point

Wire = dict[str, Any]


class Ask(NamedTuple):
    """A question about a measure or one point of it; values its row must show, None for no row."""

    on: str
    answer: dict[str, Any] | None
    at: Point | None = None
    known_on: str | None = None
    measure: str = "cn-test"


class Trap(NamedTuple):
    """A row of the table: its words, the events, the questions."""

    name: str
    events: list[Wire]
    asks: list[Ask]


def named(announced: str, number: int) -> str:
    """Name an event by the first day its date may mean, or the unit it names."""
    return f"{announced.strip('[?~%')[:10]}-cn-test-{number}"


def event(announced: str, *changes: Wire, number: int = 1, **more: Any) -> Wire:
    """Write an event that holds these changes and rests on the one test source."""
    return {
        "id": named(announced, number),
        "title": "A test",
        "kind": "export-control",
        "actors": ["CN"],
        "announced": announced,
        "summary": "A test.",
        "change": list(changes),
        "citation": [{"source": "test/source", "locator": "paragraph 1"}],
        **more,
    }


def change(do: str, measure: str | list[str] = "cn-test", **fields: Any) -> Wire:
    """Write a change of a measure."""
    return {"do": do, "measure": measure, **fields}


def first(do: str = "impose", measure: str = "cn-test", **fields: Any) -> Wire:
    """Write the first change of a measure, which names it and its instrument."""
    return change(do, measure, title="A test", instrument="export-licence", **fields)


def rate(value: str, unit: str = "%") -> Wire:
    """Write a rate."""
    return {"value": value, "unit": unit}


IN_FORCE, SUSPENDED, SCHEDULED, PROPOSED, ENDED, PARTIAL = (
    {"status": status}
    for status in ("in-force", "suspended", "scheduled", "proposed", "ended", "partial")
)
FIRMS = [f"firm-{number:02}" for number in range(1, 29)]
STAYING, STRUCK = FIRMS[:16], FIRMS[16:]
TEN = ["La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho"]
SEVEN, THREE = TEN[:7], TEN[7:]


def _each(members: list[str], axis: str, on: str, answer: dict[str, Any] | None) -> list[Ask]:
    return [Ask(on, answer, point(**{axis: member})) for member in members]


TRAPS = [
    Trap(
        "suspended before its first day",
        [
            event("2025-10-10", first(effective="2025-12-01")),
            event("2025-11-07", change("suspend", until="2026-11-10")),
        ],
        [
            Ask("2025-10-15", SCHEDULED),
            Ask("2025-11-10", SUSPENDED),
            Ask("2025-12-15", SUSPENDED | {"never_operative": True}),
            Ask("2026-11-11", IN_FORCE | {"never_operative": False}),
            Ask("2025-12-01", IN_FORCE, known_on="2025-10-20"),
        ],
    ),
    Trap(
        "a later announced rate paints over an earlier one",
        [
            event("2010-01-10", first()),
            event("2010-01-15", change("amend", effective="2010-07-01", rate=rate("20"))),
            event("2010-03-15", change("amend", effective="2010-05-01", rate=rate("15"))),
        ],
        [Ask("2010-08-01", IN_FORCE | {"rate": rate("15")}, point())],
    ),
    Trap(
        "one good of a licence suspended",
        [
            event("2023-07-03", first(goods=["Ga", "Ge"], effective="2023-08-01")),
            event("2023-11-07", change("suspend", goods=["Ga"])),
        ],
        [
            Ask("2023-12-01", SUSPENDED, point("Ga")),
            Ask("2023-12-01", IN_FORCE, point("Ge")),
            Ask("2023-12-01", PARTIAL),
        ],
    ),
    Trap(
        "imposed, ended, imposed again",
        [
            event("2020-01-01", first()),
            event("2021-01-01", change("end")),
            event("2022-01-01", change("impose")),
        ],
        [
            Ask("2019-06-15", None),
            Ask("2020-06-15", IN_FORCE),
            Ask("2021-06-15", ENDED),
            Ask("2022-06-15", IN_FORCE),
        ],
    ),
    Trap(
        "ended before it began",
        [
            event("2025-10-10", first(effective="2025-11-01")),
            event("2025-10-30", change("end")),
        ],
        [Ask("2025-10-31", ENDED | {"never_operative": True})],
    ),
    Trap(
        "a list of 28 firms",
        [
            event("2025-04-04", first(parties=FIRMS)),
            event("2025-05-14", change("suspend", duration="P90D")),
            event(
                "2025-08-12",
                change("suspend", parties=STAYING, duration="P90D"),
                change("end", parties=STRUCK),
            ),
            event("2025-11-10", change("suspend", parties=STAYING, duration="P1Y")),
        ],
        [
            *_each(FIRMS, "parties", "2025-06-01", SUSPENDED),
            *_each(STAYING, "parties", "2025-09-01", SUSPENDED),
            *_each(STRUCK, "parties", "2025-09-01", ENDED),
            *_each(STAYING, "parties", "2026-11-12", IN_FORCE),
            *_each(STRUCK, "parties", "2026-11-12", ENDED),
        ],
    ),
    Trap(
        "a duty cut for 90 days",
        [
            event("2025-04-09", first(rate=rate("34"))),
            event(
                "2025-05-12",
                change("amend", effective="2025-05-14", duration="P90D", rate=rate("10")),
            ),
        ],
        [
            Ask("2025-06-01", {"rate": rate("10")}, point()),
            Ask("2025-08-12", {"rate": rate("34")}, point()),
        ],
    ),
    Trap(
        "reported lifted, then reported never lifted",
        [
            event("2010-09-23", first(effective="2010-09-21", modality="practice")),
            event("2010-09-29", change("end")),
            event("2010-10-05", change("impose", effective="2010-09-29")),
        ],
        [Ask("2010-09-30", ENDED, known_on="2010-09-30"), Ask("2010-09-30", IN_FORCE)],
    ),
    Trap(
        "a threat that was dropped",
        [
            event("2025-10-10", first("propose", effective="2025-11-01", proposal="threat")),
            event("2025-10-30", change("end")),
        ],
        [Ask("2025-10-20", PROPOSED), Ask("2025-11-02", ENDED)],
    ),
    Trap(
        "the whole suspended, its part due later",
        [
            event(
                "2025-10-09",
                first(effective="2025-10-09"),
                first(measure="cn-test-part", part_of="cn-test", effective="2025-12-01"),
            ),
            event("2025-11-07", change("suspend", until="2026-11-10")),
        ],
        [Ask("2025-12-01", SUSPENDED, measure="cn-test-part")],
    ),
    Trap(
        "suspended without end, ended, imposed again",
        [
            event("2020-01-01", first()),
            event("2020-03-01", change("suspend")),
            event("2020-05-01", change("end")),
            event("2020-07-01", change("impose")),
        ],
        [Ask("2020-08-01", IN_FORCE)],
    ),
    Trap(
        "a firm added to a suspended list",
        [
            event("2025-04-04", first(parties=["firm-01", "firm-02"])),
            event("2025-05-14", change("suspend")),
            event("2025-06-01", change("impose", parties=["firm-03"])),
        ],
        [
            Ask("2025-06-02", IN_FORCE, point(parties="firm-03")),
            *_each(["firm-01", "firm-02"], "parties", "2025-06-02", SUSPENDED),
        ],
    ),
    Trap(
        "all targets, suspended for one",
        [
            event("2024-12-03", first(goods=["Ga"], targets=["*"])),
            event("2025-11-09", change("suspend", targets=["US"], until="2026-11-27")),
        ],
        [
            Ask("2025-12-01", SUSPENDED, point("Ga", targets="US")),
            Ask("2025-12-01", IN_FORCE, point("Ga", targets="JP")),
            Ask("2025-12-01", PARTIAL),
        ],
    ),
    Trap(
        "a draft for ten goods, a law for seven",
        [
            event("2020-01-10", first("propose", goods=TEN, proposal="draft")),
            event("2020-06-10", change("impose", goods=SEVEN, effective="2020-07-01")),
        ],
        [
            *_each(SEVEN, "goods", "2020-07-02", IN_FORCE),
            *_each(THREE, "goods", "2020-07-02", None),
            *_each(TEN, "goods", "2020-02-01", PROPOSED),
        ],
    ),
    Trap(
        "imposed again before it runs out",
        [
            event("2020-01-01", first(goods=["Dy"], until="2020-06-30")),
            event("2020-05-15", change("impose", until="2020-12-31")),
        ],
        [
            Ask("2020-08-15", IN_FORCE),
            Ask("2020-08-15", IN_FORCE | {"until": "2020-12-31"}, point("Dy")),
        ],
    ),
]


def replaced(on_day: str = "2010-09") -> list[Wire]:
    """Write a measure of 2005 that another replaces on a day that may be unknown."""
    return [
        event("2005-01-10", first(measure="cn-old")),
        event(
            on_day,
            first(measure="cn-new", replaces=["cn-old"]),
            number=2,
        ),
    ]


def _batch(batch: str, mode: str, value: str) -> Wire:
    return {
        "do": "allocate",
        "quota": "cn-test-quota",
        "under": "cn-quota-rule",
        "period": "2025",
        "batch": batch,
        "mode": mode,
        "value": value,
        "unit": "t",
        "basis": "REO",
        "status": "firm",
    }


QUOTA = [
    event("2025-01-01", first(measure="cn-quota-rule"), kind="quota"),
    event("2025-02-01", _batch("1", "add", "60000"), kind="quota"),
    event("2025-06-01", _batch("2", "total", "132000"), kind="quota"),
]
"""A batch of 60,000 t, then "132,000 for the year"."""
