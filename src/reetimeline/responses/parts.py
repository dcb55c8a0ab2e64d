"""Parts of a graph: one episode, and what lies around one event."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx

from reetimeline.responses.graph import Graph
from reetimeline.responses.paths import episodes
from reetimeline.responses.policies import checked, under


def episode(graph: Graph, event: str) -> Graph:
    """Return a copy of the episode that holds an event: all that answers join to it, ever so far.

    An event that neither answered nor was answered is an episode of its own. Legal edges among the
    events are kept. Raises `UnknownThingError` for an unknown event.
    """
    checked(graph, event)
    found = next((part for part in episodes(graph).values() if event in part), (event,))
    return _copied(graph, set(found))


def around(graph: Graph, event: str, depth: int) -> Graph:
    """Return a copy of what lies within ``depth`` answers (closed) of an event.

    That is: what it answered, and what that answered; and what answered it, and that in turn. It
    does not turn round: what else a cause set off is not shown. Raises `UnknownThingError` for an
    unknown event.
    """
    checked(graph, event)
    found = _within(graph, event, depth, _causes) | _within(graph, event, depth, _answers)
    return _copied(graph, set(found))


def _copied(graph: Graph, names: set[str]) -> Graph:
    """Return the part between events, in the order of the graph: a networkx subgraph has none."""
    found: Graph = nx.MultiDiGraph()
    found.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if name in names)
    for cause, event, key, data in graph.edges(keys=True, data=True):
        if cause in names and event in names:
            found.add_edge(cause, event, key=key, **data)
    return found


def _within(
    graph: Graph, event: str, depth: int, neighbours: Callable[[Graph, str], list[str]]
) -> set[str]:
    found = level = {event}
    for _ in range(depth):
        level = {other for name in level for other in neighbours(graph, name)} - found
        found = found | level
    return found


def _causes(graph: Graph, event: str) -> list[str]:
    return [cause for cause, _, data in graph.in_edges(event, data=True) if not data["legal"]]


def _answers(graph: Graph, event: str) -> list[str]:
    return [answer for _, answer, data in graph.out_edges(event, data=True) if not data["legal"]]


def narrowed(graph: Graph, policy: str, event: str | None, depth: int | None) -> Graph:
    """Return the part of a graph that is asked for: by policy, and around an event.

    ``all`` keeps legal edges, the other policies do not (see `under`). With an event and no depth
    it is the whole episode.
    """
    found = graph if policy == "all" else under(graph, policy)
    if event is None:
        return found
    return episode(found, event) if depth is None else around(found, event, depth)
