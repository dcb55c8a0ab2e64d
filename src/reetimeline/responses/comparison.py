"""Two graphs compared: which events and answers came, went, or read otherwise."""

from __future__ import annotations

from typing import Any

from attrs import fields, frozen

from reetimeline.responses.graph import Graph

Edge = tuple[str, str, str]


@frozen
class GraphDifference:
    """What differs between two graphs; everything sorted.

    Edges are (cause, response, key), the key being ``relation:basis`` or ``legal:relation``. What
    is changed stands in both graphs with other attributes.
    """

    events_added: tuple[str, ...]
    events_removed: tuple[str, ...]
    events_changed: tuple[str, ...]
    edges_added: tuple[Edge, ...]
    edges_removed: tuple[Edge, ...]
    edges_changed: tuple[Edge, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any(self.to_dict().values())

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            name: [list(item) if isinstance(item, tuple) else item for item in getattr(self, name)]
            for name in (field.name for field in fields(type(self)))
        }


def graph_difference(one: Graph, other: Graph) -> GraphDifference:
    """Return what the other graph has and lacks against the one; linear but for the sorting.

    Equal graphs give a difference that is false.

    >>> import reetimeline as ree
    >>> graph = ree.replayed([]).responses()
    >>> bool(graph_difference(graph, graph))
    False
    """
    nodes = (_nodes(one), _nodes(other))
    edges = (_edges(one), _edges(other))
    return GraphDifference(
        events_added=tuple(sorted(nodes[1].keys() - nodes[0].keys())),
        events_removed=tuple(sorted(nodes[0].keys() - nodes[1].keys())),
        events_changed=_changed(*nodes),
        edges_added=tuple(sorted(edges[1].keys() - edges[0].keys())),
        edges_removed=tuple(sorted(edges[0].keys() - edges[1].keys())),
        edges_changed=_changed(*edges),
    )


def _nodes(graph: Graph) -> dict[str, dict[str, Any]]:
    return {name: graph.nodes[name] for name in graph}


def _edges(graph: Graph) -> dict[Edge, dict[str, Any]]:
    return {
        (cause, event, key): data for cause, event, key, data in graph.edges(keys=True, data=True)
    }


def _changed(one: dict[Any, dict[str, Any]], other: dict[Any, dict[str, Any]]) -> tuple[Any, ...]:
    both = one.keys() & other.keys()
    return tuple(sorted(name for name in both if one[name] != other[name]))
