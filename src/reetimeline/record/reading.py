"""Text becomes events: TOML in, frozen records out, or every fault of the file at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, cast

import attrs

from reetimeline.change import Change
from reetimeline.errors import EventError, Problem
from reetimeline.event import Event, Source
from reetimeline.record.lines import Path, dotted, line_at, lines_of
from reetimeline.record.shape import structure
from reetimeline.record.words import wrong_source, wrong_words
from reetimeline.vocabulary import Vocabulary, shipped

LARGEST_FILE = 1_000_000
_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")


def event_from_toml(text: str, place: str = "", *, vocabulary: Vocabulary | None = None) -> Event:
    """Return the event that a TOML text describes.

    ``place`` is the name of its file, for messages. Raises `EventError` with every fault found,
    each placed at its line.

    >>> event_from_toml('id = "2025-x"', "x.toml")
    Traceback (most recent call last):
    reetimeline.errors.EventError: x.toml:1: title is missing
    x.toml:1: kind is missing
    x.toml:1: actors is missing
    x.toml:1: announced is missing
    """
    data = toml_table(text, place)
    return _event(data, place, lines_of(text), vocabulary or shipped())


def event_from_wire(
    data: Mapping[str, Any], place: str = "", *, vocabulary: Vocabulary | None = None
) -> Event:
    """Return the event that a mapping with the keys of an event file describes.

    Raises `EventError` with every fault found, each placed at its path (``change.1.until``).
    """
    return _event(data, place, None, vocabulary or shipped())


def sources_from_toml(
    text: str, place: str = "", *, vocabulary: Vocabulary | None = None
) -> tuple[Source, ...]:
    """Return the sources of a TOML text, in its order; a text without one is an error.

    Raises `EventError` with every fault found, each placed at its line.
    """
    data = toml_table(text, place)
    lines = lines_of(text)
    words = vocabulary or shipped()
    entries = data.get("source")
    faults: list[tuple[Path, str, str]] = [
        ((key,), f"unknown key {key!r}", "a file of sources holds [[source]] tables")
        for key in data
        if key != "source"
    ]
    if not isinstance(entries, list):
        faults.append(((), "no source stands here", "write [[source]]"))
        entries = []
    sources: list[Source] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        source, found = structure(_composed(entry), Source)
        if isinstance(entry, Mapping):
            found.extend(wrong_source(entry, words))
        faults.extend((("source", number, *path), *rest) for path, *rest in found)  # type: ignore[misc]
        if source is None:
            continue
        if source.id in seen:
            faults.append((("source", number, "id"), f"{source.id!r} stands here twice", ""))
        seen.add(source.id)
        sources.append(source)
    _raise(faults, place, lines)
    return tuple(sources)


def read_text(path: FilePath, place: str = "") -> str:
    """Return the text of a file: UTF-8, with or without a byte-order mark, any line ends.

    Raises `EventError` for a file that is missing, empty, larger than a megabyte (judged before it
    is read) or no text.
    """
    place = place or str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise EventError(
                [Problem(place, f"the file has {size:,} bytes", "one event has at most 1,000,000")]
            )
        data = path.read_bytes()
    except OSError as error:
        raise EventError([Problem(place, f"cannot be read: {error.strerror}")]) from None
    return text_of(data, place)


def text_of(data: bytes, place: str = "") -> str:
    """Return the text of bytes as `read_text` does."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        where = f"{place}:{line}" if place else ""
        raise EventError([Problem(where, "is not UTF-8 text", "save it as UTF-8")]) from None
    if "\0" in text:
        raise EventError([Problem(place, "is not text", "an event is a TOML file")])
    return text


def toml_table(text: str, place: str = "") -> dict[str, Any]:
    """Return a TOML text as a plain mapping; raise `EventError` if it is empty or no TOML."""
    import tomllib

    if len(text) > LARGEST_FILE:
        raise EventError([Problem(place, "the text is too long", "one event has at most 1 MB")])
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        message = str(error)
        line = _LINE.search(message)
        number = (line[1] or len(text.splitlines())) if line else 1
        said = _LINE.sub("", message) if isinstance(error, ValueError) else "nested too deeply"
        remedy = "see toml.io for how TOML is written"
        raise EventError([Problem(f"{place}:{number}", f"is not TOML: {said}", remedy)]) from None
    if not data:
        raise EventError([Problem(place, "the file is empty", "`new` writes a first draft")])
    return data


def _event(
    data: Mapping[str, Any], place: str, lines: dict[Path, int] | None, words: Vocabulary
) -> Event:
    if not isinstance(data, Mapping):
        raise EventError([Problem(place, "an event is a table of keys and values")])
    data = _composed(data)
    event, faults = structure(data, Event)
    faults.extend(wrong_words(data, words))
    _raise(faults, place, lines)
    changes = tuple(_opened(change, words) for change in event.changes)
    return cast("Event", attrs.evolve(event, changes=changes))


def _opened(change: Change, words: Vocabulary) -> Change:
    """Open the groups of goods that a change names."""
    goods: tuple[str, ...] | None = getattr(change, "goods", None)
    if goods is None:
        return change
    members: dict[str, tuple[str, ...]] = getattr(change, "members", {})
    opened: Any = {"goods": words.expand_goods(goods, members)}
    return attrs.evolve(change, **opened)


def _raise(
    faults: Iterable[tuple[Path, str, str]], place: str, lines: dict[Path, int] | None
) -> None:
    """Raise all faults, in the order of their lines, if there are any."""
    problems: list[tuple[int, Problem]] = []
    for path, message, remedy in dict.fromkeys(faults):
        if lines is None:
            where = " ".join(part for part in (place, dotted(path)) if part)
            problems.append((0, Problem(where, message, remedy)))
        else:
            line = line_at(path, lines)
            problems.append((line, Problem(f"{place}:{line}", message, remedy)))
    if problems:
        raise EventError(problem for _, problem in sorted(problems, key=lambda pair: pair[0]))


def _composed(value: Any) -> Any:
    """Put all text into Unicode normal form C, so that equal words are equal bytes."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    return value
