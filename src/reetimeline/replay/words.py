"""Days and doubts in words: EDTF text for what readings agree on, and what sources contest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reetimeline.edtf import LAST_DAY, between, iso, parse
from reetimeline.replay.entries import Entry
from reetimeline.replay.readings import Reading

Words = dict[int, str]


def start_words(reading: Reading) -> Words:
    """Return the text of every first day a reading leaves uncertain, by its ordinal.

    A first day is stated itself, or is the day after a last day that is.
    """
    after = {
        day + 1: between(parse(text).first + 1, parse(text).last + 1).text
        for (_, text, last), day in reading.items()
        if last
    }
    return {**after, **{day: text for (_, text, last), day in reading.items() if not last}}


def end_words(reading: Reading) -> Words:
    """Return the text of every last day a reading leaves uncertain, by its ordinal.

    A last day is stated itself, or is the day before a first day that is.
    """
    before = {
        day - 1: between(parse(text).first - 1, parse(text).last - 1).text
        for (_, text, last), day in reading.items()
        if not last
    }
    return {**before, **{day: text for (_, text, last), day in reading.items() if last}}


def day_text(days: Sequence[int | None], words: Sequence[Words]) -> str | None:
    """Return one text for a day that readings place on ``days`` (aligned with their words).

    The stated text if every reading gives the same; an exact day if they agree; the range they
    span otherwise; None if any reading leaves it open.
    """
    settled = [day for day in days if day is not None]
    if not settled or len(settled) < len(days):
        return None
    texts = {known.get(day) for day, known in zip(settled, words, strict=True)}
    if len(texts) == 1 and (text := texts.pop()) is not None:
        return text
    return between(min(settled), min(max(settled), LAST_DAY)).text


def contested(entries: Iterable[Entry]) -> bool:
    """Whether a citation denies, or an alternative disputes, a change that decides."""
    return any(denied(entry) or entry.change.alternative for entry in entries)


def denied(entry: Entry) -> bool:
    """Whether a citation of the event denies it as a whole, its day, or this change."""
    place = f"change.{entry.number}"
    for citation in entry.event.citations:
        if citation.stance != "denies":
            continue
        if not citation.fields:
            return True
        for path in citation.fields:
            if path in ("announced", place) or path.startswith(f"{place}."):
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
