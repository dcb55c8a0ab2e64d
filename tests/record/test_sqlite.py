"""The SQLite store: the contract, what its triggers refuse, and what it tells of bad files."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from record.contract import Opener, StoreContract, sample
from reetimeline.errors import StoreError, TamperError
from reetimeline.record.opening import open_store
from reetimeline.record.schema import VERSION
from reetimeline.record.sqlite import SQLiteStore


class _Fresh:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def __call__(self) -> SQLiteStore:
        self._path = self._folder / f"{next(self._numbers)}.sqlite"
        return SQLiteStore(self._path, create=True)

    def again(self) -> SQLiteStore:
        return SQLiteStore(self._path)


class TestSQLiteStore(StoreContract):
    """The contract."""

    @pytest.fixture
    def opened(self, tmp_path: Path) -> Opener:
        """Open one file."""
        return lambda: SQLiteStore(tmp_path / "store.sqlite", create=True)

    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Opener:
        """Open new files."""
        return _Fresh(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file with three records."""
    store = SQLiteStore(tmp_path / "store.sqlite", create=True)
    store.append([sample(name) for name in "abc"], recorded="2025-05-01")
    return store.path


_REST = "revision, leaf, canonical, place FROM record WHERE position = 1"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET recorded = '2020-01-01' WHERE position = 2",
        "UPDATE record SET position = 9 WHERE position = 3",
        "DELETE FROM record WHERE position = 3",
        "DELETE FROM record",
        f"REPLACE INTO record SELECT 2, recorded, id, {_REST}",
        f"INSERT OR REPLACE INTO record SELECT 4, recorded, id, {_REST}",
        f"INSERT INTO record SELECT 5, recorded, 'x', {_REST}",
        f"INSERT INTO record SELECT 0, recorded, 'x', {_REST}",
    ],
)
def test_triggers_refuse(path: Path, statement: str) -> None:
    """No statement changes, removes, replaces or skips a record."""
    before = list(SQLiteStore(path).read())
    with closing(sqlite3.connect(path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.rollback()
    assert list(SQLiteStore(path).read()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET recorded = '2020-01-01' WHERE position = 2",
        "UPDATE record SET canonical = x'7b7d' WHERE position = 2",
        "UPDATE record SET id = 'x' WHERE position = 2",
        "DELETE FROM record WHERE position = 2",
        "DELETE FROM record WHERE position = 3",
    ],
)
def test_verify_finds_what_went_around_the_triggers(path: Path, statement: str) -> None:
    """Who drops the triggers is found out by the hashes."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER record_is_never_updated")
        connection.execute("DROP TRIGGER record_is_never_deleted")
        connection.execute(statement)
        connection.commit()
    with pytest.raises(TamperError):
        SQLiteStore(path).verify()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A question does not create a store."""
    with pytest.raises(StoreError, match="there is no store"):
        open_store(f"sqlite:///{tmp_path}/none.sqlite")
    assert not list(tmp_path.iterdir())


def test_other_files_are_told(tmp_path: Path) -> None:
    """A text file and a stranger's database are no records."""
    text = tmp_path / "text.sqlite"
    text.write_text("no database at all, but long enough to have a header" * 20)
    with pytest.raises(StoreError, match="is not a SQLite file"):
        SQLiteStore(text)
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(StoreError, match="is not a record"):
        SQLiteStore(other)


def test_a_newer_version_is_told(path: Path) -> None:
    """A file of a format to come is refused, not half-read."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match=r"newer version .*update reetimeline"):
        SQLiteStore(path)


def test_a_torn_file_is_told(path: Path, tmp_path: Path) -> None:
    """Half a file is damaged, and says so."""
    torn = tmp_path / "torn.sqlite"
    shutil.copy(path, torn)
    with torn.open("r+b") as file:
        file.truncate(torn.stat().st_size // 2)
    with pytest.raises(StoreError, match="damaged"):
        SQLiteStore(torn).verify()
    store = SQLiteStore(path)
    assert store.sound()
    torn.replace(path)
    assert not store.sound()


def test_a_full_disk_leaves_nothing_half_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the file cannot grow, the whole batch is refused and the store is as it was."""
    before = SQLiteStore(path).head()
    connect = sqlite3.connect

    def cramped(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    batch = [sample(f"x{number}", summary="long " * 1000) for number in range(20)]
    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", cramped)
        with pytest.raises(StoreError, match="the disk is full"):
            SQLiteStore(path).append(batch)
    assert SQLiteStore(path).verify() == before
    # The control: without the limit the same batch goes in.
    assert len(SQLiteStore(path).append(batch)) == 20


def test_a_read_only_file_refuses(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file may not be written, an append says so and what to do."""
    connect = sqlite3.connect

    def sealed(name: str, **options: object) -> sqlite3.Connection:
        name = name.replace("mode=rw", "mode=ro")
        connection: sqlite3.Connection = connect(name, **options)  # type: ignore[call-overload]
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", sealed)
        with pytest.raises(StoreError, match="is read-only"):
            SQLiteStore(path).append([sample("z")])
        assert SQLiteStore(path).put_blob("fold", b"x") is False
    assert SQLiteStore(path).verify().size == 3


def test_a_store_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder, or a disk full from the first page, leaves no file behind."""
    with pytest.raises(StoreError, match="cannot be opened"):
        SQLiteStore(tmp_path / "none" / "a.sqlite", create=True)
    connect = sqlite3.connect

    def cramped(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 2")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", cramped)
        with pytest.raises(StoreError, match="the disk is full"):
            SQLiteStore(tmp_path / "a.sqlite", create=True)
    assert not list(tmp_path.iterdir())
    assert SQLiteStore(tmp_path / "a.sqlite", create=True).head().size == 0


def test_a_failure_midway_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong before the end of an append undoes all of it."""
    import reetimeline.record.sqlite as room

    before = SQLiteStore(path).head()
    insert = room._insert

    def failing(*args: object) -> None:
        insert(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(room, "_insert", failing)
        with pytest.raises(KeyboardInterrupt):
            SQLiteStore(path).append([sample("z")])
    assert SQLiteStore(path).verify() == before


def test_a_read_only_file_is_read(path: Path) -> None:
    """What nobody may write can still be asked; a blob put there is declined."""
    store = SQLiteStore(path, immutable=True)
    assert store.head().size == 3
    assert store.put_blob("fold", b"x") is False
    assert store.get_blob("fold") is None


def test_blobs(path: Path) -> None:
    """Bytes may be kept beside the log and replaced."""
    store = SQLiteStore(path)
    assert store.put_blob("fold", b"one")
    assert store.put_blob("fold", b"two")
    assert SQLiteStore(path).get_blob("fold") == b"two"


def _append(path: Path, name: str) -> None:
    for number in range(5):
        SQLiteStore(path).append([sample(f"{name}{number}")])


def test_processes_do_not_overwrite_one_another(path: Path) -> None:
    """Two processes that append at once both find their records in the log."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append, args=(path, name)) for name in ("p", "q")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert SQLiteStore(path).verify().size == 13
