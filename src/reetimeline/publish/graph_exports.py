r"""The response graph as GraphML, GEXF and node-link JSON, and read back equal.

These formats know texts and numbers only, and XML not every character. What is structured in the
graph (actors, citations, lags) is written so that other tools can use it, and restored by the
readers here: ``read_x(x(graph))`` equals the graph, but for characters that XML forbids, which
become U+FFFD, and line ends, which become ``\n``. The same graph gives the same bytes on any day.
"""

from __future__ import annotations

import io
import json
import re
from typing import Any

import networkx as nx

from reetimeline.edtf import FIRST_DAY, LAST_DAY, iso
from reetimeline.publish.graph_flat import flat_graph, restored, structured, unstructured
from reetimeline.publish.tables import as_csv, as_json
from reetimeline.responses.graph import Graph

CSV_COLUMNS = (
    *("cause", "response", "relation", "basis", "legal", "lag_least", "lag_most"),
    *("cause_announced", "response_announced", "cause_actors", "response_actors"),
    *("source_kinds", "sources", "changes"),
)
_STAMP = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(graph: Graph) -> str:
    """Return the graph as GraphML: every edge has its own id, its key stands as ``link``."""
    out = io.BytesIO()
    nx.write_graphml_xml(flat_graph(graph), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8") + "\n"


def read_graphml(text: str) -> Graph:
    """Return the graph that `graphml` wrote.

    networkx reads the same text as it stands, with flat attributes.
    """
    return restored(nx.parse_graphml(text, force_multigraph=True))


def gexf(graph: Graph) -> str:
    """Return the graph as GEXF 1.2 with a start and an end for every node and edge.

    A node starts on the first day it may have been announced, an edge with its response; both end
    on the last day of the graph, so that Gephi's timeline plays how the graph grew. What is
    unbounded in time has no start.
    """
    flat = flat_graph(graph)
    bounds = [day for _, span in _spans(graph) for day in span if FIRST_DAY < day < LAST_DAY]
    end = iso(max(bounds)) if bounds else None
    starts = {name: iso(first) for name, (first, _) in _spans(graph) if first > FIRST_DAY}
    for name, data in flat.nodes(data=True):
        data.update(_life(starts.get(name), end), label=data.get("title") or name)
    for _, event, data in flat.edges(data=True):
        data.update(_life(starts.get(event), end))
    text = "\n".join(nx.generate_gexf(flat, encoding="utf-8", prettyprint=True, version="1.2draft"))
    # networkx stamps the day of writing, and the same graph should give the same file
    declared = '<?xml version="1.0" encoding="utf-8"?>\n'
    return declared + _STAMP.sub("", text, count=1) + "\n"


def _spans(graph: Graph) -> list[tuple[str, tuple[int, int]]]:
    return [(name, graph.nodes[name]["span"]) for name in graph]


def _life(start: str | None, end: str | None) -> dict[str, str]:
    return {key: day for key, day in (("start", start), ("end", end)) if day is not None}


def read_gexf(text: str) -> Graph:
    """Return the graph that `gexf` wrote."""
    return restored(nx.read_gexf(io.BytesIO(text.encode("utf-8")), version="1.2draft"))


def node_link(graph: Graph) -> str:
    """Return the graph as node-link JSON, as ``networkx.node_link_graph(edges="edges")`` reads it.

    Citations are objects, lags and spans lists; days are ISO texts.
    """
    return as_json(nx.node_link_data(structured(graph), edges="edges"))


def read_node_link(text: str) -> Graph:
    """Return the graph that `node_link` wrote."""
    return unstructured(nx.node_link_graph(json.loads(text), edges="edges"))


def edge_list(graph: Graph) -> str:
    """Return the edges as CSV, a row an edge, causes in the order of the graph.

    Lags are days; several actors, sources or changes are parted by spaces. A graph without edges
    gives the header alone.
    """
    rows = [_row(graph, *edge) for edge in graph.edges(data=True)]
    return as_csv(rows) if rows else ",".join(CSV_COLUMNS) + "\r\n"


def _row(graph: Graph, cause: str, event: str, data: dict[str, Any]) -> dict[str, Any]:
    before, after = graph.nodes[cause], graph.nodes[event]
    values = (
        *(cause, event, data["relation"], data.get("basis"), data["legal"], *data["lag"]),
        *(before["announced"], after["announced"], before["actors"], after["actors"]),
        data.get("sources", ()),
        tuple(dict.fromkeys(citation.source for citation in data.get("citations", ()))),
        data.get("changes", ()),
    )
    return dict(zip(CSV_COLUMNS, values, strict=True))
