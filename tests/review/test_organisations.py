"""Rules about organisations and disputes."""

import pytest
from traps import Wire, event, first
from wires import RULE, advance, allocate, establish, organise

from review.reviewed_wires import found, rules

A, B, C = (establish(name) for name in ("firm-a", "firm-b", "firm-c"))
MERGER = organise("merge", "firm-c", from_=["firm-a", "firm-b"])


def told(*changes: Wire) -> list[Wire]:
    """Return three firms, and changes a month apart."""
    more = [event(f"2021-{n:02}-01", one) for n, one in enumerate(changes, 1)]
    return [event("2020-01-01", A, B, C), *more]


@pytest.mark.parametrize(
    "gone", [organise("dissolve", "firm-a"), organise("merge", "firm-b", from_=["firm-a"])]
)
def test_a_merger_of_what_was_gone(gone: Wire) -> None:
    """A firm that was dissolved or merged before cannot merge."""
    (finding,) = found(told(gone, MERGER))
    assert finding.rule == "merger-of-dissolved"
    assert finding.message.startswith("firm-a was ")
    assert rules(told(MERGER)) == []
    assert rules(told(MERGER, organise("dissolve", "firm-c"))) == []


def test_shares_over_100_percent() -> None:
    """Owners cannot hold more than all; rounding is no fault."""
    half = organise("transfer", "firm-c", to="firm-a", share="50")
    rest = organise("transfer", "firm-c", to="firm-b", share="60")
    (finding,) = found(told(half, rest))
    assert (finding.rule, finding.message) == (
        "shares-over-100",
        "the owners of firm-c hold 110 percent",
    )
    assert rules(told(half, {**rest, "share": "50"})) == []
    assert rules(told(half, {**rest, "from": "firm-a", "share": "50"})) == []
    assert rules(told(half, {**rest, "share": "50.1"})) == []


@pytest.mark.parametrize(
    "change",
    [
        establish("firm-d", parents=[{"id": "nobody"}]),
        establish("firm-d", predecessors=["nobody"]),
        organise("merge", "firm-c", from_=["nobody"]),
        organise("transfer", "firm-c", to="nobody"),
        organise("transfer", "firm-c", to="firm-a", from_="nobody"),
    ],
)
def test_an_organisation_nobody_established(change: Wire) -> None:
    """Owners, predecessors, parts and buyers are organisations of the record."""
    if change["do"] == "merge":  # what merges becomes a thing by being named; nobody begins it
        assert rules(told(change)) == []
    else:
        (finding,) = found(told(change))
        assert finding.rule == "unknown-organisation"
        assert "nobody" in finding.message
    assert rules([event("2019-01-01", establish("nobody")), *told(change)]) == []


def test_holders_and_actors_are_known() -> None:
    """Who holds a quota or acts is a jurisdiction or an organisation of the record."""
    held = [RULE, event("2012-01-01", allocate("10", holders=[{"id": "firm-a"}]))]
    acted = [event("2021-01-01", first(), actors=["firm-a"])]
    for events in (held, acted):
        assert rules(events) == ["unknown-organisation"]
        assert rules([event("2010-01-01", A), *events]) == []


def test_an_adoption_before_a_report() -> None:
    """Nothing is adopted before it is circulated; on the same day is sound."""
    asked = event("2012-03-13", advance("consultations-requested", by=["US"]))
    adopted = event("2014-08-29", advance("adopted"))
    report = event("2014-03-26", advance("panel-report-circulated"))
    (finding,) = found([asked, adopted])
    assert finding.rule == "adoption-before-report"
    assert finding.place.endswith("change.1.stage")
    assert rules([asked, report, adopted]) == []
    assert rules([asked, adopted, event("2014-09-26", report["change"][0])]) == [
        "adoption-before-report"
    ]
    assert rules([asked, adopted, event("2014-08", report["change"][0])]) == []
    of_another = event("2014-03-26", advance("panel-report-circulated", "DS432"))
    assert "adoption-before-report" in rules([asked, of_another, adopted])
