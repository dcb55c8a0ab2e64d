"""How events are kept: a log that only grows, in memory, in a directory or in SQLite.

In: TOML files (`reading`) or events. Out: `Record` values with their exact bytes (`canonical`), in
the order of their positions, under one Merkle root (`merkle`)::

    TOML ─▶ lines, shape, words ─▶ reading ─▶ Event ─▶ canonical ─▶ kept ─▶ Record
                                                memory · directory (tree, log) · sqlite · bundled
"""

from __future__ import annotations

from reetimeline.record.kept import Head, Record, Store
from reetimeline.record.opening import open_store

__all__ = ["Head", "Record", "Store", "open_store"]
