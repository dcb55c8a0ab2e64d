"""The classes people hold: a history that can also be drawn and shown.

The replay knows nothing of graphs and pages; this module joins the rooms for those who import the
package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from reetimeline.errors import StoreError
from reetimeline.record.answers import packaged_answers, write_answers
from reetimeline.replay import diff as _diff, history as _history, snapshot as _snapshot

if TYPE_CHECKING:
    import networkx

    from reetimeline.event import Event
    from reetimeline.record.kept import Record, Store
    from reetimeline.replay.kept import Answers


class Snapshot(_snapshot.Snapshot):
    """What holds on a day; shows itself as a table in notebooks."""

    def _repr_html_(self) -> str:
        from reetimeline.publish.notebook import snapshot_html

        return snapshot_html(self)


@frozen
class Diff(_diff.Diff):
    """What differs between two days; shows itself as a table in notebooks."""

    def _repr_html_(self) -> str:
        from reetimeline.publish.notebook import diff_html

        return diff_html(self)


class History(_history.History):
    """A record replayed: ask it for any day, for what changed, and for what answered what."""

    snapshot_type: ClassVar[type[_snapshot.Snapshot]] = Snapshot
    diff_type: ClassVar[type[_diff.Diff]] = Diff

    def responses(
        self,
        on: str | None = None,
        *,
        known_on: str | None = None,
        relations: Iterable[str] | None = None,
        basis: str | None = None,
    ) -> networkx.MultiDiGraph[str]:
        """Return which action answered which; see `reetimeline.responses.response_graph`."""
        from reetimeline.responses import response_graph

        return response_graph(self, on, known_on=known_on, relations=relations, basis=basis)

    def _repr_html_(self) -> str:
        from reetimeline.publish.notebook import history_html

        return history_html(self)


def load(store: str | Path | None = None) -> History:
    """Return the history of a store; None is the curated record that comes with the package.

    ``store`` is a directory of event files, ``sqlite:///FILE``, or ``memory:``. What is recorded
    but was edited, renamed or removed raises `TamperError`; a store that cannot be read
    `StoreError`; files not yet in the log are not loaded.

    >>> load().at("2012-08-23").quota("cn-export-quota", "2012")[0].firm
    '30996'
    """
    answers = packaged_answers() if store is None else None
    if answers is not None:
        return answered(answers, open_record)
    opened = open_record(store)
    return History(opened.read(), sources=opened.sources())


def answered(answers: Answers, opened: Callable[[], Store]) -> History:
    """Return a history with answers kept beside its log, which is opened only when needed."""

    def records() -> Iterator[Record]:
        yield from opened().read()

    return History(records(), sources=lambda: opened().sources(), answers=answers)


def keep_answers(history: _history.History, target: Path) -> None:
    """Work out what a record says of every thing on every day, and write a new answer file."""
    from attrs import asdict

    from reetimeline.replay.filters import named
    from reetimeline.replay.partial import index_of
    from reetimeline.replay.stretches import stretches

    measures, size = history.measures, history.size
    about = {
        "verified_through": history.verified_through(size),
        "index": asdict(index_of(history.folded), recurse=False),
        "named": {name: named(measures.chain_entries(name, size)) for name in measures.names()},
    }
    write_answers(
        target, stretches(history), size=history.size, root=history.root(history.size), about=about
    )


def open_record(store: str | Path | None = None) -> Store:
    """Return the store itself, as `load` finds it: to append, or to read records one by one."""
    if store is None:
        from reetimeline.record.bundled import open_bundled

        return open_bundled()
    from reetimeline.record.opening import open_store

    return open_store(str(store))


def replayed(events: Iterable[Record | Mapping[str, Any] | Event]) -> History:
    """Return the history of events given as events, wire forms (as a TOML file loads) or records.

    >>> history = replayed([{"id": "2025-04-04-cn-licence", "title": "A licence", "kind": "law",
    ...     "actors": ["CN"], "announced": "2025-04-04", "citation": [{"source": "test/source"}],
    ...     "change": [{"do": "impose", "measure": "licence", "title": "A licence",
    ...                 "instrument": "export-licence", "goods": ["Dy"], "targets": ["*"]}]}])
    >>> history.at("2025-05-01").measure("licence")["status"]
    'in-force'
    """
    return History(_history.as_records(events))


def append_files(
    store: str | Path,
    paths: Iterable[Path],
    *,
    recorded: str | None = None,
    expected: int | None = None,
) -> tuple[Record, ...]:
    """Record event files in a store, all or none, and return the new and acknowledged records.

    A folder among the paths stands for the event files below it; the folder of a directory store
    itself stands for its pending files. The files are recorded in order of announced, then id.
    Errors as `Store.append`; what cannot be read raises `EventError` before anything is kept.
    """
    from reetimeline.record.directory import DirectoryStore
    from reetimeline.record.files import events_below
    from reetimeline.record.kept import in_order
    from reetimeline.record.opening import open_store
    from reetimeline.vocabulary import shipped

    named = list(paths)
    try:
        opened = open_store(str(store))
    except StoreError:
        events_below(named, shipped())  # what cannot be read must not leave an empty store behind
        opened = open_store(str(store), create=True)
    if isinstance(opened, DirectoryStore) and [p.resolve() for p in named] == [
        Path(opened.url).resolve()
    ]:
        return opened.append_pending(recorded=recorded)
    events, sources = events_below(named, opened.vocabulary)
    opened.keep_sources(sources)
    return opened.append(in_order(events), recorded=recorded, expected=expected)
