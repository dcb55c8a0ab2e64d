"""Filters: which rows of a snapshot a question is about.

A good or target matches the member itself, a group that holds it (of targets, a union it belongs to
on the day), or ``*``, and never an axis the measure does not use. An actor ``CN`` also matches its
agencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from reetimeline.replay.rows import CellRow, MeasureRow

if TYPE_CHECKING:
    from reetimeline.replay.entries import Entry

AXIS_FILTERS = {
    "good": "goods",
    "form": "forms",
    "target": "targets",
    "party": "parties",
    "activity": "activities",
}


@frozen(kw_only=True)
class Filter:
    """What is asked for; None asks for everything. ``good`` may be a group of goods."""

    actor: str | None = None
    target: str | None = None
    good: str | None = None
    form: str | None = None
    party: str | None = None
    activity: str | None = None
    instrument: str | None = None
    status: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for in particular."""
        return self == Filter()

    @property
    def about_cells(self) -> bool:
        """Whether an axis of the cells is asked for."""
        return any(getattr(self, name) is not None for name in AXIS_FILTERS)


def acts(actors: Iterable[str], wanted: str | None) -> bool:
    """Whether one of the actors is the one wanted, or an agency of it."""
    return wanted is None or any(
        actor == wanted or actor.startswith(f"{wanted}/") for actor in actors
    )


def holds(
    members: Sequence[str],
    excepted: Sequence[str],
    wanted: Iterable[str],
    unions: Iterable[str] = (),
) -> bool:
    """Whether an axis of a cell row holds any of the members wanted, or a union they are all in."""
    if "*" in members:
        if any(union in excepted for union in unions):
            return False
        return any(member == "*" or member not in excepted for member in wanted)
    return any(member in members for member in (*wanted, *unions))


def cell_matches(cell: CellRow, asked: Filter, on: str) -> bool:
    """Whether a cell row answers a filter on an ISO day, status aside."""
    for name, axis in AXIS_FILTERS.items():
        if getattr(asked, name) is not None:
            wanted, unions = _meant(asked, name, on)
            if not holds(getattr(cell, axis), cell.except_.get(axis, ()), wanted, unions):
                return False
    return True


def _meant(asked: Filter, name: str, on: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the members a filter means on an axis, and the unions that hold a target that day."""
    wanted = getattr(asked, name)
    if name == "good":
        return _expanded(wanted), ()
    return (wanted,), _unions(wanted, on) if name == "target" else ()


Named = Mapping[str, Sequence[str]]


def named(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Return what the acts about a measure ever named: members by axis, instruments, actors."""
    changes = [entry.change for entry in entries]
    found = {
        axis: dict.fromkeys(member for c in changes for member in getattr(c, axis, None) or ())
        for axis in AXIS_FILTERS.values()
    }
    found["instrument"] = dict.fromkeys(getattr(c, "instrument", None) or "" for c in changes)
    found["actors"] = dict.fromkeys(a for e in entries for a in e.change.actors or e.event.actors)
    return {name: list(words) for name, words in found.items()}


def could_answer(words: Named, asked: Filter, on: str) -> bool:
    """Whether a measure whose acts (and those of its wholes) `named` these can answer on a day.

    Quick and never too strict: what no act ever named need not be worked out.
    """
    for name, axis in AXIS_FILTERS.items():
        if getattr(asked, name) is not None:
            wanted, unions = _meant(asked, name, on)
            if not {"*", *wanted, *unions}.intersection(words[axis]):
                return False
    if asked.instrument is not None and asked.instrument not in words["instrument"]:
        return False
    return acts(words["actors"], asked.actor)


def filtered(row: MeasureRow, asked: Filter, on: str) -> MeasureRow | None:
    """Return the row with the cells a filter asks for on an ISO day, or None if none answers.

    The row keeps the status of the whole measure; a status asked for may be the row's own or that
    of a cell that answers, and without one ended measures are left out.
    """
    if not acts(row.actors, asked.actor):
        return None
    if asked.instrument is not None and row.instrument != asked.instrument:
        return None
    found = tuple(cell for cell in row.cells if cell_matches(cell, asked, on))
    if asked.about_cells and not found:
        return None
    statuses = {*(cell.status for cell in found), *(s for c in found for s in c.possible)}
    if not asked.about_cells:
        statuses |= {row.status, *row.possible}
    if asked.status is None:
        return evolve(row, cells=found) if statuses - {"ended", "absent"} else None
    return evolve(row, cells=found) if asked.status in statuses else None


@cache
def _expanded(good: str) -> tuple[str, ...]:
    from reetimeline.vocabulary import expand_goods

    return expand_goods([good])


@cache
def _unions(target: str, on: str) -> tuple[str, ...]:
    from reetimeline.vocabulary import shipped

    return shipped().unions_with(target, on)
