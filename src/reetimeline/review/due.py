"""What has come due: scheduled days up to a day that nobody has reviewed since."""

from __future__ import annotations

from collections.abc import Iterator

from reetimeline.edtf import LAST_DAY, iso
from reetimeline.replay.known import standing_entries
from reetimeline.replay.verification import verified_through
from reetimeline.review.findings import Case, Finding


def due(case: Case, through: str, since: str | None = None) -> Iterator[Finding]:
    """Yield starts, last days, revivals and deadlines through a day (ISO, closed) not reviewed.

    ``since`` (ISO, closed) leaves out what came due before it. A day counts as reviewed once
    somebody looked at its thing through that day or later; a thing nobody looked at counts as seen
    when it was last announced about.
    """
    folded, size = case.history.folded, case.history.size
    for kind in ("measure", "dispute"):
        for name in case.history.things(kind):
            entries = standing_entries(folded, kind, name, size)
            if not entries:
                continue
            announced = max(entry.announced.last for entry in entries)
            seen = max(announced, verified_through(folded, name, size) or 0)
            if seen >= LAST_DAY:
                continue
            for row in case.history.at(iso(seen)).next_of(name):
                begun = max(iso(seen + 1), since or "")
                if len(row.day) == len(through) and begun <= row.day <= through:
                    event = row.because[-1] if row.because else entries[-1].event.id
                    message = f"{row.day}: {row.what} of {name}, not looked at since"
                    yield Finding(case.place(event), "due", message)
