"""Dates as people know them: exact, partial, uncertain (EDTF, ISO 8601-2:2019).

A date is ``(earliest, latest, text)``: one unknown day within a closed range, and the words it was
stated in. A period *lasts*: it holds every day of its range. Accepted are Level 0 dates, Level 1
(``?`` ``~`` ``%``, unspecified digits, seasons) and, of Level 2, one-of sets. The parser is our own
because the published one is wrong where it matters here (see docs/decisions/0002).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from attrs import field, frozen

from reetimeline.errors import DateError

FIRST_DAY = date.min.toordinal()
LAST_DAY = date.max.toordinal()

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([?~%]?)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_PARTS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@frozen(order=False)
class EDTFDate:
    """One day, known no better than ``first`` to ``last`` (ordinals, both ends closed).

    ``first`` is `FIRST_DAY` and ``last`` is `LAST_DAY` where the range is unbounded. ``text`` is
    the date as stated.
    """

    first: int
    last: int
    text: str

    @property
    def earliest(self) -> date | None:
        """The first possible day, or None if unbounded."""
        return date.fromordinal(self.first) if self.first > FIRST_DAY else None

    @property
    def latest(self) -> date | None:
        """The last possible day, or None if unbounded."""
        return date.fromordinal(self.last) if self.last < LAST_DAY else None

    @property
    def exact(self) -> bool:
        """Whether the range is one day."""
        return self.first == self.last

    def before(self, other: EDTFDate) -> bool | None:
        """Whether this day is earlier than the other: True, False, or None if either may be first.

        >>> parse("2010-09").before(parse("2010-10-01"))
        True
        >>> parse("2010-09").before(parse("2010-09-23")) is None
        True
        """
        if self.last < other.first:
            return True
        return False if self.first >= other.last else None

    def same_day(self, other: EDTFDate) -> bool | None:
        """Whether both are the same day: True, False, or None if that is open."""
        if self.exact and other.exact:
            return self.first == other.first
        return None if self.first <= other.last and other.first <= self.last else False

    def __str__(self) -> str:
        return self.text


@frozen
class Period:
    """A stretch of days, each of them meant; ``first`` and ``last`` are closed ordinals."""

    first: int
    last: int
    text: str = field()

    def __str__(self) -> str:
        return self.text


def day(text: str) -> int:
    """Return the ordinal of a strict ISO day ``YYYY-MM-DD``.

    Raises `DateError` for anything else: a malformed day is never read as today.

    >>> day("2025-11-20") - day("2025-11-10")
    10
    """
    if isinstance(text, str) and _ISO_DAY.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal()
        except ValueError:
            pass
    raise DateError(f"{text!r} is not a day", remedy="write it as YYYY-MM-DD, such as 2025-11-20")


@lru_cache(maxsize=65536)
def iso(ordinal: int) -> str:
    """Return the ISO day of an ordinal.

    >>> iso(day("2010-09-07"))
    '2010-09-07'
    """
    return date.fromordinal(ordinal).isoformat()


def iso_or_none(ordinal: int | None) -> str | None:
    """Return the ISO day of an ordinal, None of None.

    >>> iso_or_none(None) is None
    True
    """
    return None if ordinal is None else iso(ordinal)


@lru_cache(maxsize=65536)
def parse(text: str) -> EDTFDate:
    """Return the date that an EDTF text states.

    ``~`` and ``%`` widen the range by one unit of the stated precision at both ends (a year, a
    month; for a day, seven days); ``?`` widens nothing. Seasons are the northern meteorological
    ones, winter beginning in December of the year named. Raises `DateError` for anything that is
    not in the accepted part of EDTF; intervals belong in `parse_period`.

    >>> parse("2010-09").latest
    datetime.date(2010, 9, 30)
    >>> parse("[2010-09-21..2010-09-23]").earliest
    datetime.date(2010, 9, 21)
    """
    if text.startswith("[") and text.endswith("]"):
        first, last = _one_of(text)
    else:
        first, last = _simple(text, text)
    return EDTFDate(first, last, text)


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:
    """Return the period that an EDTF text states: a date of any precision, or an interval.

    Also accepts quarters (``2012-33`` to ``2012-36``), halves (``2012-40``, ``2012-41``), and
    intervals whose ends may be open (``..``) or unknown (empty). Raises `DateError` otherwise.

    >>> period = parse_period("2012-01/2012-06")
    >>> iso(period.first), iso(period.last)
    ('2012-01-01', '2012-06-30')
    """
    if "/" not in text:
        first, last = _simple(text, text, parts=True)
        return Period(first, last, text)
    start, slash, end = text.partition("/")
    if "/" in end or not slash or (start in ("", "..") and end in ("", "..")):
        raise _unreadable(text)
    low = FIRST_DAY if start in ("", "..") else _simple(start, text, parts=True)[0]
    high = LAST_DAY if end in ("", "..") else _simple(end, text, parts=True)[1]
    if low > high:
        raise DateError(f"{text!r} ends before it begins", remedy="put the earlier end first")
    return Period(low, high, text)


def last_day(start: int, duration: str) -> int:
    """Return the last day of a duration (ISO 8601, years to days) that counts its first day.

    Where the month it ends in has no such day, the last day of that month is meant (the rule of
    Regulation (EEC) 1182/71, article 3). Raises `DateError` if the duration cannot be read, is
    empty, or leads beyond the year 9999.

    >>> iso(last_day(day("2025-05-14"), "P90D"))
    '2025-08-11'
    >>> iso(last_day(day("2025-01-31"), "P1M"))
    '2025-02-28'
    """
    from dateutil.relativedelta import relativedelta

    years, months, weeks, days = split_duration(duration)
    begin = date.fromordinal(start)
    try:
        landed = begin + relativedelta(years=years, months=months)
        clipped = landed.day != begin.day
        end = landed + timedelta(weeks=weeks, days=days + (0 if not clipped else 1) - 1)
    except (OverflowError, ValueError):
        raise DateError(f"{duration!r} leads beyond the year 9999") from None
    return end.toordinal()


def split_duration(text: str) -> tuple[int, int, int, int]:
    """Return years, months, weeks and days of an ISO 8601 duration; raise `DateError` otherwise."""
    found = _DURATION.fullmatch(text)
    if not found or not any(int(part or 0) for part in found.groups()):
        raise DateError(f"{text!r} is not a duration", remedy="write P90D, P6M, P1Y …")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years, months, weeks, days


def between(first: int, last: int) -> EDTFDate:
    """Return the date known to lie within two ordinals, in the shortest honest EDTF text.

    >>> between(day("2010-09-21"), day("2010-09-23")).text
    '[2010-09-21..2010-09-23]'
    """
    if first == last:
        return EDTFDate(first, last, iso(first))
    low = "" if first <= FIRST_DAY else iso(first)
    high = "" if last >= LAST_DAY else iso(last)
    return EDTFDate(first, last, f"[{low}..{high}]")


def _unreadable(text: str) -> DateError:
    return DateError(
        f"{text!r} is not an accepted EDTF date",
        remedy="write 2010-09-07, 2010-09, 2010, 2010-09?, 201X or [2010-09-21..2010-09-23]",
    )


def _simple(text: str, whole: str, *, parts: bool = False) -> tuple[int, int]:
    found = _DATE.fullmatch(text) if text.isascii() else None
    if not found:
        raise _unreadable(whole)
    year_text, month_text, day_text, mark = found.groups()
    low_year, high_year = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
    if high_year < 1 or ("X" in year_text and month_text):
        raise _unreadable(whole)
    low_year = max(low_year, 1)
    width = high_year - low_year + 1 if "X" in year_text else 1
    if month_text in (None, "XX"):
        if day_text not in (None, "XX"):
            raise _unreadable(whole)
        bounds = (low_year, 1, high_year, 12)
        unit_months = 12 * width
    else:
        month = int(month_text)
        span = (_SEASONS | _PARTS if parts else _SEASONS).get(month)
        if (span is None and not 1 <= month <= 12) or (span and day_text):
            raise _unreadable(whole)
        if day_text not in (None, "XX"):
            return _day(low_year, month, int(day_text), mark, whole)
        start, end = span or (month, month)
        bounds = (low_year, start, low_year, end)
        unit_months = end - start + 1
    if mark in ("~", "%"):
        low_year, start, high_year, end = bounds
        bounds = (low_year, start - unit_months, high_year, end + unit_months)
    return _month_start(*bounds[:2]), _month_start(bounds[2], bounds[3] + 1) - 1


def _day(year: int, month: int, number: int, mark: str, whole: str) -> tuple[int, int]:
    try:
        ordinal = date(year, month, number).toordinal()
    except ValueError:
        raise DateError(f"{whole!r} names a day that does not exist") from None
    reach = 7 if mark in ("~", "%") else 0
    return max(ordinal - reach, FIRST_DAY), min(ordinal + reach, LAST_DAY)


def _month_start(year: int, month: int) -> int:
    """Return the ordinal of a month's first day; months outside 1–12 carry into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if year < 1:
        return FIRST_DAY
    return date(year, month, 1).toordinal() if year <= 9999 else LAST_DAY + 1


def _one_of(text: str) -> tuple[int, int]:
    lows: list[int] = []
    highs: list[int] = []
    members = [part.strip() for part in text[1:-1].split(",")]
    for place, member in enumerate(members):
        start, dots, end = member.partition("..")
        if not member or ".." in end or (dots and not start and not end):
            raise _unreadable(text)
        if (dots and not start and place) or (dots and not end and place < len(members) - 1):
            raise _unreadable(text)
        low, high = (FIRST_DAY, 0) if not start else _simple(start, text)
        if dots:
            end_low, high = (0, LAST_DAY) if not end else _simple(end, text)
            if end and start and low > end_low:
                raise DateError(f"{text!r} runs backwards", remedy="put the earlier day first")
        lows.append(low)
        highs.append(high)
    if lows != sorted(lows):
        raise DateError(f"{text!r} runs backwards", remedy="put the earlier day first")
    return min(lows), max(highs)
