"""The curated record, compiled into one SQLite file that opens fast.

An installed package carries the file. A checkout compiles its ``events/`` when first asked, into
``.cache/`` beside them or, where that cannot be written, into the user's cache folder, and again
whenever a name, size or time of a file there has changed.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from attrs import evolve

from reetimeline.errors import RecordError, StoreError
from reetimeline.record.kept import Record
from reetimeline.record.sqlite import SQLiteStore

PACKAGE = Path(__file__).resolve().parents[1]
FILE = "bundled.sqlite"


class BundledStore(SQLiteStore):
    """The record that comes with the package, which only a release can change."""

    def __init__(self, path: Path, *, immutable: bool = False) -> None:
        super().__init__(path, url="bundled:", immutable=immutable)

    def _may_change(self) -> None:
        raise RecordError(
            "the bundled record is read-only",
            remedy="name a store of your own: --store DIRECTORY or sqlite:///FILE",
        )


def open_bundled() -> BundledStore:
    """Return the curated record of this installation, compiled first if need be.

    Raises `TamperError` and `EventError` as a directory store does if the events of a checkout
    cannot be compiled, and `StoreError` if there is neither a checkout nor a packaged record.
    """
    events = PACKAGE.parents[1] / "events"
    if PACKAGE.parent.name == "src" and events.is_dir():
        return _of_checkout(events)
    packaged = PACKAGE / FILE
    if not packaged.exists():
        raise StoreError(
            "this installation carries no record", place=str(packaged), remedy="name a --store"
        )
    return BundledStore(packaged, immutable=True)


def compile_record(events: str | Path, target: str | Path) -> None:
    """Write the recorded events of a directory store into one new SQLite file.

    The file holds the records with their places, the sources, the snapshots to hold and the
    store's own words; files not yet in the log are left out. What stands at ``target`` is replaced
    once the new file is whole. Raises as reading the directory does.
    """
    draft = _draft(Path(target))
    try:
        _compile(Path(events), draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def scan(*folders: Path) -> str:
    """Return a fingerprint of the names, sizes and times of all files below folders."""
    found: list[str] = []
    for folder in folders:
        found.extend(_stamps(str(folder), len(str(folder))))
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def _compile(events: Path, target: Path) -> None:
    from reetimeline.record.directory import DirectoryStore

    store = DirectoryStore(events)
    made = SQLiteStore(target, create=True)
    made.copy_records(_relative(store.read(), events))
    made.keep_sources(store.sources().values())
    expected = json.dumps(store.expectations(), ensure_ascii=False)
    made.put_blob("expectations", expected.replace(f"{events}/", f"{events.name}/").encode())
    if store.vocabulary.extra:
        words = json.dumps(store.vocabulary.extra, ensure_ascii=False)
        made.put_blob("vocabulary", words.encode())


def _relative(records: Iterable[Record], events: Path) -> Iterator[Record]:
    for record in records:
        place = f"{events.name}/{Path(record.place).relative_to(events).as_posix()}"
        yield evolve(record, place=place)


def _of_checkout(events: Path) -> BundledStore:
    now = scan(events, PACKAGE / "record", PACKAGE / "vocabulary")
    places = _cache_places(events)
    for place in places:
        if (found := _fresh(place, now)) is not None:
            return found
    refused: OSError | None = None
    for place in places:
        draft = _draft(place)
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.touch()
        except OSError as error:
            refused = error
            continue
        try:
            draft.unlink()
            _compile(events, draft)
            SQLiteStore(draft).put_blob("scan", now.encode())
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        return BundledStore(place)
    raise StoreError(
        f"no place to keep the compiled record: {refused}",
        place=str(places[-1]),
        remedy="set XDG_CACHE_HOME to a folder that can be written",
    )


def _cache_places(events: Path) -> tuple[Path, Path]:
    """Return where the compiled record of a checkout may stand, the better place first."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    mark = sha256(str(events).encode()).hexdigest()[:16]
    return events.parent / ".cache" / FILE, home / "reetimeline" / f"{mark}.sqlite"


def _fresh(place: Path, now: str) -> BundledStore | None:
    """Return the compiled record at a place if it is whole and made from these very files."""
    if not place.exists():
        return None
    try:
        store = BundledStore(place)
        if store.get_blob("scan") == now.encode() and store.sound():
            return store
    except (StoreError, sqlite3.Error):
        pass
    return None


def _draft(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


def _stamps(folder: str, cut: int) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path, cut)
            else:
                found = entry.stat()
                yield f"{entry.path[cut:]} {found.st_size} {found.st_mtime_ns}"
