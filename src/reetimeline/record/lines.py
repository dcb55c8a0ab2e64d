"""Where in a TOML text something stands.

TOML readers forget lines. This scan finds the line of every header and key, so that a fault can be
shown where it is. It need not understand values: a path it does not know gets its parent's line.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=\s*(.*)")
_SPLIT = re.compile(_PART)


def lines_of(text: str) -> dict[Path, int]:
    r"""Return the line (from 1) of every path; array members are counted from 0.

    >>> lines_of('id = "a"\n[[change]]\ndo = "end"')[("change", 0, "do")]
    3
    """
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
        elif header := _HEADER.fullmatch(line):
            table = _resolve(header[2], counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                found.setdefault(table, number)
                table = (*table, counts[table])
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
            opening = key[2][:3]
            if opening in ('"""', "'''") and opening not in key[2][3:]:
                closing = opening
    return found


def line_at(path: Path, lines: dict[Path, int]) -> int:
    """Return the line of a path, or of the nearest table around it that has one."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def dotted(path: Path) -> str:
    """Return a path as people write it, members counted from 1.

    >>> dotted(("change", 0, "until"))
    'change.1.until'
    """
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def undotted(text: str) -> Path:
    """Return the path that people write, members counted from 1.

    >>> undotted("change.1.until")
    ('change', 0, 'until')
    """
    return tuple(int(part) - 1 if part.isdecimal() else part for part in text.split("."))


def _resolve(name: str, counts: dict[Path, int]) -> Path:
    parts = _parts(name)
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    return (*path, parts[-1])


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _SPLIT.findall(name))
