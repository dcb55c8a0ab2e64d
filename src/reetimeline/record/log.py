"""The LOG of a directory: one line per record, and a CHECKPOINT over all of them.

A line holds position, day recorded, id, revision and leaf hash, apart by one space. The checkpoint
is the body of a C2SP tlog-checkpoint: origin, size, root in base64, one line each.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable

from attrs import frozen

from reetimeline.edtf import day
from reetimeline.errors import DateError, Problem
from reetimeline.record.kept import Key, Record
from reetimeline.record.merkle import root_of

ORIGIN = "reetimeline"
_LINE = re.compile(r"([1-9]\d*) (\d{4}-\d\d-\d\d) (\S+) ([1-9]\d*) ([0-9a-f]{64})", re.ASCII)
_CHECKPOINT = re.compile(r"(\S[^\n]*)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n(?:\n.*)?", re.DOTALL)


@frozen
class Line:
    """What LOG says of one record; ``place`` is its line there."""

    position: int
    recorded: str
    key: Key
    leaf: bytes
    place: str


def lines_in(text: str, place: str) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a LOG, and what is wrong with it."""
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: set[Key] = set()
    last = ""
    remedy = "restore LOG as it was; it only ever grows"
    if text and not text.endswith("\n"):
        problems.append(Problem(place, "the last line is cut off", remedy))
    for number, written in enumerate(text.splitlines(), 1):
        where = f"{place}:{number}"
        found = _LINE.fullmatch(written)
        if not found or not _is_day(found[2]):
            problems.append(Problem(where, "this is not a line of the log", remedy))
            continue
        line = Line(
            int(found[1]), found[2], (found[3], int(found[4])), bytes.fromhex(found[5]), where
        )
        if line.position != number:
            said = f"position {line.position} stands where {number} belongs"
            problems.append(Problem(where, said, remedy))
        if line.recorded < last:
            problems.append(Problem(where, f"{line.recorded} comes after {last}", remedy))
        if line.key in seen:
            said = f"{line.key[0]} at revision {line.key[1]} is recorded twice"
            problems.append(Problem(where, said, remedy))
        seen.add(line.key)
        last = max(last, line.recorded)
        lines.append(line)
    return lines, problems


def line_of(record: Record) -> str:
    """Return the line of a record, with its line end."""
    name, revision = record.key
    return f"{record.position} {record.recorded} {name} {revision} {record.leaf.hex()}\n"


def checkpoint_of(leaves: Iterable[bytes], origin: str = ORIGIN) -> str:
    """Return the checkpoint over leaf hashes."""
    known = list(leaves)
    return f"{origin}\n{len(known)}\n{b64encode(root_of(known)).decode('ascii')}\n"


def checkpoint_faults(text: str, leaves: list[bytes], place: str) -> list[Problem]:
    """Return what a checkpoint shows to be wrong with the log it was made over.

    The log may have grown since; it may not have shrunk or changed before that size.
    """
    found = _CHECKPOINT.fullmatch(text)
    if not found:
        return [Problem(place, "this is not a checkpoint", "restore it, or remove it")]
    size = int(found[2])
    if size > len(leaves):
        said = f"LOG has {len(leaves)} records, the checkpoint {size}"
        return [Problem(place, said, "restore LOG; if its lines never landed, CHECKPOINT as well")]
    if root_of(leaves[:size]) != b64decode(found[3]):
        said = f"the first {size} lines of LOG are not those the checkpoint was made over"
        return [Problem(place, said, "restore LOG as it was")]
    return []


def _is_day(text: str) -> bool:
    try:
        day(text)
    except DateError:
        return False
    return True
