"""What an event answered, and what answered it, as trees."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from reetimeline.event import Citation
from reetimeline.responses.graph import Graph
from reetimeline.responses.paths import order
from reetimeline.responses.policies import checked


@frozen
class Branch:
    """One event of a tree, and the edge that leads to it from the event above.

    ``lag`` is in days (least, most, closed) and counts from cause to response, whichever of the two
    stands above. ``repeated`` says that the event stands in the tree already, where its branches
    are.
    """

    event: str
    relation: str
    basis: str
    lag: tuple[int, int]
    citations: tuple[Citation, ...]
    sources: tuple[str, ...]
    branches: tuple[Branch, ...]
    repeated: bool

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "event": self.event,
            "relation": self.relation,
            "basis": self.basis,
            "lag": list(self.lag),
            "citations": [
                {"source": said.source, "locator": said.locator, "stance": said.stance}
                for said in self.citations
            ],
            "source_kinds": list(self.sources),
            "repeated": self.repeated,
            "branches": [branch.to_dict() for branch in self.branches],
        }


def tree(graph: Graph, event: str, *, up: bool = False, depth: int = 1) -> tuple[Branch, ...]:
    """Return what answered an event (or, with ``up``, what it answered), ``depth`` steps far.

    Response edges only, in the order of time; each event has its branches once, where it stands
    least deep. Raises `UnknownThingError` for an unknown event.
    """
    checked(graph, event)
    nexts: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    below = {event: ""}
    level = [event]
    for _ in range(depth):
        reached: list[str] = []
        for name in level:
            nexts[name] = _next(graph, name, up=up)
            fresh = dict.fromkeys(other for other, _ in nexts[name] if other not in below)
            below.update(dict.fromkeys(fresh, name))
            reached += fresh
        level = reached
    return _branches(nexts, below, event)


def _next(graph: Graph, name: str, *, up: bool) -> list[tuple[str, dict[str, Any]]]:
    edges = graph.in_edges(name, data=True) if up else graph.out_edges(name, data=True)
    found = [(edge[0] if up else edge[1], edge[2]) for edge in edges if not edge[2]["legal"]]
    return sorted(found, key=lambda item: (order(graph, item[0]), item[1]["relation"]))


def _branches(
    nexts: dict[str, list[tuple[str, dict[str, Any]]]], below: dict[str, str], name: str
) -> tuple[Branch, ...]:
    """Return the branches of an event; ``below`` says under which one each has its own."""
    opened: set[str] = set()
    found = []
    for other, data in nexts.get(name, ()):
        opens = below[other] == name and other not in opened
        opened.add(other)
        found.append(
            Branch(
                event=other,
                relation=data["relation"],
                basis=data["basis"],
                lag=data["lag"],
                citations=data["citations"],
                sources=data["sources"],
                branches=_branches(nexts, below, other) if opens else (),
                repeated=not opens,
            )
        )
    return tuple(found)
