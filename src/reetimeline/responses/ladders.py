"""Escalation and easing: the direction of acts, ladders along chains, bursts in time."""

from __future__ import annotations

from itertools import pairwise
from math import inf, log

from attrs import frozen

from reetimeline.change import (
    Allocate,
    Amend,
    End,
    Impose,
    Propose,
    Resume,
    Suspend,
)
from reetimeline.event import Event
from reetimeline.replay.history import History
from reetimeline.responses.graph import Graph
from reetimeline.responses.paths import order

VAGUE = 31
RESTRICTS, EASES, NEUTRAL, MIXED = "restricts", "eases", "neutral", "mixed"
_OPPOSITE = {RESTRICTS: EASES, EASES: RESTRICTS, NEUTRAL: NEUTRAL}


def direction(history: History, event: Event) -> str:
    """Return which way an act moves trade: ``restricts``, ``eases``, ``neutral`` or ``mixed``.

    Taken from its changes and the direction the vocabulary gives each instrument: imposing or
    resuming a restriction restricts, suspending or ending one eases, and the other way round for
    instruments that ease. A change of rate follows the rate. Acts without such a change are
    neutral; acts with both are mixed.
    """
    found = {way for change in event.changes for way in _ways(history, event, change)} - {NEUTRAL}
    if len(found) == 2:
        return MIXED
    return found.pop() if found else NEUTRAL


def _ways(history: History, event: Event, change: object) -> list[str]:
    if isinstance(change, Allocate | Propose) or not isinstance(
        change, Impose | Amend | Suspend | Resume | End
    ):
        return []
    found = []
    for name in change.measure:
        way = _instrument_way(history, name)
        if isinstance(change, Impose | Resume):
            found.append(way)
        elif isinstance(change, Suspend | End):
            found.append(_OPPOSITE[way])
        elif change.rate is not None:
            before = _rate_before(history, event, name)
            if before is not None and before != float(change.rate.value):
                rises = float(change.rate.value) > before
                found.append(way if rises else _OPPOSITE[way])
    return found


def _instrument_way(history: History, measure: str) -> str:
    from reetimeline.vocabulary import shipped

    entries = history.measures.entries(measure, history.size)
    named = (getattr(entry.change, "instrument", None) for entry in entries)
    instrument = next((name for name in named if name is not None), None)
    if instrument is None:
        return NEUTRAL
    entry = shipped().table("instrument").get(instrument, {})
    return str(entry.get("direction", NEUTRAL))


def _rate_before(history: History, event: Event, measure: str) -> float | None:
    rates = [
        entry.change.rate
        for entry in history.measures.entries(measure, history.size)
        if isinstance(entry.change, Impose | Amend)
        and entry.change.rate is not None
        and entry.announced.last < event.announced.first
    ]
    try:
        return float(rates[-1].value) if rates and rates[-1] is not None else None
    except ValueError:
        return None


@frozen
class Rung:
    """One act of a ladder: its direction, and how far up the ladder stands after it."""

    event: str
    way: str
    height: int


def ladder(history: History, graph: Graph, chain: tuple[str, ...]) -> tuple[Rung, ...]:
    """Return a chain of events as a ladder: each restriction a rung up, each easing one down.

    In the order given; neutral and mixed acts stay level. Events not in the record are left out.
    """
    height = 0
    found = []
    for name in chain:
        event = history.event(name)
        if event is None or name not in graph:
            continue
        way = direction(history, event)
        height += {RESTRICTS: 1, EASES: -1}.get(way, 0)
        found.append(Rung(name, way, height))
    return tuple(found)


@frozen
class Burst:
    """A run of acts closer together than usual; days are ordinals, both closed."""

    first: int
    last: int
    events: tuple[str, ...]


def bursts(graph: Graph, *, rate: float = 4.0, cost: float = 1.0) -> tuple[Burst, ...]:
    """Return the stretches in which events came ``rate`` times as fast as on average.

    The two-state automaton of Kleinberg (2003), Data Mining and Knowledge Discovery 7, 373–397:
    gaps are exponential with the mean rate or ``rate`` times it (> 1), entering the fast state
    costs ``cost · ln n``. Gaps are between the earliest days announced; events known no better
    than to `VAGUE` days are left out, and so are reviews of the record, which are no acts. Linear
    after sorting. Fewer than three events give no burst.
    """
    acts = {name: data for name, data in graph.nodes(data=True) if data["kind"] != "review"}
    spans = {name: data["span"] for name, data in acts.items()}
    near = [name for name, (first, last) in spans.items() if last - first <= VAGUE]
    names = sorted(near, key=lambda name: order(graph, name))
    if len(names) < 3:
        return ()
    days = [graph.nodes[name]["span"][0] for name in names]
    gaps = [max(after - before, 0) + 0.5 for before, after in pairwise(days)]
    slow = len(gaps) / sum(gaps)
    rates = (slow, rate * slow)
    entry = cost * log(len(names))
    best = (0.0, inf)
    back: list[tuple[int, int]] = []
    for gap in gaps:
        costs = [rates[state] * gap - log(rates[state]) for state in (0, 1)]
        rest = 0 if best[0] <= best[1] else 1
        rush = 1 if best[1] <= best[0] + entry else 0
        back.append((rest, rush))
        best = (best[rest] + costs[0], min(best[1], best[0] + entry) + costs[1])
    state = 0 if best[0] <= best[1] else 1
    fast = [False] * len(gaps)
    for place in range(len(gaps) - 1, -1, -1):
        fast[place] = state == 1
        state = back[place][state]
    return tuple(_runs(names, days, fast))


def _runs(names: list[str], days: list[int], fast: list[bool]) -> list[Burst]:
    found = []
    start: int | None = None
    for place, rapid in enumerate([*fast, False]):
        if rapid and start is None:
            start = place
        elif not rapid and start is not None:
            found.append(Burst(days[start], days[place], tuple(names[start : place + 1])))
            start = None
    return found
