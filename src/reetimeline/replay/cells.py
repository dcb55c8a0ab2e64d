"""Cells: the parts of a measure whose strokes are the same, and so their history.

In: the strokes of one measure in painting order. Out: disjoint boxes, each with the strokes that
touch it. The product of the axes is never written out: a stroke splits only the boxes it cuts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reetimeline.replay.boxes import (
    NOT_USED,
    AxisSet,
    Box,
    difference,
    intersection,
    outside,
    union,
)
from reetimeline.replay.layers import Layers, paint, under
from reetimeline.replay.strokes import Stroke

_MAKERS = ("impose", "propose")
Part = tuple[Box, tuple[Stroke, ...]]
ANY: AxisSet = (True, frozenset())  # every member, the pseudo-member of an unused axis too


class Cell:
    """One box of a measure, its strokes in painting order, and the cell of the whole over it.

    ``lifted`` are the axes, by place, that only the whole uses.
    """

    __slots__ = ("_announced", "_layers", "box", "lifted", "strokes", "whole")

    def __init__(
        self,
        box: Box,
        strokes: tuple[Stroke, ...],
        whole: Cell | None = None,
        lifted: tuple[int, ...] = (),
    ) -> None:
        self.box = box
        self.lifted = lifted
        self.strokes = strokes
        self.whole = whole
        self._announced = [stroke.announced for stroke in strokes]
        self._layers: dict[tuple[int, int], Layers] = {}

    def known(self, cutoff: int | None) -> tuple[Stroke, ...]:
        """Return the cell's own strokes announced by a day (None: all)."""
        return self.strokes[: self._count(cutoff)]

    def layers(self, cutoff: int | None) -> Layers:
        """Return the layers painted by what was announced by a day (closed; None: all)."""
        key = (self._count(cutoff), self._above(cutoff))
        found = self._layers.get(key)
        if found is None:
            found = paint(self.strokes[: key[0]])
            # Of a whole that nobody had announced yet, nothing was known to bind the part.
            if self.whole is not None and self.whole.known(cutoff):
                found = under(found, self.whole.layers(cutoff))
            self._layers[key] = found
        return found

    def breaks(self) -> Iterator[int]:
        """Yield the days on which the status can change, for the cell or for the whole."""
        for stroke in self.strokes:
            yield from (stroke.announced, stroke.first)
            if stroke.last is not None:
                yield stroke.last + 1
        if self.whole is not None:
            yield from self.whole.breaks()

    def _count(self, cutoff: int | None) -> int:
        return len(self.strokes) if cutoff is None else bisect_right(self._announced, cutoff)

    def _above(self, cutoff: int | None) -> int:
        total, cell = 0, self.whole
        while cell is not None:
            total, cell = total + cell._count(cutoff), cell.whole
        return total


def cells(strokes: Sequence[Stroke], whole: Sequence[Cell] | None = None) -> list[Cell]:
    """Return the cells of a measure, in the order in which they were first named.

    With ``whole``, the cells of the measure it is part of, each cell stands under one of them.
    """
    parts = parted(strokes)
    if whole is None:
        return [Cell(box, touching) for box, touching in parts]
    return [cell for box, touching in parts for cell in _provision(box, touching, whole)]


def parted(strokes: Sequence[Stroke]) -> list[Part]:
    """Return disjoint boxes with the strokes that touch them, in the order first named.

    They depend on the order of the strokes alone, not on their days.
    """
    parts: list[Part] = []
    imposed = False
    for stroke in strokes:
        first = stroke.do == "impose" and not imposed
        if stroke.do == "propose" or first:
            regions = [tuple(side if side is not None else NOT_USED for side in stroke.named)]
        elif stroke.do == "impose":
            regions = _joint(stroke.named, [box for box, touching in parts if not _gone(touching)])
        else:
            regions = [tuple(side if side is not None else ANY for side in stroke.named)]
        parts = _touch(parts, stroke, regions, grows=stroke.do in _MAKERS)
        if first:
            imposed = True
            parts = [_adopt(box, touching, stroke) for box, touching in parts]
    return parts


