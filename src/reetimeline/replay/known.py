"""Which entries of a quota, dispute, organisation or series count on a day.

Things other than measures are sums and chains of announcements: an entry counts once announced
(and, for organisations and stages, effective). Where that day is uncertain the row says what it
would be either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from reetimeline.edtf import EDTFDate
from reetimeline.replay.entries import Entry, Folded
from reetimeline.replay.view import View

BOUND = 8


def standing_entries(folded: Folded, kind: str, name: str, size: int) -> tuple[Entry, ...]:
    """Return the entries of a thing that stood at a log size, in the order announced."""
    size = min(size, folded.size)
    every = [e for e in folded.things[kind].get(name, ()) if folded.standing(e, size)]
    return tuple(sorted(every, key=_order))


def _order(entry: Entry) -> tuple[int, str, int, int, int]:
    announced = entry.announced.first
    return (
        announced,
        entry.event.time or "00:00",
        entry.first,
        entry.effective.first,
        entry.number,
    )


def readings_of(
    entries: Sequence[Entry], view: View, *, effective: bool
) -> list[tuple[Entry, ...]]:
    """Return the sets of entries that may count on the day, the likeliest (all in) last.

    ``effective`` also asks that the change has taken effect by the day. At most ``2 ** BOUND``
    sets: beyond that, uncertain entries later in order stand or fall together.
    """
    sure: dict[int, bool | None] = {}
    for place, entry in enumerate(entries):
        counts = _by(entry.announced, view.known)
        if effective:
            counts = _both(counts, _by(entry.effective, view.day))
        else:
            counts = _both(counts, _by(entry.announced, view.day))
        sure[place] = counts
    doubts: dict[tuple[str, str], list[int]] = {}
    for place, counts in sure.items():
        if counts is None:
            stated = entries[place].effective if effective else entries[place].announced
            doubts.setdefault((entries[place].event.id, stated.text), []).append(place)
    groups = list(doubts.values())
    if len(groups) > BOUND:
        rest = [place for group in groups[BOUND - 1 :] for place in group]
        groups = [*groups[: BOUND - 1], rest]
    found = []
    for choice in product((False, True), repeat=len(groups)):
        chosen = {p for group, yes in zip(groups, choice, strict=True) if yes for p in group}
        found.append(
            tuple(e for p, e in enumerate(entries) if sure[p] or (sure[p] is None and p in chosen))
        )
    return found


def _by(stated: EDTFDate, day: int | None) -> bool | None:
    """Whether a date lies on or before a day: True, False, or None if it may."""
    if day is None or stated.last <= day:
        return True
    return None if stated.first <= day else False


def _both(*answers: bool | None) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def agreed(values: Iterable[str | None]) -> str | None:
    """Return the value all readings give, or None if they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else None
