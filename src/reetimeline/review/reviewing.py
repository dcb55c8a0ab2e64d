"""Whole reviews: a store examined, every file not yet recorded, and what the rules find."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from reetimeline.errors import Problem
from reetimeline.record.kept import Record, Store
from reetimeline.replay.history import History
from reetimeline.review.findings import Case, Finding


@frozen
class Review:
    """What a review of a store found.

    ``findings`` are sorted by place; ``pending`` are the files that `append` would record;
    ``problems`` are faults that keep files from being read at all.
    """

    case: Case
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    pending: tuple[Record, ...]


def reviewed(store: Store) -> Review:
    """Return the review of a store; in a directory, files not yet recorded are reviewed too."""
    from reetimeline.record.directory import DirectoryStore
    from reetimeline.review import review

    problems: tuple[Problem, ...] = ()
    pending: tuple[Record, ...] = ()
    folder: Path | None = None
    if isinstance(store, DirectoryStore):
        records, found = store.examine()
        problems = tuple(found)
        folder = Path()  # places are paths as the store was named
        size = store.head().size if not problems else None
        pending = tuple(r for r in records if size is not None and r.position > size)
    else:
        records = tuple(store.read())
    history = History(records, sources=store.sources())
    case = Case(history, expectations=store.expectations(), folder=folder)
    return Review(case, tuple(review(case)), problems, pending)
