"""Names of stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from record.contract import sample
from reetimeline.errors import StoreError
from reetimeline.record.directory import DirectoryStore
from reetimeline.record.kept import Record
from reetimeline.record.memory import MemoryStore
from reetimeline.record.opening import open_store
from reetimeline.record.sqlite import SQLiteStore


def test_every_kind_of_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory, SQLite by URL or path, directories absolute and relative."""
    monkeypatch.chdir(tmp_path)
    assert isinstance(open_store("memory:"), MemoryStore)
    absolute = open_store(f"sqlite:///{tmp_path}/a.sqlite", create=True)
    assert isinstance(absolute, SQLiteStore)
    assert (tmp_path / "a.sqlite").exists()
    assert isinstance(open_store("sqlite:///a.sqlite"), SQLiteStore)
    assert open_store("a.sqlite").url == "sqlite:///a.sqlite"
    assert isinstance(open_store("events", create=True), DirectoryStore)
    assert isinstance(open_store(tmp_path / "events"), DirectoryStore)
    for store in (open_store("sqlite:///a.sqlite"), open_store("events")):
        assert open_store(store.url).head() == store.head()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("postgresql://host/db", "no store this version can open"),
        ("sqlite://a", "no store this version can open"),
        ("memory://", "no store this version can open"),
        ("", "no store is named"),
        ("nowhere", "does not exist"),
        ("sqlite:///nowhere", "there is no store"),
        ("sqlite:///", "no store this version can open"),
    ],
)
def test_names_of_no_store(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that opens nothing is told, and creates nothing."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=said):
        open_store(name)
    assert not list(tmp_path.iterdir())


def test_stores_agree(tmp_path: Path) -> None:
    """The same events recorded on the same day have the same root in every store."""
    events = [sample(name) for name in "abc"]
    heads = set()
    for url in ("memory:", f"sqlite:///{tmp_path}/a.sqlite", str(tmp_path / "events")):
        store = open_store(url, create=True)
        store.append(events, recorded="2025-05-01")
        heads.add(store.head())
    assert len(heads) == 1


def test_record_of_an_event() -> None:
    """A record made of an event holds it."""
    record = Record.of(sample(), 1, "2025-05-01", "x.toml")
    assert record.event == sample()
    assert record.key == ("2025-04-04-a", 1)
