"""The whole life of one thing."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from reference_readings import iso
from strategies import FIRST, SPAN, event_sets
from traps import TRAPS, Wire, change, event, first, rate
from wires import RULE, advance, allocate, establish, observe, organise

import reetimeline as ree
from reetimeline.replay.lives import life

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


def told(events: list[Wire], thing: str = "cn-test", **cut: Any) -> list[tuple[Any, ...]]:
    """Return from, to and status of each row."""
    rows = life(ree.replayed(events), thing, **cut)
    return [(row["from"], row["to"], row["status"]) for row in rows]


def test_the_life_of_a_measure() -> None:
    """Scheduled, suspended, and in force by itself on a day without an event."""
    assert told(SUSPENDED) == [
        ("2025-10-10", "2025-11-06", "scheduled"),
        ("2025-11-07", "2026-11-10", "suspended"),
        ("2026-11-11", None, "in-force"),
    ]


def test_known_on_and_recorded_by_cut_it() -> None:
    """As known before the suspension the measure starts on its day."""
    before = [("2025-10-10", "2025-11-30", "scheduled"), ("2025-12-01", None, "in-force")]
    assert told(SUSPENDED, known_on="2025-10-20") == before
    assert told(SUSPENDED, recorded_by=1) == before


def test_rates_are_told() -> None:
    """A cut for 90 days is three rows, and the last says the first rate again."""
    events = [
        event("2025-04-09", first(rate=rate("34"))),
        event(
            "2025-05-12", change("amend", effective="2025-05-14", duration="P90D", rate=rate("10"))
        ),
    ]
    rows = life(ree.replayed(events), "cn-test")
    assert [(row["from"], row["detail"]) for row in rows] == [
        ("2025-04-09", "34 %"),
        ("2025-05-14", "10 %"),
        ("2025-08-12", "34 %"),
    ]


def test_a_part_lives_with_its_whole() -> None:
    """Days on which the whole is suspended are told of the part too."""
    events = [
        event("2025-10-09", first(), first(measure="cn-part", part_of="cn-test")),
        event("2025-11-07", change("suspend", until="2026-11-10")),
    ]
    assert told(events, "cn-part") == [
        ("2025-10-09", "2025-11-06", "in-force"),
        ("2025-11-07", "2026-11-10", "suspended"),
        ("2026-11-11", None, "in-force"),
    ]


def test_other_things_have_lives_too() -> None:
    """A dispute lives by its stages, a firm by its names, a quota and a series by their periods."""
    events = [
        RULE,
        event("2012-01-01", advance("consultations-requested", by=["US"]), establish("lynas")),
        event("2012-02-01", allocate("10"), observe("270000"), number=2),
        event("2012-03-01", advance("settled"), organise("rename", "lynas", name="New"), number=3),
    ]
    assert told(events, "DS431") == [
        ("2012-01-01", "2012-02-29", "consultations-requested"),
        ("2012-03-01", None, "settled"),
    ]
    rows = life(ree.replayed(events), "lynas")
    assert [(r["from"], r["detail"]) for r in rows] == [
        ("2012-01-01", "Lynas"),
        ("2012-03-01", "New"),
    ]
    assert told(events, "cn-quota") == [("2012", None, "10")]
    assert told(events, "cn-mine-production") == [("2024", None, "270000")]


def test_an_unknown_thing() -> None:
    """A thing never named is an error."""
    with pytest.raises(ree.UnknownThingError, match="did you mean cn-test"):
        told(SUSPENDED, "cn-tets")


@given(event_sets(uncertain=False))
def test_a_life_says_of_each_day_what_its_snapshot_says(events: list[Wire]) -> None:
    """Rows ascend without overlap and agree with the snapshot of every day."""
    history = ree.replayed(events)
    for name in history.things("measure"):
        rows = life(history, name)
        for one, other in pairwise(rows):
            assert one["from"] <= one["to"] < other["from"]
        for ordinal in range(FIRST - 2, FIRST + SPAN + 5):
            on = str(iso(ordinal))
            row = history.at(on).measure(name)
            found = [r for r in rows if r["from"] <= on and (r["to"] is None or on <= r["to"])]
            said = None if row is None else row["status"]
            assert [r["status"] for r in found] == ([] if said is None else [said]), on


def test_a_duration_from_an_unknown_day() -> None:
    """What runs for days from an uncertain start lapses in its life as in its snapshots."""
    events = [event("[2025-10-20..2025-10-21]", first(duration="P3D"))]
    assert told(events) == [
        ("2025-10-20", "2025-10-20", "uncertain"),
        ("2025-10-21", "2025-10-22", "in-force"),
        ("2025-10-23", "2025-10-23", "uncertain"),
        ("2025-10-24", None, "ended"),
    ]
