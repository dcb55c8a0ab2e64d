"""Series on a day: per period and publisher the latest vintage that was out by then."""

from __future__ import annotations

from collections.abc import Sequence

from reetimeline.change import Observe
from reetimeline.replay.entries import Entry, Folded
from reetimeline.replay.known import readings_of, standing_entries
from reetimeline.replay.rows import SeriesRow
from reetimeline.replay.view import View
from reetimeline.replay.words import alternatives, contested, event_ids

Key = tuple[str, str]


def series_rows(folded: Folded, name: str, view: View) -> tuple[SeriesRow, ...]:
    """Return the figures of a series that had been published by a day, earliest period first.

    A newer vintage of the same publisher replaces the older; other publishers stand side by side.
    """
    groups: dict[Key, list[Entry]] = {}
    for entry in standing_entries(folded, "series", name, view.size):
        change = _observation(entry)
        groups.setdefault((change.period.text, change.publisher), []).append(entry)
    rows: list[tuple[tuple[int, int, str], SeriesRow]] = []
    for found in groups.values():
        readings = [r for r in readings_of(found, view, effective=False) if r]
        if readings:
            change = _observation(readings[-1][-1])
            order = (change.period.first, change.period.last, change.publisher)
            rows.append((order, _row(name, readings)))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _observation(entry: Entry) -> Observe:
    change = entry.change
    if not isinstance(change, Observe):
        raise TypeError(f"{entry.event.id} change {entry.number} observes nothing")
    return change


def _row(name: str, readings: Sequence[tuple[Entry, ...]]) -> SeriesRow:
    latest = readings[-1][-1]
    change = _observation(latest)
    value = change.value
    return SeriesRow(
        id=name,
        period=change.period.text,
        publisher=change.publisher,
        value=None
        if value is None
        else {
            "low": None if value.low is None else str(value.low),
            "high": None if value.high is None else str(value.high),
            "text": value.text,
        },
        unit=change.unit,
        basis=change.basis,
        stage=change.stage,
        denominator=change.denominator,
        vintage=change.vintage or latest.announced.text,
        nature=change.nature,
        contested=contested([latest]),
        alternatives=alternatives([latest]),
        because=event_ids([latest]),
    )
