"""A directory of TOML files with its LOG: how a curated record lives in version control.

Files are the facts, LOG says which of them were recorded, when, and what their bytes were. A file
that LOG does not name is pending. Reading recomputes every leaf hash, so an edit is never missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reetimeline.errors import (
    ConflictError,
    EventError,
    Problem,
    RecordError,
    StoreError,
    TamperError,
)
from reetimeline.event import Event, Source
from reetimeline.record.durable import locked, told_as_store_error, write_durably
from reetimeline.record.kept import Head, Record, admit, in_order, only_new, span
from reetimeline.record.loading import Loaded, load
from reetimeline.record.log import checkpoint_of, line_of
from reetimeline.record.merkle import root_of
from reetimeline.record.reading import read_text, toml_table
from reetimeline.record.tree import (
    WORDS,
    FileTree,
    expectations_below,
    file_name,
    folder_name,
    sources_below,
)
from reetimeline.record.writing import event_to_toml, tables_to_toml
from reetimeline.vocabulary import Vocabulary

RELEASES = "releases/"


class DirectoryStore:
    """The record kept in one directory; ``url`` is its path as given.

    ``CHECKPOINT`` follows the log; checkpoints under ``releases/`` stay as they were put there.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.url = str(path)
        self._root = Path(path)
        if create:
            with told_as_store_error(self._root):
                self._root.mkdir(parents=True, exist_ok=True)
        if not self._root.is_dir():
            said = "is not a directory" if self._root.exists() else "does not exist"
            raise StoreError(said, place=self.url, remedy="name a directory of event files")
        self.vocabulary = Vocabulary(self._own_words())
        self._tree = FileTree(self._root, self.url.rstrip("/"), self.vocabulary)

    def read(self, start: int = 1, stop: int | None = None) -> Iterator[Record]:
        """Yield the records from ``start`` through ``stop``; raise `TamperError` before the first.

        Pending files are left out.
        """
        yield from span(self._sound().records, start, stop)

    def head(self, size: int | None = None) -> Head:
        """Return the head of the log, or of its first ``size`` records."""
        records = self._sound().records
        if size is not None and size > len(records):
            raise RecordError(f"the log has {len(records)} records, not {size}", place=self.url)
        leaves = [record.leaf for record in records[:size]]
        return Head(len(leaves), root_of(leaves).hex())

    def verify(self) -> Head:
        """Recompute everything and return the head; raise `TamperError` listing every break."""
        return self.head()

    def append(
        self,
        events: Iterable[Event],
        *,
        recorded: str | None = None,
        expected: int | None = None,
    ) -> tuple[Record, ...]:
        """Record events, all or none; see `Store.append`.

        An event without a file gets one; a pending file that says the same is taken as it is.
        """
        with locked(self._root):
            loaded = self._sound()
            found = self._admitted(events, loaded, recorded, expected)
            new = only_new(found, len(loaded.records))
            files = {leaf.key: leaf for leaf in loaded.pending}
            for record in new:
                leaf = files.get(record.key)
                if leaf is not None and leaf.canonical != record.canonical:
                    raise ConflictError(
                        f"a file not yet recorded says something else of {record.key[0]}",
                        place=leaf.place,
                        remedy="record or remove that file first",
                    )
            missing = [record for record in new if record.key not in files]
            self._keep(loaded, new, missing)
            return self._placed(found)

    def pending(self, recorded: str = "") -> tuple[Record, ...]:
        """Return the files not yet recorded, as the records they would become, in that order.

        Raises `EventError` with all faults of all of them.
        """
        loaded = self._sound()
        events = self._pending_events(loaded)
        places = {leaf.key: leaf.place for leaf in loaded.pending}
        return tuple(
            Record.of(event, position, recorded, places[event.id, event.revision])
            for position, event in enumerate(events, len(loaded.records) + 1)
        )

    def append_pending(self, *, recorded: str | None = None) -> tuple[Record, ...]:
        """Record all files not yet recorded, all or none, in order of announced, then id.

        Raises as `append` does, and `EventError` with all faults of all of them.
        """
        with locked(self._root):
            loaded = self._sound()
            events = self._pending_events(loaded)
            found = self._admitted(events, loaded, recorded, None)
            self._keep(loaded, only_new(found, len(loaded.records)), ())
            return self._placed(found)

    def examine(self) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
        """Return every readable event, recorded or pending, as a record, and all problems.

        Positions of pending ones go on from the log's.
        """
        loaded = self._load()
        readable = [leaf for leaf in loaded.pending if leaf.event]
        places = {leaf.key: leaf.place for leaf in readable}
        records = list(loaded.records)
        for event in in_order(leaf.event for leaf in readable if leaf.event):
            place = places[event.id, event.revision]
            records.append(Record.of(event, len(records) + 1, "", place))
        _, of_sources = sources_below(self._root, self.url.rstrip("/"), self.vocabulary)
        _, of_snapshots = expectations_below(self._root, self.url.rstrip("/"))
        problems = (*loaded.tampered, *loaded.unreadable, *of_sources, *of_snapshots)
        return tuple(records), tuple(dict.fromkeys(problems))

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by id; raise `EventError` if a file of them cannot be read."""
        found, problems = sources_below(self._root, self.url.rstrip("/"), self.vocabulary)
        if problems:
            raise EventError(problems)
        return found

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Write sources into the files of their publishers; one of the same id is replaced."""
        with locked(self._root):
            kept = dict(self.sources())
            changed = {source.id: source for source in sources if kept.get(source.id) != source}
            publishers = {name.partition("/")[0] for name in changed}
            kept.update(changed)
            for publisher in sorted(publishers):
                theirs = [kept[name] for name in sorted(kept) if name.startswith(f"{publisher}/")]
                path = self._root / "sources" / f"{publisher}.toml"
                with told_as_store_error(path):
                    path.parent.mkdir(exist_ok=True)
                write_durably(path, tables_to_toml("source", theirs).encode())

    def expectations(self) -> tuple[Mapping[str, Any], ...]:
        """Return the snapshots that must hold; raise `EventError` if one cannot be read."""
        found, problems = expectations_below(self._root, self.url.rstrip("/"))
        if problems:
            raise EventError(problems)
        return found

    def _own_words(self) -> Mapping[str, Any]:
        path = self._root / WORDS
        place = f"{self.url.rstrip('/')}/{WORDS}"
        return toml_table(read_text(path, place), place) if path.exists() else {}

    def _admitted(
        self,
        events: Iterable[Event],
        loaded: Loaded,
        recorded: str | None,
        expected: int | None,
    ) -> tuple[Record, ...]:
        return admit(
            events,
            {record.key: record for record in loaded.records},
            last=loaded.records[-1].recorded if loaded.records else "",
            recorded=recorded,
            expected=expected,
            words=self.vocabulary,
        )

    def _keep(self, loaded: Loaded, new: Sequence[Record], missing: Sequence[Record]) -> None:
        """Write the files that are missing, then LOG: its renaming is the moment of recording."""
        before = self._text("LOG")
        written: list[Path] = []
        try:
            for record in missing:
                path = self._root / folder_name(record.event) / file_name(record.event)
                written.append(path)
                with told_as_store_error(path):
                    path.parent.mkdir(exist_ok=True)
                write_durably(path, event_to_toml(record.event).encode())
            if new:
                lines = before + "".join(line_of(record) for record in new)
                write_durably(self._root / "LOG", lines.encode())
        except BaseException:
            if self._text("LOG") == before:
                self._undo(written)
            raise
        leaves = [record.leaf for record in (*loaded.records, *new)]
        checkpoint = checkpoint_of(leaves)
        if checkpoint != self._text("CHECKPOINT"):
            write_durably(self._root / "CHECKPOINT", checkpoint.encode())

    def _undo(self, written: Sequence[Path]) -> None:
        for path in written:
            with suppress(OSError):
                path.unlink()
            with suppress(OSError):
                path.parent.rmdir()  # fails, as it should, where other files stand

    def _text(self, name: str) -> str:
        path = self._root / name
        if not path.exists():
            return ""
        try:
            return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise TamperError(
                f"cannot be read: {error}", place=f"{self.url}/{name}", remedy="restore it"
            ) from None

    def _placed(self, records: Iterable[Record]) -> tuple[Record, ...]:
        """Return records as a later reading will give them, with their files."""
        kept = {record.position: record for record in self._sound().records}
        return tuple(kept[record.position] for record in records)

    def _pending_events(self, loaded: Loaded) -> tuple[Event, ...]:
        if loaded.unreadable:
            raise EventError(loaded.unreadable)
        return in_order(leaf.event for leaf in loaded.pending if leaf.event)

    def _sound(self) -> Loaded:
        loaded = self._load()
        if loaded.tampered:
            first, *others = loaded.tampered
            more = "".join(f"\n{problem}" for problem in others)
            raise TamperError(f"{first.message}{more}", place=first.place, remedy=first.remedy)
        return loaded

    def _load(self) -> Loaded:
        names = [RELEASES + path.name for path in sorted((self._root / RELEASES).glob("*"))]
        kept = {name: text for name in ("CHECKPOINT", *names) if (text := self._text(name))}
        return load(self._tree, self._text("LOG"), kept, self.url.rstrip("/"))
