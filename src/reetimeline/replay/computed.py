"""The rows of a day, worked out from the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reetimeline.edtf import iso, iso_or_none
from reetimeline.replay.agenda import deadlines
from reetimeline.replay.disputes import dispute_row
from reetimeline.replay.filters import Filter, could_answer, named
from reetimeline.replay.measure_rows import measure_row
from reetimeline.replay.organisations import organisation_rows
from reetimeline.replay.quotas import quota_rows
from reetimeline.replay.rows import (
    DisputeRow,
    MeasureRow,
    NextRow,
    OrganisationRow,
    QuotaRow,
    SeriesRow,
)
from reetimeline.replay.series import series_rows
from reetimeline.replay.verification import verified_through
from reetimeline.replay.view import View

if TYPE_CHECKING:
    from reetimeline.replay.history import History


class ComputedRows:
    """What a view says of each thing, each worked out when first asked for, and once."""

    def __init__(self, history: History, view: View) -> None:
        self._history = history
        self._view = view
        self._measures: dict[str, tuple[MeasureRow | None, tuple[NextRow, ...]]] = {}

    def measure(self, name: str) -> MeasureRow | None:
        """Return the row of a measure, or None if it has none on the day."""
        return self._measure(name)[0]

    def measures(self, asked: Filter) -> Iterator[MeasureRow]:
        """Yield the rows of measures that may answer a filter, in the order of the record."""
        measures, size = self._history.measures, self._view.size
        on = iso(self._view.day)
        for name in measures.names():
            if asked.empty or could_answer(named(measures.chain_entries(name, size)), asked, on):
                row = self.measure(name)
                if row is not None:
                    yield row

    def quotas(self) -> Iterator[QuotaRow]:
        """Yield the rows of every quota for periods that are not over."""
        for name in self._history.folded.things["quota"]:
            yield from self.quota(name)

    def quota(self, name: str, *, over: bool = False) -> tuple[QuotaRow, ...]:
        """Return the rows of one quota, with ``over`` those of periods that are over too."""
        return quota_rows(self._history.measures, name, self._view, self._verified(name), over=over)

    def disputes(self) -> Iterator[DisputeRow]:
        """Yield the rows of the disputes begun by the day."""
        for name in self._history.folded.things["dispute"]:
            row = self.dispute(name)
            if row is not None:
                yield row

    def dispute(self, name: str) -> DisputeRow | None:
        """Return the row of a dispute, or None before its first stage."""
        return dispute_row(self._history.folded, name, self._view)

    def organisations(self) -> Iterator[OrganisationRow]:
        """Yield the rows of the organisations there have been by the day, by id."""
        yield from organisation_rows(self._history.folded, self._view)

    def series(self) -> Iterator[SeriesRow]:
        """Yield the latest figure of every series and publisher that was out by the day."""
        for name in self._history.folded.things["series"]:
            yield from self.latest(name)

    def latest(self, name: str) -> tuple[SeriesRow, ...]:
        """Return each publisher's latest figure of one series."""
        rows = series_rows(self._history.folded, name, self._view)
        return tuple({row.publisher: row for row in rows}.values())

    def ahead(self, kind: str, name: str) -> tuple[NextRow, ...]:
        """Return what stands to happen to a measure or dispute, in order of days."""
        strokes = self._measure(name)[1] if kind == "measure" else ()
        due = deadlines(self._history.folded, kind, name, self._view)
        return tuple(sorted((*strokes, *due), key=lambda row: (row.day, row.what)))

    def _measure(self, name: str) -> tuple[MeasureRow | None, tuple[NextRow, ...]]:
        if name not in self._measures:
            measures = self._history.measures
            known = measures.entries(name, self._view.size)
            self._measures[name] = (
                measure_row(measures, name, self._view, self._verified(name))
                if known
                else (None, ())
            )
        return self._measures[name]

    def _verified(self, name: str) -> str | None:
        return iso_or_none(verified_through(self._history.folded, name, self._view.size))
