"""The response graph as DOT for Graphviz and as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from reetimeline.errors import LimitError
from reetimeline.responses.graph import Graph

MERMAID_EDGES = 500  # Mermaid's own default of maxEdges
MERMAID_CHARACTERS = 50_000  # and of maxTextSize
LABEL_WIDTH = 28
# with the separators of lines that are no control characters
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def dot(graph: Graph) -> str:
    """Return the graph as DOT: left to right, dashed where inferred, dotted where legal.

    Nodes bear day and title, with the actors as a comment; edges their relation, with the lag.
    """
    lines = ["digraph responses {", "  rankdir=LR;", "  node [shape=box, fontname=sans];"]
    for name, data in graph.nodes(data=True):
        words = "\\n".join(
            [_dot_label(data["announced"]), *map(_dot_label, wrapped(data["title"]))]
        )
        actors = _quoted(" ".join(data["actors"]))
        lines.append(f'  {_quoted(name)} [label="{words}", comment={actors}];')
    for cause, event, data in graph.edges(data=True):
        lag = f"{data['lag'][0]} to {data['lag'][1]} days"
        relation = _dot_label(data["relation"])
        style = f'label="{relation}", style={_line(data)}, comment="{lag}"'
        lines.append(f"  {_quoted(cause)} -> {_quoted(event)} [{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _line(data: dict[str, Any]) -> str:
    if data["legal"]:
        return "dotted"
    return "solid" if data["basis"] == "stated" else "dashed"


def _quoted(text: str) -> str:
    # in a quoted DOT id only the quote is escaped, but a backslash before it would undo that
    plain = _CONTROL.sub(" ", text).replace("\\", "\\\\")
    return '"' + plain.replace('"', '\\"') + '"'


def _dot_label(text: str) -> str:
    # labels read backslash escapes and HTML entities
    return _quoted(text.replace("&", "&amp;"))[1:-1]


def wrapped(text: str, width: int = LABEL_WIDTH) -> list[str]:
    """Return text in lines of about ``width`` characters, broken between words."""
    from textwrap import wrap

    return wrap(_CONTROL.sub(" ", text), width) or [""]


def mermaid(graph: Graph) -> str:
    """Return the graph as a Mermaid flowchart: dotted where inferred, thick where legal.

    Mermaid has no dashes. Raises `LimitError` beyond Mermaid's 500 edges or 50,000 characters:
    nothing is left out silently.
    """
    names = {name: f"e{number}" for number, name in enumerate(graph)}
    lines = ["flowchart LR"]
    for name, data in graph.nodes(data=True):
        words = "<br/>".join(map(_mermaid_text, (data["announced"], data["title"])))
        lines.append(f'    {names[name]}["{words}"]')
    for cause, event, data in graph.edges(data=True):
        lines.append(f"    {names[cause]} {_arrow(data)}|{data['relation']}| {names[event]}")
    text = "\n".join(lines) + "\n"
    edges = graph.number_of_edges()
    if edges > MERMAID_EDGES or len(text) > MERMAID_CHARACTERS:
        raise LimitError(
            f"a flowchart of {edges} edges and {len(text):,} characters is more than Mermaid shows "
            f"({MERMAID_EDGES} and {MERMAID_CHARACTERS:,})",
            remedy="narrow the graph to one episode, with --episode ID and --depth N",
        )
    return text


def _arrow(data: dict[str, Any]) -> str:
    return {"dotted": "==>", "dashed": "-.->", "solid": "-->"}[_line(data)]


def _mermaid_text(text: str) -> str:
    """Return text whose special characters are Mermaid's entity codes (``#35;``)."""
    return "".join(_mermaid_characters(_CONTROL.sub(" ", text)))


def _mermaid_characters(text: str) -> Iterable[str]:
    for letter in text:
        yield f"#{ord(letter)};" if letter in '#"&<>`;\\[]{}()|%*_' else letter
