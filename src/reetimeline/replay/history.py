"""A history: a record replayed once, to be cut at any day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from reetimeline.edtf import day as ordinal, iso
from reetimeline.errors import DateError, UnknownThingError
from reetimeline.replay.diff import Diff, compared
from reetimeline.replay.snapshot import Snapshot, unknown_thing
from reetimeline.replay.view import KINDS, View

if TYPE_CHECKING:
    from reetimeline.event import Event, Source
    from reetimeline.record.kept import Record
    from reetimeline.replay.computed import ComputedRows
    from reetimeline.replay.entries import Folded
    from reetimeline.replay.kept import Answers, KeptRows
    from reetimeline.replay.measures import Measures

Sources = Mapping[str, "Source"]


class History:
    """What became of every thing the record names, ready to be asked for any day.

    Made by `reetimeline.load` or `reetimeline.replayed`. It is never changed: `extend` and
    `without` return new histories, and snapshots stay true when more is recorded later.
    """

    snapshot_type: ClassVar[type[Snapshot]] = Snapshot
    diff_type: ClassVar[type[Diff]] = Diff

    def __init__(
        self,
        records: Iterable[Record],
        *,
        sources: Sources | Callable[[], Sources] | None = None,
        onto: History | None = None,
        answers: Answers | None = None,
    ) -> None:
        self._given = records
        self._sources = sources
        self._onto = onto
        self._answers = answers
        self._verified: dict[int, int | None] = {}
        self._roots: dict[int, str] = {}
        if answers is None:
            self.folded  # noqa: B018 - what is wrong with a record is told when it is loaded

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records, in the order of the log."""
        return (*(self._onto.records if self._onto else ()), *self._given)

    @cached_property
    def folded(self) -> Folded:
        """The record as things; with kept answers, decoded as far as questions need."""
        from reetimeline.replay.entries import fold

        if self._answers is not None:
            from reetimeline.replay.partial import Index, folded_in_part

            return folded_in_part(self.records, Index(**self._answers.about("index")))
        onto = self._onto
        return fold(self.records[onto.size if onto else 0 :], onto.folded if onto else None)

    @cached_property
    def sources(self) -> Sources:
        """The sources by id."""
        given = self._sources() if callable(self._sources) else self._sources
        return {**(self._onto.sources if self._onto else {}), **(given or {})}

    @cached_property
    def measures(self) -> Measures:
        """The measures of the record, with what has been worked out of them so far."""
        from reetimeline.replay.measures import Measures

        return Measures(self.folded)

    @property
    def size(self) -> int:
        """How many records the history rests on."""
        return self.folded.size if self._answers is None else self._answers.size

    def rows(self, view: View) -> ComputedRows | KeptRows:
        """Return the rows of a view: those kept beforehand if there are any, else worked out."""
        answers = self._answers
        if answers is None or view.known is not None or view.size != answers.size:
            return self.computed(view)
        from reetimeline.replay.kept import KeptRows

        return KeptRows(answers, view, lambda: self.computed(view))

    def computed(self, view: View) -> ComputedRows:
        """Return the rows of a view, worked out from the record."""
        from reetimeline.replay.computed import ComputedRows

        return ComputedRows(self, view)

    def at(
        self, on: str, *, known_on: str | None = None, recorded_by: int | str | None = None
    ) -> Snapshot:
        """Return what holds on a day.

        ``on`` is a strict ISO day. ``known_on`` (an ISO day, closed) drops what was not announced
        by then; without it the answer is with hindsight. ``recorded_by`` is a position in the log
        or an ISO day: what the record held then. Raises `DateError` for a malformed day or a
        position the log never had.

        >>> import reetimeline as ree
        >>> ree.replayed([]).at("2025-11-20").measures
        ()
        """
        known = None if known_on is None else ordinal(known_on)
        return self.snapshot_type(self, View(ordinal(on), known, self._size(recorded_by)))

    def _size(self, recorded_by: int | str | None) -> int:
        if recorded_by is None:
            return self.size
        if isinstance(recorded_by, str) and not recorded_by.isdigit():
            ordinal(recorded_by)
            return sum(day <= recorded_by for day in self.folded.recorded)
        size = int(recorded_by)
        if not 0 <= size <= self.size:
            raise DateError(
                f"the log has no position {size}",
                remedy=f"give 0 to {self.size}, or a day as YYYY-MM-DD",
            )
        return size

    def event(self, name: str, size: int | None = None) -> Event | None:
        """Return an event's newest revision at a log size; None if withdrawn or unknown."""
        return self.folded.event(name, self.size if size is None else size)

    def events(self, *, recorded_by: int | str | None = None) -> Iterator[Event]:
        """Yield the standing events in the order announced, ties by their first position."""
        size = self._size(recorded_by)
        found = []
        for name, versions in self.folded.versions.items():
            event = self.folded.event(name, size)
            if event is not None:
                found.append((event.announced.first, event.time or "00:00", versions[0][0], event))
        yield from (item[-1] for item in sorted(found, key=lambda item: item[:3]))

    def last_day(self) -> str:
        """Return the last day anything in the record was announced, as ISO text."""
        days = [event.announced.last for event in self.events()]
        return iso(max(days, default=1))

    def things(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind of thing: measure, quota, dispute, organisation or series."""
        return tuple(self.folded.things[kind])

    def kind(self, thing: str, wanted: str | None = None) -> str:
        """Return what kind of thing an id is, the measure first; raise `UnknownThingError` if none.

        With a kind wanted, return it if there is such a thing of that kind, and raise if not.
        """
        if wanted is not None:
            self.require(wanted, thing)
            return wanted
        if self._answers is not None:
            known = self._answers.kind(thing)
            if known is not None:
                return known
        for kind in KINDS:
            if thing in self.folded.things[kind]:
                return kind
        raise self.unknown(thing)

    def require(self, kind: str, thing: str) -> None:
        """Raise `UnknownThingError` if the record names no such thing of a kind."""
        if thing in self.folded.things[kind]:
            return
        others = [other for other in KINDS if thing in self.folded.things[other]]
        if not others:
            raise self.unknown(thing)
        raise UnknownThingError(
            f"{thing!r} is no {kind}", remedy=f"it is a {' and a '.join(others)}"
        )

    def unknown(self, name: str) -> UnknownThingError:
        """Return the error for an id the record does not know, with the closest it does."""
        known = [thing for kind in KINDS for thing in self.folded.things[kind]]
        return unknown_thing(name, [*known, *self.folded.versions, *self.sources])

    def extend(self, more: Iterable[Record | Mapping[str, Any] | Event]) -> Self:
        """Return this history continued by further records; this one stays as it is."""
        return type(self)(as_records(more, after=self.size), onto=self)

    def without(self, *names: str) -> Self:
        """Return the history as if events had never happened, in any revision.

        Raises `UnknownThingError` for an event the record does not know.
        """
        for name in names:
            if name not in self.folded.versions:
                raise self.unknown(name)
        kept = (record.event for record in self.records if record.event.id not in names)
        days = [record.recorded for record in self.records if record.event.id not in names]
        return type(self)(as_records(kept, recorded=days), sources=self.sources)

    def diff(self, before: str, after: str, *, recorded_by: int | str | None = None) -> Diff:
        """Return what changed from one day to another (ISO days), with the events that did it."""
        one, other = (self.at(day, recorded_by=recorded_by) for day in (before, after))
        return compared(one, other, self.diff_type)

    def diff_known(
        self, before: str, after: str, on: str, *, recorded_by: int | str | None = None
    ) -> Diff:
        """Return what became known about the day ``on`` between two days of announcement."""
        one, other = (self.at(on, known_on=day, recorded_by=recorded_by) for day in (before, after))
        return compared(one, other, self.diff_type)

    def verified_through(self, size: int) -> int | None:
        """Return the day (ordinal) through which every standing measure was looked at, or None."""
        if size not in self._verified:
            self._verified[size] = self._whole_verified(size)
        return self._verified[size]

    def _whole_verified(self, size: int) -> int | None:
        if self._answers is not None and size == self._answers.size:
            return self._answers.about("verified_through")  # type: ignore[no-any-return]
        from reetimeline.replay.verification import whole_verified_through

        return whole_verified_through(self.measures, size)

    def root(self, size: int) -> str:
        """Return the RFC 6962 root of the first ``size`` records, in hexadecimal."""
        if self._answers is not None and size == self._answers.size:
            return self._answers.root
        if size not in self._roots:
            from reetimeline.record.merkle import root_of

            leaves = (record.leaf for record in self.records[:size])
            self._roots[size] = root_of(leaves).hex()
        return self._roots[size]

    def __repr__(self) -> str:
        count = sum(len(self.folded.things[kind]) for kind in KINDS)
        return f"<History records={self.size} things={count}>"


def as_records(
    events: Iterable[Record | Mapping[str, Any] | Event],
    *,
    after: int = 0,
    recorded: list[str] | None = None,
) -> list[Record]:
    """Return records of events given as events, wire forms or records, from position ``after`` + 1.

    Where no day of recording is given, 2026-01-01 stands for it: a replay needs none.
    """
    from reetimeline.event import Event
    from reetimeline.record.kept import Record
    from reetimeline.record.reading import event_from_wire

    found: list[Record] = []
    for place, item in enumerate(events):
        if isinstance(item, Record):
            found.append(item)
            continue
        event = item if isinstance(item, Event) else event_from_wire(item)
        day = recorded[place] if recorded is not None else "2026-01-01"
        found.append(Record.of(event, after + place + 1, day))
    return found
