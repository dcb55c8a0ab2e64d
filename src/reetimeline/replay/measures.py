"""Measures on a day: the standings of their cells under every reading, joined into one row.

In: folded entries. Out: `MeasureRow`. Cells with certain dates are cut and painted once and kept;
uncertain dates are read every way that can matter, and what all readings agree on is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from reetimeline.change import Impose, Propose
from reetimeline.replay import readings as _readings
from reetimeline.replay.boxes import Box, difference, intersection, outside
from reetimeline.replay.cells import Cell, cells
from reetimeline.replay.entries import Entry, Folded
from reetimeline.replay.readings import Reading, Variable
from reetimeline.replay.recut import Recut
from reetimeline.replay.standing import Standing, standing
from reetimeline.replay.strokes import Stroke
from reetimeline.replay.view import View

Cut = tuple[list[tuple[Reading, list[Cell]]], frozenset[Variable]]


@frozen(eq=False)
class Told:
    """One reading of a measure on a day: each cell with its standing (None where it has no row).

    ``fixed`` are the variables of which only one day was tried, because no other could matter.
    """

    reading: Reading
    cells: tuple[tuple[Cell, Standing | None], ...]
    fixed: frozenset[Variable] = frozenset()


class Measures:
    """The measures of a folded record, with the cells already cut (a cache, never a state)."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self._entries: dict[tuple[str, int], tuple[Entry, ...]] = {}
        self._cells: dict[tuple[str, int, int | None], list[Cell]] = {}
        self._wholes: dict[tuple[str, int], str | None] = {}
        self._certain: dict[tuple[str, int], bool] = {}
        self._far: dict[tuple[str, int, int | None], Cut] = {}

    def names(self) -> Iterable[str]:
        """Return every measure id, in the order of its first entry."""
        return self.folded.things["measure"]

    def entries(self, name: str, size: int) -> tuple[Entry, ...]:
        """Return the entries of a measure that stood at a log size."""
        size = self._effective_size(size)
        key = (name, size)
        if key not in self._entries:
            every = self.folded.things["measure"].get(name, ())
            self._entries[key] = tuple(e for e in every if self.folded.standing(e, size))
        return self._entries[key]

    def whole(self, name: str, size: int) -> str | None:
        """Return the id of the measure this one is part of, or None."""
        key = (name, self._effective_size(size))
        if key not in self._wholes:
            self._wholes[key] = self._whole(name, size)
        return self._wholes[key]

    def _whole(self, name: str, size: int) -> str | None:
        for entry in reversed(self.entries(name, size)):
            change = entry.change
            if isinstance(change, (Impose, Propose)) and not entry.replaced and change.part_of:
                return change.part_of
        return None

    def chain(self, name: str, size: int) -> list[str]:
        """Return the measure and the wholes over it, innermost first; a cycle is cut."""
        found = [name]
        while (above := self.whole(found[-1], size)) is not None and above not in found:
            if not self.entries(above, size):
                break
            found.append(above)
        return found

    def chain_entries(self, name: str, size: int) -> list[Entry]:
        """Return the entries of a measure and of the wholes over it that stood at a log size."""
        return [entry for link in self.chain(name, size) for entry in self.entries(link, size)]

    def told(self, name: str, view: View) -> list[Told] | None:
        """Return every reading of a measure on a day, or None if there are too many to tell."""
        chain = self.chain(name, view.size)
        if self._is_certain(chain, view.size):
            found = self._kept_cells(chain, view.size, view.known)
            return [Told({}, tuple((c, standing(c, view.day, view.known)) for c in found))]
        every = self.chain_entries(name, view.size)
        asked = [view.day] if view.known is None else [view.day, view.known]
        standings: dict[int, Standing | None] = {}
        key = (name, self._effective_size(view.size), view.known)
        far = not _readings.near(every, asked)
        cut = self._far.get(key) if far else None
        if cut is None:
            cut = self._cut(chain, every, asked, view)
            if far:
                self._far[key] = cut
        readings, fixed = cut
        if not readings:
            return None
        for cell in {id(cell): cell for _, found in readings for cell in found}.values():
            standings[id(cell)] = standing(cell, view.day, view.known)
        return [
            Told(reading, tuple((c, standings[id(c)]) for c in found), fixed)
            for reading, found in readings
        ]

    def _cut(
        self, chain: Sequence[str], every: Sequence[Entry], asked: Sequence[int], view: View
    ) -> Cut:
        """Return the sound readings with their cells; none if there are too many to try."""
        tried = _readings.readings(every, asked)
        if tried is None:
            return [], frozenset()
        fixed = frozenset(v for v in tried[0] if len({reading[v] for reading in tried}) == 1)
        painted = [
            (reading, [_readings.strokes(self.entries(n, view.size), reading) for n in chain])
            for reading in tried
        ]
        sound = [one for one in painted if all(_readings.sound(strokes) for strokes in one[1])]
        recut = Recut()
        return [
            (reading, recut.cells([_known(strokes, view.known) for strokes in levels]))
            for reading, levels in sound or painted
        ], fixed

    def _is_certain(self, chain: Sequence[str], size: int) -> bool:
        for name in chain:
            key = (name, self._effective_size(size))
            if key not in self._certain:
                self._certain[key] = _readings.certain(self.entries(name, size))
            if not self._certain[key]:
                return False
        return True

    def _kept_cells(self, chain: Sequence[str], size: int, known: int | None) -> list[Cell]:
        key = (chain[0], self._effective_size(size), known)
        if key not in self._cells:
            whole = self._kept_cells(chain[1:], size, known) if len(chain) > 1 else None
            strokes = _readings.strokes(self.entries(chain[0], size), {})
            self._cells[key] = cells(_known(strokes, known), whole)
        return self._cells[key]

    def _effective_size(self, size: int) -> int:
        return min(size, self.folded.size)


def _known(strokes: Sequence[Stroke], known: int | None) -> Sequence[Stroke]:
    """Return the strokes announced by a day: cells that only later acts cut are not cut yet."""
    return strokes if known is None else [s for s in strokes if s.announced <= known]


def aligned(told: Sequence[Told]) -> list[tuple[Box, list[Standing | None]]]:
    """Return disjoint boxes, each with its standing under every reading, in the order given."""
    if len(told) == 1:
        return [(cell.box, [found]) for cell, found in told[0].cells]
    partitions = dict.fromkeys(tuple(cell.box for cell, _ in one.cells) for one in told)
    if len(partitions) == 1:
        rows = zip(*(one.cells for one in told), strict=True)
        return [(same[0][0].box, [found for _, found in same]) for same in rows]
    boxes: list[Box] = []
    for partition in partitions:
        boxes = _refined(boxes, partition)
    return [(box, [_within(box, one) for one in told]) for box in boxes]


def _within(box: Box, told: Told) -> Standing | None:
    for cell, found in told.cells:
        if intersection(cell.box, box) is not None:
            return found
    return None


def _refined(boxes: Sequence[Box], partition: Sequence[Box]) -> list[Box]:
    found: list[Box] = []
    fresh = list(partition)
    for box in boxes:
        rest = [box]
        for other in partition:
            left = []
            for piece in rest:
                inside = intersection(piece, other)
                if inside is None:
                    left.append(piece)
                else:
                    found.append(inside)
                    left.extend(difference(piece, inside))
            rest = left
        found.extend(rest)
        fresh = [piece for other in fresh for piece in outside(other, box)]
    return found + fresh
