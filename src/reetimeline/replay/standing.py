"""The standing of one cell on a day: its status, since when, until when, and which strokes say so.

What holds on the day is read off everything known (with hindsight); what lies ahead is judged by
what had been announced by that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from reetimeline.replay.cells import Cell
from reetimeline.replay.layers import ALIVE, DEAD, FREE, GONE, HELD, PROPOSED, Layers, Strokes

IN_FORCE, SUSPENDED, SCHEDULED = "in-force", "suspended", "scheduled"
PROPOSED_STATUS, ENDED, PARTIAL, ABSENT = "proposed", "ended", "partial", "absent"
UNCERTAIN = "uncertain"
STATUSES = (IN_FORCE, SUSPENDED, SCHEDULED, PROPOSED_STATUS, PARTIAL, ENDED, ABSENT)


@frozen(eq=False)
class Ahead:
    """Something that is to happen by what had been announced: ``what`` on ordinal ``day``."""

    day: int
    what: str
    by: Strokes


@frozen(eq=False)
class Standing:
    """What holds on one cell on one day. Days are ordinals, ends closed, None is open.

    ``windows`` are the operative spans up to the day; ``by`` are the strokes that decide.
    """

    status: str
    since: int
    until: int | None
    revives: int | None
    never_operative: bool
    windows: tuple[tuple[int, int | None], ...]
    fields: dict[str, Any]
    by: Strokes
    ahead: tuple[Ahead, ...] = ()


def standing(cell: Cell, day: int, known: int | None) -> Standing | None:
    """Return what holds on a cell on a day, or None if it has no row then.

    ``known`` cuts what was announced by that day (closed); None is with hindsight.
    """
    final = cell.layers(known)
    ahead = cell.layers(day if known is None else min(day, known))
    status = _status(cell, final, ahead, day, known)
    if status == ABSENT:
        return None
    start = ahead.next_start(day)
    shown = day if status not in (SCHEDULED, SUSPENDED) or _alive(final, day) else start or day
    layers = final if shown == day else ahead
    until, revives = _lies_ahead(final, ahead, day, status, start)
    return Standing(
        status=status,
        since=_since(cell, day, known, status),
        until=until,
        revives=revives,
        never_operative=_never_operative(cell, final, day, known, status),
        windows=_windows(final, day),
        fields=layers.given(shown),
        by=_because(layers, shown, cell, known),
        ahead=tuple(_ahead(ahead, day)),
    )


def cell_status(cell: Cell, day: int, known: int | None) -> str:
    """Return the status of a cell on a day, or `ABSENT`."""
    ahead = cell.layers(day if known is None else min(day, known))
    return _status(cell, cell.layers(known), ahead, day, known)


def _alive(layers: Layers, day: int) -> bool:
    return bool(layers.life.at(day) == ALIVE)


def _status(cell: Cell, final: Layers, ahead: Layers, day: int, known: int | None) -> str:
    life = final.life.at(day)
    if life == ALIVE:
        return SUSPENDED if final.hold.at(day) == HELD else IN_FORCE
    start = ahead.next_start(day)
    if start is not None:
        return SUSPENDED if ahead.hold.at(start) == HELD else SCHEDULED
    if life == PROPOSED:
        return PROPOSED_STATUS
    if life == GONE:
        return ABSENT
    if life == DEAD:
        return ENDED
    cutoff = day if known is None else min(day, known)
    begun = any(stroke.do in ("impose", "propose") for stroke in cell.known(cutoff))
    lived = any(stretch.life == ALIVE for stretch in final.stretches[: final.stretch(day)])
    return ENDED if begun or lived else ABSENT


def _since(cell: Cell, day: int, known: int | None, status: str) -> int:
    """Return the first day of the run of days up to ``day`` that have the same status."""
    final = cell.layers(known)
    if status == IN_FORCE:
        place = final.stretch(day)
        return final.stretches[place].first
    turns = {stretch.first for stretch in final.stretches}
    turns.update(cell.breaks())
    for turn in sorted((turn for turn in turns if turn <= day), reverse=True):
        if turn <= 1 or cell_status(cell, turn - 1, known) != status:
            return turn
    return day


def _lies_ahead(
    final: Layers, ahead: Layers, day: int, status: str, start: int | None
) -> tuple[int | None, int | None]:
    """Return the last day of the present status and the first day it applies again."""
    if status == ENDED:
        return None, None
    place = ahead.stretch(day)
    now, then = ahead.stretches[place], final.stretches[final.stretch(day)]
    if (now.life, now.hold) != (then.life, then.hold) and then.life == ALIVE:
        return None, None
    if status == SCHEDULED:
        return None if start is None else start - 1, None
    if status == PROPOSED_STATUS:
        return _last_of_life(ahead, day) if now.life == PROPOSED else None, None
    if then.life == ALIVE:
        until = now.last
    else:
        until = None if start is None else ahead.stretches[ahead.stretch(start)].last
    if status != SUSPENDED:
        return until, None
    begun = place if then.life == ALIVE or start is None else ahead.stretch(start)
    later = (stretch.first for stretch in ahead.stretches[begun + 1 :] if stretch.operative)
    return until, next(later, None)


def _last_of_life(layers: Layers, day: int) -> int | None:
    """Return the last day of the life that holds on a day, whatever is held meanwhile."""
    place = layers.stretch(day)
    life, last = layers.stretches[place].life, layers.stretches[place].last
    for stretch in layers.stretches[place + 1 :]:
        if stretch.life != life:
            break
        last = stretch.last
    return last


def _never_operative(cell: Cell, final: Layers, day: int, known: int | None, status: str) -> bool:
    passed = final.stretches[: final.stretch(day) + 1]
    if any(stretch.operative for stretch in passed):
        return False
    if status == ENDED or any(stretch.life == ALIVE for stretch in passed):
        return True
    cutoff = day if known is None else min(day, known)
    return any(stroke.do == "impose" and stroke.first <= day for stroke in cell.known(cutoff))


def _windows(final: Layers, day: int) -> tuple[tuple[int, int | None], ...]:
    found = []
    for stretch in final.stretches[: final.stretch(day) + 1]:
        if stretch.operative:
            open_end = stretch.last is None or stretch.last >= day
            found.append((stretch.first, None if open_end else stretch.last))
    return tuple(found)


def _because(layers: Layers, day: int, cell: Cell, known: int | None) -> Strokes:
    by = [*layers.life.by(day)]
    if layers.life.at(day) == ALIVE or not by:
        by.extend(layers.hold.by(day))
    for layer in layers.fields.values():
        if layer.at(day) is not None:
            by.extend(layer.by(day))
    if not by:
        by.extend(cell.known(known)[:1])
    return tuple(dict.fromkeys(by))


def _ahead(ahead: Layers, day: int) -> Iterator[Ahead]:
    """Yield what is to come on the cell: starts, last days, revivals, changes of its fields."""
    place = ahead.stretch(day)
    before = ahead.stretches[place]
    for stretch in ahead.stretches[place + 1 :]:
        first, by = stretch.first, ahead.life.by(stretch.first)
        if stretch.life == ALIVE and before.life != ALIVE:
            yield Ahead(first, "start", by)
        if before.life == ALIVE and stretch.life in (DEAD, GONE):
            yield Ahead(first - 1, "last day", by)
        if before.life == PROPOSED and stretch.life != PROPOSED:
            yield Ahead(first - 1, "last day of the proposal", by)
        if before.life == ALIVE == stretch.life:
            hold_by = _later(ahead.hold.by(first - 1), ahead.hold.by(first))
            if before.hold == HELD and stretch.hold == FREE:
                yield Ahead(first - 1, "last day of suspension", hold_by)
                yield Ahead(first, "revival", hold_by)
            elif before.hold == FREE and stretch.hold == HELD:
                yield Ahead(first, "start of suspension", hold_by)
        before = stretch
    for name, layer in ahead.fields.items():
        for first in layer.starts:
            if first > day and _alive(ahead, first) and _alive(ahead, first - 1):
                label = "rate" if name == "rate" else name.removeprefix("term:")
                yield Ahead(first, f"change of {label}", layer.by(first))


def _later(one: Strokes, other: Strokes) -> Strokes:
    """Return the strokes announced later: a hold that runs out uncovers what lies under it."""
    return max(one, other, key=lambda by: max((stroke.order for stroke in by), default=(0,)))
