"""What changed between two snapshots: things that came, went, or say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from reetimeline.replay.filters import Filter

if TYPE_CHECKING:
    from reetimeline.replay.snapshot import Snapshot

AnyDiff = TypeVar("AnyDiff", bound="Diff")
PARTS = ("measures", "quotas", "disputes", "organisations")
_PASSING = frozenset({"days_left", "verified_through", "projected", "because", "windows"})


@frozen
class Changed:
    """One thing that differs: its rows before and after (None where it has none).

    ``fields`` are the keys whose values differ; ``because`` the events that make the later row and
    did not make the earlier one, or all that make it if none is new.
    """

    kind: str
    thing: str
    key: tuple[str, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    fields: tuple[str, ...]
    because: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values: of both rows the fields that differ."""
        return {
            "kind": self.kind,
            "thing": self.thing,
            "key": list(self.key),
            "fields": list(self.fields),
            "before": _cut(self.before, self.fields),
            "after": _cut(self.after, self.fields),
            "because": list(self.because),
        }


@frozen
class Diff:
    """The changes between two snapshots, by kind and thing in the order of the record."""

    before: Snapshot
    after: Snapshot
    changes: tuple[Changed, ...]

    def __len__(self) -> int:
        return len(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "before": _asked(self.before),
            "after": _asked(self.after),
            "changes": [change.to_dict() for change in self.changes],
        }

    def to_records(self) -> list[dict[str, Any]]:
        """Return one flat dict per thing and field that differs."""
        return [
            {
                "kind": change.kind,
                "thing": change.thing,
                "field": field,
                "before": (change.before or {}).get(field),
                "after": (change.after or {}).get(field),
            }
            for change in self.changes
            for field in change.fields
        ]


def compared(before: Snapshot, after: Snapshot, kind: type[AnyDiff]) -> AnyDiff:
    """Return what differs between two snapshots; ended measures count, series do not."""
    found: list[Changed] = []
    for part in PARTS:
        earlier, later = dict(_rows(before, part)), dict(_rows(after, part))
        for key in {**earlier, **later}:
            change = _changed(part, key, earlier.get(key), later.get(key))
            if change is not None:
                found.append(change)
    return kind(before, after, tuple(found))


def _rows(day: Snapshot, part: str) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    rows: Iterable[Any] = getattr(day, part)
    if part == "measures":
        rows = day.rows.measures(Filter())
    for row in rows:
        plain = row.to_dict()
        key = (plain["id"], plain["period"], plain["basis"]) if part == "quotas" else (plain["id"],)
        yield key, plain


def _changed(
    part: str, key: tuple[str, ...], before: dict[str, Any] | None, after: dict[str, Any] | None
) -> Changed | None:
    one, other = before or {}, after or {}
    names = [name for name in {**one, **other} if name not in _PASSING]
    fields = tuple(name for name in names if one.get(name) != other.get(name))
    if not fields:
        return None
    new = [name for name in other.get("because", ()) if name not in one.get("because", ())]
    because = tuple(new or other.get("because", ()) or one.get("because", ()))
    return Changed(part.removesuffix("s"), key[0], key[1:], before, after, fields, because)


def _cut(row: dict[str, Any] | None, fields: tuple[str, ...]) -> dict[str, Any] | None:
    return None if row is None else {name: row.get(name) for name in fields}


def _asked(day: Snapshot) -> dict[str, Any]:
    return {"on": day.on, "known_on": day.known_on, "recorded_by": day.size}
