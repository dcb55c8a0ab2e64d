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

CALENDAR_EDGE = 3 * 366


def turns(history: History, kind: str, thing: str) -> list[int]:
    """Return the days (ordinals) on which the answer about a thing can change, ascending.

    Between two of them it stays the same, but for measures on days within reach of an uncertain
    date: see `close_turns`.
    """
    days = {day for entry in deciding(history, kind, thing) for day in _days(entry)}
    return sorted(day for day in days if FIRST_DAY < day < LAST_DAY)


def close_turns(history: History, kind: str, thing: str) -> list[int]:
    """Return the days `turns` gives, and near uncertain dates as many around them as these reach.

    Of ``n`` uncertain dates the readings put up to ``n`` days in a row beside a day that matters,
    so in and next to their ranges an answer can still differ ``n + 1`` days before and after a
    turn, and close to the ends of the calendar, where open ranges are cut. Between them it stays
    the same, or narrows from day to day. Only measures are read in this way.
    """
    days = turns(history, kind, thing)
    entries = deciding(history, kind, thing)
    doubts = {(e.event.id, date.text): date for e in entries for date in _dates(e)}
    ranges = [(date.first - 1, date.last + 2) for date in doubts.values() if not date.exact]
    if kind != "measure" or not ranges:
        return days
    reach = range(-len(ranges) - 1, len(ranges) + 2)
    found = {*days, *(edge for edges in ranges for edge in edges)}
    found.update((FIRST_DAY + CALENDAR_EDGE, LAST_DAY - CALENDAR_EDGE))
    found.update(day + by for day in days for by in reach if near(entries, [day + by]))
    return sorted(day for day in found if FIRST_DAY < day < LAST_DAY)


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
