"""Snapshots to hold: what the record must say on a day, checked on every replay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reetimeline.errors import ReetimelineError
from reetimeline.replay.boxes import UNUSED
from reetimeline.replay.filters import holds
from reetimeline.replay.snapshot import Snapshot
from reetimeline.review.findings import Case, Finding

THINGS = ("measure", "quota", "dispute", "organisation", "series")
AXES = ("goods", "forms", "targets", "parties", "activities")
_ASIDE = {*THINGS, *AXES, "source", "locator", "place"}


def expectations(case: Case) -> Iterator[Finding]:
    """Yield every line of a snapshot to hold that the replay does not bear out."""
    for one in case.expectations:
        day = case.history.at(one["on"], known_on=one.get("known_on"))
        for number, line in enumerate(one["expect"], start=1):
            for message in _wrong(day, line):
                place = line.get("place") or f"{one['place']}: expect.{number}"
                yield Finding(place, "snapshot", message)


def _wrong(day: Snapshot, line: Mapping[str, Any]) -> Iterator[str]:
    kind = next((kind for kind in THINGS if kind in line), None)
    if kind is None:
        yield f"it names none of {', '.join(THINGS)}"
        return
    try:
        rows = _rows(day, kind, line[kind])
    except ReetimelineError as error:
        yield str(error)
        return
    asked = {key: value for key, value in line.items() if key not in _ASIDE}
    rows = [row for row in rows if all(row.get(k) == v for k, v in asked.items() if k in _KEYS)]
    by_cell = any(name in line for name in (*AXES, "rate", "terms"))
    if kind == "measure" and by_cell:
        rows = [cell for row in rows for cell in row["cells"] if _covers(cell, line)]
    if not rows and asked.get("status") != "absent":
        yield f"{line[kind]} has no such row on {day.on}"
    for row in rows:
        for key, value in asked.items():
            if key == "status" and value == "absent":
                yield f"{line[kind]} has a row on {day.on}: {row.get('status')}"
            elif _told(row.get(key)) != _told(value):
                yield f"{line[kind]}: {key} is {row.get(key)!r} on {day.on}, not {value!r}"


_KEYS = {"period", "basis", "publisher", "unit"}


def _rows(day: Snapshot, kind: str, name: str) -> list[dict[str, Any]]:
    day.history.kind(name)
    if kind == "measure":
        row = day.measure(name)
        return [] if row is None else [row]
    if kind == "organisation":
        row = day.organisation(name)
        return [] if row is None else [row]
    if kind == "quota":
        return [row.to_dict() for row in day.quota(name)]
    if kind == "dispute":
        return [row.to_dict() for row in day.only().disputes if row.id == name]
    from reetimeline.replay.series import series_rows

    return [row.to_dict() for row in series_rows(day.history.folded, name, day.view)]


def _covers(cell: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    for axis in AXES:
        if axis not in line:
            continue
        wanted = _expanded(axis, line[axis])
        excepted = cell["except"].get(axis, ())
        if not any(holds(cell[axis], excepted, (member,)) for member in wanted if member != UNUSED):
            return False
    return True


def _expanded(axis: str, members: list[str]) -> tuple[str, ...]:
    if axis != "goods":
        return tuple(members)
    from reetimeline.vocabulary import expand_goods

    return expand_goods(members)


def _told(value: Any) -> Any:
    """Return a value so that rows and TOML compare: quantities by their text, lists unordered."""
    if isinstance(value, dict) and "text" in value:
        return value["text"]
    if isinstance(value, (list, tuple)):
        return sorted(str(_told(item)) for item in value)
    return value
