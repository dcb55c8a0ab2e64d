"""Rows: what a snapshot says of a thing, in the shape of the published JSON.

Every row is frozen and turns into plain values by `to_dict`, keys in the order of the attributes;
days are ISO or EDTF text, quantities text, and None means open or unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import evolve, fields, frozen

from reetimeline.edtf import parse


class Row:
    """What all rows share: plain values, key by key."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain JSON values, keys in a fixed order."""
        return {key: plain(getattr(self, name)) for key, name in self._keys()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Return the row that plain values tell: ``Row.of(row.to_dict()) == row``."""
        return cls(**{name: _rich(name, data[key]) for key, name in cls._keys()})

    @classmethod
    @cache
    def _keys(cls) -> tuple[tuple[str, str], ...]:
        """Return the keys of the plain form, each with the attribute it stands for."""
        return tuple((f.name.rstrip("_"), f.name) for f in fields(cls))  # type: ignore[arg-type]


def _rich(name: str, value: Any) -> Any:
    if name == "cells":
        return tuple(CellRow.of(cell) for cell in value)
    if name == "except_":
        return {axis: tuple(members) for axis, members in value.items()}
    return _tuples(value) if isinstance(value, list) else value


def _tuples(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(one) if isinstance(one, list) else one for one in values)


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: rows as dicts, tuples as lists."""
    if isinstance(value, Row):
        return value.to_dict()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@frozen(kw_only=True)
class CellRow(Row):
    """Cells of a measure whose values agree; an empty axis is unused, ``*`` all but ``except``."""

    goods: tuple[str, ...]
    forms: tuple[str, ...]
    codes: tuple[str, ...]
    targets: tuple[str, ...]
    parties: tuple[str, ...]
    activities: tuple[str, ...]
    except_: dict[str, tuple[str, ...]]
    status: str
    possible: tuple[str, ...]
    rate: dict[str, str] | None
    terms: dict[str, str]
    since: str | None
    until: str | None
    revives: str | None


@frozen(kw_only=True)
class MeasureRow(Row):
    """A measure on a day. ``since`` and ``until`` are the first and last day of its status."""

    id: str
    title: str | None
    instrument: str | None
    modality: str
    binding: bool
    part_of: str | None
    document: str | None
    actors: tuple[str, ...]
    announced: str
    status: str
    possible: tuple[str, ...]
    contested: bool
    never_operative: bool
    projected: bool
    since: str | None
    until: str | None
    revives: str | None
    windows: tuple[tuple[str | None, str | None], ...]
    count: int | None
    condition: str | None
    deadline: str | None
    reason: str | None
    proposal: str | None
    alternatives: tuple[dict[str, str], ...]
    verified_through: str | None
    cells: tuple[CellRow, ...]
    because: tuple[str, ...]


@frozen(kw_only=True)
class QuotaRow(Row):
    """A quota for one period in one basis; amounts of different bases are never added."""

    id: str
    instrument: str | None
    under: str
    actor: str | None
    period: str
    unit: str
    basis: str
    firm: str | None
    provisional: str | None
    undisclosed: bool
    possible: tuple[str, ...]
    contested: bool
    split: tuple[dict[str, Any], ...]
    holders: tuple[dict[str, Any], ...]
    batches: tuple[dict[str, Any], ...]
    alternatives: tuple[dict[str, str], ...]
    verified_through: str | None
    because: tuple[str, ...]


@frozen(kw_only=True)
class DisputeRow(Row):
    """A dispute at its latest stage, with the day and author of every stage so far.

    ``days_left`` counts from the day asked about to an exact deadline: 0 on the deadline itself,
    None once it has passed.
    """

    id: str
    stage: str
    possible: tuple[str, ...]
    since: str
    stages: tuple[dict[str, Any], ...]
    complainants: tuple[str, ...]
    respondent: str | None
    third_parties: tuple[str, ...]
    challenges: tuple[str, ...]
    findings: str | None
    deadline: str | None
    days_left: int | None
    contested: bool
    alternatives: tuple[dict[str, str], ...]
    because: tuple[str, ...]

    def on(self, day: int) -> Self:
        """Return the row as it stands on a day (ordinal) on which nothing else differs."""
        due = None if self.deadline is None else parse(self.deadline)
        left = None if due is None or not due.exact or due.first < day else due.first - day
        return evolve(self, days_left=left)


@frozen(kw_only=True)
class OrganisationRow(Row):
    """An organisation under the name it bears on the day; shares in percent."""

    id: str
    name: str
    aliases: tuple[str, ...]
    status: str
    possible: tuple[str, ...]
    since: str
    parents: tuple[dict[str, Any], ...]
    members: tuple[str, ...]
    predecessors: tuple[str, ...]
    successor: str | None
    contested: bool
    alternatives: tuple[dict[str, str], ...]
    because: tuple[str, ...]


@frozen(kw_only=True)
class SeriesRow(Row):
    """The latest vintage of one publisher's figure for one period."""

    id: str
    period: str
    publisher: str
    value: dict[str, str | None] | None
    unit: str
    basis: str
    stage: str | None
    denominator: str | None
    vintage: str | None
    nature: str
    contested: bool
    alternatives: tuple[dict[str, str], ...]
    because: tuple[str, ...]


@frozen(kw_only=True)
class NextRow(Row):
    """Something that stands to happen to a thing on a day, by what had been announced."""

    day: str
    thing: str
    what: str
    because: tuple[str, ...]
