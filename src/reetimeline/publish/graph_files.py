"""A graph as the bytes of a file, in any form there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reetimeline.errors import VocabularyError, did_you_mean
from reetimeline.publish.graph_diagrams import dot, mermaid
from reetimeline.publish.graph_exports import edge_list, gexf, graphml, node_link
from reetimeline.publish.graph_picture import episode_svg
from reetimeline.responses.graph import Graph

TEXTS: dict[str, Callable[[Graph], str]] = {
    "graphml": graphml,
    "gexf": gexf,
    "dot": dot,
    "json": node_link,
    "mermaid": mermaid,
    "csv": edge_list,
}
PICTURES = ("svg", "png")


def graph_bytes(graph: Graph, form: str, *, title: str = "") -> bytes:
    """Return a graph in one form, as UTF-8 or, for ``png``, as an image; pictures bear the title.

    A picture is titled by the event the title names, if it names one. Raises `LimitError` where the
    form could not show so large a graph, `VocabularyError` for an unknown form.
    """
    if form in TEXTS:
        return TEXTS[form](graph).encode("utf-8")
    if form not in PICTURES:
        known = (*TEXTS, *PICTURES)
        raise VocabularyError(f"no form {form!r}", remedy=did_you_mean(form, known))
    named: dict[str, Any] = graph.nodes[title] if title in graph else {"title": title}
    svg = episode_svg(graph, title=named["title"])
    if form == "svg":
        return svg.encode("utf-8")
    from reetimeline.publish.graph_png import png

    return png(svg)
