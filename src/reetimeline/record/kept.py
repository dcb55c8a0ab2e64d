"""What every store promises: records in a log that only grows.

A `Record` is an event with its position, the day it was recorded and its exact bytes. Stores differ
in where they keep the log; what may be added to it is decided here, once, for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from reetimeline.edtf import day
from reetimeline.errors import ConflictError, EventError, ExpectationError, Problem, RecordError
from reetimeline.event import Event, Source
from reetimeline.record.canonical import canonical, from_canonical, leaf_input
from reetimeline.record.merkle import leaf_hash
from reetimeline.record.writing import event_to_wire

if TYPE_CHECKING:
    from reetimeline.vocabulary import Vocabulary

Key = tuple[str, int]


@frozen
class Record:
    """An event as kept.

    ``position`` counts from 1 without holes; ``recorded`` is the ISO day it was recorded;
    ``canonical`` are its exact bytes; ``place`` is its file where it has one, else empty. The event
    is decoded when first asked for.
    """

    position: int
    recorded: str
    canonical: bytes
    place: str = ""

    @classmethod
    def of(cls, event: Event, position: int, recorded: str, place: str = "") -> Record:
        """Return the record of an event."""
        return cls(position, recorded, canonical(event), place)

    @cached_property
    def event(self) -> Event:
        """The event."""
        return from_canonical(self.canonical)

    @cached_property
    def leaf(self) -> bytes:
        """The hash of its leaf in the log's Merkle tree."""
        return leaf_hash(leaf_input(self.canonical, self.recorded))

    @property
    def key(self) -> Key:
        """The id and revision, which no other record of the log shares."""
        return self.event.id, self.event.revision


@frozen
class Head:
    """The state of a log: how many records it has, and its Merkle root in hexadecimal."""

    size: int
    root: str


class Store(Protocol):
    """Where records are kept. Every store passes the same contract (tests/record/contract.py)."""

    @property
    def url(self) -> str:
        """What `open_store` opens it by."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words its events may use."""

    def read(self, start: int = 1, stop: int | None = None) -> Iterator[Record]:
        """Yield the records from position ``start`` through ``stop`` (both included), in order."""

    def head(self, size: int | None = None) -> Head:
        """Return the head of the log, or of its first ``size`` records."""

    def append(
        self,
        events: Iterable[Event],
        *,
        recorded: str | None = None,
        expected: int | None = None,
    ) -> tuple[Record, ...]:
        """Record events, all or none, and return their records once they are durable.

        An event already kept with the same bytes is acknowledged with its first position.
        ``recorded`` is the ISO day to record, today (UTC) if left out; it may not lie before the
        day of the last record. With ``expected``, the log must have that many records before.

        Raises `ConflictError` for other bytes under an id and revision already kept,
        `ExpectationError` if somebody appended first, `EventError` for an event that could not be
        read back, and `StoreError` if the store cannot keep them. After an error that is not one
        of these it is unknown whether they were kept: send them again.
        """

    def verify(self) -> Head:
        """Recompute every hash and return the head; raise `TamperError` if one does not fit."""

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by id."""

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Keep sources; one of the same id is replaced. They are no part of the log."""

    def expectations(self) -> tuple[Mapping[str, Any], ...]:
        """Return the snapshots that must hold, as plain mappings with their ``place``."""


def admit(
    events: Iterable[Event],
    kept: Mapping[Key, Record],
    *,
    last: str,
    recorded: str | None,
    expected: int | None,
    words: Vocabulary,
) -> tuple[Record, ...]:
    """Return the records that events become in a log, new and acknowledged, in the order given.

    ``kept`` are the records by id and revision, ``last`` is the day of the latest, empty if there
    is none. A record is new if its position is beyond the log's size. Raises as `Store.append`.
    """
    prepared = _prepared(events, words)
    size = len(kept)
    new: dict[Key, Record] = {}
    if expected is not None and expected != size and any(key not in kept for key, _ in prepared):
        raise ExpectationError(
            f"the log has {size} records, {expected} were expected",
            remedy="read what was appended since, then append again",
        )
    when = _day_recorded(recorded, last)
    found: list[Record] = []
    for key, data in prepared:
        record = new.get(key) or kept.get(key)
        if record is None:
            _follows(key, new, kept)
            record = new[key] = Record(size + len(new) + 1, when, data)
        elif record.canonical != data:
            raise ConflictError(
                f"{key[0]} is already kept at revision {key[1]} and says something else",
                place=record.place or f"position {record.position}",
                remedy=f"to correct it, append revision {key[1] + 1} with its reason",
            )
        found.append(record)
    return tuple(found)


def only_new(records: Iterable[Record], size: int) -> tuple[Record, ...]:
    """Return the records beyond a log's size, each once."""
    return tuple(dict.fromkeys(record for record in records if record.position > size))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in the order they are recorded in together: announced, id, revision.

    A revision stays behind what it corrects, whatever day it gives.
    """
    events = tuple(events)
    first: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: event.revision, reverse=True):
        first[event.id] = event
    return tuple(
        sorted(events, key=lambda event: (_announced(first[event.id]), event.id, event.revision))
    )


def _announced(event: Event) -> tuple[int, int]:
    return event.announced.first, event.announced.last


def _prepared(events: Iterable[Event], words: Vocabulary) -> tuple[tuple[Key, bytes], ...]:
    """Return keys and bytes; refuse an event that its own file could not say."""
    from reetimeline.record.reading import event_from_wire

    found: list[tuple[Key, bytes]] = []
    problems: list[Problem] = []
    for event in events:
        try:
            same = event_from_wire(event_to_wire(event), place=event.id, vocabulary=words)
        except EventError as error:
            problems.extend(error.problems)
        else:
            found.append(((same.id, same.revision), canonical(same)))
    if problems:
        raise EventError(problems)
    return tuple(found)


def _follows(key: Key, *known: Mapping[Key, Record]) -> None:
    name, revision = key
    if revision > 1 and not any((name, revision - 1) in records for records in known):
        raise RecordError(
            f"{name} comes at revision {revision}, and revision {revision - 1} is not kept",
            remedy=f"append revision {revision - 1} first",
        )


def _day_recorded(recorded: str | None, last: str) -> str:
    when = recorded if recorded is not None else datetime.now(UTC).date().isoformat()
    day(when)
    if when < last:
        said = "the clock says" if recorded is None else "to be recorded on"
        raise RecordError(
            f"{said} {when}, and the latest record is of {last}",
            remedy=f"give recorded={last!r} or a later day: the log only goes forward",
        )
    return when


def span(records: Sequence[Record], start: int, stop: int | None) -> Sequence[Record]:
    """Return the records from position ``start`` through ``stop``, both included."""
    return records[max(start, 1) - 1 : stop if stop is None else max(stop, 0)]
