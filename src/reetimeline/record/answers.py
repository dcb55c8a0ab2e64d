"""Answers kept beside a log: what a replay worked out beforehand, by thing and stretch of days.

This module knows nothing of what an answer says: it keeps JSON text for stretches of days that do
not overlap, and finds what stands on a day. The file is written once and then only read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from reetimeline.record.schema import told

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE said (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE thing (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL);
CREATE TABLE stretch (
  place INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, said INTEGER,
  PRIMARY KEY (place, first)
) WITHOUT ROWID;
"""
_ON = """
SELECT thing.id, said.text FROM thing
JOIN stretch ON stretch.place = thing.place AND stretch.first <= :day AND stretch.last >= :day
LEFT JOIN said ON said.number = stretch.said
WHERE thing.kind = :kind
"""

PACKAGE = Path(__file__).resolve().parents[1]
FILE = "answers.sqlite"


class Stretch(NamedTuple):
    """What is said of a thing from ``first`` to ``last`` (ordinals, both closed).

    ``said`` is any JSON value, or None where nothing is kept for these days and the answer must be
    worked out. Days in no stretch have no answer to give.
    """

    kind: str
    thing: str
    first: int
    last: int
    said: Any


class AnswerFile:
    """Answers for one state of a log: its ``size`` and ``root``.

    Raises `StoreError` where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._about: dict[str, str] = dict(self._rows("SELECT key, value FROM about"))
        self.size: int = self.about("size")
        self.root: str = self.about("root")

    def about(self, key: str) -> Any:
        """Return a value kept with the answers as a whole; `KeyError` if there is none."""
        return json.loads(self._about[key])

    def on(self, kind: str, day: int) -> Iterator[tuple[str, Any]]:
        """Yield the things of a kind that have a stretch on a day, with what it says.

        In the order they were written. None stands where the answer must be worked out.
        """
        for thing, text in self._rows(_ON + "ORDER BY thing.place", day=day, kind=kind):
            yield thing, None if text is None else json.loads(text)

    def of(self, kind: str, thing: str, day: int) -> tuple[bool, Any]:
        """Return whether a thing has a stretch on a day, and what it says."""
        for _, text in self._rows(_ON + "AND thing.id = :thing", day=day, kind=kind, thing=thing):
            return True, None if text is None else json.loads(text)
        return False, None

    def kind(self, thing: str) -> str | None:
        """Return the kind of a thing, or None if there is no such thing."""
        query = "SELECT kind FROM thing WHERE id = :thing ORDER BY place"
        return next((str(kind) for (kind,) in self._rows(query, thing=thing)), None)

    def _rows(self, query: str, **asked: Any) -> list[tuple[Any, ...]]:
        with told(self._path):
            uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            with closing(sqlite3.connect(uri, uri=True)) as connection:
                return connection.execute(query, asked).fetchall()


def packaged_answers() -> AnswerFile | None:
    """Return the answers that an installed package carries; a checkout and a bare tree have none.

    They were worked out from the curated record when the package was built.
    """
    path = PACKAGE / FILE
    return AnswerFile(path) if PACKAGE.parent.name != "src" and path.exists() else None


def write_answers(
    target: Path, stretches: Iterable[Stretch], *, size: int, root: str, about: dict[str, Any]
) -> None:
    """Write a new answer file; the values of ``about`` are kept with it as JSON.

    Things keep the order in which they first come; all stretches of one thing come together.
    """
    places: dict[tuple[str, str], int] = {}
    said: dict[str, int] = {}
    rows: list[tuple[int, int, int, int | None]] = []
    for one in stretches:
        place = places.setdefault((one.kind, one.thing), len(places))
        number = None
        if one.said is not None:
            number = said.setdefault(_text(one.said), len(said))
        rows.append((place, one.first, one.last, number))
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.executescript(SCHEMA)
        kept = {**about, "size": size, "root": root}
        connection.executemany(
            "INSERT INTO about VALUES (?, ?)", [(key, _text(one)) for key, one in kept.items()]
        )
        connection.executemany(
            "INSERT INTO thing VALUES (?, ?, ?)", [(p, *key) for key, p in places.items()]
        )
        connection.executemany("INSERT INTO said VALUES (?, ?)", [(n, t) for t, n in said.items()])
        connection.executemany("INSERT INTO stretch VALUES (?, ?, ?, ?)", rows)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
