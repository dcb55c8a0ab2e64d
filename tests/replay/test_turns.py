"""Turns and stretches: on which days the answer about a thing changes, and what it is between."""

from itertools import pairwise

from hypothesis import given
from strategies import FIRST, SPAN, event_sets
from traps import Wire, event, first
from wires import measure

import reetimeline as ree
from reetimeline.replay.stretches import ABSENT, stretches
from reetimeline.replay.turns import close_turns, turns
from reetimeline.replay.view import View


@given(event_sets())
def test_stretches_say_what_is_worked_out_on_every_day(drawn: list[Wire]) -> None:
    """Day by day: what a stretch says is the answer, and where none is the thing has no row."""
    history = ree.replayed(drawn)
    said = [one for one in stretches(history) if one.kind == "measure"]
    for name in history.things("measure"):
        own = [one for one in said if one.thing == name]
        assert all(one.last < other.first for one, other in pairwise(own))
        for day in range(FIRST - 10, FIRST + SPAN + 10):
            (found,) = [one.said for one in own if one.first <= day <= one.last] or [ABSENT]
            row = history.computed(View(day, None, history.size)).measure(name)
            if found is ABSENT:
                assert row is None
            elif found is not None:
                assert row is not None
                assert found["row"] == row.to_dict()


@given(event_sets(uncertain=False))
def test_an_answer_with_exact_days_changes_on_turns_only(drawn: list[Wire]) -> None:
    """Day by day, what is said of a measure differs only where there is a turn."""
    history = ree.replayed(drawn)
    for name in history.things("measure"):
        found = set(turns(history, "measure", name))
        before = None
        for day in range(FIRST - 2, FIRST + SPAN + 2):
            row = history.computed(View(day, None, history.size)).measure(name)
            assert row == before or day in found or day == FIRST - 2
            before = row


def test_turns_of_exact_days() -> None:
    """Each day stated and the day after it; nothing is near."""
    history = ree.replayed([event("2025-01-10", first(until="2025-02-20"))])
    days = [ree.parse_date(text).first for text in ("2025-01-10", "2025-01-11", "2025-02-20")]
    assert turns(history, "measure", "cn-test") == [*days, days[-1] + 1]
    assert close_turns(history, "measure", "cn-test") == turns(history, "measure", "cn-test")


def test_an_uncertain_start_is_told_as_stated() -> None:
    """A window that began some day in a month is told by the month, on every day of it."""
    history = [event("2025-03", first())]
    for day in ("2025-03-01", "2025-03-15", "2025-03-31", "2025-06-01"):
        assert measure(history, day)["windows"] == [["2025-03", None]]
    before = [event("2024-01-01", first(effective="[..2025-03]"))]
    assert measure(before, "2025-01-01")["windows"] == [["[..2025-03]", None]]
