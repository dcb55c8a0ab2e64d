"""Entries: the fold of a record into the things its events change.

In: records in the order of the log. Out: for each thing the entries that touch it. An entry is one
change of one version of an event; a later revision supersedes the version before it, and what the
record held at an earlier size stays answerable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from attrs import evolve, field, frozen

from reetimeline.change import (
    Advance,
    Allocate,
    Amend,
    Change,
    Dissolve,
    End,
    Establish,
    Impose,
    Merge,
    Observe,
    Propose,
    Rename,
    Resume,
    Suspend,
    Transfer,
    Verify,
)
from reetimeline.edtf import EDTFDate
from reetimeline.event import Event
from reetimeline.record.kept import Record
from reetimeline.replay.view import KINDS

VERIFY = "verify"


@frozen(eq=False)
class Entry:
    """One change as it touches one thing.

    ``number`` is the change's place in its event, from 1; ``born`` the position of this version,
    ``first`` that of the first revision (used for ties). ``replaced`` marks the end that an
    `Impose` puts on a measure it replaces.
    """

    event: Event
    change: Change
    number: int
    born: int
    first: int
    replaced: bool = False

    @property
    def announced(self) -> EDTFDate:
        """The date the event became public."""
        return self.event.announced

    @property
    def effective(self) -> EDTFDate:
        """The first day of the change: as stated, else the day announced."""
        return self.change.effective or self.event.announced


Things = Mapping[str, tuple[Entry, ...]]


@frozen(eq=False)
class Folded:
    """A record as things: for each kind of thing, its entries by id.

    ``versions`` lists the positions of each event's revisions, ``superseded`` maps a position to
    the one that replaced it, ``verifications`` are the entries of `Verify` by thing.
    """

    size: int = 0
    things: Mapping[str, Things] = field(factory=lambda: {kind: {} for kind in KINDS})
    verifications: Things = field(factory=dict)
    versions: Mapping[str, tuple[tuple[int, Event], ...]] = field(factory=dict)
    superseded: Mapping[int, int] = field(factory=dict)
    recorded: Sequence[str] = ()

    def standing(self, entry: Entry, size: int) -> bool:
        """Whether an entry stood when the log had ``size`` records."""
        return entry.born <= size < self.superseded.get(entry.born, self.size + 1)

    def event(self, name: str, size: int) -> Event | None:
        """Return the newest version of an event at a log size, or None if there was none."""
        found = None
        for position, event in self.versions.get(name, ()):
            if position <= size:
                found = event
        return None if found is None or found.withdrawn else found


def fold(records: Iterable[Record], onto: Folded | None = None) -> Folded:
    """Return what records, in the order of the log, make of the things; linear in the changes.

    With ``onto`` the records continue an earlier fold, which stays as it was.
    """
    start = onto or Folded()
    grown: dict[str, dict[str, list[Entry]]] = {kind: {} for kind in (*KINDS, VERIFY)}
    versions, superseded = dict(start.versions), dict(start.superseded)
    recorded = list(start.recorded)
    for record in records:
        event, position = record.event, record.position
        earlier = versions.get(event.id, ())
        if earlier:
            superseded[earlier[-1][0]] = position
        versions[event.id] = (*earlier, (position, event))
        recorded.append(record.recorded)
        for kind, thing, entry in entries_of(event, position, versions[event.id][0][0]):
            grown[kind].setdefault(thing, []).append(entry)
    return Folded(
        size=len(recorded),
        things={kind: _joined(start.things[kind], grown[kind]) for kind in KINDS},
        verifications=_joined(start.verifications, grown[VERIFY]),
        versions=versions,
        superseded=superseded,
        recorded=tuple(recorded),
    )


def entries_of(event: Event, position: int, first: int) -> Iterator[tuple[str, str, Entry]]:
    """Yield the entries of one version of an event, each with the kind and id of its thing.

    ``first`` is the position of the event's first revision. A withdrawn event has none.
    """
    if event.withdrawn:
        return
    for number, change in enumerate(event.changes, start=1):
        entry = Entry(event, change, number, position, first)
        for kind, thing in touched(change):
            yield kind, thing, entry
        if isinstance(change, Impose):
            for old in change.replaces:
                yield "measure", old, evolve(entry, replaced=True)


def touched(change: Change) -> tuple[tuple[str, str], ...]:
    """Return the (kind, id) pairs of the things a change touches."""
    match change:
        case Propose() | Impose() | Amend() | Suspend() | Resume() | End():
            return tuple(("measure", name) for name in change.measure)
        case Allocate():
            return (("quota", change.quota),)
        case Advance():
            return tuple(("dispute", name) for name in change.disputes)
        case Establish() | Merge() | Rename() | Transfer() | Dissolve():
            return _organisations(change)
        case Observe():
            return (("series", change.series),)
        case Verify():
            return tuple((VERIFY, name) for name in change.things)
        case _:
            assert_never(change)


def _organisations(
    change: Establish | Merge | Rename | Transfer | Dissolve,
) -> tuple[tuple[str, str], ...]:
    names = [change.organisation]
    if isinstance(change, Merge):
        names.extend(change.from_)
    return tuple(("organisation", name) for name in dict.fromkeys(names))


def _joined(old: Things, new: Mapping[str, list[Entry]]) -> Things:
    return {**old, **{name: (*old.get(name, ()), *entries) for name, entries in new.items()}}
