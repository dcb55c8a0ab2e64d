"""What changed between two days, and what became known about one."""

from hypothesis import given, strategies as st
from strategies import asked_days, event_sets
from strategies_things import dispute_events, organisation_events, quota_events, series_events
from traps import TRAPS, Wire, change, event, first
from wires import RULE, advance, allocate, establish, observe

import reetimeline as ree

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events
things = st.one_of(
    event_sets(most=4), quota_events(), dispute_events(), organisation_events(), series_events()
)


@given(things, asked_days())
def test_a_day_and_itself(events: list[Wire], on: str) -> None:
    """Between a day and the same day nothing changes."""
    diff = ree.replayed(events).diff(on, on)
    assert len(diff) == 0
    assert diff.to_records() == []
    assert diff.to_dict()["changes"] == []


@given(event_sets(uncertain=False, most=5), asked_days(), asked_days())
def test_there_and_back(events: list[Wire], one: str, other: str) -> None:
    """Forwards and backwards the same things and fields differ, the rows change places."""
    history = ree.replayed(events)
    there, back = history.diff(one, other), history.diff(other, one)
    assert {(c.thing, frozenset(c.fields)) for c in there.changes} == {
        (c.thing, frozenset(c.fields)) for c in back.changes
    }
    swapped = {c.thing: (c.after, c.before) for c in back.changes}
    assert {c.thing: (c.before, c.after) for c in there.changes} == swapped


@given(event_sets(uncertain=False, most=5), asked_days(), asked_days())
def test_what_is_not_named_is_the_same(events: list[Wire], one: str, other: str) -> None:
    """A measure the diff does not name has the same status and cells on both days."""
    history = ree.replayed(events)
    named = {change.thing for change in history.diff(one, other).changes}
    for name in set(history.things("measure")) - named:
        before, after = history.at(one).measure(name), history.at(other).measure(name)
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert [before[k] for k in ("status", "cells", "until")] == [
                after[k] for k in ("status", "cells", "until")
            ]


def test_the_event_that_changed_it() -> None:
    """A diff across a suspension names the field, both values and the event."""
    (changed,) = ree.replayed(SUSPENDED).diff("2025-11-06", "2025-11-10").changes
    assert (changed.kind, changed.thing) == ("measure", "cn-test")
    assert changed.because == ("2025-11-07-cn-test-1",)
    told = changed.to_dict()
    assert (told["before"]["status"], told["after"]["status"]) == ("scheduled", "suspended")
    assert set(told["before"]) == set(told["fields"])


def test_records_are_one_row_a_field() -> None:
    """Flat rows: thing, field, before, after."""
    records = ree.replayed(SUSPENDED).diff("2025-11-06", "2025-11-10").to_records()
    assert {
        "kind": "measure",
        "thing": "cn-test",
        "field": "status",
        "before": "scheduled",
        "after": "suspended",
    } in records
    assert len({(r["thing"], r["field"]) for r in records}) == len(records)


def test_things_that_come_and_go() -> None:
    """A thing without a row before is new; an ended one keeps a row and differs in its status."""
    history = ree.replayed([event("2020-01-01", first()), event("2021-01-01", change("end"))])
    (come,) = history.diff("2019-06-01", "2020-06-01").changes
    assert come.before is None
    (gone,) = history.diff("2020-06-01", "2021-06-01").changes
    assert gone.after is not None
    assert gone.after["status"] == "ended"


def test_the_passing_of_time_is_no_change() -> None:
    """Days left run down and windows grow without anybody doing anything."""
    deadline = advance("reasonable-period-agreed", deadline="2015-05-02")
    events = [event("2014-12-08", deadline), event("2014-12-08", first(), number=2)]
    assert len(ree.replayed(events).diff("2014-12-31", "2015-01-31")) == 0


def test_every_kind_of_thing_is_compared() -> None:
    """Quotas, disputes and organisations differ too; series are left out."""
    events = [
        RULE,
        event("2012-01-01", allocate("10"), number=1),
        event("2012-02-01", advance("adopted"), establish("lynas"), observe("1"), number=2),
        event("2012-02-01", allocate("5"), number=3),
    ]
    diff = ree.replayed(events).diff("2012-01-15", "2012-02-15")
    assert {(c.kind, c.thing) for c in diff.changes} == {
        ("quota", "cn-quota"),
        ("dispute", "DS431"),
        ("organisation", "lynas"),
    }
    quota = next(c for c in diff.changes if c.kind == "quota")
    assert quota.key == ("2012", "gross")
    assert quota.because == ("2012-02-01-cn-test-3",)


def test_what_became_known() -> None:
    """About one day, between two days of announcement."""
    diff = ree.replayed(SUSPENDED).diff_known("2025-10-09", "2025-10-20", "2025-12-01")
    (changed,) = diff.changes
    assert changed.before is None
    assert changed.after is not None
    assert changed.after["status"] == "in-force"
    assert (diff.before.known_on, diff.after.known_on) == ("2025-10-09", "2025-10-20")
    assert diff.to_dict()["after"] == {
        "on": "2025-12-01",
        "known_on": "2025-10-20",
        "recorded_by": 2,
    }


def test_recorded_by_cuts_both_days() -> None:
    """As the record was, both days rest on the same records."""
    assert len(ree.replayed(SUSPENDED).diff("2025-11-06", "2025-11-10", recorded_by=1)) == 0
