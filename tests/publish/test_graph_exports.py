"""Exports of the response graph: read back equal, and legal in their own tools."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings, strategies as st
from strategies_responses import answering_measures, graphs
from traps import Wire, event

import reetimeline as ree
from reetimeline.publish.graph_diagrams import dot, mermaid
from reetimeline.publish.graph_exports import (
    edge_list,
    gexf,
    graphml,
    node_link,
    read_gexf,
    read_graphml,
    read_node_link,
)
from reetimeline.publish.graph_files import graph_bytes
from reetimeline.publish.graph_flat import legal_xml
from reetimeline.responses.graph import Graph

Pair = tuple[Callable[[Graph], str], Callable[[str], Graph]]
PAIRS = ((graphml, read_graphml), (gexf, read_gexf), (node_link, read_node_link))
pairs = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].__name__)


def legal(graph: Graph) -> Graph:
    """Return the graph with its words as XML can hold them."""
    found: Graph = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        found.add_node(name, **{**data, "title": legal_xml(data["title"])})
    for cause, name, key, data in graph.edges(keys=True, data=True):
        found.add_edge(cause, name, key=key, **data)
    return found


@pairs
@given(graphs())
def test_written_and_read_back_is_the_same(pair: Pair, graph: Graph) -> None:
    """Export, then import, is identity; XML loses only the characters it forbids."""
    write, read = pair
    expected = graph if write is node_link else legal(graph)
    assert nx.utils.graphs_equal(read(write(graph)), expected)


@given(answering_measures())
def test_graphs_of_a_history_are_read_back_equal(drawn: list[Wire]) -> None:
    """The same of graphs that come out of a history."""
    graph = ree.replayed(drawn).responses()
    for write, read in PAIRS:
        assert nx.utils.graphs_equal(read(write(graph)), graph)


@given(graphs())
def test_networkx_reads_what_was_written(graph: Graph) -> None:
    """Plain networkx finds all nodes and edges, and only flat values in GraphML and GEXF."""
    flat = nx.parse_graphml(graphml(graph), force_multigraph=True)
    played = nx.read_gexf(io.BytesIO(gexf(graph).encode()), version="1.2draft")
    linked = nx.node_link_graph(json.loads(node_link(graph)), edges="edges")
    for found in (flat, played, linked):
        assert len(found) == len(graph)
        assert found.number_of_edges() == graph.number_of_edges()
    for _, data in (*flat.nodes(data=True), *played.nodes(data=True)):
        assert all(isinstance(value, str | int | bool) for value in data.values())


@given(graphs())
def test_the_same_graph_gives_the_same_bytes(graph: Graph) -> None:
    """No form depends on the clock or on chance."""
    for form in ("graphml", "gexf", "dot", "json", "mermaid", "csv", "svg"):
        assert graph_bytes(graph, form) == graph_bytes(graph.copy(), form)
    assert "lastmodifieddate" not in gexf(graph)


@given(graphs())
def test_gexf_plays(graph: Graph) -> None:
    """Every node and edge has a start no later than its end, and the graph is dynamic."""
    root = ElementTree.fromstring(gexf(graph).encode())
    space = {"g": "http://www.gexf.net/1.2draft"}
    lives = root.findall(".//g:node", space) + root.findall(".//g:edge", space)
    assert len(lives) == len(graph) + graph.number_of_edges()
    assert all(one.get("start", "") <= one.get("end", "") for one in lives)
    assert all(len(one.get("start", "")) == 10 for one in lives)
    frame = root.find("g:graph", space)
    assert frame is not None
    if lives:
        assert (frame.get("mode"), frame.get("timeformat")) == ("dynamic", "date")


@given(graphs())
def test_graphml_edges_have_ids_of_their_own(graph: Graph) -> None:
    """Edge ids are unique in the document, as the schema of GraphML asks."""
    root = ElementTree.fromstring(graphml(graph).encode())
    ids = [one.get("id") for one in root.iter("{http://graphml.graphdrawing.org/xmlns}edge")]
    assert len(set(ids)) == len(ids) == graph.number_of_edges()


@given(graphs())
def test_the_edge_list_has_a_row_an_edge(graph: Graph) -> None:
    """CSV readers find every edge with its lag, under the same columns in any graph."""
    rows = list(csv.DictReader(io.StringIO(edge_list(graph), newline="")))
    assert len(rows) == graph.number_of_edges()
    assert [int(row["lag_least"]) for row in rows] == [
        data["lag"][0] for _, _, data in graph.edges(data=True)
    ]
    assert edge_list(graph).startswith("cause,response,relation,basis,legal,lag_least,lag_most,")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@settings(max_examples=6)
@given(st.lists(graphs(), min_size=6, max_size=6))
def test_graphviz_reads_dot(drawn: list[Graph]) -> None:
    """Graphviz parses every graph and finds as many nodes and edges."""
    text = "".join(dot(graph) for graph in drawn)
    # canonical form: one line a node and an edge, without layout
    done = subprocess.run(
        ["dot", "-Tdot_json"], input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    decoder, place, found = json.JSONDecoder(), 0, []
    while place < len(done.stdout.rstrip()):
        one, place = decoder.raw_decode(done.stdout, place)
        found.append(one)
        place += len(done.stdout[place:]) - len(done.stdout[place:].lstrip())
    assert [len(one.get("objects", ())) for one in found] == [len(graph) for graph in drawn]
    assert [len(one.get("edges", ())) for one in found] == [g.number_of_edges() for g in drawn]


@given(graphs())
def test_mermaid_has_a_line_a_node_and_an_edge(graph: Graph) -> None:
    """No title breaks out of its line or its quotes."""
    lines = mermaid(graph).splitlines()
    assert len(lines) == 1 + len(graph) + graph.number_of_edges()
    for line in lines[1 : 1 + len(graph)]:
        name, _, words = line.partition('["')
        assert name.strip().isalnum()
        assert words.endswith('"]')
        assert '"' not in words[:-2]


def test_mermaid_refuses_what_it_cannot_show() -> None:
    """More than 500 edges are an error with a remedy, not a broken page."""
    drawn = [event("2025-01-01")]
    link = {"relation": "responds-to", "basis": "stated", "source": "test/source"}
    for number in range(2, 504):
        to = {"to": drawn[0]["id"], **link}
        drawn.append(event("2025-01-02", number=number, response=[to]))
    graph = ree.replayed(drawn).responses()
    with pytest.raises(ree.LimitError, match="--depth"):
        mermaid(graph)
    assert mermaid(graph.subgraph(list(graph)[:501]).copy()).count("-->") == 500


def test_an_unknown_form_is_refused() -> None:
    """The error names the nearest form."""
    with pytest.raises(ree.VocabularyError, match="graphml"):
        graph_bytes(ree.replayed([]).responses(), "graphm")


def test_xml_keeps_what_it_allows() -> None:
    """Tabs and line feeds stay, control characters do not, carriage returns become line feeds."""
    assert legal_xml("a\tb\r\nc\x0bd") == "a\tb\nc\ufffdd"
