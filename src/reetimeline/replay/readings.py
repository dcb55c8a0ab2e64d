"""Readings: every way in which the uncertain days of a thing may have fallen.

A variable is one date text of one event (the same text is the same day), last days apart from the
others. Varied is every uncertain day whose range holds or touches the days asked about or any day
of another stroke of the thing; days that touch nothing stand at their first. Of a range only days
that can make a difference are tried: around each day that matters, and between two such days as
many as there are variables to fall in any order. `BOUND` readings are tried at most; past it the
answer is that nothing is certain (see docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import prod
from typing import Any, NamedTuple

from reetimeline.change import (
    AXES,
    Amend,
    End,
    Impose,
    Propose,
    Resume,
    Suspend,
)
from reetimeline.edtf import FIRST_DAY, LAST_DAY, EDTFDate, last_day
from reetimeline.replay.boxes import AxisSet
from reetimeline.replay.entries import Entry
from reetimeline.replay.strokes import Stroke, named_axes, painted_fields

BOUND = 4096
_HORIZON = 366

Variable = tuple[str, str, bool]
Reading = dict[Variable, int]


class Span(NamedTuple):
    """The closed range of one date of the thing, and the variable it belongs to (None if exact)."""

    first: int
    last: int
    variable: Variable | None


def certain(entries: Iterable[Entry]) -> bool:
    """Whether every date of the entries is exact."""
    for entry in entries:
        until = entry.change.until
        if not entry.announced.exact or not entry.effective.exact:
            return False
        if until is not None and not until.exact and not entry.replaced:
            return False
    return True


def strokes(entries: Sequence[Entry], reading: Reading) -> list[Stroke]:
    """Return the strokes of a measure's entries under a reading, in painting order."""
    found = [_exact(entry) or _stroke(entry, reading) for entry in entries]
    found.sort(key=lambda stroke: stroke.order)
    return found


@lru_cache(maxsize=65536)
def _exact(entry: Entry) -> Stroke | None:
    """Return the stroke of an entry whose dates are exact, the same in every reading, or None."""
    return _stroke(entry, {}) if certain((entry,)) else None


def _stroke(entry: Entry, reading: Reading) -> Stroke:
    change = entry.change
    announced = _settled(entry.announced, entry, reading, last=False)
    first = _settled(entry.effective, entry, reading, last=False)
    if entry.replaced:
        return Stroke("end", announced, first, None, entry, (None,) * len(AXES))
    last = None
    if change.until is not None:
        last = _settled(change.until, entry, reading, last=True)
    elif change.duration is not None:
        last = last_day(first, change.duration)
    named, fields = _given(entry)
    return Stroke(change.do, announced, first, last, entry, named, fields)


@lru_cache(maxsize=65536)
def _given(entry: Entry) -> tuple[tuple[AxisSet | None, ...], dict[str, Any]]:
    """Return the axes an entry names and the fields it gives: the same in every reading."""
    change = entry.change
    if not isinstance(change, Propose | Impose | Amend | Suspend | Resume | End):
        raise TypeError(f"{entry.event.id} change {entry.number} paints nothing")
    return named_axes(change), painted_fields(change)


def sound(painted: Sequence[Stroke]) -> bool:
    """Whether a reading may stand: no window ends before it begins, and the measure begins."""
    if any(stroke.last is not None and stroke.last < stroke.first for stroke in painted):
        return False
    return not painted or painted[0].do in ("impose", "propose")


def near(entries: Iterable[Entry], asked: Sequence[int]) -> bool:
    """Whether a day asked about lies in, or next to, the range of any uncertain date."""
    for entry in entries:
        spans = [span for span in _spans(entry) if span.variable is not None]
        if entry.change.duration is not None and not entry.effective.exact:
            return True
        if any(span.first - 1 <= day <= span.last + 1 for span in spans for day in asked):
            return True
    return False


