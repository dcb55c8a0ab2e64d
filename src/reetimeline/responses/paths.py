"""Paths that respect time: chains, branching, centrality.

A path may not go back in time. `time_respecting` keeps response edges, never ``anticipates``, that
can all hold together: there is one reading of the dates in which no kept answer precedes its cause.
Events of one day may answer each other; where answers run in a circle, those against the order
announced (earliest day, latest day, id) are left out. Reference: Holme and Saramäki (2012),
Temporal networks, Physics Reports 519, 97–125.
"""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx
from attrs import frozen

from reetimeline.responses.bulk import in_bulk
from reetimeline.responses.graph import RELATIONS, Graph
from reetimeline.responses.policies import checked

Ordered: TypeAlias = "nx.DiGraph[str]"
"""What `time_respecting` gives; measures take it to save making it again."""
_RANK = {name: rank for rank, name in enumerate(RELATIONS)}


@frozen
class Step:
    """One event reached from another: how deep, and in how many days (least, most, closed)."""

    event: str
    depth: int
    lag: tuple[int, int]
    cause: str
    relation: str


def order(graph: Graph, event: str) -> tuple[int, int, str]:
    """Return what events are ordered in time by: earliest day, latest day, id."""
    first, last = graph.nodes[event]["span"]
    return first, last, event


@in_bulk
def time_respecting(graph: Graph) -> nx.DiGraph[str]:
    """Return the acyclic simple graph of response edges that follow time, in time order.

    Nodes stand in an order in which causes come first, else as `order` has them. Legal edges,
    ``anticipates`` and answers that certainly came before their cause are left out; parallel edges
    become one, under the relation that `RELATIONS` names first. Linear but for the sorting.
    """
    possible = _possible(graph)
    _cut_circles(graph, possible)
    spans = {name: data["span"] for name, data in graph.nodes(data=True)}
    found: nx.DiGraph[str] = nx.DiGraph()
    earliest: dict[str, int] = {}
    for event in nx.lexicographical_topological_sort(possible, key=lambda n: (*spans[n], n)):
        first, last = spans[event]
        found.add_node(event, **graph.nodes[event])
        for cause, data in possible.pred[event].items():
            # the cause's earliest day on the calendar of the responder, and no earlier than the
            # days of what the cause itself answered
            shift = last - data["lag"][1] - spans[cause][0]
            after = earliest[cause] + shift
            if after <= last:
                first = max(first, after)
                found.add_edge(cause, event, **data)
        earliest[event] = first
    return found


def _possible(graph: Graph) -> nx.DiGraph[str]:
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph)
    for cause, event, data in graph.edges(data=True):
        relation = data["relation"]
        if data["legal"] or relation == "anticipates" or data["lag"][1] < 0:
            continue
        known = found.get_edge_data(cause, event)
        if known is None or _RANK[relation] < _RANK[known["relation"]]:
            found.add_edge(cause, event, relation=relation, lag=data["lag"])
    return found


def _cut_circles(graph: Graph, possible: nx.DiGraph[str]) -> None:
    """Take out, within each circle of answers, the edges that run against `order`."""
    against = [
        (cause, event)
        for part in nx.strongly_connected_components(possible)
        if len(part) > 1
        for cause, event in possible.out_edges(part)
        if event in part and order(graph, cause) >= order(graph, event)
    ]
    possible.remove_edges_from(against)


def longest_chain(graph: Graph, *, ordered: Ordered | None = None) -> tuple[str, ...]:
    """Return the longest chain of answers to answers, causes first; of equals the earliest.

    Linear: a longest path in an acyclic graph. A graph without edges gives an empty tuple.
    """
    ordered = time_respecting(graph) if ordered is None else ordered
    best: dict[str, tuple[int, str | None]] = {}
    for event in ordered:
        depth, cause = 0, None
        for before in ordered.predecessors(event):
            if best[before][0] + 1 > depth:
                depth, cause = best[before][0] + 1, before
        best[event] = (depth, cause)
    if not best or max(depth for depth, _ in best.values()) == 0:
        return ()
    deepest = max(depth for depth, _ in best.values())
    last: str | None = next(name for name, (depth, _) in best.items() if depth == deepest)
    chain: list[str] = []
    while last is not None:
        chain.append(last)
        last = best[last][1]
    return tuple(reversed(chain))


