"""How snapshots, histories and diffs show themselves in notebooks: small HTML tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from reetimeline.publish.tables import flat

if TYPE_CHECKING:
    from reetimeline.replay.diff import Diff
    from reetimeline.replay.history import History
    from reetimeline.replay.snapshot import Snapshot

SHOWN_ROWS = 50


def snapshot_html(day: Snapshot) -> str:
    """Return a snapshot as an HTML table of its measures."""
    columns = ("id", "title", "status", "since", "until", "actors")
    rows = [row.to_dict() for row in day.measures]
    known = f", as announced by {day.known_on}" if day.known_on else ""
    return _table(f"State on {day.on}{known}", columns, rows)


def history_html(history: History) -> str:
    """Return a history as an HTML table of how many things it holds."""
    rows = [
        {"kind": kind, "things": len(history.folded.things[kind])} for kind in history.folded.things
    ]
    return _table(f"History of {history.size} records", ("kind", "things"), rows)


def diff_html(diff: Diff) -> str:
    """Return a diff as an HTML table of fields that differ."""
    columns = ("thing", "field", "before", "after")
    return _table(f"From {diff.before.on} to {diff.after.on}", columns, diff.to_records())


def _table(caption: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    head = _cells("th", columns)
    body = "".join(
        f"<tr>{_cells('td', (flat(row.get(c)) for c in columns))}</tr>" for row in rows[:SHOWN_ROWS]
    )
    more = len(rows) - SHOWN_ROWS
    note = f"<p>… and {more} more rows</p>" if more > 0 else ""
    title = f"<caption>{escape(caption)}</caption>"
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cells(tag: str, values: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(value)}</{tag}>" for value in values)
