"""Rival causes, and whose word is taken for an edge."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from reetimeline.errors import UnknownThingError, VocabularyError, did_you_mean
from reetimeline.event import Citation
from reetimeline.responses.bulk import in_bulk
from reetimeline.responses.graph import Graph

POLICIES = ("stated", "official", "all")


@frozen
class Cause:
    """One event that somebody names as the cause of another."""

    event: str
    relation: str
    basis: str
    citations: tuple[Citation, ...]
    sources: tuple[str, ...]
    lag: tuple[int, int]


def causes(graph: Graph, event: str) -> tuple[Cause, ...]:
    """Return who names what as the cause of an event: rivals side by side, earliest cause first.

    Legal edges are no causes. An event that answered nothing gives an empty tuple. Raises
    `UnknownThingError` if the graph has no such event.
    """
    checked(graph, event)
    found = [
        (
            graph.nodes[cause]["span"],
            Cause(
                cause,
                data["relation"],
                data["basis"],
                data["citations"],
                data["sources"],
                data["lag"],
            ),
        )
        for cause, _, data in graph.in_edges(event, data=True)
        if not data["legal"]
    ]
    return tuple(cause for _, cause in sorted(found, key=lambda pair: (pair[0], pair[1].event)))


@in_bulk
def under(graph: Graph, policy: str) -> Graph:
    """Return a copy with the response edges one policy takes, legal edges left out.

    ``stated``: a source says so; ``official``: an official or legal source says so; ``all``. Every
    node stays. Raises `VocabularyError` for another policy.
    """
    if policy not in POLICIES:
        raise VocabularyError(f"no policy {policy!r}", remedy=did_you_mean(policy, POLICIES))
    found: Graph = graph.__class__()
    found.add_nodes_from(graph.nodes(data=True))
    for cause, event, key, data in graph.edges(keys=True, data=True):
        if not data["legal"] and _taken(data, policy):
            found.add_edge(cause, event, key, **data)
    return found


def _taken(data: dict[str, Any], policy: str) -> bool:
    if policy == "official":
        return not {"official", "legal"}.isdisjoint(data["sources"])
    return policy == "all" or data["basis"] == "stated"


def checked(graph: Graph, event: str) -> str:
    """Return the event's id; raise `UnknownThingError` with the closest ids if it is no node."""
    if event not in graph:
        raise UnknownThingError(
            f"the graph has no event {event!r}",
            remedy=did_you_mean(event, graph) or "list events with `reetimeline log`",
        )
    return event
