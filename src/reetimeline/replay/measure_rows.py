"""The row of a measure: cells that agree joined, and what all readings agree on made certain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reetimeline.change import (
    Amend,
    End,
    Impose,
    MeasureChange,
    Propose,
)
from reetimeline.edtf import day as ordinal, iso
from reetimeline.replay.cell_rows import cell_rows
from reetimeline.replay.entries import Entry
from reetimeline.replay.measures import Measures, Told
from reetimeline.replay.rows import MeasureRow, NextRow
from reetimeline.replay.standing import (
    ABSENT,
    ENDED,
    IN_FORCE,
    PARTIAL,
    STATUSES,
    UNCERTAIN,
    Standing,
)
from reetimeline.replay.view import View
from reetimeline.replay.whole_since import whole_since
from reetimeline.replay.words import (
    Words,
    alternatives,
    contested,
    day_text,
    end_words,
    event_ids,
    latest_announced,
    start_words,
    stated_text,
)

AXIS_PLACES = (0, 1, 2, 3, 4)


def measure_row(
    measures: Measures, name: str, view: View, verified: str | None
) -> tuple[MeasureRow | None, tuple[NextRow, ...]]:
    """Return the row of a measure on a day (None if it has none), and what it has ahead."""
    told = measures.told(name, view)
    if told is None:
        return _unreadable(measures, name, view, verified), ()
    statuses = [_status(one) for one in told]
    if set(statuses) == {ABSENT}:
        return None, ()
    every = measures.chain_entries(name, view.size)
    starts, ends = [start_words(one) for one in told], [end_words(one) for one in told]
    rows = cell_rows(told, starts, ends, every, _codes(measures.entries(name, view.size), view))
    present = [found for one in told for _, found in one.cells if found is not None]
    live = [found for found in present if found.status != ENDED] or present
    deciding = _deciding(live)
    possible = tuple(status for status in STATUSES if status in statuses)
    status = possible[0] if len(possible) == 1 else UNCERTAIN
    since, until, revives = _span(told, view, status, starts, ends)
    row = MeasureRow(
        **_described(measures.entries(name, view.size), view),
        id=name,
        part_of=measures.whole(name, view.size),
        status=status,
        possible=possible,
        contested=contested(deciding),
        never_operative=all(found.never_operative for found in present),
        projected=_projected(status, since, verified, _known(measures, name, view)),
        since=since,
        until=until,
        revives=revives,
        windows=_windows(told, starts, ends),
        condition=_latest(deciding, "condition"),
        deadline=_latest(deciding, "deadline"),
        reason=_reason(status, deciding),
        alternatives=alternatives(deciding),
        verified_through=verified,
        cells=rows,
        because=event_ids(deciding),
    )
    return row, _next(name, told)


def _status(told: Told) -> str:
    """Return the status of the whole measure in one reading."""
    found = {standing.status for _, standing in told.cells if standing is not None}
    if not found:
        return ABSENT
    live = found - {ENDED}
    if not live:
        return ENDED
    return live.pop() if len(live) == 1 else PARTIAL


def _span(
    told: Sequence[Told], view: View, status: str, starts: Sequence[Words], ends: Sequence[Words]
) -> tuple[str | None, str | None, str | None]:
    if status in (UNCERTAIN, PARTIAL):
        return None, None, None
    since = whole_since(told, view, status)
    until, revives = [], []
    for one in told:
        live = [s for _, s in one.cells if s is not None and s.status == status]
        untils, revivals = {s.until for s in live}, {s.revives for s in live}
        until.append(untils.pop() if len(untils) == 1 else None)
        revives.append(revivals.pop() if len(revivals) == 1 else None)
    return day_text(since, starts), day_text(until, ends), day_text(revives, starts)


def _windows(
    told: Sequence[Told], starts: Sequence[Words], ends: Sequence[Words]
) -> tuple[tuple[str | None, str | None], ...]:
    """Return the operative spans up to the day, in words that all readings share."""
    every = [_spans(one) for one in told]
    if len({len(spans) for spans in every}) == 1:
        return tuple(
            (day_text([w[0] for w in same], starts), day_text([w[1] for w in same], ends))
            for same in zip(*every, strict=True)
        )
    known = [found for found in zip(every, starts, ends, strict=True) if found[0]]
    first = [(spans[0][0], words) for spans, words, _ in known]
    begun = stated_text([day for day, _ in first], [words for _, words in first], starts)
    over = day_text([spans[-1][1] for spans, _, _ in known], [words for _, _, words in known])
    return ((begun, over),)


def _spans(told: Told) -> list[tuple[int, int | None]]:
    """Return the spans (closed, None is open) on which any cell is operative, joined."""
    spans: list[tuple[int, int | None]] = []
    windows = {window for _, found in told.cells if found is not None for window in found.windows}
    for first, last in sorted(windows, key=lambda window: window[0]):
        if not spans or (spans[-1][1] is not None and first > spans[-1][1] + 1):
            spans.append((first, last))
            continue
        begun, over = spans[-1]
        spans[-1] = (begun, None if over is None or last is None else max(over, last))
    return spans


def _codes(entries: Sequence[Entry], view: View) -> tuple[str, ...]:
    changes = [e.change for e in _announced(entries, view)]
    return tuple(dict.fromkeys(code for c in changes for code in getattr(c, "codes", ())))


def _announced(entries: Sequence[Entry], view: View) -> list[Entry]:
    """Return the entries that may have been announced by the day asked about, in order."""
    cutoff = view.day if view.known is None else min(view.day, view.known)
    ordered = sorted(entries, key=lambda e: (e.announced.first, e.event.time or "00:00", e.first))
    known = [e for e in ordered if e.announced.first <= cutoff and not e.replaced]
    return known or [e for e in ordered if not e.replaced]


def _described(entries: Sequence[Entry], view: View) -> dict[str, Any]:
    """Return what the measure is called and whose it is, by what had been announced."""
    known = _announced(entries, view)
    made = [e for e in known if isinstance(e.change, Impose)]
    wanted = [e for e in known if isinstance(e.change, Propose)]
    first = (made or wanted or known)[0]
    latest = (made or wanted or known)[-1]
    imposed = latest.change if isinstance(latest.change, Impose) else None
    return {
        "title": _last_given(known, "title"),
        "instrument": _last_given(made or wanted, "instrument"),
        "modality": imposed.modality if imposed else "act",
        "binding": imposed is not None and imposed.modality == "act",
        "document": first.event.document,
        "actors": latest.change.actors or latest.event.actors,
        "announced": first.announced.text,
        "count": _last_given(made, "count"),
        "proposal": None if made else _last_given(wanted, "proposal"),
    }


def _last_given(entries: Sequence[Entry], name: str) -> Any:
    for entry in reversed(entries):
        if isinstance(entry.change, (Impose, Propose, Amend)):
            value = getattr(entry.change, name, None)
            if value is not None:
                return value
    return None


def _deciding(found: Sequence[Standing]) -> list[Entry]:
    """Return the entries whose strokes decide, in the order announced, each once."""
    entries = {(s.entry.born, s.entry.number): s.entry for standing in found for s in standing.by}
    return sorted(entries.values(), key=lambda e: (e.announced.first, e.first, e.number))


def _latest(entries: Sequence[Entry], name: str) -> str | None:
    for entry in reversed(entries):
        value = getattr(entry.change, name)
        if value is not None:
            return str(value)
    return None


def _reason(status: str, entries: Sequence[Entry]) -> str | None:
    """Return why a measure ended, as stated or as its changes tell."""
    if status != ENDED:
        return None
    for entry in reversed(entries):
        if entry.replaced:
            return "replaced"
        if isinstance(entry.change, End):
            return entry.change.reason
    changes: list[MeasureChange] = [e.change for e in entries]  # type: ignore[misc]
    lapses = any(c.until is not None or c.duration is not None for c in changes)
    return "expired" if lapses else None


def _known(measures: Measures, name: str, view: View) -> list[Entry]:
    """Return the entries that `known_on` leaves, also those announced after the day."""
    every = measures.entries(name, view.size)
    return [e for e in every if view.known is None or e.announced.first <= view.known]


def _projected(
    status: str, since: str | None, verified: str | None, entries: Sequence[Entry]
) -> bool:
    """Whether a start or revival lies beyond what anybody has looked at."""
    if status != IN_FORCE or since is None or len(since) != len("2025-01-01"):
        return False
    looked = verified or latest_announced(entries)
    return looked is not None and ordinal(since) > ordinal(looked)


def _next(name: str, told: Sequence[Told]) -> tuple[NextRow, ...]:
    """Return what lies ahead in every reading, each day and happening once."""
    every = []
    for one in told:
        found: dict[tuple[int, str], list[Entry]] = {}
        for _, standing in one.cells:
            for ahead in standing.ahead if standing is not None else ():
                entries = found.setdefault((ahead.day, ahead.what), [])
                entries.extend(stroke.entry for stroke in ahead.by)
        every.append(found)
    shared = set(every[0]).intersection(*every[1:])
    return tuple(
        NextRow(day=iso(key[0]), thing=name, what=key[1], because=event_ids(every[0][key]))
        for key in sorted(shared)
    )


def _unreadable(measures: Measures, name: str, view: View, verified: str | None) -> MeasureRow:
    """Return the row of a measure whose dates can be read in too many ways: nothing is certain."""
    entries = measures.entries(name, view.size)
    return MeasureRow(
        **_described(entries, view),
        id=name,
        part_of=measures.whole(name, view.size),
        status=UNCERTAIN,
        possible=STATUSES,
        contested=contested(entries),
        never_operative=False,
        projected=False,
        since=None,
        until=None,
        revives=None,
        windows=(),
        condition=None,
        deadline=None,
        reason=None,
        alternatives=alternatives(entries),
        verified_through=verified,
        cells=(),
        because=event_ids(entries),
    )
