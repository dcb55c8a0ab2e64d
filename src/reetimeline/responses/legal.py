"""Legal links: what changes say of earlier changes. Derived, never typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reetimeline.change import Impose, Propose
from reetimeline.replay.entries import Entry
from reetimeline.replay.history import History

Link = tuple[str, str, str, tuple[int, ...]]
Order = tuple[int, str, int, int, int]
VERBS = {"suspend": "suspends", "resume": "resumes", "end": "ends", "amend": "amends"}


def legal_links(history: History) -> Iterator[Link]:
    """Yield (earlier event, later event, relation, numbers of the later event's changes).

    A suspension, end or amendment links to the last `Impose` or `Propose` before it; a resumption
    to the last suspension; an `Impose` to what it replaces, imposes again (``amends``) or is part
    of: the last `Impose` of the whole before it, else its last `Propose`, else what made the whole
    later. Nothing announced later than both ends decides a link, so links of a record cut at a day
    are the links cut at that day. In order of the measures, then of the strokes; no self-loops.
    Near linear in the entries.
    """
    found: dict[tuple[str, str, str], list[int]] = {}
    size = history.size
    strokes = {
        name: sorted(history.measures.entries(name, size), key=_order)
        for name in history.measures.names()
    }
    makers = {name: _Makers(entries) for name, entries in strokes.items()}
    for entries in strokes.values():
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
    entry: Entry, made: Entry | None, held: Entry | None, makers: dict[str, _Makers]
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
        maker = whole.before(entry) if whole is not None else None
        if maker is not None:
            yield maker.event.id, "part-of"


class _Makers:
    """The entries that impose or propose one measure, to be asked for the one before a stroke."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._made = [
            [entry for entry in entries if isinstance(entry.change, kind) and not entry.replaced]
            for kind in (Impose, Propose)
        ]
        self._orders = [[_order(entry) for entry in made] for made in self._made]

    def before(self, entry: Entry) -> Entry | None:
        order = _order(entry)
        for made, orders in zip(self._made, self._orders, strict=True):
            place = bisect_right(orders, order)
            if place:
                return made[place - 1]
        later = [made[0] for made in self._made if made]
        return min(later, key=_order, default=None)


def _order(entry: Entry) -> Order:
    time = entry.event.time or "00:00"
    return (entry.announced.first, time, entry.first, entry.effective.first, entry.number)
