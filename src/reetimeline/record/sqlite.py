"""A record in one SQLite file, append-only by its triggers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reetimeline.errors import RecordError, StoreError, TamperError
from reetimeline.event import Event, Source
from reetimeline.record.kept import Head, Key, Record, admit, only_new
from reetimeline.record.merkle import Tree, root_of
from reetimeline.record.schema import APPLICATION, SCHEMA, VERSION, told

if TYPE_CHECKING:
    from reetimeline.vocabulary import Vocabulary

_INSERT = "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)"


class SQLiteStore:
    """The record kept in one SQLite file.

    ``immutable`` promises that nobody writes the file, which spares its locks.
    """

    def __init__(
        self, path: Path, *, url: str = "", create: bool = False, immutable: bool = False
    ) -> None:
        self.url = url or f"sqlite:///{path}"
        self.path = path
        self._immutable = immutable
        if create and not (path.exists() and path.stat().st_size):
            self._create()
        with self._connected() as connection:
            self._recognise(connection)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words its events may use."""
        from reetimeline.vocabulary import Vocabulary, shipped

        extra = self.get_blob("vocabulary")
        return Vocabulary(json.loads(extra)) if extra else shipped()

    def read(self, start: int = 1, stop: int | None = None) -> Iterator[Record]:
        """Yield the records from ``start`` through ``stop``."""
        query = (
            "SELECT position, recorded, canonical, place FROM record"
            " WHERE position BETWEEN ? AND ? ORDER BY position"
        )
        with self._connected() as connection:
            rows = connection.execute(query, (start, 2**62 if stop is None else stop))
            while batch := rows.fetchmany(4096):
                for row in batch:
                    yield Record(*row)

    def head(self, size: int | None = None) -> Head:
        """Return the head of the log, or of its first ``size`` records."""
        with self._connected() as connection:
            tree = _tree(connection)
            if size is None or size == tree.size:
                return Head(tree.size, tree.root().hex())
            if size > tree.size:
                said = f"the log has {tree.size} records, not {size}"
                raise RecordError(said, place=self.url)
            query = "SELECT leaf FROM record WHERE position <= ? ORDER BY position"
            return Head(size, root_of(leaf for (leaf,) in connection.execute(query, (size,))).hex())

    def verify(self) -> Head:
        """Recompute every hash and return the head; raise `TamperError` naming what broke."""
        tree = Tree()
        broken: list[int] = []
        with self._connected() as connection:
            query = (
                "SELECT position, recorded, canonical, place, leaf, id, revision FROM record"
                " ORDER BY position"
            )
            for number, (*row, leaf, name, revision) in enumerate(connection.execute(query), 1):
                record = Record(*row)
                known = record.position == number and record.leaf == leaf
                if not known or record.key != (name, revision):
                    broken.append(number)
                tree.add(record.leaf)
            kept = _tree(connection)
        if broken or (kept.size, kept.root()) != (tree.size, tree.root()):
            said = f"positions {broken}" if broken else "the number of records"
            remedy = "restore the store from a copy"
            raise TamperError(f"{said} changed after recording", place=self.url, remedy=remedy)
        return Head(tree.size, tree.root().hex())

    def append(
        self,
        events: Iterable[Event],
        *,
        recorded: str | None = None,
        expected: int | None = None,
    ) -> tuple[Record, ...]:
        """Record events, all or none; see `Store.append`."""
        self._may_change()
        events = tuple(events)
        with self._writing() as connection:
            tree = _tree(connection)
            last = connection.execute("SELECT coalesce(max(recorded), '') FROM record").fetchone()[
                0
            ]
            found = admit(
                events,
                _Kept(connection, tree.size),
                last=last,
                recorded=recorded,
                expected=expected,
                words=self.vocabulary,
            )
            _insert(connection, tree, only_new(found, tree.size))
        return found

    def copy_records(self, records: Iterable[Record]) -> None:
        """Add records as another store kept them, with their days; positions must go on."""
        with self._writing() as connection:
            _insert(connection, _tree(connection), records)

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by id."""
        from reetimeline.record.canonical import source_from_plain

        with self._connected() as connection:
            rows = connection.execute("SELECT id, plain FROM source ORDER BY id").fetchall()
        return {name: source_from_plain(json.loads(text)) for name, text in rows}

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Keep sources; one of the same id is replaced."""
        from reetimeline.record.writing import plain

        self._may_change()
        rows = [(source.id, json.dumps(plain(source), ensure_ascii=False)) for source in sources]
        with self._writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO source VALUES (?, ?)", rows)

    def expectations(self) -> tuple[Mapping[str, Any], ...]:
        """Return the snapshots that must hold, as they were copied here."""
        found = self.get_blob("expectations")
        return tuple(json.loads(found)) if found else ()

    def sound(self) -> bool:
        """Return whether SQLite finds the file whole. It says nothing of who wrote what."""
        try:
            with self._connected() as connection:
                row = connection.execute("PRAGMA quick_check(1)").fetchone()
        except StoreError:
            return False
        return bool(row[0] == "ok")

    def get_blob(self, name: str) -> bytes | None:
        """Return what was put under a name, or None."""
        with self._connected() as connection:
            row = connection.execute("SELECT bytes FROM blob WHERE name = ?", (name,)).fetchone()
        return bytes(row[0]) if row else None

    def put_blob(self, name: str, data: bytes) -> bool:
        """Put bytes under a name beside the log; return False where the file cannot be written."""
        if self._immutable:
            return False
        try:
            with self._writing() as connection:
                connection.execute("INSERT OR REPLACE INTO blob VALUES (?, ?)", (name, data))
        except StoreError:
            return False
        return True

    def _may_change(self) -> None:
        """Raise `RecordError` where the record is not to be added to."""

    def _create(self) -> None:
        script = (
            f"BEGIN IMMEDIATE;{SCHEMA}PRAGMA application_id = {APPLICATION};"
            f"PRAGMA user_version = {VERSION};COMMIT;"
        )
        try:
            with told(self.path), closing(sqlite3.connect(self.path, timeout=60)) as connection:
                connection.executescript(script)
        except StoreError:
            if self.path.exists() and not self.path.stat().st_size:
                self.path.unlink()
            raise

    def _recognise(self, connection: sqlite3.Connection) -> None:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION:
            raise StoreError("is not a record", place=str(self.path), remedy="name another file")
        if version > VERSION:
            raise StoreError(
                f"was written by a newer version (format {version}, this one reads {VERSION})",
                place=str(self.path),
                remedy="update reetimeline",
            )

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            remedy = "append to it first, or name another file"
            raise StoreError("there is no store", place=str(self.path), remedy=remedy)
        # Even a reader may have to undo what a crash left, so it opens for writing where it can.
        mode = "mode=ro&immutable=1" if self._immutable else "mode=rw"
        with told(self.path):
            uri = f"{self.path.resolve().as_uri()}?{mode}"
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
                connection.execute("PRAGMA query_only = ON")
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within one transaction: kept and durable at the end, or undone."""
        with told(self.path):
            uri = f"{self.path.resolve().as_uri()}?mode=rw"
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=60)
            with closing(connection):
                connection.execute("PRAGMA synchronous = EXTRA")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    self._recognise(connection)
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise


class _Kept(Mapping[Key, Record]):
    """The records of a file by id and revision, looked up one by one."""

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._size = size
        self._new: dict[Key, Record] = {}

    def __getitem__(self, key: Key) -> Record:
        query = (
            "SELECT position, recorded, canonical, place FROM record WHERE id = ? AND revision = ?"
        )
        row = self._connection.execute(query, key).fetchone()
        if row is None:
            raise KeyError(key)
        return Record(*row)

    def __iter__(self) -> Iterator[Key]:
        yield from self._connection.execute("SELECT id, revision FROM record ORDER BY position")

    def __len__(self) -> int:
        return self._size


def _tree(connection: sqlite3.Connection) -> Tree:
    row = connection.execute("SELECT size, peaks FROM tree").fetchone()
    if row is None:
        return Tree()
    size, peaks = row
    return Tree(size, [peaks[at : at + 32] for at in range(0, len(peaks), 32)])


def _insert(connection: sqlite3.Connection, tree: Tree, records: Iterable[Record]) -> None:
    for record in records:
        name, revision = record.key
        row = (record.position, record.recorded, name, revision, record.leaf)
        connection.execute(_INSERT, (*row, record.canonical, record.place))
        tree.add(record.leaf)
    peaks = b"".join(tree.peaks)
    connection.execute("INSERT OR REPLACE INTO tree VALUES (1, ?, ?)", (tree.size, peaks))
