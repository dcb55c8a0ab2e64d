"""Event files named one by one or by folder, read together with the sources beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reetimeline.errors import EventError, Problem
from reetimeline.event import Event, Source
from reetimeline.record.reading import event_from_toml, read_text, sources_from_toml
from reetimeline.vocabulary import Vocabulary

_ASIDE = {"sources", "snapshots"}


def events_below(
    paths: Iterable[Path], words: Vocabulary
) -> tuple[tuple[Event, ...], tuple[Source, ...]]:
    """Return the events of files and folders, and the sources of ``sources/`` in the folders.

    Raises `EventError` with the faults of all files at once.
    """
    events: list[Event] = []
    sources: list[Source] = []
    problems: list[Problem] = []
    for file, is_source in _files(paths):
        try:
            text = read_text(file)
            if is_source:
                sources.extend(sources_from_toml(text, str(file), vocabulary=words))
            else:
                events.append(event_from_toml(text, str(file), vocabulary=words))
        except EventError as error:
            problems.extend(error.problems)
    if problems:
        raise EventError(problems)
    return tuple(events), tuple(sources)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.toml")):
                aside = _ASIDE.intersection(file.relative_to(path).parts)
                if not aside and file.name != "vocabulary.toml":
                    yield file, False
                elif "sources" in aside:
                    yield file, True
        else:
            yield path, False
