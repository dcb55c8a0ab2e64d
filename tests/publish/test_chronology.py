"""Chronologies: events and the days on which something changes by itself."""

from typing import Any

import pytest
from hypothesis import given
from strategies import event_sets
from traps import TRAPS, Wire, change, event, first

import reetimeline as ree
from reetimeline.publish.chronology import Moment, chronology

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events
OTHER = event("2025-10-20", first(measure="us-own", goods=["Ga"]), actors=["US/BIS"], kind="law")


def moments(events: list[Wire], **asked: Any) -> tuple[Moment, ...]:
    """Return a chronology."""
    return chronology(ree.replayed(events), **asked)


def brief(found: tuple[Moment, ...]) -> list[tuple[str, str | None, list[tuple[str | None, str]]]]:
    """Return day, event and turns of each moment."""
    return [
        (m.day, m.event.id if m.event else None, [(t.before, t.after) for t in m.turns])
        for m in found
    ]


def test_days_without_an_event_stand_among_them() -> None:
    """A suspension that runs out is a moment of its own."""
    assert brief(moments(SUSPENDED)) == [
        ("2025-10-10", "2025-10-10-cn-test-1", [(None, "scheduled")]),
        ("2025-11-07", "2025-11-07-cn-test-1", [("scheduled", "suspended")]),
        ("2026-11-11", None, [("suspended", "in-force")]),
    ]


def test_from_and_to_are_closed() -> None:
    """Both days count."""
    assert len(moments(SUSPENDED, first="2025-10-10", last="2026-11-11")) == 3
    assert len(moments(SUSPENDED, first="2025-10-11", last="2026-11-10")) == 1


def test_an_event_that_changes_nothing_is_told() -> None:
    """A collision has no turns and stands in its place."""
    events = [*SUSPENDED, event("2025-10-20", kind="statement")]
    assert brief(moments(events))[1] == ("2025-10-20", "2025-10-20-cn-test-1", [])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"actor": "US"}, ["2025-10-20"]),
        ({"actor": "US/BIS"}, ["2025-10-20"]),
        ({"kind": "law"}, ["2025-10-20"]),
        ({"good": "Ga"}, ["2025-10-20"]),
        ({"thing": "us-own"}, ["2025-10-20"]),
        ({"thing": "cn-test"}, ["2025-10-10", "2025-11-07", "2026-11-11"]),
        ({"good": "Dy"}, []),
    ],
)
def test_selections(asked: dict[str, str], expected: list[str]) -> None:
    """Actor, kind, good and thing narrow it."""
    assert [m.day for m in moments([*SUSPENDED, OTHER], **asked)] == expected


def test_a_good_keeps_the_days_without_an_event() -> None:
    """A licence on dysprosium that comes back by itself is in the timeline of dysprosium."""
    events = [
        event("2025-01-01", first(goods=["Dy"])),
        event("2025-02-01", change("suspend", until="2025-12-31")),
    ]
    assert [m.day for m in moments(events, good="Dy")] == ["2025-01-01", "2025-02-01", "2026-01-01"]


def test_what_lapses_the_day_after_lapses_by_itself() -> None:
    """A measure of one day ends on the morning after without anybody's doing."""
    found = brief(moments([event("2025-10-20", first(duration="P1D"))]))
    assert found == [
        ("2025-10-20", "2025-10-20-cn-test-1", [(None, "in-force")]),
        ("2025-10-21", None, [("in-force", "ended")]),
    ]


def test_an_uncertain_day_is_told_as_stated() -> None:
    """Some day in September."""
    (moment, *_) = moments([event("2010-09", first())])
    assert moment.day == "2010-09"


def test_a_moment_as_plain_values() -> None:
    """Event, title, kind, actors, turns and sources."""
    (moment, *_) = moments(SUSPENDED)
    assert moment.to_dict() == {
        "day": "2025-10-10",
        "event": "2025-10-10-cn-test-1",
        "title": "A test",
        "kind": "export-control",
        "actors": ["CN"],
        "turns": [{"thing": "cn-test", "title": "A test", "before": None, "after": "scheduled"}],
        "sources": ["test/source"],
    }


def test_an_unknown_thing() -> None:
    """A thing never named is an error."""
    with pytest.raises(ree.UnknownThingError):
        moments(SUSPENDED, thing="cn-tset")


@given(event_sets(uncertain=False, most=5))
def test_every_event_once_in_order(events: list[Wire]) -> None:
    """Moments ascend; each event is one of them, and the turns of a measure follow on."""
    found = moments(events)
    assert [m.order for m in found] == sorted(m.order for m in found)
    assert sorted(m.event.id for m in found if m.event) == sorted(w["id"] for w in events)
    for name in ree.replayed(events).things("measure"):
        turns = [t for m in found for t in m.turns if t.thing == name]
        states = [t.after for t in turns]
        assert all(t.before != t.after for t in turns)
        assert [t.before for t in turns] == [None, *states][: len(turns)]
