"""Since when a whole measure has had its status, where its cells began on different days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reetimeline.replay.cells import Cell
from reetimeline.replay.measures import Told
from reetimeline.replay.standing import ABSENT, ENDED, cell_status
from reetimeline.replay.view import View

Run = tuple[int, int, str]


def whole_since(told: Sequence[Told], view: View, status: str) -> list[int | None]:
    """Return, for each reading, since when (ordinal) the measure has had ``status`` on the day.

    That is the first day of the run up to the day. Cells that are ended or absent do not count;
    the run is cut where any living cell had another status, and where no cell lived. Linear in the
    strokes of the measure; cells that readings share are told once.
    """
    known: dict[int, tuple[Run, ...]] = {}

    def runs(cell: Cell) -> tuple[Run, ...]:
        if id(cell) not in known:
            known[id(cell)] = tuple(_runs(cell, view))
        return known[id(cell)]

    return [_since(one, view, status, runs) for one in told]


def _since(
    told: Told, view: View, status: str, runs: Callable[[Cell], tuple[Run, ...]]
) -> int | None:
    present = [(cell, found) for cell, found in told.cells if found is not None]
    living = {found.since for _, found in present if found.status == status}
    if len(living) == 1 and all(found.status == status for _, found in present):
        return living.pop()
    spans: list[tuple[int, int]] = []
    cut = 0
    for cell, _ in present:
        for first, last, was in runs(cell):
            if was == status:
                spans.append((first, last))
            elif status == ENDED or was not in (ENDED, ABSENT):
                cut = max(cut, last + 1)
                break
    if status == ENDED:
        return max(cut, min(living)) if living else None
    reach = view.day + 1
    for first, last in sorted(spans, key=lambda span: -span[1]):
        if last + 1 >= reach:
            reach = min(reach, first)
    return max(cut, reach)


def _runs(cell: Cell, view: View) -> Iterator[Run]:
    """Yield (first, last, status) of the cell's runs of days, latest first, closed bounds."""
    turns = {stretch.first for stretch in cell.layers(view.known).stretches}
    turns.update(cell.breaks())
    last, now = view.day, cell_status(cell, view.day, view.known)
    for turn in sorted((turn for turn in turns if 1 < turn <= view.day), reverse=True):
        before = cell_status(cell, turn - 1, view.known)
        if before != now:
            yield turn, last, now
            last, now = turn - 1, before
    yield 1, last, now
