"""A name becomes a store."""

from __future__ import annotations

from pathlib import Path

from reetimeline.errors import StoreError
from reetimeline.record.kept import Store


def open_store(url: str | Path, *, create: bool = False) -> Store:
    """Return the store of a URL or path.

    ``memory:`` is a new empty store, ``bundled:`` the curated record of this installation, which
    cannot be added to; ``sqlite:///file`` (four slashes for an absolute path) and a path to a file
    of that kind are SQLite stores; any other path is a directory store. With ``create``, a store
    that does not exist is made. Raises `StoreError` if there is none, if it cannot be read, or if
    a newer version wrote it.

    >>> open_store("memory:").head().size
    0
    """
    text = str(url)
    scheme, colon, rest = text.partition(":")
    if text == "memory:":
        from reetimeline.record.memory import MemoryStore

        return MemoryStore()
    if text == "bundled:":
        from reetimeline.record.bundled import open_bundled

        return open_bundled()
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return _sqlite(text, Path(text.removeprefix("sqlite:///")), create=create)
    if colon and scheme.isalpha() and len(scheme) > 1 and (rest.startswith("//") or not rest):
        raise StoreError(
            f"{text!r} is no store this version can open",
            remedy="write a directory, sqlite:///file or memory:",
        )
    if not text:
        raise StoreError("no store is named", remedy="write a directory, sqlite:///file or memory:")
    path = Path(url)
    if path.is_file():
        return _sqlite(f"sqlite:///{text}", path, create=create)
    from reetimeline.record.directory import DirectoryStore

    return DirectoryStore(url, create=create)


def _sqlite(url: str, path: Path, *, create: bool) -> Store:
    from reetimeline.record.sqlite import SQLiteStore

    return SQLiteStore(path, url=url, create=create)
