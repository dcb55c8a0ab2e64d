"""Corrections: revisions, tombstones, and the record as it was."""

import pytest
from hypothesis import given
from strategies import asked_days, event_sets
from traps import Wire, change, event, first
from wires import measure, revised

import reetimeline as ree
from reetimeline.record.kept import Record
from reetimeline.record.reading import event_from_wire

WRONG = event("2025-01-05", first(effective="2025-02-01"))
RIGHT = revised(WRONG, change=[first(effective="2025-03-01")])
GONE = revised(WRONG, 3, withdrawn=True, change=[])


def test_a_revision_replaces_the_version_before() -> None:
    """What the correction says holds, and what it corrected is no second stroke."""
    assert measure([WRONG, RIGHT], "2025-02-15")["status"] == "scheduled"
    assert measure([WRONG], "2025-02-15")["status"] == "in-force"
    assert len(list(ree.replayed([WRONG, RIGHT]).events())) == 1


def test_recorded_by_shows_the_record_as_it_was() -> None:
    """At its size then, the record still said the wrong day."""
    assert measure([WRONG, RIGHT], "2025-02-15", recorded_by=1)["status"] == "in-force"
    history = ree.replayed([WRONG, RIGHT])
    assert [e.revision for e in history.events(recorded_by=1)] == [1]
    assert history.at("2025-02-15", recorded_by=0).measures == ()


def test_recorded_by_a_day() -> None:
    """A day stands for all records of that day and before."""
    events = [event_from_wire(wire) for wire in (WRONG, RIGHT)]
    days = ["2026-01-01", "2026-02-01"]
    records = [
        Record.of(one, place, day)
        for place, (one, day) in enumerate(zip(events, days, strict=True), 1)
    ]
    history = ree.replayed(records)
    sizes = [
        history.at("2025-02-15", recorded_by=day).size
        for day in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")
    ]
    assert sizes == [0, 1, 1, 2]


def test_a_tombstone_takes_the_event_away() -> None:
    """Nothing of a withdrawn event counts, and the record before still shows it."""
    history = ree.replayed([WRONG, RIGHT, GONE])
    assert history.at("2025-06-01").measure("cn-test") is None
    assert history.event(WRONG["id"]) is None
    assert history.at("2025-06-01", recorded_by=2).measure("cn-test") is not None


def test_a_withdrawn_event_can_come_back() -> None:
    """A further revision speaks again."""
    back = revised(WRONG, 4, change=[first(effective="2025-04-01")])
    row = measure([WRONG, RIGHT, GONE, back], "2025-06-01")
    assert (row["status"], row["since"]) == ("in-force", "2025-04-01")


def test_a_revision_keeps_its_first_position_for_ties() -> None:
    """Two acts of one day: the first recorded paints first, also when corrected later."""
    ended = event("2025-01-05", change("end"), number=2)
    assert measure([WRONG, ended], "2025-02-15")["status"] == "ended"
    again = revised(WRONG, change=[first(effective="2025-01-05")])
    assert measure([WRONG, ended, again], "2025-02-15")["status"] == "ended"


def test_without_drops_every_revision() -> None:
    """As if it had never happened, in any revision; this history stays as it is."""
    other = event("2025-01-06", first(measure="cn-other"))
    history = ree.replayed([WRONG, other, RIGHT])
    without = history.without(WRONG["id"])
    assert without.things("measure") == ("cn-other",)
    assert history.things("measure") == ("cn-test", "cn-other")
    with pytest.raises(ree.UnknownThingError, match="did you mean"):
        history.without("2025-01-05-cn-tset-1")


@given(event_sets(most=4), asked_days())
def test_a_revision_that_says_the_same_changes_nothing(events: list[Wire], on: str) -> None:
    """Restating an event whole leaves every row as it was."""
    same = revised(events[0])
    one, other = ree.replayed(events).at(on), ree.replayed([*events, same]).at(on)
    assert [row.to_dict() for row in one.measures] == [row.to_dict() for row in other.measures]


@given(event_sets(most=4), asked_days())
def test_a_tombstone_is_as_if_it_never_happened(events: list[Wire], on: str) -> None:
    """Withdrawing an event gives the state without it."""
    gone = revised(events[0], withdrawn=True, change=[])
    one = ree.replayed([*events, gone]).at(on)
    other = ree.replayed(events).without(events[0]["id"]).at(on)
    told = {row.id: row.to_dict() for row in other.measures}
    assert {row.id: row.to_dict() for row in one.measures} == told
