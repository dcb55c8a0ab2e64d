"""A snapshot: what holds on a day, as a read-only view that looks up only what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, fields, frozen

from reetimeline.edtf import iso, iso_or_none
from reetimeline.errors import UnknownThingError, did_you_mean
from reetimeline.replay.filters import Filter, acts, cell_matches, filtered
from reetimeline.replay.rows import (
    CellRow,
    DisputeRow,
    MeasureRow,
    NextRow,
    OrganisationRow,
    QuotaRow,
    Row,
    SeriesRow,
)
from reetimeline.replay.view import View

if TYPE_CHECKING:
    from reetimeline.replay.computed import ComputedRows
    from reetimeline.replay.history import History
    from reetimeline.replay.kept import KeptRows
    from reetimeline.replay.reasons import Reasons

    Rows = ComputedRows | KeptRows

REPLAY_VERSION = 1
STRENGTH = ("in-force", "uncertain", "suspended", "scheduled", "proposed", "ended")


@frozen
class Answer:
    """What `Snapshot.applies` found: the strongest status (None: nothing matched) and all cells."""

    status: str | None
    matched: tuple[tuple[MeasureRow, CellRow], ...]

    def __bool__(self) -> bool:
        return self.status == "in-force"


class Snapshot:
    """What the record says of one day. Made by `History.at`; later appends never change it.

    ``on`` and ``known_on`` are ISO days, ``size`` the number of records seen. Rows are in the
    order in which their things first appear in the record (organisations by id); ended measures
    and dissolved organisations are left out of the lists unless a status filter asks for them.
    """

    def __init__(
        self,
        history: History,
        view: View,
        asked: Filter | None = None,
        rows: Rows | None = None,
    ) -> None:
        self.history = history
        self.view = view
        self.asked = asked or Filter()
        self.rows = rows or history.rows(view)

    @property
    def on(self) -> str:
        """The day asked about."""
        return iso(self.view.day)

    @property
    def known_on(self) -> str | None:
        """The day by whose end something must have been announced to count, or None."""
        return iso_or_none(self.view.known)

    @property
    def size(self) -> int:
        """How many records of the log the answer rests on."""
        return self.view.size

    def only(self, **asked: str | None) -> Self:
        """Return the same day filtered: actor, target, good, form, party, instrument, status."""
        return type(self)(self.history, self.view, evolve(self.asked, **asked), self.rows)

    def measure(self, name: str) -> dict[str, Any] | None:
        """Return the row of one measure as plain values, or None if it has none on the day.

        Raises `UnknownThingError` if the record never names the measure.
        """
        row = self.measure_row(name)
        return None if row is None else row.to_dict()

    def measure_row(self, name: str) -> MeasureRow | None:
        """Return the row of one measure, ended ones too, or None if it has none on the day."""
        row = self.rows.measure(name)
        if row is None:
            self.history.require("measure", name)
        return row

    @cached_property
    def measures(self) -> tuple[MeasureRow, ...]:
        """The measures that answer the filter, cells that do not answer left out."""
        every = (filtered(row, self.asked, self.on) for row in self.rows.measures(self.asked))
        return tuple(row for row in every if row is not None)

    @cached_property
    def quotas(self) -> tuple[QuotaRow, ...]:
        """The quotas of every period that is not over, filtered by actor and instrument only."""
        if self.asked.about_cells or self.asked.status is not None:
            return ()
        wanted = self.asked.instrument
        return tuple(
            row
            for row in self.rows.quotas()
            if acts((row.actor or "",), self.asked.actor) and wanted in (None, row.instrument)
        )

    @cached_property
    def disputes(self) -> tuple[DisputeRow, ...]:
        """The disputes begun by the day; an actor matches either side."""
        if not evolve(self.asked, actor=None).empty:
            return ()
        return tuple(
            row
            for row in self.rows.disputes()
            if acts((*row.complainants, row.respondent or ""), self.asked.actor)
        )

    @cached_property
    def organisations(self) -> tuple[OrganisationRow, ...]:
        """The organisations of the day, by id; dissolved and merged ones only if asked for."""
        if not evolve(self.asked, status=None).empty:
            return ()
        gone = {"ended", "dissolved", "merged"}
        wanted = gone if self.asked.status in gone else {"active", "uncertain"}
        if self.asked.status is not None and self.asked.status not in gone:
            return ()
        return tuple(row for row in self.rows.organisations() if row.status in wanted)

    def organisation(self, name: str) -> dict[str, Any] | None:
        """Return the row of one organisation, dissolved ones too; None before its first day."""
        for row in self.rows.organisations():
            if row.id == name:
                return row.to_dict()
        self.history.require("organisation", name)
        return None

    def quota(self, name: str, period: str | None = None) -> tuple[QuotaRow, ...]:
        """Return the rows of one quota, periods that are over too, or those of one period."""
        self.history.require("quota", name)
        rows = self.rows.quota(name, over=True)
        return tuple(row for row in rows if period in (None, row.period))

    @cached_property
    def series(self) -> tuple[SeriesRow, ...]:
        """The latest figure of every series and publisher that was out by the day."""
        return tuple(self.rows.series()) if self.asked.empty else ()

    @cached_property
    def next(self) -> tuple[NextRow, ...]:
        """What stands to happen on the day or after it to the things shown, in order of days."""
        shown = [("measure", row.id) for row in self.measures]
        shown += [("dispute", row.id) for row in self.disputes]
        found = (row for kind, name in shown for row in self.rows.ahead(kind, name))
        every = {(row.day, row.thing, row.what): row for row in found}
        return tuple(every[key] for key in sorted(every))

    def next_of(self, thing: str) -> tuple[NextRow, ...]:
        """Return what stands to happen to one measure or dispute, in order of days.

        Raises `UnknownThingError` for a thing the record never names; other things have nothing
        ahead.
        """
        return self.rows.ahead(self.history.kind(thing), thing)

    def applies(self, instrument: str, **asked: str | None) -> Answer:
        """Return the strongest status of an instrument on what is asked, and all that matched.

        Strength falls from in-force over uncertain, suspended, scheduled and proposed to ended.
        Arguments as in `only`: actor, target, good, form, party, activity.
        """
        wanted = Filter(instrument=instrument, **asked)
        found: list[tuple[MeasureRow, CellRow]] = []
        for row in self.rows.measures(wanted):
            if row.instrument != instrument or not acts(row.actors, wanted.actor):
                continue
            found.extend((row, cell) for cell in row.cells if cell_matches(cell, wanted, self.on))
        statuses = {cell.status for _, cell in found}
        status = next((status for status in STRENGTH if status in statuses), None)
        return Answer(status, tuple(found))

    def why(self, thing: str, field: str | None = None, *, kind: str | None = None) -> Reasons:
        """Return the events and citations that make the answer about a thing on this day.

        ``field`` narrows the citations to one field of the changes, such as ``until``; ``kind``
        tells which is meant where things of several kinds share an id, as a quota and the measure
        it stands under may. Raises `UnknownThingError` for a thing the record never names.
        """
        from reetimeline.replay.reasons import reasons

        return reasons(self, thing, field, kind=kind)

    @property
    def verified_through(self) -> str | None:
        """The earliest day through which every standing measure was looked at, or None."""
        return iso_or_none(self.history.verified_through(self.view.size))

    @property
    def stale(self) -> bool:
        """Whether the day lies beyond what has been looked at."""
        looked = self.verified_through
        return looked is None or self.on > looked

    @cached_property
    def state_id(self) -> str:
        """SHA-256 over the canonical request, the log's size and root, and the replay version."""
        import rfc8785

        asked = {f.name: getattr(self.asked, f.name) for f in fields(Filter)}
        request = {
            "on": self.on,
            "known_on": self.known_on,
            "recorded_by": self.size,
            "filters": {name: value for name, value in asked.items() if value is not None},
            "policy": {},
            "root": self.history.root(self.size),
            "replay": REPLAY_VERSION,
        }
        return sha256(rfc8785.dumps(request)).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return the whole answer as plain JSON values, as the published schema says."""
        return {
            "on": self.on,
            "known_on": self.known_on,
            "recorded_by": {"size": self.size, "root": self.history.root(self.size)},
            "state_id": self.state_id,
            "verified_through": self.verified_through,
            "stale": self.stale,
            "measures": _dicts(self.measures),
            "quotas": _dicts(self.quotas),
            "disputes": _dicts(self.disputes),
            "organisations": _dicts(self.organisations),
            "series": _dicts(self.series),
            "next": _dicts(self.next),
        }

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict per cell of every measure: ready for a data frame."""
        found: list[dict[str, Any]] = []
        for row in self.measures:
            head = {key: value for key, value in row.to_dict().items() if key != "cells"}
            head["measure_status"] = head.pop("status")
            found.extend({**head, **cell} for cell in row.to_dict()["cells"])
        return found

    def __len__(self) -> int:
        return sum(map(len, (self.measures, self.quotas, self.disputes, self.organisations)))

    def __repr__(self) -> str:
        known = f", known_on={self.known_on!r}" if self.known_on else ""
        return f"<Snapshot on={self.on!r}{known} records={self.size}>"


def _dicts(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.to_dict() for row in rows]


def unknown_thing(name: str, known: Iterable[str]) -> UnknownThingError:
    """Return the error for a thing, event or source the record does not know."""
    return UnknownThingError(
        f"the record knows no {name!r}",
        remedy=did_you_mean(name, known) or "list what there is with `reetimeline log`",
    )
