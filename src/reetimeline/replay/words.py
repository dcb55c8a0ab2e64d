"""Days and doubts in words: EDTF text for what readings agree on, and what sources contest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from reetimeline.edtf import FIRST_DAY, LAST_DAY, EDTFDate, between, iso, parse
from reetimeline.replay.entries import Entry
from reetimeline.replay.measures import Told

# For an ordinal, the dates that fall on it in a reading, and whether other days were tried.
Words = dict[int, dict[EDTFDate, bool]]
ASIDE = frozenset({"title", "count", "codes", "condition", "authority"})  # these decide nothing


def start_words(told: Told) -> Words:
    """Return the dates of every first day a reading leaves uncertain, by its ordinal.

    A first day is stated itself, or is the day after a last day that is.
    """
    return _words(told, lambda last: 1 if last else 0)


def end_words(told: Told) -> Words:
    """Return the dates of every last day a reading leaves uncertain, by its ordinal.

    A last day is stated itself, or is the day before a first day that is.
    """
    return _words(told, lambda last: 0 if last else -1)


def _words(told: Told, shift: Callable[[bool], int]) -> Words:
    found: Words = {}
    for variable, day in told.reading.items():
        by = shift(variable[2])
        found.setdefault(day + by, {})[_moved(variable[1], by)] = variable not in told.fixed
    return found


@lru_cache(maxsize=8192)
def _moved(text: str, by: int) -> EDTFDate:
    stated = parse(text)
    return between(stated.first + by, stated.last + by) if by else stated


def day_text(days: Sequence[int | None], words: Sequence[Words]) -> str | None:
    """Return one text for a day that readings place on ``days`` (aligned with their words).

    The stated text if every reading puts the day on that date and nothing narrows it; an exact day
    if the readings agree; the range they span otherwise; None if any reading leaves it open.
    """
    if len(days) == 1 and not words[0]:
        return None if days[0] is None else iso(min(days[0], LAST_DAY))
    settled = [day for day in days if day is not None]
    if not settled or len(settled) < len(days):
        return None
    first, last = min(settled), min(max(settled), LAST_DAY)
    dates = [known.get(day, {}) for day, known in zip(settled, words, strict=True)]
    for date in sorted(set(dates[0]).intersection(*dates[1:]), key=lambda date: date.text):
        if not dates[0][date] or (date.first, date.last) == (first, last):
            return date.text
    return between(first, last).text


def stated_text(days: Sequence[int], words: Sequence[Words], every: Sequence[Words]) -> str | None:
    """Return one text for a day that has come in some readings only (``days`` and their words).

    Where they all place it by the same stated date, it is told as wide as in ``every`` reading:
    that it has come by the day asked about goes without saying.
    """
    dates = [known.get(day, {}) for day, known in zip(days, words, strict=True)]
    shared = sorted(set(dates[0]).intersection(*dates[1:]), key=lambda date: date.text)
    if not shared:
        return day_text(days, words)
    stated = shared[0]
    if stated.first == FIRST_DAY or stated.last == LAST_DAY:
        return stated.text
    placed = [(day, known) for known in every for day in known if stated in known[day]]
    return day_text([day for day, _ in placed], [known for _, known in placed])


def contested(entries: Iterable[Entry]) -> bool:
    """Whether a citation denies, or an alternative disputes, a change that decides."""
    return any(denied(entry) or _disputed(entry) for entry in entries)


def _disputed(entry: Entry) -> bool:
    return any(other.field.partition(".")[0] not in ASIDE for other in entry.change.alternative)


def denied(entry: Entry) -> bool:
    """Whether a citation of the event denies it as a whole, its day, or this change."""
    place = f"change.{entry.number}"
    for citation in entry.event.citations:
        if citation.stance != "denies":
            continue
        if not citation.fields:
            return True
        for path in citation.fields:
            if path in ("announced", place):
                return True
            leaf = path.removeprefix(f"{place}.").partition(".")[0]
            if path.startswith(f"{place}.") and leaf not in ASIDE:
                return True
    return False


def alternatives(entries: Iterable[Entry]) -> tuple[dict[str, str], ...]:
    """Return what other sources say of the fields of the changes that decide."""
    return tuple(
        {
            "event": entry.event.id,
            "field": f"change.{entry.number}.{other.field}",
            "value": other.value,
            "source": other.source,
            "locator": other.locator,
            "stance": other.stance,
        }
        for entry in entries
        for other in entry.change.alternative
    )


def event_ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the ids of the entries' events, in the order announced, each once."""
    ordered = sorted(entries, key=lambda entry: (entry.announced.first, entry.first))
    return tuple(dict.fromkeys(entry.event.id for entry in ordered))


def latest_announced(entries: Iterable[Entry]) -> str | None:
    """Return the last possible day on which any of the entries was announced, or None."""
    days = [entry.announced.last for entry in entries]
    return iso(max(days)) if days else None
