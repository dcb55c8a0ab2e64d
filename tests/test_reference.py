"""The reference fold is itself held to the traps, so that it may judge the replay."""

from typing import Any

import pytest
from points import Point
from reference import OTHER, Reference, readings, status
from reference_readings import day, expand, last_of
from traps import TRAPS, Ask, Trap, replaced


def named(row: dict[str, Any], at: Point) -> dict[str, Any] | None:
    """Return the answer for a point; a member named nowhere is among the rest of `*`."""
    for found in (at, tuple(m if axis != 2 or not m else OTHER for axis, m in enumerate(at))):
        if found in row["points"]:
            answer: dict[str, Any] = row["points"][found]
            (status,) = answer["possible"]
            return {"status": status, **answer}
    return None


def answer(reference: Reference, ask: Ask) -> dict[str, Any] | None:
    """Return what the reference says to a question."""
    row = reference.measure(ask.measure, ask.on, ask.known_on)
    return row if row is None or ask.at is None else named(row, ask.at)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_trap(trap: Trap) -> None:
    """Each trap of the design comes out right."""
    reference = Reference(trap.events)
    for ask in trap.asks:
        found = answer(reference, ask)
        assert (found and {key: found[key] for key in ask.answer or ()}) == ask.answer, ask


def test_replaced_on_an_unknown_day() -> None:
    """In every reading exactly one of the two measures is in force; neither is certain."""
    rows = status(replaced(), "2010-09-15")
    assert rows["cn-old"]["possible"] == ["in-force", "ended"]
    assert rows["cn-new"]["possible"] == ["in-force", "absent"]
    for ordinal in expand("2010-09"):
        text = f"2010-09-{ordinal - day('2010-09-01') + 1:02}"
        exact = status(replaced(text), "2010-09-15")
        assert [m for m in exact if exact[m]["status"] == "in-force"] == [
            "cn-new" if text <= "2010-09-15" else "cn-old"
        ]


def test_readings_are_every_day_of_every_text() -> None:
    """The same text in one event is one day; an unsound order of days is no reading."""
    assert len(list(readings(replaced(), "cn-old"))) == 30
    assert len(list(readings(replaced(), "cn-new"))) == 30


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2010-09-21", 1),
        ("2010-09-21?", 1),
        ("2010-09-21~", 15),
        ("2010-09", 30),
        ("2010-09~", 92),
        ("2010-01~", 90),
        ("2010", 365),
        ("2010%", 1095),
        ("[2010-09-21..2010-09-23]", 3),
        ("[2010-09-21,2010-09-23]", 3),
    ],
)
def test_expand(text: str, count: int) -> None:
    """A date text stands for as many days as the design says."""
    assert len(expand(text)) == count


@pytest.mark.parametrize(
    ("start", "duration", "last"),
    [
        ("2025-05-14", "P90D", "2025-08-11"),
        ("2025-11-10", "P1Y", "2026-11-09"),
        ("2025-01-31", "P1M", "2025-02-28"),
        ("2025-01-30", "P1M", "2025-02-28"),
        ("2025-01-28", "P1M", "2025-02-27"),
        ("2025-05-14", "P2W", "2025-05-27"),
    ],
)
def test_last_of(start: str, duration: str, last: str) -> None:
    """A duration counts its first day."""
    assert last_of(day(start), duration) == day(last)