def _joint(named: Sequence[AxisSet | None], boxes: Sequence[Box]) -> list[Box]:
    """Return the named members with every combination the measure has on the other axes."""
    if all(side is None for side in named):
        return list(boxes)
    free = [place for place, side in enumerate(named) if side is None]
    rests = dict.fromkeys(tuple(box[place] for place in free) for box in boxes)
    found = []
    for rest in rests:
        sides = list(named)
        for place, side in zip(free, rest, strict=True):
            sides[place] = side
        found.append(tuple(side for side in sides if side is not None))
    return found


def _touch(parts: list[Part], stroke: Stroke, regions: Sequence[Box], *, grows: bool) -> list[Part]:
    """Split the parts a stroke cuts; where it makes cells, add those that are new."""
    for region in regions:
        fresh = [region] if grows else []
        found: list[Part] = []
        for box, touching in parts:
            inside = intersection(box, region)
            if inside is None or (not grows and _gone(touching)):
                found.append((box, touching))
                continue
            fresh = [rest for piece in fresh for rest in outside(piece, inside)]
            if touching[-1] is stroke:
                found.append((box, touching))
                continue
            found.append((inside, (*touching, stroke)))
            found.extend((rest, touching) for rest in difference(box, inside))
        parts = found + [(piece, (stroke,)) for piece in fresh]
    return parts


def _gone(touching: tuple[Stroke, ...]) -> bool:
    """Whether a cell was only proposed and left when the law came without it."""
    return touching[-1].do == "drop"


def _adopt(box: Box, touching: tuple[Stroke, ...], law: Stroke) -> tuple[Box, tuple[Stroke, ...]]:
    """Let a cell that was only proposed leave when the first `Impose` is announced."""
    if touching[-1] is law:
        return box, touching
    dropped = Stroke("drop", law.announced, law.announced, None, law.entry, law.named)
    return box, (*touching, dropped)


def _provision(box: Box, touching: tuple[Stroke, ...], whole: Sequence[Cell]) -> Iterator[Cell]:
    """Yield the cells of a part: split where the whole's are, on axes of either.

    An axis the whole does not use matches all; on one the part does not use, the part is lifted to
    the members the whole names. What the whole does not reach stands under nothing.
    """
    lifted = tuple(
        place
        for place, side in enumerate(box)
        if side == NOT_USED and any(cell.box[place] != NOT_USED for cell in whole)
    )
    rest = [box]
    taken: list[Box] = []
    for cell in sorted(whole, key=lambda cell: cell.box.count(NOT_USED)):
        window = tuple(
            ANY if side == NOT_USED or place in lifted else side
            for place, side in enumerate(cell.box)
        )
        inside = intersection(box, window)
        if inside is None:
            continue
        rest = [left for piece in rest for left in outside(piece, inside)]
        pieces = [
            tuple(cell.box[place] if place in lifted else side for place, side in enumerate(inside))
        ]
        for other in taken:
            pieces = [left for piece in pieces for left in outside(piece, other)]
        taken.extend(pieces)
        yield from (Cell(piece, touching, cell, lifted) for piece in pieces)
    yield from (Cell(piece, touching) for piece in rest)


def flattened(boxes: Sequence[Box], every: Sequence[Cell]) -> list[Box]:
    """Return boxes with each lifted axis shown as unused where it holds all its members."""
    places = sorted({place for cell in every for place in cell.lifted})
    if not places:
        return list(boxes)
    extents = {}
    for place in places:
        extent = NOT_USED
        for cell in every:
            extent = union(extent, cell.box[place])
        extents[place] = extent
    return [
        tuple(
            NOT_USED if place in extents and union(side, NOT_USED) == extents[place] else side
            for place, side in enumerate(box)
        )
        for box in boxes
    ]
