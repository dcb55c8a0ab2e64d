"""Through which day somebody looked, and whether an answer goes beyond it."""

from __future__ import annotations

from reetimeline.change import Verify
from reetimeline.replay.entries import Folded
from reetimeline.replay.measures import Measures
from reetimeline.replay.standing import ABSENT, ENDED, PROPOSED_STATUS
from reetimeline.replay.view import View


def verified_through(folded: Folded, thing: str, size: int) -> int | None:
    """Return the latest day (ordinal, closed) through which a thing was looked at, or None.

    Only what was recorded counts here: `known_on` does not cut it.
    """
    days = [
        entry.change.through.first
        for entry in folded.verifications.get(thing, ())
        if isinstance(entry.change, Verify) and folded.standing(entry, min(size, folded.size))
    ]
    return max(days, default=None)


def whole_verified_through(measures: Measures, size: int) -> int | None:
    """Return the earliest ``verified_through`` among the measures the record leaves standing.

    Standing are measures in force, suspended or scheduled by the last day anything in the record
    was announced; None if one of them was never looked at, or if there is none.
    """
    folded = measures.folded
    last = _last_announced(folded, size)
    if last is None:
        return None
    earliest: int | None = None
    for name in measures.names():
        if not _stands(measures, name, View(last, None, size)):
            continue
        looked = verified_through(folded, name, size)
        if looked is None:
            return None
        earliest = looked if earliest is None else min(earliest, looked)
    return earliest


def never_verified(measures: Measures, size: int) -> list[str]:
    """Return the ids of the measures the record leaves standing that nobody ever looked at."""
    last = _last_announced(measures.folded, size)
    if last is None:
        return []
    return [
        name
        for name in measures.names()
        if verified_through(measures.folded, name, size) is None
        and _stands(measures, name, View(last, None, size))
    ]


def _last_announced(folded: Folded, size: int) -> int | None:
    size = min(size, folded.size)
    days = [
        event.announced.last
        for name in folded.versions
        if (event := folded.event(name, size)) is not None
    ]
    return max(days, default=None)


def _stands(measures: Measures, name: str, view: View) -> bool:
    told = measures.told(name, view)
    if told is None:
        return True
    return any(
        found is not None and found.status not in (ENDED, PROPOSED_STATUS, ABSENT)
        for one in told
        for _, found in one.cells
    )
