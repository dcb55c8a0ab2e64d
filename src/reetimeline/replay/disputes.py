"""Disputes on a day: the stages reached, in the words of the WTO's DSU."""

from __future__ import annotations

from collections.abc import Sequence

from reetimeline.change import Advance
from reetimeline.edtf import EDTFDate
from reetimeline.replay.entries import Entry, Folded
from reetimeline.replay.known import readings_of, standing_entries
from reetimeline.replay.rows import DisputeRow
from reetimeline.replay.view import View
from reetimeline.replay.words import alternatives, contested, event_ids


def dispute_row(folded: Folded, name: str, view: View) -> DisputeRow | None:
    """Return the row of a dispute on a day, or None before its first stage.

    ``stages`` are in the order of their days.
    """
    entries = standing_entries(folded, "dispute", name, view.size)
    readings = [_by_day(r) for r in readings_of(entries, view, effective=True) if r]
    if not readings:
        return None
    fullest = readings[-1]
    changes = [_advance(entry) for entry in fullest]
    last = fullest[-1]
    possible = tuple(dict.fromkeys(_advance(reading[-1]).stage for reading in readings))
    deadline = _deadline(fullest)
    return DisputeRow(
        id=name,
        stage=possible[0] if len(possible) == 1 else "uncertain",
        possible=possible,
        since=last.effective.text,
        stages=tuple(
            {
                "stage": _advance(entry).stage,
                "day": entry.effective.text,
                "by": list(_advance(entry).by),
                "event": entry.event.id,
            }
            for entry in fullest
        ),
        complainants=tuple(
            dict.fromkeys(
                who for c in changes if c.stage == "consultations-requested" for who in c.by
            )
        ),
        respondent=next((c.respondent for c in reversed(changes) if c.respondent), None),
        third_parties=_gathered(changes, "third_parties"),
        challenges=_gathered(changes, "challenges"),
        findings=next((c.findings for c in reversed(changes) if c.findings), None),
        deadline=None if deadline is None else deadline.text,
        days_left=None,
        contested=contested([last]),
        alternatives=alternatives(fullest),
        because=event_ids(fullest),
    ).on(view.day)


def _advance(entry: Entry) -> Advance:
    change = entry.change
    if not isinstance(change, Advance):
        raise TypeError(f"{entry.event.id} change {entry.number} advances nothing")
    return change


def _by_day(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.effective.first, e.first, e.number)))


def _deadline(entries: Sequence[Entry]) -> EDTFDate | None:
    """Return the deadline stated last, or None."""
    stated = [e.change.deadline for e in entries if e.change.deadline is not None]
    return stated[-1] if stated else None


def _gathered(changes: Sequence[Advance], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for change in changes for value in getattr(change, name)))
