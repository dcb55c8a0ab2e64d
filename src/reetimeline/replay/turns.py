"""Turns: the days on which the answer about a thing can change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reetimeline.change import Allocate
from reetimeline.edtf import FIRST_DAY, LAST_DAY, EDTFDate, last_day
from reetimeline.replay.entries import Entry
from reetimeline.replay.known import standing_entries
from reetimeline.replay.readings import near

if TYPE_CHECKING:
    from reetimeline.replay.history import History


def turns(history: History, kind: str, thing: str) -> list[int]:
    """Return the days (ordinals) on which the answer about a thing can change, ascending.

    Between two of them it stays the same, but for measures on days within reach of an uncertain
    date: there what is said narrows from day to day. See `moving`.
    """
    days = {day for entry in deciding(history, kind, thing) for day in _days(entry)}
    return sorted(day for day in days if FIRST_DAY < day < LAST_DAY)


def moving(history: History, kind: str, thing: str, day: int) -> bool:
    """Whether a day (ordinal) lies in or next to an uncertain date of a measure."""
    return kind == "measure" and near(deciding(history, kind, thing), [day])


def deciding(history: History, kind: str, thing: str) -> list[Entry]:
    """Return the entries that an answer about a thing rests on: its own, and those over it."""
    size = history.size
    if kind == "measure":
        return history.measures.chain_entries(thing, size)
    own = list(standing_entries(history.folded, kind, thing, size))
    over = dict.fromkeys(e.change.under for e in own if isinstance(e.change, Allocate))
    return own + [entry for name in over for entry in history.measures.entries(name, size)]


def _dates(entry: Entry) -> Iterator[EDTFDate]:
    yield from (entry.announced, entry.effective)
    if entry.change.until is not None:
        yield entry.change.until


def _days(entry: Entry) -> Iterable[int]:
    change = entry.change
    found: set[int] = set()
    for stated in _dates(entry):
        found.update((stated.first, stated.first + 1, stated.last, stated.last + 1))
        if not stated.exact:
            found.update((stated.first - 1, stated.last + 2))
    if change.until is None and change.duration is not None:
        for start in (entry.effective.first, entry.effective.last):
            if FIRST_DAY < start < LAST_DAY:
                over = last_day(start, change.duration)
                found.update((over, over + 1))
    if change.deadline is not None:
        found.add(change.deadline.last + 1)
    if isinstance(change, Allocate):
        found.add(change.period.last + 1)
    return found
