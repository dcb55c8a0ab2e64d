"""A fold in part: entries are decoded when a thing is asked for, not before.

An index says which records touch a thing and which are versions of an event; it is kept beside
the answers. What comes out is a `Folded` like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from attrs import field, frozen

from reetimeline.errors import StoreError
from reetimeline.event import Event
from reetimeline.record.kept import Record
from reetimeline.replay.entries import VERIFY, Entry, Folded, entries_of
from reetimeline.replay.view import KINDS

Value = TypeVar("Value")
Places = Mapping[str, Sequence[int]]


@frozen(eq=False)
class Index:
    """Positions in the log, ascending: by kind and id of the thing touched, and by event id."""

    touched: Mapping[str, Places] = field(factory=dict)
    versions: Places = field(factory=dict)


def index_of(folded: Folded) -> Index:
    """Return the index of a fold."""
    every = {**folded.things, VERIFY: folded.verifications}
    return Index(
        touched={
            kind: {
                name: tuple(dict.fromkeys(entry.born for entry in entries))
                for name, entries in things.items()
            }
            for kind, things in every.items()
        },
        versions={
            name: tuple(position for position, _ in versions)
            for name, versions in folded.versions.items()
        },
    )


def folded_in_part(records: Sequence[Record], index: Index) -> Folded:
    """Return the fold of the records an index was made of, each decoded when it is needed.

    The same as `reetimeline.replay.entries.fold` of all of them. Raises `StoreError` where the
    index is of another log.
    """
    if len(records) != sum(map(len, index.versions.values())):
        raise StoreError("answers and record are of different logs", remedy="install again")
    first = {at: places[0] for places in index.versions.values() for at in places}

    def event(position: int) -> Event:
        return records[position - 1].event

    @cache
    def made(position: int) -> dict[tuple[str, str], list[Entry]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for kind, thing, entry in entries_of(event(position), position, first[position]):
            found.setdefault((kind, thing), []).append(entry)
        return found

    def entries(kind: str) -> Callable[[str], tuple[Entry, ...]]:
        return lambda name: tuple(
            entry for position in index.touched[kind][name] for entry in made(position)[kind, name]
        )

    def versions(name: str) -> tuple[tuple[int, Event], ...]:
        return tuple((position, event(position)) for position in index.versions[name])

    return Folded(
        size=len(records),
        things={kind: Later(index.touched[kind], entries(kind)) for kind in KINDS},
        verifications=Later(index.touched[VERIFY], entries(VERIFY)),
        versions=Later(index.versions, versions),
        superseded={
            old: new for places in index.versions.values() for old, new in pairwise(places)
        },
        recorded=tuple(record.recorded for record in records),
    )


class Later(Mapping[str, Value]):
    """A mapping whose keys are known and whose values are made when asked for, once."""

    def __init__(self, names: Mapping[str, object], make: Callable[[str], Value]) -> None:
        self._names = names
        self._make = make
        self._made: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
