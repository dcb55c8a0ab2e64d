"""Organisations on a day: names, owners, members, and what they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import define

from reetimeline.change import (
    Dissolve,
    Establish,
    Merge,
    OrganisationChange,
    Parent,
    Rename,
    Transfer,
)
from reetimeline.replay.entries import Entry, Folded
from reetimeline.replay.known import agreed, readings_of, standing_entries
from reetimeline.replay.rows import OrganisationRow
from reetimeline.replay.view import View
from reetimeline.replay.words import alternatives, contested, event_ids

ACTIVE, MERGED, DISSOLVED = "active", "merged", "dissolved"


@define
class _Told:
    """An organisation while its changes are told one after the other."""

    name: str
    aliases: list[str]
    status: str
    since: str
    parents: dict[str, str | None]
    predecessors: list[str]
    successor: str | None = None


def organisation_rows(folded: Folded, view: View) -> tuple[OrganisationRow, ...]:
    """Return every organisation known on a day, by id, with its members (whose parent it is)."""
    rows = {}
    for name in sorted(folded.things["organisation"]):
        row = organisation_row(folded, name, view)
        if row is not None:
            rows[name] = row
    return tuple(_with_members(row, rows.values()) for row in rows.values())


def _with_members(row: OrganisationRow, every: Iterable[OrganisationRow]) -> OrganisationRow:
    from attrs import evolve

    members = [
        other.id
        for other in every
        if other.status == ACTIVE and any(parent["id"] == row.id for parent in other.parents)
    ]
    return evolve(row, members=tuple(members))


def organisation_row(folded: Folded, name: str, view: View) -> OrganisationRow | None:
    """Return the row of one organisation on a day without its members, or None before its first."""
    entries = standing_entries(folded, "organisation", name, view.size)
    readings = [r for r in readings_of(entries, view, effective=True) if r]
    if not readings:
        return None
    told = [_tell(name, reading) for reading in readings]
    fullest, entries_told = told[-1], readings[-1]
    possible = tuple(dict.fromkeys(one.status for one in told))
    return OrganisationRow(
        id=name,
        name=agreed(one.name for one in told) or fullest.name or name,
        aliases=tuple(dict.fromkeys(alias for alias in fullest.aliases if alias != fullest.name)),
        status=possible[0] if len(possible) == 1 else "uncertain",
        possible=possible,
        since=fullest.since,
        parents=tuple({"id": parent, "share": share} for parent, share in fullest.parents.items()),
        members=(),
        predecessors=tuple(dict.fromkeys(fullest.predecessors)),
        successor=fullest.successor,
        contested=contested(entries_told),
        alternatives=alternatives(entries_told),
        because=event_ids(entries_told),
    )


def _tell(name: str, entries: Sequence[Entry]) -> _Told:
    ordered = sorted(entries, key=lambda e: (e.effective.first, e.announced.first, e.first))
    told = _Told("", [], ACTIVE, ordered[0].effective.text, {}, [])
    for entry in ordered:
        _apply(told, name, entry)
    return told


def _apply(told: _Told, name: str, entry: Entry) -> None:
    change: OrganisationChange = entry.change  # type: ignore[assignment]
    match change:
        case Establish():
            _rename(told, change.name, change.aliases)
            told.status, told.since, told.successor = ACTIVE, entry.effective.text, None
            told.predecessors.extend(change.predecessors)
            _own(told, change.parents)
        case Merge() if change.organisation != name:
            told.status, told.since = MERGED, entry.effective.text
            told.successor = change.organisation
        case Merge():
            if change.name is not None:
                _rename(told, change.name, change.aliases)
            told.predecessors.extend(who for who in change.from_ if who != name)
            if told.status != ACTIVE:
                told.status, told.since = ACTIVE, entry.effective.text
            _own(told, change.parents)
        case Rename():
            _rename(told, change.name, change.aliases)
        case Transfer():
            _transfer(told, change)
        case Dissolve():
            told.status, told.since = DISSOLVED, entry.effective.text
            told.successor = change.to


def _rename(told: _Told, name: str, aliases: Iterable[str]) -> None:
    if told.name not in (name, ""):
        told.aliases.append(told.name)
    told.aliases.extend(aliases)
    told.name = name


def _own(told: _Told, parents: Iterable[Parent]) -> None:
    stated = {parent.id: parent.share for parent in parents}
    if stated:
        told.parents = stated


def _transfer(told: _Told, change: Transfer) -> None:
    from decimal import Decimal

    if change.from_ is not None and change.from_ in told.parents:
        held = told.parents[change.from_]
        if held is None or change.share is None or Decimal(held) <= Decimal(change.share):
            del told.parents[change.from_]
        else:
            told.parents[change.from_] = str(Decimal(held) - Decimal(change.share))
    known: Any = told.parents.get(change.to)
    if known is not None and change.share is not None:
        told.parents[change.to] = str(Decimal(known) + Decimal(change.share))
    else:
        told.parents[change.to] = change.share
