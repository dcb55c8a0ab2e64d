"""Replay: how events become state.

In: records in the order of the log. Out: a `History`, cut at a day into a `Snapshot`.

``entries`` folds records into things; ``strokes`` and ``readings`` settle the days; ``cells``,
``boxes`` and ``layers`` paint; ``standing`` reads one cell, ``measures`` and ``measure_rows`` one
measure; ``quotas``, ``disputes``, ``organisations`` and ``series`` the rest.
"""

from reetimeline.replay.diff import Changed, Diff
from reetimeline.replay.history import History
from reetimeline.replay.snapshot import Answer, Snapshot

__all__ = ["Answer", "Changed", "Diff", "History", "Snapshot"]
