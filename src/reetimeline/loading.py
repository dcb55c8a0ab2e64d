"""From a store to a history: the one place where record and replay meet."""

from __future__ import annotations

from pathlib import Path

from reetimeline.replay.history import History


def load(store: str | Path | None = None) -> History:
    """Return the history of a store; None is the curated record that comes with the package.

    ``store`` is a directory of event files, ``sqlite:///FILE``, or ``memory:``. What is recorded
    but was edited, renamed or removed raises `TamperError`; a store that cannot be read
    `StoreError`; files not yet in the log are not loaded.
    """
    if store is None:
        from reetimeline.record.bundled import open_bundled

        opened = open_bundled()
    else:
        from reetimeline.record import open_store

        opened = open_store(str(store))
    return History(opened.read(), sources=opened.sources())
