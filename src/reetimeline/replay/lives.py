"""The whole life of one thing: a row for every stretch of days on which its answer is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reetimeline.edtf import iso
from reetimeline.replay.history import History
from reetimeline.replay.turns import turns


def life(
    history: History,
    thing: str,
    *,
    kind: str | None = None,
    known_on: str | None = None,
    recorded_by: int | str | None = None,
) -> list[dict[str, Any]]:
    """Return the life of a thing as rows ``from``, ``to``, ``status``, ``detail``, ``because``.

    Rows are ascending and do not overlap; ``from`` and ``to`` are ISO days, both closed, ``to``
    None while it lasts. A measure's rows follow its status and the rates of its cells, a dispute's
    its stages, an organisation's its name and owners; quotas and series give one row a period.
    ``kind`` tells which is meant where things of several kinds share an id; else the measure is.
    Raises `UnknownThingError` for a thing the record never names.
    """
    kind = history.kind(thing, kind)
    if kind in ("quota", "series"):
        return _figures(history, thing, kind, known_on, recorded_by)
    found: list[dict[str, Any]] = []
    for day in turns(history, kind, thing):
        snapshot = history.at(iso(day), known_on=known_on, recorded_by=recorded_by)
        row = _told(snapshot, kind, thing)
        if row is None:
            continue
        if found and all(found[-1][key] == row[key] for key in ("status", "detail", "because")):
            continue
        if found and found[-1]["to"] is None:
            found[-1]["to"] = iso(day - 1)
        found.append({"from": iso(day), "to": None, **row})
    return found


def _told(snapshot: Any, kind: str, thing: str) -> dict[str, Any] | None:
    if kind == "measure":
        row = snapshot.measure(thing)
        if row is None:
            return None
        status = row["status"] if len(row["possible"]) == 1 else "uncertain"
        return {"status": status, "detail": _cells(row), "because": row["because"]}
    if kind == "dispute":
        row = next((r.to_dict() for r in snapshot.only().disputes if r.id == thing), None)
        if row is None:
            return None
        last = row["stages"][-1]
        return {"status": row["stage"], "detail": ", ".join(last["by"]), "because": [last["event"]]}
    row = snapshot.organisation(thing)
    if row is None:
        return None
    owners = ", ".join(
        parent["id"] + (f" {parent['share']} %" if parent["share"] else "")
        for parent in row["parents"]
    )
    detail = row["name"] + (f" (owned by {owners})" if owners else "")
    return {"status": row["status"], "detail": detail, "because": row["because"]}


def _cells(row: dict[str, Any]) -> str:
    """Return rates, and where cells differ which has which status."""
    rates = [cell["rate"] for cell in row["cells"] if cell["rate"]]
    words = [f"{rate['value']} {rate['unit']}" for rate in rates]
    if row["status"] == "partial":
        counts: dict[str, int] = {}
        for cell in row["cells"]:
            counts[cell["status"]] = counts.get(cell["status"], 0) + 1
        words += [
            f"{count} row{'' if count == 1 else 's'} {status}" for status, count in counts.items()
        ]
    return ", ".join(dict.fromkeys(words))


def _figures(
    history: History, thing: str, kind: str, known_on: str | None, recorded_by: int | str | None
) -> list[dict[str, Any]]:
    snapshot = history.at("9999-12-31", known_on=known_on, recorded_by=recorded_by)
    rows: Sequence[Any]
    if kind == "quota":
        rows = snapshot.quota(thing)
        return [
            {
                "from": row.period,
                "to": None,
                "status": row.firm or ("undisclosed" if row.undisclosed else "open"),
                "detail": f"{row.unit} {row.basis}",
                "because": list(row.because),
            }
            for row in rows
        ]
    from reetimeline.replay.series import series_rows

    rows = series_rows(history.folded, thing, snapshot.view)
    return [
        {
            "from": row.period,
            "to": None,
            "status": "undisclosed" if row.value is None else str(row.value["text"]),
            "detail": f"{row.unit} {row.basis} ({row.publisher}, {row.nature})",
            "because": list(row.because),
        }
        for row in rows
    ]
