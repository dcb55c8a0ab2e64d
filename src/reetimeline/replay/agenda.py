"""What comes next: deadlines of things, beside what the layers have ahead."""

from __future__ import annotations

from collections.abc import Iterator

from reetimeline.replay.entries import Folded
from reetimeline.replay.known import standing_entries
from reetimeline.replay.rows import NextRow
from reetimeline.replay.view import View


def deadlines(folded: Folded, kind: str, name: str, view: View) -> Iterator[NextRow]:
    """Yield the deadlines of a thing that are not over on the day, as announced by then.

    Of a dispute only the one stated last counts: a later stage sets a new one.
    """
    cutoff = view.day if view.known is None else min(view.day, view.known)
    stated = [
        entry
        for entry in standing_entries(folded, kind, name, view.size)
        if entry.change.deadline is not None and entry.announced.last <= cutoff
    ]
    for entry in stated[-1:] if kind == "dispute" else stated:
        deadline = entry.change.deadline
        if deadline is not None and deadline.last >= view.day:
            yield NextRow(day=deadline.text, thing=name, what="deadline", because=(entry.event.id,))
