"""Rows worked out beforehand: for each thing the stretches of days on which they stay the same.

Between two `close_turns` an answer stays the same, or, near an uncertain date, narrows with the day
asked about. So each gap is worked out at both ends and there in the middle too, and where they
differ nothing is kept for it, nor for days near an uncertain date on which a measure has more than
`MOST_READINGS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Any

from reetimeline.edtf import FIRST_DAY, LAST_DAY
from reetimeline.record.answers import Stretch
from reetimeline.replay.computed import ComputedRows
from reetimeline.replay.history import History
from reetimeline.replay.readings import near, readings
from reetimeline.replay.turns import close_turns, deciding
from reetimeline.replay.view import KINDS, View

ABSENT: Any = object()
MOST_READINGS = 256
Said = dict[str, Any]
Ask = Callable[[int], Said | None]


def stretches(history: History) -> Iterator[Stretch]:
    """Yield what the whole record says of every thing with hindsight, kind by kind.

    Things come in the order of the record (organisations by id), the stretches of each ascending.
    A day in no stretch is one on which the thing has no row.
    """

    @lru_cache(maxsize=256)
    def rows(day: int) -> ComputedRows:
        return history.computed(View(day, None, history.size))

    for kind in KINDS:
        if kind == "organisation":
            yield from _organisations(history, rows)
            continue
        for name in history.things(kind):
            ask = _asking(kind, name, rows)
            days = close_turns(history, kind, name)
            for first, last, said in _same(days, ask, partial(_close, history, kind, name)):
                yield Stretch(kind, name, first, last, said)


def _close(history: History, kind: str, name: str, day: int) -> int:
    """Return how many readings a measure has on a day near an uncertain date, 0 elsewhere."""
    entries = deciding(history, kind, name)
    if kind != "measure" or not near(entries, [day]):
        return 0
    tried = readings(entries, [day])
    return MOST_READINGS + 1 if tried is None else len(tried)


def _asking(kind: str, name: str, rows: Callable[[int], ComputedRows]) -> Ask:
    def measure(day: int) -> Said | None:
        row = rows(day).measure(name)
        return None if row is None else {"row": row.to_dict(), "next": ahead(day)}

    def dispute(day: int) -> Said | None:
        row = rows(day).dispute(name)
        if row is None:
            return None
        return {"row": {**row.to_dict(), "days_left": None}, "next": ahead(day)}

    def quota(day: int) -> Said | None:
        return listed(rows(day).quota(name))

    def series(day: int) -> Said | None:
        return listed(rows(day).latest(name))

    def ahead(day: int) -> list[Said]:
        return [row.to_dict() for row in rows(day).ahead(kind, name)]

    def listed(found: Iterable[Any]) -> Said | None:
        every = [row.to_dict() for row in found]
        return {"rows": every} if every else None

    return {"measure": measure, "dispute": dispute, "quota": quota, "series": series}[kind]


def _organisations(history: History, rows: Callable[[int], ComputedRows]) -> Iterator[Stretch]:
    """Yield organisations together: who owns whom changes with every one of them."""
    names = sorted(history.things("organisation"))
    days = sorted({day for name in names for day in close_turns(history, "organisation", name)})

    @cache
    def all_on(day: int) -> dict[str, Said]:
        return {row.id: {"row": row.to_dict()} for row in rows(day).organisations()}

    def ask(name: str, day: int) -> Said | None:
        return all_on(day).get(name)

    for name in names:
        for first, last, said in _same(days, partial(ask, name), lambda _: 0):
            yield Stretch("organisation", name, first, last, said)


def _same(
    days: list[int], ask: Ask, close: Callable[[int], int]
) -> Iterator[tuple[int, int, Said | None]]:
    """Yield (first, last, said) for stretches of days on which a thing has a row, joined.

    ``said`` is None where the answer moves within the gap between two turns.
    """
    begun, before = FIRST_DAY, ABSENT
    for first, after in pairwise([FIRST_DAY, *days, LAST_DAY + 1]):
        tried = close(first)
        probes = {after - 1, (first + after - 1) // 2} if tried else {after - 1}
        said = None if tried > MOST_READINGS else _throughout(first, probes - {first}, ask)
        if said == before:
            continue
        if before is not ABSENT:
            yield begun, first - 1, before
        begun, before = first, said
    if before is not ABSENT:
        yield begun, LAST_DAY, before


def _throughout(first: int, others: Iterable[int], ask: Ask) -> Any:
    """Return what is said on all of some days, None if that differs, `ABSENT` if nothing is."""
    found = ask(first)
    if any(ask(day) != found for day in others):
        return None
    return ABSENT if found is None else found