def chain_lengths(graph: Graph, *, ordered: Ordered | None = None) -> dict[int, int]:
    """Return how many events end a longest chain of each length (0: they answer nothing)."""
    ordered = time_respecting(graph) if ordered is None else ordered
    depths: dict[str, int] = {}
    counts: dict[int, int] = {}
    for event in ordered:
        depths[event] = max((depths[c] + 1 for c in ordered.predecessors(event)), default=0)
        counts[depths[event]] = counts.get(depths[event], 0) + 1
    return dict(sorted(counts.items()))


def set_off(
    graph: Graph, event: str, *, within: int | None = None, depth: int | None = None
) -> tuple[Step, ...]:
    """Return what one act set off: every event its answers lead to, each once at its least depth.

    ``within`` keeps events that may have followed in that many days (closed), ``depth`` so many
    steps. In order of depth, then time. Raises `UnknownThingError` for an unknown event.
    """
    checked(graph, event)
    ordered = time_respecting(graph)
    start = graph.nodes[event]["span"]
    found: dict[str, Step] = {}
    level = [event]
    steps = 0
    while level and (depth is None or steps < depth):
        steps += 1
        reached: dict[str, Step] = {}
        for cause in level:
            for answer, data in ordered.adj[cause].items():
                first, last = graph.nodes[answer]["span"]
                lag = (first - start[1], last - start[0])
                if answer in found or answer in reached or (within is not None and lag[0] > within):
                    continue
                reached[answer] = Step(answer, steps, lag, cause, data["relation"])
        found.update(sorted(reached.items(), key=lambda item: order(graph, item[0])))
        level = list(reached)
    return tuple(found.values())


def branching(graph: Graph, *, ordered: Ordered | None = None) -> float:
    """Return the mean number of direct answers of the events that were answered at all.

    ``edges / |{v: out(v) > 0}|`` on the time-respecting graph; 0.0 if nothing was answered.
    """
    ordered = time_respecting(graph) if ordered is None else ordered
    answered = sum(1 for _, degree in ordered.out_degree() if degree)
    return ordered.number_of_edges() / answered if answered else 0.0


def temporal_katz(
    graph: Graph, *, attenuation: float = 0.5, ordered: Ordered | None = None
) -> dict[str, float]:
    """Return how much each event set off: chains that begin there, later steps counting less.

    ``k(v) = Σ over answers w of a · (1 + k(w))`` with ``a`` the attenuation (0 < a < 1), exact in
    one pass because time-respecting paths make no cycle. Reference: Katz (1953), Psychometrika 18,
    39–43; Grindrod et al. (2011), Phys. Rev. E 83, 046120. Highest first.
    """
    ordered = time_respecting(graph) if ordered is None else ordered
    score: dict[str, float] = {}
    for event in reversed(list(ordered)):
        score[event] = sum(attenuation * (1 + score[w]) for w in ordered.successors(event))
    return dict(sorted(score.items(), key=lambda item: (-item[1], item[0])))


@in_bulk
def episodes(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the episodes: events joined by answers, each named by its first event.

    Weakly connected components of the response edges (legal edges aside) with two events or more,
    events in the order of time, the largest episode first.
    """
    joined: nx.Graph[str] = nx.Graph()
    for cause, event, data in graph.edges(data=True):
        if not data["legal"]:
            joined.add_edge(cause, event)
    found = [
        tuple(sorted(part, key=lambda name: order(graph, name)))
        for part in nx.connected_components(joined)
    ]
    found.sort(key=lambda part: (-len(part), order(graph, part[0])))
    return {part[0]: part for part in found}
