"""Days, changes and readings of the literal fold: from wire-form events to strokes in order.

It knows nothing of the package: it takes events as plain dicts, as a TOML file loads. A reading is
one way to settle every uncertain day of a thing, and all of them are written out.
"""

import calendar
import datetime
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Event = Mapping[str, Any]
Variable = tuple[int, str, str]
"""Index of the event, whether it dates a start (`day`) or a last day (`until`), the text."""
Assignment = dict[Variable, int]

AXES = ("goods", "forms", "targets", "parties", "activities")


# Days


def day(text: str) -> int:
    """Return the ordinal of an ISO day."""
    return datetime.date.fromisoformat(text).toordinal()


def iso(ordinal: int | None) -> str | None:
    """Return the ISO day of an ordinal."""
    return None if ordinal is None else datetime.date.fromordinal(ordinal).isoformat()


def _whole_month(year: int, month: int) -> range:
    last = calendar.monthrange(year, month)[1]
    return range(day(f"{year:04}-{month:02}-01"), day(f"{year:04}-{month:02}-{last:02}") + 1)


def expand(text: str) -> range:
    """List the days an EDTF text may mean; of a one-of set all days between its bounds."""
    if text.startswith("["):
        members = [expand(part) for part in re.split(r",|\.\.", text.strip("[]"))]
        return range(min(m[0] for m in members), max(m[-1] for m in members) + 1)
    bare, wide = text.rstrip("?~%"), text[-1] in "~%"
    numbers = [int(part) for part in bare.split("-")]
    if len(numbers) == 3:
        start = day(bare)
        return range(start - 7, start + 8) if wide else range(start, start + 1)
    if len(numbers) == 2:
        year, month = numbers
        if not wide:
            return _whole_month(year, month)
        before = _whole_month(*((year, month - 1) if month > 1 else (year - 1, 12)))
        after = _whole_month(*((year, month + 1) if month < 12 else (year + 1, 1)))
        return range(before[0], after[-1] + 1)
    year = numbers[0]
    return range(day(f"{year - wide:04}-01-01"), day(f"{year + wide:04}-12-31") + 1)


def last_of(start: int, duration: str) -> int:
    """Return the last day of an ISO 8601 duration whose first day is `start`."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", duration)
    if found is None:
        raise ValueError(duration)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    first = datetime.date.fromordinal(start)
    count = first.year * 12 + first.month - 1 + years * 12 + months
    year, month = count // 12, count % 12 + 1
    length = calendar.monthrange(year, month)[1]
    # Where the month has no such day the period runs through its last day.
    after = datetime.date(year, month, min(first.day, length)).toordinal() + (first.day > length)
    return after + weeks * 7 + days - 1


# Changes: what the events say of one measure


class Change(NamedTuple):
    """One change to one measure, its days still variables."""

    event: int
    place: int
    time: str
    do: str
    announced: Variable
    start: Variable
    until: Variable | None
    duration: str | None
    axes: tuple[frozenset[str] | None, ...]
    fields: tuple[tuple[str, Any], ...]
    part_of: str | None


class Stroke(NamedTuple):
    """One change to one measure in one reading; the order of its parts is the order of painting."""

    announced: int
    time: str
    event: int
    start: int
    place: int
    until: int | None
    do: str
    axes: tuple[frozenset[str] | None, ...]
    fields: tuple[tuple[str, Any], ...]
    part_of: str | None

    @property
    def order(self) -> tuple[int, str, int, int, int]:
        return (self.announced, self.time, self.event, self.start, self.place)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _fields(change: Event) -> tuple[tuple[str, Any], ...]:
    rate = [("rate", tuple(sorted(change["rate"].items())))] if "rate" in change else []
    return (*rate, *(("term " + term["key"], term["value"]) for term in change.get("terms", [])))


def changes_of(events: Sequence[Event], measure: str) -> list[Change]:
    """List the changes to one measure in the order of the events; to be replaced is to end."""
    found = []
    for index, event in enumerate(events):
        for place, change in enumerate(event.get("change", [])):
            announced = (index, "day", event["announced"])
            start = (index, "day", change.get("effective", event["announced"]))
            time = event.get("time", "00:00")
            nothing = (None,) * len(AXES)
            if measure in _listed(change.get("measure")):
                until = (index, "until", change["until"]) if "until" in change else None
                axes = tuple(frozenset(change[a]) if a in change else None for a in AXES)
                do, duration = change["do"], change.get("duration")
                found.append(
                    Change(
                        index,
                        place,
                        time,
                        do,
                        announced,
                        start,
                        until,
                        duration,
                        axes,
                        _fields(change),
                        change.get("part_of"),
                    )
                )
            if change["do"] == "impose" and measure in _listed(change.get("replaces")):
                found.append(
                    Change(
                        index, place, time, "end", announced, start, None, None, nothing, (), None
                    )
                )
    return found


def measures(events: Sequence[Event]) -> list[str]:
    """List the ids of all measures that some change names, in the order of their first mention."""
    named = [m for e in events for c in e.get("change", []) for m in _listed(c.get("measure"))]
    return list(dict.fromkeys(named))


def family(events: Sequence[Event], measure: str) -> list[str]:
    """List the measure, its whole, the whole of that, and so on."""
    line = [measure]
    while True:
        wholes = [
            c["part_of"]
            for e in events
            for c in e.get("change", [])
            if line[-1] in _listed(c.get("measure")) and "part_of" in c
        ]
        if not wholes or wholes[0] in line:
            return line
        line.append(wholes[0])


# Readings


def strokes_of(changes: Sequence[Change], reading: Assignment) -> list[Stroke]:
    """Return the changes with their days settled, in the order of painting."""
    strokes = []
    for c in changes:
        start = reading[c.start]
        until = reading[c.until] if c.until else last_of(start, c.duration) if c.duration else None
        announced = reading[c.announced]
        strokes.append(
            Stroke(
                announced, c.time, c.event, start, c.place, until, c.do, c.axes, c.fields, c.part_of
            )
        )
    return sorted(strokes, key=lambda stroke: stroke.order)


def _variables(changes: Sequence[Change]) -> list[Variable]:
    return sorted({v for c in changes for v in (c.announced, c.start, c.until) if v is not None})


def sound(events: Sequence[Event], thing: str, reading: Assignment) -> bool:
    """Tell whether no change ends before it starts or precedes the first impose or propose."""
    for measure in family(events, thing):
        strokes = strokes_of(changes_of(events, measure), reading)
        if any(s.until is not None and s.until < s.start for s in strokes):
            return False
        if strokes and strokes[0].do not in ("impose", "propose"):
            return False
    return True


def all_readings(events: Sequence[Event], thing: str) -> Iterator[Assignment]:
    """Yield every way to settle the days of a thing and of its wholes, sound or not."""
    variables = _variables([c for m in family(events, thing) for c in changes_of(events, m)])
    for days in itertools.product(*(expand(text) for _, _, text in variables)):
        yield dict(zip(variables, days, strict=True))


def readings(events: Sequence[Event], thing: str) -> Iterator[Assignment]:
    """Yield the sound readings of a thing, or all of them if none is sound."""
    kept = [reading for reading in all_readings(events, thing) if sound(events, thing, reading)]
    yield from kept or all_readings(events, thing)
