"""The tables of a SQLite store, the triggers that keep it append-only, and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reetimeline.errors import StoreError, TamperError

VERSION = 1
APPLICATION = 0x72656574  # "reet"; tells this file from other SQLite files
SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  recorded TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  canonical BLOB NOT NULL,
  place TEXT NOT NULL,
  UNIQUE (id, revision)
);
CREATE TABLE IF NOT EXISTS tree (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER, peaks BLOB);
CREATE TABLE IF NOT EXISTS source (id TEXT PRIMARY KEY, plain TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS blob (name TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS record_is_never_updated BEFORE UPDATE ON record
BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
CREATE TRIGGER IF NOT EXISTS record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
-- REPLACE would delete without asking the trigger above, so nothing may stand in the way of a row.
CREATE TRIGGER IF NOT EXISTS record_only_grows BEFORE INSERT ON record
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM record)
  OR EXISTS (SELECT 1 FROM record WHERE id = NEW.id AND revision = NEW.revision)
BEGIN SELECT raise(ABORT, 'the record is append-only'); END;
"""
_REMEDIES = {
    sqlite3.SQLITE_READONLY: ("is read-only", "use a store of your own"),
    sqlite3.SQLITE_FULL: ("cannot be written: the disk is full", "free some space, send again"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the path and who may read it"),
    sqlite3.SQLITE_BUSY: ("is held by another process", "send again"),
    sqlite3.SQLITE_NOTADB: ("is not a SQLite file", "name another file"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "restore it from a copy"),
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `StoreError` with a remedy, its triggers' into `TamperError`."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise TamperError(str(error), place=str(path)) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        said, remedy = _REMEDIES.get(code, (f"failed: {error}", "nothing was recorded"))
        raise StoreError(said, place=str(path), remedy=remedy) from error
