"""Lags: how many days a response took, as far as the dates tell.

A lag is ``(least, most)``, both closed: every reading of the two dates lies within. Days are
counted on the calendar of the responder; where both events name their time zones, an act dated the
day before, across the date line, does not come out as −1.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from reetimeline.edtf import FIRST_DAY, LAST_DAY
from reetimeline.event import Event

Lag = tuple[int, int]


def lag(cause: Event, response: Event) -> Lag:
    """Return the least and most days from a cause to its response.

    Negative where the response certainly or possibly came first.
    """
    earliest, latest = cause.announced.first, cause.announced.last
    if cause.timezone and response.timezone and cause.timezone != response.timezone:
        zones = (cause.timezone, response.timezone, cause.time)
        early, late = _shift(earliest, *zones)[0], _shift(latest, *zones)[1]
        earliest, latest = earliest + early, latest + late
    return response.announced.first - latest, response.announced.last - earliest


@lru_cache(maxsize=4096)
def _shift(day: int, home: str, there: str, clock: str | None) -> tuple[int, int]:
    """Return by how many days a civil day at home is another one there, at its two ends."""
    if not FIRST_DAY < day < LAST_DAY:
        return 0, 0
    begin = time.fromisoformat(clock) if clock else time.min
    end = time.fromisoformat(clock) if clock else time(23, 59)
    own = date.fromordinal(day)
    moved = [
        datetime.combine(own, at, ZoneInfo(home)).astimezone(ZoneInfo(there)).date()
        for at in (begin, end)
    ]
    return tuple((day_there - own) // timedelta(days=1) for day_there in moved)  # type: ignore[return-value]
