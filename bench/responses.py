"""How long the response graph and its measures take, against a plain networkx build.

Synthetic: events on ascending days, each answering two earlier ones, every tenth changing a
measure. The target: 100,000 events and 200,000 links in under 3 s on two cores.

    python bench/responses.py [EVENTS]
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import networkx as nx

from reetimeline.change import Amend, Impose
from reetimeline.edtf import day, iso, parse
from reetimeline.event import Citation, Event, Response
from reetimeline.record.kept import Record
from reetimeline.replay.history import History
from reetimeline.responses.actors import lags_by_pair, matrix, reciprocity
from reetimeline.responses.comparison import graph_difference
from reetimeline.responses.graph import Graph, response_graph
from reetimeline.responses.ladders import bursts
from reetimeline.responses.paths import (
    chain_lengths,
    episodes,
    longest_chain,
    temporal_katz,
    time_respecting,
)
from reetimeline.responses.policies import under
from reetimeline.responses.summary import summary

SEED = 1
FIRST, SPAN = day("1990-01-01"), 36 * 365
TARGET = 3.0
ACTORS = ("CN/MOFCOM", "US/BIS", "EU/COM", "JP/METI", "CN/GACC", "US/POTUS")
RELATIONS = ("responds-to", "retaliates", "implements")


def synthetic(count: int) -> list[Event]:
    """Return events that answer two earlier ones each."""
    chance = random.Random(SEED)
    texts = [iso(FIRST + number) for number in range(SPAN)]
    found: list[Event] = []
    for number in range(count):
        back = {max(number - chance.randrange(1, 200), 0) for _ in range(2)} - {number}
        found.append(
            Event(
                id=f"e-{number}",
                title=f"Event {number}",
                kind="export-control",
                actors=(chance.choice(ACTORS),),
                announced=parse(texts[number * len(texts) // count]),
                changes=_changes(number),
                responses=tuple(_answer(f"e-{other}", chance) for other in sorted(back)),
            )
        )
    return found


def _changes(number: int) -> tuple[Any, ...]:
    if number % 10:
        return ()
    name = (f"measure-{number // 100}",)
    return (Amend(measure=name) if number % 100 else Impose(measure=name, goods=("Dy",)),)


def _answer(to: str, chance: random.Random) -> Response:
    said = (Citation(source="test/source", locator="page 1"),)
    return Response(to=to, relation=chance.choice(RELATIONS), basis="stated", citation=said)  # type: ignore[arg-type]


def history_of(events: list[Event]) -> History:
    """Return a history of events, all of them decoded already."""
    return History(
        [Record.of(event, place, "2026-01-01") for place, event in enumerate(events, start=1)]
    )


def plain(graph: Graph) -> Graph:
    """Return the same nodes and edges, added one by one to an empty graph."""
    nodes: list[Any] = list(graph.nodes(data=True))
    edges: list[Any] = list(graph.edges(keys=True, data=True))
    found: Graph = nx.MultiDiGraph()
    for name, data in nodes:
        found.add_node(name, **data)
    for cause, event, key, data in edges:
        found.add_edge(cause, event, key=key, **data)
    return found


def timed(work: Callable[[], Any], *, runs: int = 3) -> float:
    """Return the least processor seconds of some runs: other work of the machine is left out."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def measured(count: int) -> dict[str, float]:
    """Return the seconds each measure takes at a size."""
    history = history_of(synthetic(count))
    graph = response_graph(history)
    half = response_graph(history, "2008-01-01")
    works: dict[str, Callable[[], Any]] = {
        "build": lambda: response_graph(history),
        "plain networkx": lambda: plain(graph),
        "cut at a day": lambda: response_graph(history, "2008-01-01"),
        "time_respecting": lambda: time_respecting(graph),
        "longest_chain": lambda: longest_chain(graph),
        "chain_lengths": lambda: chain_lengths(graph),
        "temporal_katz": lambda: temporal_katz(graph),
        "episodes": lambda: episodes(graph),
        "bursts": lambda: bursts(graph),
        "lags_by_pair": lambda: lags_by_pair(graph),
        "matrix": lambda: matrix(graph),
        "reciprocity": lambda: reciprocity(graph),
        "under": lambda: under(graph, "stated"),
        "graph_difference": lambda: graph_difference(half, graph),
        "summary": lambda: summary(graph),
    }
    links = graph.number_of_edges()
    print(f"\n{len(graph):,} events, {links:,} links")
    return {name: timed(work, runs=1 if name == "summary" else 3) for name, work in works.items()}


def main() -> int:
    """Print a table; leave with 1 if the target is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    small, large = measured(count // 4), measured(count)
    print(f"\n{'':20}{'seconds':>10}{'x plain':>10}{'at 4 x the size':>18}")
    for name, seconds in large.items():
        ratio, growth = seconds / large["plain networkx"], seconds / small[name]
        print(f"{name:20}{seconds:10.2f}{ratio:10.1f}{growth:18.1f}")
    missed = count >= 100_000 and large["build"] > TARGET
    print(f"\ntarget of {TARGET} s for the build {'missed' if missed else 'met'}")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
