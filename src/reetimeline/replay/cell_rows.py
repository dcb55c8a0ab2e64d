"""The rows of a measure's cells: boxes whose values agree in every reading, joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reetimeline.change import AXES
from reetimeline.replay.boxes import UNUSED, Box, merged
from reetimeline.replay.cells import Cell, flattened
from reetimeline.replay.entries import Entry
from reetimeline.replay.measures import Told, aligned
from reetimeline.replay.rows import CellRow
from reetimeline.replay.standing import ABSENT, STATUSES, UNCERTAIN, Standing
from reetimeline.replay.words import Words, day_text

AXIS_PLACES = tuple(range(len(AXES)))


def cell_rows(
    told: Sequence[Told],
    starts: Sequence[Words],
    ends: Sequence[Words],
    entries: Sequence[Entry],
    codes: tuple[str, ...],
) -> tuple[CellRow, ...]:
    """Return the rows of a measure's cells: those whose values agree joined, in order of naming.

    ``entries`` are those of the measure and of the wholes over it: they tell in which order the
    texts name goods and parties. ``told`` are the measure's readings, at least one, ``starts`` and
    ``ends`` the words of their days.
    """
    groups: dict[tuple[Any, ...], list[Box]] = {}
    values: dict[tuple[Any, ...], dict[str, Any]] = {}
    memo: dict[tuple[int, ...], dict[str, Any] | None] = {}
    for box, found in aligned(told):
        mark = tuple(id(one) for one in found)
        if mark not in memo:
            memo[mark] = _cell_values(found, starts, ends)
        value = memo[mark]
        if value is None:
            continue
        key = tuple(
            (name, tuple(sorted(v.items())) if isinstance(v, dict) else v)
            for name, v in value.items()
        )
        groups.setdefault(key, []).append(box)
        values[key] = value
    every = [cell for one in told for cell, _ in one.cells]
    ranks = _ranks(entries)
    return tuple(
        CellRow(**_axes(box, ranks), codes=codes, **values[key])
        for key, boxes in groups.items()
        for box in _shown(boxes, every)
    )


def _shown(boxes: Sequence[Box], every: Sequence[Cell]) -> list[Box]:
    return merged(flattened(merged(boxes, AXIS_PLACES), every), AXIS_PLACES)


def _cell_values(
    found: Sequence[Standing | None],
    starts: Sequence[Words],
    ends: Sequence[Words],
) -> dict[str, Any] | None:
    statuses = {one.status if one is not None else ABSENT for one in found}
    if statuses == {ABSENT}:
        return None
    possible = tuple(status for status in STATUSES if status in statuses)
    certain = len(possible) == 1
    known = [one for one in found if one is not None]
    fields = {
        name: value
        for name, value in known[0].fields.items()
        if all(one.fields.get(name) == value for one in known[1:])
    }
    rate = fields.get("rate")
    return {
        "status": possible[0] if certain else UNCERTAIN,
        "possible": possible,
        "rate": None if rate is None else {"value": rate.value, "unit": rate.unit},
        "terms": {k.removeprefix("term:"): v for k, v in fields.items() if k != "rate"},
        "since": day_text([one.since for one in known], starts) if certain else None,
        "until": day_text([one.until for one in known], ends) if certain else None,
        "revives": day_text([one.revives for one in known], starts) if certain else None,
    }


def _ranks(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the order in which acts name members: as the vocabulary and the texts have them."""
    named = (
        member
        for entry in sorted(entries, key=lambda e: (e.announced.first, e.first, e.number))
        for axis in AXES
        for member in getattr(entry.change, axis, None) or ()
    )
    return {member: rank for rank, member in enumerate(dict.fromkeys(named))}


def _axes(box: Box, ranks: dict[str, int]) -> dict[str, Any]:
    """Return the axes of a row: members in the order named, ``*`` with its exceptions."""
    shown: dict[str, Any] = {}
    excepted: dict[str, tuple[str, ...]] = {}
    for axis, (inverted, members) in zip(AXES, box, strict=True):
        named = tuple(sorted(members - {UNUSED}, key=lambda m: (ranks.get(m, len(ranks)), m)))
        shown[axis] = ("*",) if inverted else named
        if inverted and named:
            excepted[axis] = named
    return {**shown, "except_": excepted}
