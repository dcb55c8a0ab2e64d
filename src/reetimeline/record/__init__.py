"""How events are kept: a log that only grows, in memory, in a directory or in SQLite.

In: TOML files (`reading`) or events. Out: `Record` values with their exact bytes (`canonical`), in
the order of their positions, under one Merkle root (`merkle`)::

    TOML ─▶ lines, shape, words ─▶ reading ─▶ Event ─▶ canonical ─▶ kept ─▶ Record
                                                memory · directory (tree, log) · sqlite · bundled

Beside the log, ``answers`` keeps rows that a replay worked out beforehand.
"""
