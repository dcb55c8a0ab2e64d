"""Replay: how events become state.

In: records in the order of the log. Out: a `History`, cut at a day into a `Snapshot`.

``entries`` folds records into things; ``strokes`` and ``readings`` settle the days; ``cells``,
``boxes`` and ``layers`` paint; ``standing`` reads one cell, ``measures`` and ``measure_rows`` one
measure; ``quotas``, ``disputes``, ``organisations`` and ``series`` the rest. ``computed`` gathers
the rows of a day; ``stretches`` works them out beforehand and ``kept`` gives them back::

    Record ─▶ entries ─▶ strokes, readings ─▶ measures … ─▶ computed ─▶ snapshot ─▶ people
                                                  stretches ─▶ kept ───────┘
"""
