"""The files of a directory store: which there are, what each says, what is wrong with it.

Files are read again only if their size or time changed, so asking twice is cheap.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from reetimeline.edtf import FIRST_DAY, day, iso
from reetimeline.errors import DateError, EventError, Problem
from reetimeline.event import Event, Source
from reetimeline.record.canonical import canonical
from reetimeline.record.kept import Key
from reetimeline.record.lines import line_at, lines_of
from reetimeline.record.reading import (
    event_from_toml,
    read_text,
    sources_from_toml,
    toml_table,
)
from reetimeline.vocabulary import Vocabulary

APART = ("sources", "snapshots")
WORDS = "vocabulary.toml"


@frozen
class Leaf:
    """One event file: what it says and its exact bytes, or why it cannot be read."""

    path: Path
    place: str
    event: Event | None
    canonical: bytes
    problems: tuple[Problem, ...]

    @property
    def key(self) -> Key:
        """The id and revision: as the file says, or if it cannot be read, as its name says."""
        if self.event is not None:
            return self.event.id, self.event.revision
        stem, dot, number = self.path.stem.rpartition(".r")
        return (stem, int(number)) if dot and number.isdecimal() else (self.path.stem, 1)


class FileTree:
    """The event files under a folder, read when asked for."""

    def __init__(self, root: Path, shown: str, vocabulary: Vocabulary) -> None:
        self._root = root
        self._shown = shown
        self._vocabulary = vocabulary
        self._read: dict[Path, tuple[tuple[int, int], Leaf]] = {}

    def leaves(self) -> tuple[Leaf, ...]:
        """Return every event file, in the order of its path."""
        now: dict[Path, tuple[tuple[int, int], Leaf]] = {}
        for path, stamp in sorted(_event_files(self._root)):
            known = self._read.get(path)
            now[path] = known if known and known[0] == stamp else (stamp, self._leaf(path))
        self._read = now
        return tuple(leaf for _, leaf in now.values())

    def place(self, path: Path) -> str:
        """Return how a path below the root is shown to people."""
        return f"{self._shown}/{path.relative_to(self._root).as_posix()}"

    def _leaf(self, path: Path) -> Leaf:
        place = self.place(path)
        try:
            event = event_from_toml(read_text(path, place), place, vocabulary=self._vocabulary)
        except EventError as error:
            return Leaf(path, place, None, b"", error.problems)
        return Leaf(path, place, event, canonical(event), tuple(_misplaced(path, place, event)))


def file_name(event: Event) -> str:
    """Return the name of an event's file: its id, and its revision from the second on."""
    return f"{event.id}.toml" if event.revision == 1 else f"{event.id}.r{event.revision}.toml"


def folder_name(event: Event) -> str:
    """Return the folder of an event's file: its earliest year announced, or ``undated``."""
    return iso(event.announced.first)[:4] if event.announced.first > FIRST_DAY else "undated"


def _event_files(root: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for folder in os.scandir(root):
        if folder.name.startswith("."):
            continue
        if not folder.is_dir():
            if folder.name.endswith(".toml") and folder.name != WORDS:
                yield Path(folder.path), _stamp(folder)
        elif folder.name not in APART:
            yield from _toml_below(folder.path)


def _toml_below(folder: str) -> Iterator[tuple[Path, tuple[int, int]]]:
    for entry in os.scandir(folder):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _toml_below(entry.path)
        elif entry.name.endswith(".toml"):
            yield Path(entry.path), _stamp(entry)


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int]:
    found = entry.stat()
    return found.st_size, found.st_mtime_ns


def _misplaced(path: Path, place: str, event: Event) -> Iterator[Problem]:
    if path.name != file_name(event):
        said = f"the file is not named after its event, {event.id}"
        yield Problem(place, said, f"name it {file_name(event)}")
    years = {folder_name(event), event.id[:4] if event.id[0].isdigit() else "undated"}
    stated = event.announced.text.lstrip("[")[:4]
    if path.parent.name not in years | {stated}:
        yield Problem(
            place, "the file is not in the folder of its year", f"move it to {folder_name(event)}/"
        )


def sources_below(
    root: Path, shown: str, vocabulary: Vocabulary
) -> tuple[dict[str, Source], list[Problem]]:
    """Return the sources of a directory by id, and what is wrong with their files."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sorted((root / "sources").glob("*.toml")):
        place = f"{shown}/sources/{path.name}"
        try:
            found = sources_from_toml(read_text(path, place), place, vocabulary=vocabulary)
        except EventError as error:
            problems.extend(error.problems)
            continue
        for source in found:
            publisher = source.id.partition("/")[0]
            if publisher != path.stem:
                said = f"{source.id} stands with another publisher"
                problems.append(Problem(place, said, f"move it to sources/{publisher}.toml"))
            sources[source.id] = source
    return sources, problems


def expectations_below(
    root: Path, shown: str
) -> tuple[tuple[Mapping[str, Any], ...], list[Problem]]:
    """Return the snapshots of a directory that must hold, and what is wrong with their files."""
    found: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for path in sorted((root / "snapshots").glob("*.toml")):
        place = f"{shown}/snapshots/{path.name}"
        try:
            found.append(_expectation(read_text(path, place), place))
        except EventError as error:
            problems.extend(error.problems)
    return tuple(found), problems


def _expectation(text: str, place: str) -> Mapping[str, Any]:
    data = toml_table(text, place)
    lines = lines_of(text)
    problems = [
        Problem(f"{place}:{line_at((key,), lines)}", f"unknown key {key!r}", "on, known_on, expect")
        for key in data
        if key not in ("on", "known_on", "expect")
    ]
    for key in ("on", "known_on"):
        if key == "on" or key in data:
            try:
                day(data.get(key, ""))
            except DateError as error:
                where = f"{place}:{line_at((key,), lines)}"
                problems.append(Problem(where, f"{key}: {error.message}", error.remedy))
    entries = data.get("expect")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append(Problem(place, "nothing is expected here", "write [[expect]]"))
    if problems:
        raise EventError(problems)
    expected = [
        {**entry, "place": f"{place}:{line_at(('expect', number), lines)}"}
        for number, entry in enumerate(data["expect"])
    ]
    return {**data, "expect": expected, "place": place}
