"""A directory's files held against its LOG: what is recorded, pending, broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from reetimeline.errors import Problem
from reetimeline.record.kept import Key, Record
from reetimeline.record.log import Line, checkpoint_faults, lines_in
from reetimeline.record.tree import FileTree, Leaf


@frozen
class Loaded:
    """A directory as read: what is recorded, what is pending, and what is wrong with either."""

    records: tuple[Record, ...]
    pending: tuple[Leaf, ...]
    tampered: tuple[Problem, ...]
    unreadable: tuple[Problem, ...]


def load(tree: FileTree, log: str, checkpoints: Mapping[str, str], shown: str) -> Loaded:
    """Return a directory as its files, LOG and checkpoints tell it; ``shown`` is its name.

    Every recorded file's leaf hash is recomputed and compared. ``checkpoints`` are their texts by
    the name of the file: each proves that the log it was made over is a prefix of this one.
    """
    leaves: dict[Key, Leaf] = {}
    unreadable: list[Problem] = []
    for leaf in tree.leaves():
        if leaf.key in leaves:
            said = f"says what {leaves[leaf.key].place} says already"
            unreadable.append(Problem(leaf.place, said, "remove one of them"))
        else:
            leaves[leaf.key] = leaf
    lines, tampered = lines_in(log, f"{shown}/LOG")
    records: list[Record] = []
    for line in lines:
        found = leaves.get(line.key)
        tampered.extend(_breaks(line, found, shown))
        if found is None:
            continue
        del leaves[line.key]
        if found.event is not None:
            records.append(Record(line.position, line.recorded, found.canonical, found.place))
    if not tampered:
        hashes = [line.leaf for line in lines]
        for name, text in checkpoints.items():
            tampered.extend(checkpoint_faults(text, hashes, f"{shown}/{name}"))
    for leaf in leaves.values():
        unreadable.extend(leaf.problems)
    return Loaded(tuple(records), tuple(leaves.values()), tuple(tampered), tuple(unreadable))


def _breaks(line: Line, leaf: Leaf | None, shown: str) -> Iterator[Problem]:
    """Yield how a recorded file differs from what LOG says of it."""
    name, revision = line.key
    if leaf is None:
        said = f"{name} (revision {revision}) was recorded, and its file is gone from {shown}"
        yield Problem(line.place, said, "restore the file; to take an event back, withdraw it")
        return
    for problem in leaf.problems:
        yield Problem(problem.place, f"{problem.message}, and it is recorded", problem.remedy)
    if leaf.event is None:
        return
    if Record(line.position, line.recorded, leaf.canonical).leaf != line.leaf:
        said = f"the file and {line.place} do not agree: one of them was changed after recording"
        yield Problem(leaf.place, said, "restore it; to correct an event, add its next revision")