def readings(entries: Sequence[Entry], asked: Sequence[int]) -> list[Reading] | None:
    """Return the readings of a thing's entries that can differ on the days asked about.

    One empty reading if everything is certain; None if there are more than `BOUND`. Readings in
    which a window ends before it begins are still in it: see `sound`.
    """
    spans = [span for entry in entries for span in _spans(entry)]
    variables = {span.variable: span for span in spans if span.variable is not None}
    if not variables:
        return [{}]
    clipped = _clip(variables, spans, asked)
    marks = sorted({*asked, *(day for span in spans if span.variable is None for day in span[:2])})
    offsets = _offsets(entries)
    choices: dict[Variable, list[int]] = {}
    for name, span in clipped.items():
        rivals = [
            other
            for other in (*clipped.values(), *_computed(entries, clipped))
            if other.variable != name
            and other.first - 1 <= span.last + 1
            and span.first - 1 <= other.last + 1
        ]
        near = any(span.first - 1 <= mark <= span.last + 1 for mark in marks)
        if not near and not rivals and not offsets.get(name):
            choices[name] = [span.first]
            continue
        choices[name] = _days(span, marks, rivals, offsets.get(name, ()))
    if prod(len(days) for days in choices.values()) > BOUND:
        choices = {
            name: days if _matters(clipped[name], marks, clipped) else days[:1]
            for name, days in choices.items()
        }
        if prod(len(days) for days in choices.values()) > BOUND:
            return None
    names = list(choices)
    return [dict(zip(names, days, strict=True)) for days in product(*choices.values())]


def _matters(span: Span, marks: Sequence[int], others: dict[Variable, Span]) -> bool:
    """Whether a range holds a day that matters, or overlaps another: touching alone is let go."""
    if any(span.first <= day <= span.last for day in marks):
        return True
    return any(
        other.variable != span.variable and other.first <= span.last and span.first <= other.last
        for other in others.values()
    )


def _settled(stated: EDTFDate, entry: Entry, reading: Reading, *, last: bool) -> int:
    if stated.exact:
        return stated.first
    return reading[(entry.event.id, stated.text, last)]


def _spans(entry: Entry) -> Iterator[Span]:
    dates = [(entry.announced, False), (entry.effective, False)]
    change = entry.change
    if change.until is not None and not entry.replaced:
        dates.append((change.until, True))
    for stated, last in dates:
        name = None if stated.exact else (entry.event.id, stated.text, last)
        yield Span(stated.first, stated.last, name)
    if change.duration is not None and entry.effective.exact and not entry.replaced:
        end = last_day(entry.effective.first, change.duration)
        yield Span(end, end, None)


def _clip(
    variables: dict[Variable, Span], spans: Sequence[Span], asked: Sequence[int]
) -> dict[Variable, Span]:
    """Bound open ranges a year beyond the outermost day that matters."""
    known = [*asked]
    known.extend(day for span in spans for day in span[:2] if FIRST_DAY < day < LAST_DAY)
    low, high = min(known) - _HORIZON, max(known) + _HORIZON
    return {
        name: Span(max(span.first, low), min(span.last, high), name)
        for name, span in variables.items()
    }


def _offsets(entries: Sequence[Entry]) -> dict[Variable, tuple[int, ...]]:
    """Return, for each start that a duration is counted from, the distances to its last day."""
    found: dict[Variable, tuple[int, ...]] = {}
    for entry in entries:
        stated = entry.effective
        if entry.change.duration is None or stated.exact or entry.replaced:
            continue
        lengths = {last_day(day, entry.change.duration) - day for day in _sample(stated)}
        name = (entry.event.id, stated.text, False)
        found[name] = tuple(sorted({*found.get(name, ()), *lengths}))
    return found


def _sample(stated: EDTFDate) -> range:
    """Return days of a range at which the length of a duration in months may differ."""
    return range(max(stated.first, stated.last - 3 * _HORIZON), stated.last + 1)


def _computed(entries: Sequence[Entry], variables: dict[Variable, Span]) -> list[Span]:
    """Return the ranges of last days that follow from uncertain starts by a duration."""
    found = []
    for entry in entries:
        stated, duration = entry.effective, entry.change.duration
        span = variables.get((entry.event.id, stated.text, False))
        if duration is None or span is None or entry.replaced:
            continue
        ends = (last_day(span.first, duration), last_day(span.last, duration))
        found.append(Span(*ends, (entry.event.id, stated.text, True)))
    return found


def _days(
    span: Span, marks: Sequence[int], rivals: Sequence[Span], offsets: Sequence[int]
) -> list[int]:
    """Return the days of a range that can make a difference, ascending."""
    points = {span.first, span.last}
    for mark in (*marks, *(end for rival in rivals for end in (rival.first, rival.last))):
        for day in (mark, *(mark - offset for offset in offsets)):
            points.update((day - 1, day, day + 1))
    inside = sorted(day for day in points if span.first <= day <= span.last)
    room = 4 * len(rivals)
    found = set(inside)
    for low, high in pairwise(inside):
        crowd = sum(rival.first < high and low < rival.last for rival in rivals)
        reach = min(room, 4 * crowd) if crowd else 1
        found.update(day for day in range(low + 1, low + 1 + reach) if day < high)
        found.update(day for day in range(high - reach // 4, high) if day > low)
    return sorted(found)
