"""Days, members and statuses in words."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

Style = Callable[[str, str], str]
SHOWN_MEMBERS = 12
STATUS_STYLES = {
    "in-force": "green",
    "suspended": "yellow",
    "scheduled": "cyan",
    "proposed": "blue",
    "uncertain": "magenta",
    "partial": "magenta",
    "ended": "bright_black",
}


def bare(text: str, style: str) -> str:  # noqa: ARG001 - the style of no style
    """Return text without any style: what a pipe gets."""
    return text


def day_in_words(text: str | None) -> str:
    """Return an ISO day, month or year in words; other EDTF text as ``some day …``.

    >>> day_in_words("2025-11-20"), day_in_words("[2010-09-21..2010-09-23]")
    ('20 November 2025', 'between 21 and 23 September 2010')
    """
    if text is None:
        return "open"
    mark = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(text[-1:], "")
    stem = text.rstrip("?~%")
    parts = stem.split("-")
    if all(part.isdigit() for part in parts) and len(parts) <= 3:
        return _plain_day([int(part) for part in parts], stem) + mark
    if stem.startswith("[") and ".." in stem and "," not in stem:
        return _between(*stem[1:-1].split("..")) + mark
    return text


def _plain_day(parts: Sequence[int], stem: str) -> str:
    if len(parts) == 1:
        return stem
    if len(parts) == 2 and not 1 <= parts[1] <= 12:
        season = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}.get(parts[1])
        return f"{season} {parts[0]}" if season else stem
    month = calendar.month_name[parts[1]]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def _between(first: str, last: str) -> str:
    if not first:
        return f"by {day_in_words(last)}"
    if not last:
        return f"on or after {day_in_words(first)}"
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        return f"between {int(first[8:])} and {day_in_words(last)}"
    return f"between {day_in_words(first)} and {day_in_words(last)}"


def weekday(text: str) -> str:
    """Return the weekday of an ISO day.

    >>> weekday("2025-11-20")
    'Thursday'
    """
    return calendar.day_name[date.fromisoformat(text).weekday()]


def members(values: Sequence[str], excepted: Sequence[str] = ()) -> str:
    """Return the members of an axis in one phrase; long lists are counted.

    >>> members(["*"], ["US"]), members(["Dy", "Tb"])
    ('all except US', 'Dy Tb')
    """
    if "*" in values:
        return f"all except {members(excepted)}" if excepted else "all"
    if len(values) > SHOWN_MEMBERS:
        return f"{' '.join(values[:SHOWN_MEMBERS])} … ({len(values)} in all)"
    return " ".join(values)


def goods(values: Sequence[str], excepted: Sequence[str] = ()) -> str:
    """Return goods in one phrase; all seventeen rare earths together go by that name.

    >>> goods(["Ga", "Ge"])
    'Ga Ge'
    """
    from reetimeline.vocabulary import expand_goods

    every = expand_goods(["rare-earths"])
    if set(every) <= set(values):
        values = ["rare-earths", *(value for value in values if value not in every)]
    return members(values, excepted)


def scope(cell: dict[str, Any]) -> str:
    """Return what a cell covers in one phrase, unused axes left out."""
    excepted = cell["except"]
    what = goods(cell["goods"], excepted.get("goods", ()))
    forms = members(cell["forms"], excepted.get("forms", ()))
    phrase = " as ".join(part for part in (what, forms) if part)
    for axis, word in (("targets", "to"), ("parties", "for"), ("activities", "in")):
        if cell[axis]:
            phrase += f" {word} {members(cell[axis], excepted.get(axis, ()))}"
    return phrase.strip()


def amount(value: str | None, unit: str) -> str:
    """Return a quantity with thousands set apart, or ``not disclosed``.

    >>> amount("30996", "t"), amount(None, "t")
    ('30,996 t', 'not disclosed')
    """
    if value is None:
        return "not disclosed"
    head, _, tail = value.partition(".")
    grouped = f"{int(head):,}" if head.isdigit() else head
    return f"{grouped}{'.' + tail if tail else ''} {unit}"


def number_of(count: int, noun: str) -> str:
    """Return a count with its noun in the right number.

    >>> number_of(1, "event"), number_of(3, "event")
    ('1 event', '3 events')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
