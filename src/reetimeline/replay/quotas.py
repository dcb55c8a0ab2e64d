"""Quotas on a day: batches added up, per period and basis, as far as announced."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reetimeline.change import Allocate, Impose
from reetimeline.quantity import Quantity, total
from reetimeline.replay.entries import Entry
from reetimeline.replay.known import agreed, readings_of, standing_entries
from reetimeline.replay.measures import Measures
from reetimeline.replay.rows import QuotaRow
from reetimeline.replay.view import View
from reetimeline.replay.words import alternatives, contested, event_ids

Key = tuple[str, str, str]


def quota_rows(
    measures: Measures, name: str, view: View, verified: str | None, *, over: bool = False
) -> tuple[QuotaRow, ...]:
    """Return the rows of a quota, one per period and basis, earliest period first.

    Shown are the periods not over on the day (with ``over``, those too), each with what had been
    announced by then. A total sets the level, later additions go on top; a provisional batch that
    was settled counts no more; nothing disclosed is None, never 0.
    """
    entries = standing_entries(measures.folded, "quota", name, view.size)
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        change = _allocation(entry)
        if over or change.period.last >= view.day:
            groups.setdefault((change.period.text, change.unit, change.basis), []).append(entry)
    rows = []
    for (_, unit, basis), found in groups.items():
        readings = [r for r in readings_of(found, view, effective=False) if r]
        if readings:
            rows.append(_row(measures, name, view, unit, basis, readings, verified))
    first = {id(row): _period_start(row, entries) for row in rows}
    return tuple(sorted(rows, key=lambda row: (first[id(row)], row.period, row.basis)))


def _allocation(entry: Entry) -> Allocate:
    change = entry.change
    if not isinstance(change, Allocate):
        raise TypeError(f"{entry.event.id} change {entry.number} allocates nothing")
    return change


def _period_start(row: QuotaRow, entries: Sequence[Entry]) -> int:
    return next(c.period.first for c in map(_allocation, entries) if c.period.text == row.period)


def _row(
    measures: Measures,
    name: str,
    view: View,
    unit: str,
    basis: str,
    readings: Sequence[tuple[Entry, ...]],
    verified: str | None,
) -> QuotaRow:
    fullest = readings[-1]
    last = _allocation(fullest[-1])
    sums = [_sums(entries) for entries in readings]
    regime = _regime(measures, last.under, view)
    instrument = next((c.instrument for _, c in reversed(regime) if c.instrument), None)
    maker: Entry = regime[-1][0] if regime else fullest[-1]
    actors = maker.change.actors or maker.event.actors
    counted = _counted(fullest)
    return QuotaRow(
        id=name,
        instrument=instrument,
        under=last.under,
        actor=actors[0] if actors else None,
        period=last.period.text,
        unit=unit,
        basis=basis,
        firm=agreed(firm for firm, _ in sums),
        provisional=agreed(provisional for _, provisional in sums),
        undisclosed=any(_allocation(e).status == "undisclosed" for e in fullest),
        possible=tuple(dict.fromkeys(firm for firm, _ in sums if firm is not None)),
        contested=contested(fullest),
        split=_splits(counted),
        holders=_holders(counted),
        batches=tuple(_batch(entry) for entry in fullest),
        alternatives=alternatives(fullest),
        verified_through=verified,
        because=event_ids(fullest),
    )


def _regime(measures: Measures, name: str, view: View) -> list[tuple[Entry, Impose]]:
    """Return what imposes the measure a quota is under, as announced by the day, else at all."""
    cutoff = view.day if view.known is None else min(view.day, view.known)
    found = [
        (entry, entry.change)
        for entry in sorted(measures.entries(name, view.size), key=lambda e: e.announced.first)
        if isinstance(entry.change, Impose) and not entry.replaced
    ]
    return [pair for pair in found if pair[0].announced.first <= cutoff] or found


def _counted(entries: Sequence[Entry]) -> list[Allocate]:
    """Return the allocations that still count: after the last total, without settled batches."""
    found: list[Allocate] = []
    for change in map(_allocation, entries):
        if change.status == "undisclosed" or change.value is None:
            continue
        if change.settles is not None:
            found = [c for c in found if c.status != "provisional" or c.batch != change.settles]
        if change.mode == "total":
            found = []
        found.append(change)
    return found


def _sums(entries: Sequence[Entry]) -> tuple[str | None, str | None]:
    """Return the firm and the provisional amount; None where nothing of it is disclosed."""
    counted = _counted(entries)
    firm = [c.value for c in counted if c.status == "firm" and c.value is not None]
    loose = [c.value for c in counted if c.status == "provisional" and c.value is not None]
    if not counted:
        return None, None
    return (total(firm).text if firm else None), total(loose).text


def _batch(entry: Entry) -> dict[str, Any]:
    change = _allocation(entry)
    return {
        "event": entry.event.id,
        "batch": change.batch,
        "announced": entry.announced.text,
        "value": None if change.value is None else change.value.text,
        "mode": change.mode,
        "status": change.status,
    }


def _splits(counted: Sequence[Allocate]) -> tuple[dict[str, Any], ...]:
    """Return the splits all counted batches give, part by part summed."""
    every = [{split.by: split.parts for split in change.split} for change in counted]
    shared = [by for by in (every[0] if every else {}) if all(by in one for one in every)]
    found = []
    for by in shared:
        parts: dict[str, Decimal] = {}
        for one in every:
            for part, value in one[by].items():
                parts[part] = parts.get(part, Decimal(0)) + Decimal(value)
        found.append({"by": by, "parts": {part: str(value) for part, value in parts.items()}})
    return tuple(found)


def _holders(counted: Sequence[Allocate]) -> tuple[dict[str, Any], ...]:
    """Return who holds the quota, amounts summed over batches; None where one is not given."""
    amounts: dict[str, list[Quantity] | None] = {}
    for change in counted:
        for holder in change.holders:
            known = amounts.setdefault(holder.id, [])
            if holder.value is None or known is None:
                amounts[holder.id] = None
            else:
                known.append(holder.value)
    return tuple(
        {"id": holder, "value": None if values is None else total(values).text}
        for holder, values in amounts.items()
    )
