"""A graph in the few types that exchange formats know, and back.

Flat attributes are texts, whole numbers and truth values: GraphML and GEXF take no others.
Structured ones may be lists and objects too: JSON takes those.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import networkx as nx
from attrs import asdict

from reetimeline.edtf import day, iso
from reetimeline.event import Citation
from reetimeline.responses.graph import Graph

# what XML 1.0 forbids, and the carriage return, which its readers turn into a line feed
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal_xml(text: str) -> str:
    r"""Return text of the characters XML 1.0 allows; others become U+FFFD, line ends a line feed.

    >>> legal_xml("a\x00b")
    'a�b'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def flat_graph(graph: Graph) -> Graph:
    """Return a copy with flat attributes only; edge keys become ``e0``, ``e1`` … in their order.

    The key an edge had stands as ``link``; empty texts are left out.
    """
    flat: Graph = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        flat.add_node(name, **_flat(_node(data)))
    edges = graph.edges(keys=True, data=True)
    for number, (cause, event, key, data) in enumerate(edges):
        flat.add_edge(cause, event, key=f"e{number}", **_flat({"link": key, **_edge(data)}))
    return flat


def restored(flat: nx.Graph[str]) -> Graph:
    """Return the graph whose flat copy was read by networkx; what it added is dropped."""
    graph: Graph = nx.MultiDiGraph()
    for name, data in flat.nodes(data=True):
        graph.add_node(name, **_whole_node(_opened(data)))
    for cause, event, data in flat.edges(data=True):
        graph.add_edge(cause, event, key=data["link"], **_whole_edge(_opened(data)))
    return graph


def structured(graph: Graph) -> Graph:
    """Return a copy whose attributes JSON can hold."""
    found: Graph = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        found.add_node(name, **_node(data))
    for cause, event, key, data in graph.edges(keys=True, data=True):
        found.add_edge(cause, event, key=key, **_edge(data))
    return found


def unstructured(found: nx.Graph[str]) -> Graph:
    """Return the graph whose structured copy was read from JSON."""
    graph: Graph = nx.MultiDiGraph()
    for name, data in found.nodes(data=True):
        graph.add_node(name, **_whole_node(data))
    for cause, event, key, data in found.edges(keys=True, data=True):  # type: ignore[call-overload]
        graph.add_edge(cause, event, key=key, **_whole_edge(data))
    return graph


def _node(data: dict[str, Any]) -> dict[str, Any]:
    first, last = data["span"]
    return {
        "title": data["title"],
        "kind": data["kind"],
        "actors": list(data["actors"]),
        "announced": data["announced"],
        "first": iso(first),
        "last": iso(last),
    }


def _whole_node(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": data.get("title", ""),
        "kind": data.get("kind", ""),
        "actors": tuple(data.get("actors", ())),
        "announced": data.get("announced", ""),
        "span": (day(data["first"]), day(data["last"])),
    }


def _edge(data: dict[str, Any]) -> dict[str, Any]:
    least, most = data["lag"]
    found = {"relation": data["relation"], "legal": data["legal"]}
    found |= {"lag_least": least, "lag_most": most}
    if data["legal"]:
        return {**found, "changes": list(data["changes"])}
    return {
        **found,
        "basis": data["basis"],
        "sources": list(data["sources"]),
        "citations": [_said(citation) for citation in data["citations"]],
    }


def _said(citation: Citation) -> dict[str, Any]:
    values = asdict(citation)
    return {key: value for key, value in values.items() if value not in (None, "", ())}


def _whole_edge(data: dict[str, Any]) -> dict[str, Any]:
    found = {"relation": data["relation"], "legal": data["legal"]}
    found["lag"] = (data["lag_least"], data["lag_most"])
    if data["legal"]:
        return {**found, "changes": tuple(data.get("changes", ()))}
    return {
        **found,
        "basis": data["basis"],
        "sources": tuple(data.get("sources", ())),
        "citations": tuple(
            Citation(**{**said, "fields": tuple(said.get("fields", ()))})
            for said in data.get("citations", ())
        ),
    }


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    found = {key: _flat_value(value) for key, value in data.items()}
    return {key: value for key, value in found.items() if value != ""}


def _flat_value(value: Any) -> Any:
    if isinstance(value, list):
        return legal_xml(_list(value))
    return legal_xml(value) if isinstance(value, str) else value


def _list(values: list[Any]) -> str:
    if all(isinstance(value, dict) for value in values):
        return json.dumps(values, ensure_ascii=False) if values else ""
    return " ".join(map(str, values))


def _opened(data: dict[str, Any]) -> dict[str, Any]:
    found = dict(data)
    for key, kind in (("actors", str), ("sources", str), ("changes", int)):
        found[key] = _words(found.get(key, ""), kind)
    found["citations"] = json.loads(found.get("citations") or "[]")
    return found


def _words(text: Any, kind: type) -> Iterable[Any]:
    return [kind(word) for word in str(text).split()]
