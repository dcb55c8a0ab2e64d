"""Rows as CSV and Markdown tables: any list of flat dicts, one column a key."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def as_json(value: Any) -> str:
    """Return JSON for people and programs: two spaces, no escapes of letters, one last newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Return CSV (RFC 4180) with a header; lists are joined by spaces, None is empty.

    Cells that a spreadsheet would take for a formula are led by an apostrophe.

    >>> as_csv([{"id": "a", "goods": ["Dy", "Tb"]}])
    'id,goods\r\na,Dy Tb\r\n'
    """
    if not rows:
        return ""
    out = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_guarded(flat(row.get(column))) for column in columns])
    return out.getvalue()


def as_markdown(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Return a Markdown table (GitHub's) with a header; pipes and newlines are escaped.

    >>> print(as_markdown([{"id": "a|b", "n": 1}]))
    | id | n |
    | --- | --- |
    | a\|b | 1 |
    <BLANKLINE>
    """
    if not rows:
        return ""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [_line(columns), _line(["---"] * len(columns))]
    lines += [_line([escaped(flat(row.get(column))) for column in columns]) for row in rows]
    return "\n".join(lines) + "\n"


def flat(value: Any) -> str:
    """Return a value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        if all(not isinstance(item, (dict, list, tuple)) for item in value):
            return " ".join(str(item) for item in value)
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)


def escaped(text: str) -> str:
    """Return text that stays within one cell of a Markdown table."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("\r", "")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _guarded(text: str) -> str:
    risky = text[:1] in ("=", "@", "\t", "\r", "+", "-") and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text
