"""Legal links: what changes say of earlier changes. Derived, never typed."""

from __future__ import annotations

from collections.abc import Iterator

from reetimeline.event import Impose, Propose
from reetimeline.replay.entries import Entry
from reetimeline.replay.history import History

Link = tuple[str, str, str, tuple[int, ...]]
VERBS = {"suspend": "suspends", "resume": "resumes", "end": "ends", "amend": "amends"}


def legal_links(history: History) -> Iterator[Link]:
    """Yield (earlier event, later event, relation, numbers of the later event's changes).

    A suspension, end or amendment links to the last `Impose` or `Propose` before it; a resumption
    to the last suspension; an `Impose` to what it replaces, imposes again (``amends``) or is part
    of. In order of the measures, then of the strokes; no self-loops. Linear in the entries.
    """
    found: dict[tuple[str, str, str], list[int]] = {}
    size = history.size
    makers = {
        name: _maker(history.measures.entries(name, size)) for name in history.measures.names()
    }
    for name in history.measures.names():
        entries = sorted(history.measures.entries(name, size), key=_order)
        made: Entry | None = None
        held: Entry | None = None
        for entry in entries:
            for cause, relation in _links(entry, made, held, makers):
                if cause != entry.event.id:
                    numbers = found.setdefault((cause, entry.event.id, relation), [])
                    if entry.number not in numbers:
                        numbers.append(entry.number)
            if isinstance(entry.change, Impose | Propose) and not entry.replaced:
                made = entry
            elif entry.change.do == "suspend":
                held = entry
    for (cause, event, relation), numbers in found.items():
        yield cause, event, relation, tuple(numbers)


def _links(
    entry: Entry, made: Entry | None, held: Entry | None, makers: dict[str, str | None]
) -> Iterator[tuple[str, str]]:
    change = entry.change
    if entry.replaced:
        if made is not None:
            yield made.event.id, "replaces"
        return
    if change.do == "resume":
        before = held or made
        if before is not None:
            yield before.event.id, "resumes"
    elif change.do in VERBS and made is not None:
        yield made.event.id, VERBS[change.do]
    elif isinstance(change, Impose) and made is not None:
        yield made.event.id, "amends"
    if isinstance(change, Impose | Propose) and change.part_of:
        whole = makers.get(change.part_of)
        if whole is not None:
            yield whole, "part-of"


def _maker(entries: tuple[Entry, ...]) -> str | None:
    """Return the event that first imposed (or else proposed) a measure."""
    ordered = sorted(entries, key=_order)
    for kind in (Impose, Propose):
        for entry in ordered:
            if isinstance(entry.change, kind) and not entry.replaced:
                return entry.event.id
    return None


def _order(entry: Entry) -> tuple[int, str, int, int, int]:
    time = entry.event.time or "00:00"
    return (entry.announced.first, time, entry.first, entry.effective.first, entry.number)
