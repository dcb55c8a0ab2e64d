"""The rows of a day as they were worked out beforehand; see `reetimeline.replay.stretches`.

Answers are kept for the whole record with hindsight. What is not kept is worked out instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from reetimeline.edtf import iso
from reetimeline.replay.filters import Filter, could_answer
from reetimeline.replay.rows import (
    DisputeRow,
    MeasureRow,
    NextRow,
    OrganisationRow,
    QuotaRow,
    SeriesRow,
)
from reetimeline.replay.view import View

if TYPE_CHECKING:
    from reetimeline.replay.computed import ComputedRows


ABSENT: Any = object()


class Answers(Protocol):
    """Where answers are kept, for a log of ``size`` records with the Merkle root ``root``."""

    size: int
    root: str

    def about(self, key: str) -> Any:
        """Return a value kept with the answers as a whole."""

    def on(self, kind: str, day: int) -> Iterator[tuple[str, Any]]:
        """Yield the things of a kind that have an answer on a day, None where it is not kept."""

    def of(self, kind: str, thing: str, day: int) -> tuple[bool, Any]:
        """Return whether a thing has an answer on a day, and the answer, None if not kept."""

    def kind(self, thing: str) -> str | None:
        """Return the kind of a thing, or None if there is no such thing."""


class KeptRows:
    """What a day says of each thing, read from answers kept; the same as `ComputedRows` gives."""

    def __init__(self, answers: Answers, view: View, otherwise: Callable[[], ComputedRows]) -> None:
        self._answers = answers
        self._view = view
        self._otherwise = otherwise
        self._computed: ComputedRows | None = None
        self._said: dict[str, dict[str, Any]] = {}

    def measure(self, name: str) -> MeasureRow | None:
        """Return the row of a measure, or None if it has none on the day."""
        said = self._of("measure", name)
        if said is ABSENT:
            return None
        return self._worked.measure(name) if said is None else MeasureRow.of(said["row"])

    def measures(self, asked: Filter) -> Iterator[MeasureRow]:
        """Yield the rows of measures that may answer a filter, in the order of the record."""
        words = None if asked.empty else self._answers.about("named")
        on = iso(self._view.day)
        for name, said in self._on("measure"):
            if words is None or could_answer(words[name], asked, on):
                row = self._worked.measure(name) if said is None else MeasureRow.of(said["row"])
                if row is not None:
                    yield row

    def quotas(self) -> Iterator[QuotaRow]:
        """Yield the rows of every quota for periods that are not over."""
        for name, said in self._on("quota"):
            yield from self._worked.quota(name) if said is None else map(QuotaRow.of, said["rows"])

    def quota(self, name: str, *, over: bool = False) -> tuple[QuotaRow, ...]:
        """Return the rows of one quota, with ``over`` those of periods that are over too."""
        return self._worked.quota(name, over=over)

    def disputes(self) -> Iterator[DisputeRow]:
        """Yield the rows of the disputes begun by the day."""
        for name, said in self._on("dispute"):
            row = self._worked.dispute(name) if said is None else DisputeRow.of(said["row"])
            if row is not None:
                yield row.on(self._view.day)

    def organisations(self) -> Iterator[OrganisationRow]:
        """Yield the rows of the organisations there have been by the day, by id."""
        for name, said in self._on("organisation"):
            if said is None:
                yield from (row for row in self._worked.organisations() if row.id == name)
            else:
                yield OrganisationRow.of(said["row"])

    def series(self) -> Iterator[SeriesRow]:
        """Yield the latest figure of every series and publisher that was out by the day."""
        for name, said in self._on("series"):
            yield from (
                self._worked.latest(name) if said is None else map(SeriesRow.of, said["rows"])
            )

    def ahead(self, kind: str, name: str) -> tuple[NextRow, ...]:
        """Return what stands to happen to a measure or dispute, in order of days."""
        said = self._of(kind, name) if kind in ("measure", "dispute") else ABSENT
        if said is ABSENT:
            return ()
        if said is None:
            return self._worked.ahead(kind, name)
        return tuple(map(NextRow.of, said["next"]))

    def _on(self, kind: str) -> Iterable[tuple[str, Any]]:
        """Return the things of a kind that have an answer on the day: all read at once."""
        if kind not in self._said:
            self._said[kind] = dict(self._answers.on(kind, self._view.day))
        return self._said[kind].items()

    def _of(self, kind: str, name: str) -> Any:
        """Return the answer about one thing, None if it is not kept, `ABSENT` if there is none."""
        if kind in self._said:
            return self._said[kind].get(name, ABSENT)
        stands, said = self._answers.of(kind, name, self._view.day)
        return said if stands else ABSENT

    @property
    def _worked(self) -> ComputedRows:
        if self._computed is None:
            self._computed = self._otherwise()
        return self._computed
