"""Who answers whom, how often and how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from statistics import median_low
from typing import TypeVar

from attrs import frozen

from reetimeline.responses.graph import Graph

UNBOUNDED = 200 * 366
Pair = tuple[str, str]
Key = TypeVar("Key")


@frozen
class Lags:
    """Lags in days of a group of edges, each bound an interval over all readings of the dates.

    ``median`` holds the median (low) of the least and of the most days; ``least`` and ``most`` are
    the outermost bounds.
    """

    count: int
    least: int
    median: tuple[int, int]
    most: int


def jurisdiction(actor: str) -> str:
    """Return the jurisdiction of an actor: ``CN`` of ``CN/MOFCOM``; an organisation is itself."""
    return actor.partition("/")[0]


def pairs(graph: Graph) -> Iterator[tuple[Pair, str, tuple[int, int]]]:
    """Yield ((actor of the cause, actor of the response), relation, lag) for each response edge.

    Actors are jurisdictions; an edge between joint acts counts once for every pair of them.
    ``anticipates`` and legal edges are left out, and so are edges of events without a bound in
    time, which have no lag.
    """
    for cause, event, data in graph.edges(data=True):
        if data["legal"] or data["relation"] == "anticipates":
            continue
        if data["lag"][1] - data["lag"][0] > UNBOUNDED:
            continue
        for one in dict.fromkeys(map(jurisdiction, graph.nodes[cause]["actors"])):
            for other in dict.fromkeys(map(jurisdiction, graph.nodes[event]["actors"])):
                yield (one, other), data["relation"], data["lag"]


def lags_by_pair(graph: Graph) -> dict[Pair, Lags]:
    """Return the lags of each pair (who acted, who answered), the most frequent pair first."""
    return _lags(graph, lambda pair, _: pair)


def lags_by_relation(graph: Graph) -> dict[str, Lags]:
    """Return the lags of each relation, the most frequent first."""
    return _lags(graph, lambda _, relation: relation)


def lags_by_answerer(graph: Graph) -> dict[str, Lags]:
    """Return the lags of each actor's answers to others, the most frequent answerer first.

    What an actor answered of its own (CN implements CN) is left out; a joint act that is answered
    counts once for each of its other actors, as in `pairs`.
    """
    foreign = (found for found in pairs(graph) if found[0][0] != found[0][1])
    return _grouped((pair[1], lag) for pair, _, lag in foreign)


def _lags(graph: Graph, key: Callable[[Pair, str], Key]) -> dict[Key, Lags]:
    return _grouped((key(pair, relation), lag) for pair, relation, lag in pairs(graph))


def _grouped(found_lags: Iterable[tuple[Key, tuple[int, int]]]) -> dict[Key, Lags]:
    groups: dict[Key, list[tuple[int, int]]] = {}
    for name, lag in found_lags:
        groups.setdefault(name, []).append(lag)
    found = {
        name: Lags(
            count=len(lags),
            least=min(low for low, _ in lags),
            median=(median_low(low for low, _ in lags), median_low(high for _, high in lags)),
            most=max(high for _, high in lags),
        )
        for name, lags in groups.items()
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1].count, str(item[0]))))


def matrix(graph: Graph) -> dict[Pair, int]:
    """Return how often each actor answered each other: ``{(acted, answered): edges}``, sorted."""
    counts: dict[Pair, int] = {}
    for pair, _, _ in pairs(graph):
        counts[pair] = counts.get(pair, 0) + 1
    return dict(sorted(counts.items()))


def reciprocity(graph: Graph) -> float:
    """Return the weighted reciprocity between different actors: 0 never mutual, 1 wholly.

    ``r = Σ min(w(i,j), w(j,i)) / Σ w(i,j)`` over i ≠ j, with w the counts of `matrix`. Reference:
    Squartini et al. (2013), Scientific Reports 3, 2729. 0.0 where nobody answers another.
    """
    weights = {pair: count for pair, count in matrix(graph).items() if pair[0] != pair[1]}
    total = sum(weights.values())
    mutual = sum(min(w, weights.get((j, i), 0)) for (i, j), w in weights.items())
    return mutual / total if total else 0.0
