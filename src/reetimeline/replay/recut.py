"""Cutting the same measure again and again: what readings share is done once.

Readings differ in days. Which cells there are depends only on the order of the strokes, and what a
cell becomes only on the days of its own strokes and of the whole over it; both are remembered.
"""

from __future__ import annotations

from collections.abc import Sequence

from reetimeline.replay.cells import Cell, cells
from reetimeline.replay.strokes import Stroke

Days = tuple[int, int, int | None]
# A cell as its recipe: its strokes by place (a drop by the complement of its law's place).
Recipe = tuple[tuple[int, ...], int | None]


class Recut:
    """The cells of one measure under reading after reading."""

    def __init__(self) -> None:
        self._recipes: dict[tuple[object, ...], list[tuple[Cell, Recipe]]] = {}
        self._cells: dict[tuple[object, ...], Cell] = {}

    def cells(self, chain: Sequence[Sequence[Stroke]]) -> list[Cell]:
        """Return the cells of the innermost measure; ``chain`` runs from it to the outermost."""
        above: list[Cell] | None = None
        order: tuple[object, ...] = ()
        for strokes in reversed(chain):
            order = (*order, tuple((s.entry.born, s.entry.number) for s in strokes), None)
            above = self._level(strokes, above, order)
        return above or []

    def _level(
        self, strokes: Sequence[Stroke], above: list[Cell] | None, order: tuple[object, ...]
    ) -> list[Cell]:
        recipes = self._recipes.get(order)
        if recipes is None:
            made = cells(strokes, above)
            recipes = [(cell, _recipe(cell, strokes, above)) for cell in made]
            self._recipes[order] = recipes
        found = []
        for number, (pattern, (places, over)) in enumerate(recipes):
            whole = None if over is None or above is None else above[over]
            own = tuple(_stroke(strokes, place) for place in places)
            days = tuple((s.announced, s.first, s.last) for s in own)
            key = (order, number, days, id(whole))
            cell = self._cells.get(key)
            if cell is None:
                cell = Cell(pattern.box, own, whole, pattern.lifted)
                self._cells[key] = cell
            found.append(cell)
        return found


def _recipe(cell: Cell, strokes: Sequence[Stroke], above: Sequence[Cell] | None) -> Recipe:
    places = {id(stroke): place for place, stroke in enumerate(strokes)}
    laws = {stroke.entry: place for place, stroke in enumerate(strokes) if stroke.do == "impose"}
    steps = tuple(
        ~laws[stroke.entry] if stroke.do == "drop" else places[id(stroke)]
        for stroke in cell.strokes
    )
    over = None
    if cell.whole is not None and above is not None:
        over = next(place for place, other in enumerate(above) if other is cell.whole)
    return steps, over


def _stroke(strokes: Sequence[Stroke], place: int) -> Stroke:
    if place >= 0:
        return strokes[place]
    law = strokes[~place]
    return Stroke("drop", law.announced, law.announced, None, law.entry, law.named)
