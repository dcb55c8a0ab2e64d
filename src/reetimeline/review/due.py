"""What has come due: scheduled days up to a day that nobody has reviewed since."""

from __future__ import annotations

from collections.abc import Iterator

from reetimeline.edtf import day as ordinal
from reetimeline.replay.measures import View
from reetimeline.replay.verification import verified_through
from reetimeline.review.findings import Case, Finding


def due(case: Case, through: str) -> Iterator[Finding]:
    """Yield starts, last days, revivals and deadlines through a day (ISO, closed) not reviewed.

    A day counts as reviewed once somebody looked at its thing through that day or later. Seen are
    days announced by the last event of the record.
    """
    history = case.history
    last = history.last_day()
    for row in history.at(last).next:
        if len(row.day) != len(through) or row.day > through:
            continue
        looked = verified_through(history.folded, row.thing, history.size)
        if looked is None or looked < ordinal(row.day):
            message = f"{row.day}: {row.what} of {row.thing}, not looked at since"
            event = row.because[-1] if row.because else row.thing
            yield Finding(case.place(event), "due", message)
    for name in history.measures.names():
        looked = verified_through(history.folded, name, history.size)
        for entry in history.measures.entries(name, history.size):
            deadline = entry.change.deadline
            if deadline is None or not deadline.exact or deadline.text > through:
                continue
            view = View(deadline.first, None, history.size)
            if (looked is None or looked < view.day) and deadline.text <= last:
                message = f"{deadline}: deadline of {name}, not looked at since"
                yield Finding(case.place(entry.event.id), "due", message)
