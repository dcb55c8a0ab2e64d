"""What has come due, and whom nobody has looked at since."""

from traps import Wire, change, event, first
from wires import verify

from reetimeline.review import due
from review.reviewed_wires import case

HELD = [
    event("2025-10-09", first()),
    event("2025-11-07", change("suspend", until="2026-11-10")),
]


def dues(events: list[Wire], through: str) -> list[str]:
    """Return what has come due through a day."""
    return [finding.message for finding in due(case(events), through)]


def test_scheduled_days_through_the_day() -> None:
    """The last day of a suspension and the revival after it come due on their days."""
    assert dues(HELD, "2026-11-09") == []
    assert dues(HELD, "2026-11-10") == [
        "2026-11-10: last day of suspension of cn-test, not looked at since"
    ]
    assert len(dues(HELD, "2026-11-11")) == 2


def test_what_came_due_before_is_left_out() -> None:
    """Who looks every week asks for the days of the week, both ends closed."""
    asked = ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"]
    found = [len(list(due(case(HELD), "2026-11-30", day))) for day in asked]
    assert found == [2, 2, 1, 0]


def test_who_looked_through_the_day_is_done() -> None:
    """A look through the day before is not enough."""
    looked = [
        [*HELD, event("2026-12-01", verify("cn-test", through=day), kind="review")]
        for day in ("2026-11-09", "2026-11-10", "2026-11-11")
    ]
    assert [len(dues(events[:2], "2026-12-31")) for events in looked] == [2, 2, 2]


def test_a_deadline_comes_due() -> None:
    """A deadline of a measure is a day to look at, before and after it has come."""
    events = [event("2025-01-01", first(deadline="2025-06-30"))]
    assert dues(events, "2025-06-29") == []
    assert len(dues(events, "2025-06-30")) == 1
    later = [*events, event("2025-08-01", first(measure="cn-other"))]
    assert dues(later, "2025-12-31") == ["2025-06-30: deadline of cn-test, not looked at since"]
    looked = [*later, event("2025-08-01", verify("cn-test", through="2025-07-31"), number=2)]
    assert dues(looked, "2025-12-31") == []


def test_the_place_is_the_event_that_made_it() -> None:
    """The finding leads to the act whose text it is."""
    found = list(due(case(HELD), "2026-11-10"))
    assert [(f.rule, f.place) for f in found] == [("due", "2025-11-07-cn-test-1")]
