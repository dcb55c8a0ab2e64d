"""Strokes: what a measure's entries paint once every day in them is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from reetimeline.change import (
    AXES,
    Amend,
    Impose,
    MeasureChange,
    Propose,
)
from reetimeline.replay.boxes import AxisSet, axis
from reetimeline.replay.entries import Entry


@frozen(eq=False)
class Stroke:
    """One change of one measure in one reading of its dates.

    ``announced``, ``first`` and ``last`` are ordinals, both ends of the window closed and ``last``
    None for ever. ``do`` is the verb, or ``drop`` where the first `Impose` leaves out a proposal.
    """

    do: str
    announced: int
    first: int
    last: int | None
    entry: Entry
    named: tuple[AxisSet | None, ...]
    fields: Mapping[str, Any] = field(factory=dict)

    @property
    def order(self) -> tuple[int, str, int, int, int]:
        """The painter's order: announced, time, first position, effective day, file order."""
        entry = self.entry
        return (self.announced, entry.event.time or "00:00", entry.first, self.first, entry.number)


def named_axes(change: MeasureChange) -> tuple[AxisSet | None, ...]:
    """Return the axis sets a change names, in the order of `AXES`; None where it names none."""
    return tuple(
        None if getattr(change, name) is None else axis(getattr(change, name)) for name in AXES
    )


def painted_fields(change: MeasureChange) -> dict[str, Any]:
    """Return the fields a change gives: ``rate``, and ``term:KEY`` for each term."""
    match change:
        case Propose() | Impose() | Amend():
            given: dict[str, Any] = {f"term:{term.key}": term.value for term in change.terms}
            if change.rate is not None:
                given["rate"] = change.rate
            return given
        case _:
            return {}
