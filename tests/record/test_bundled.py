"""The curated record, compiled: fresh, stale, corrupt, read-only, packaged."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from record.contract import sample
from record.test_directory import write
from reetimeline.errors import RecordError, StoreError, TamperError
from reetimeline.record import bundled
from reetimeline.record.bundled import compile_record, open_bundled
from reetimeline.record.directory import DirectoryStore
from reetimeline.record.opening import open_store
from reetimeline.record.sqlite import SQLiteStore

SOURCE = """\
[[source]]
id = "mofcom/2025-18"
title = "Announcement"
type = "webpage"
kind = "official"
"""
SNAPSHOT = 'on = "2025-11-20"\n\n[[expect]]\nmeasure = "m"\nstatus = "in-force"\n'


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout with three records, as the package sees it."""
    root = tmp_path / "checkout"
    events = root / "events"
    DirectoryStore(events, create=True).append(
        [sample(name) for name in "abc"], recorded="2025-05-01"
    )
    write(events, "sources/mofcom.toml", SOURCE)
    write(events, "snapshots/2025-11-20.toml", SNAPSHOT)
    for room in ("record", "vocabulary"):
        (root / "src" / "reetimeline" / room).mkdir(parents=True)
    monkeypatch.setattr(bundled, "PACKAGE", root / "src" / "reetimeline")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list that grows with every compilation from now on."""
    made: list[Path] = []
    whole = bundled._compile

    def counting(events: Path, target: Path) -> None:
        made.append(target)
        whole(events, target)

    monkeypatch.setattr(bundled, "_compile", counting)
    return made


def test_it_holds_all_the_directory_holds(checkout: Path) -> None:
    """Records, head, sources and snapshots are those of the directory."""
    store, kept = open_bundled(), DirectoryStore(checkout / "events")
    assert [(record.canonical, record.recorded) for record in store.read()] == [
        (record.canonical, record.recorded) for record in kept.read()
    ]
    assert store.verify() == kept.head()
    assert dict(store.sources()) == dict(kept.sources())
    (found,) = store.expectations()
    assert found["place"] == "events/snapshots/2025-11-20.toml"
    assert found["expect"][0]["place"] == "events/snapshots/2025-11-20.toml:3"
    assert [record.place for record in store.read(1, 1)] == ["events/2025/2025-04-04-a.toml"]


def test_it_is_compiled_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opening finds the file beside the events, and reads no text."""
    made = compilations(monkeypatch)
    assert open_bundled().path == checkout / ".cache" / "bundled.sqlite"
    assert open_bundled().head().size == 3
    assert len(made) == 1


def test_it_is_compiled_again_when_a_file_changed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new, removed, renamed, edited or merely touched file makes the compiled record stale."""
    made = compilations(monkeypatch)
    open_bundled()
    DirectoryStore(checkout / "events").append([sample("d")], recorded="2025-05-02")
    assert open_bundled().head().size == 4
    path = checkout / "events" / "snapshots" / "2025-11-20.toml"
    path.write_text(SNAPSHOT.replace("in-force", "suspended"))
    assert open_bundled().expectations()[0]["expect"][0]["status"] == "suspended"
    path.rename(path.with_name("2025-11-21.toml"))
    assert open_bundled().expectations()[0]["place"].endswith("2025-11-21.toml")
    os.utime(path.with_name("2025-11-21.toml"), ns=(1, 1))
    open_bundled()
    (checkout / "events" / "2025" / "new.txt").write_text("")
    open_bundled()
    assert len(made) == 6


@pytest.mark.parametrize("damage", ["garbage", "torn", "empty", "other", "emptied"])
def test_a_corrupt_cache_is_rebuilt(checkout: Path, damage: str) -> None:
    """Whatever happened to the cache, the answer is right and the cache is mended."""
    path = open_bundled().path
    if damage == "torn":
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
    elif damage == "other":
        other = SQLiteStore(path.with_name("other.sqlite"), create=True)
        other.path.replace(path)
    else:
        path.write_bytes(b"" if damage == "empty" else b"garbage" * 10_000)
        if damage == "emptied":
            path.unlink()
    assert open_bundled().verify().size == 3
    assert SQLiteStore(path).verify().size == 3


def test_a_read_only_checkout_uses_the_cache_folder(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where nothing can be written beside the events, the user's cache folder serves."""
    made = compilations(monkeypatch)
    (checkout / ".cache").write_text("a file stands where the folder would")
    path = open_bundled().path
    assert path.parent == tmp_path / "cache" / "reetimeline"
    assert open_bundled().path == path
    assert len(made) == 1
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("a file here as well")
    with pytest.raises(StoreError, match="XDG_CACHE_HOME"):
        open_bundled()


def test_a_tampered_checkout_is_told(checkout: Path) -> None:
    """A recorded file that was edited is an error, never an old answer."""
    open_bundled()
    path = checkout / "events" / "2025" / "2025-04-04-a.toml"
    path.write_text(path.read_text().replace("A licence", "Another"))
    with pytest.raises(TamperError):
        open_bundled()
    assert not list((checkout / ".cache").glob(".*.tmp"))


def test_an_installed_package(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a checkout the packaged file is opened, as nobody may write it."""
    package = checkout / "site-packages" / "reetimeline"
    package.mkdir(parents=True)
    monkeypatch.setattr(bundled, "PACKAGE", package)
    with pytest.raises(StoreError, match="carries no record"):
        open_bundled()
    compile_record(checkout / "events", package / bundled.FILE)
    store = open_bundled()
    assert store.verify().size == 3
    assert store.put_blob("fold", b"x") is False
    assert [path.name for path in package.iterdir()] == [bundled.FILE]


def test_compiling_twice_gives_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    """A build can be repeated."""
    for name in ("a", "b"):
        compile_record(checkout / "events", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_cannot_be_added_to(checkout: Path) -> None:
    """The bundled record is read-only, and says what to do instead."""
    store = open_bundled()
    with pytest.raises(RecordError, match="--store"):
        store.append([sample("z")])
    with pytest.raises(RecordError, match="--store"):
        store.keep_sources([])


def test_it_has_a_name(checkout: Path) -> None:
    """The bundled record opens by its URL, as any store does."""
    assert open_store(open_bundled().url).head() == open_bundled().head()


def test_blobs_go_with_the_compiled_record(checkout: Path) -> None:
    """What was put beside the record is gone once the record is compiled anew."""
    assert open_bundled().put_blob("fold", b"x")
    assert open_bundled().get_blob("fold") == b"x"
    DirectoryStore(checkout / "events").append([sample("d")], recorded="2025-05-02")
    assert open_bundled().get_blob("fold") is None


def test_own_words_are_compiled_in(checkout: Path) -> None:
    """A store's own vocabulary goes with its record."""
    write(checkout / "events", "vocabulary.toml", '[good]\nlumber = "softwood lumber"\n')
    assert open_bundled().vocabulary.name_of("lumber") == "softwood lumber"


def test_the_quick_way_is_light(checkout: Path) -> None:
    """Opening the compiled record and decoding it loads no TOML reader and no cattrs."""
    path = open_bundled().path
    code = f"""
import sys
from pathlib import Path
from reetimeline.record.bundled import BundledStore
assert len([record.event for record in BundledStore(Path({str(path)!r})).read()]) == 3
heavy = {{"cattrs", "tomllib", "rfc8785", "networkx", "click", "dateutil"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
