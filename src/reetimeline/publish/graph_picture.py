"""One episode as a picture: SVG, the same bytes for the same graph.

Solid lines are stated by a source, dashed ones inferred; a dashed ring marks a day that is not
known exactly. Nothing is told by colour. Under the drawing the events are listed with their days,
titles and what they answered, so that the picture can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import hypot
from textwrap import wrap
from typing import Any

from reetimeline.publish.graph_flat import legal_xml
from reetimeline.publish.graph_layout import RADIUS, Layout, Place, layout
from reetimeline.responses.graph import Graph
from reetimeline.responses.policies import causes
from reetimeline.vocabulary import name_of

HEAD = 78
AXIS = 84
LINE = 17
NARROWEST = 900
_LETTER = 6.7  # of a 12 px sans-serif, on average, with room to spare
_STYLE = (
    "text{font-family:'DejaVu Sans',Verdana,Arial,sans-serif;font-size:12px;fill:#111}"
    ".s{font-size:10px;fill:#333}.h{font-size:16px;font-weight:bold}.n{text-anchor:middle}"
    ".e{fill:none;stroke:#333;stroke-width:1.4}.i{stroke-dasharray:6 4}"
    ".v{fill:#fff;stroke:#111;stroke-width:1.6}.u{stroke-dasharray:3 2.5}"
    ".l{stroke:#bbb;stroke-width:1}.t{stroke:#e4e4e4;stroke-width:1}"
)
_ARROW = (
    '<defs><marker id="a" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto"><path d="M0 .6 8 4 0 7.4z" fill="#333"/></marker></defs>'
)


def episode_svg(graph: Graph, *, title: str) -> str:
    """Return a picture of the events and response edges of a graph as SVG 1.1.

    Legal edges are not drawn. Raises `LimitError` if the graph is too large to be read: narrow it
    first (`reetimeline.responses.parts`). A graph without events gives the title alone.
    """
    drawn = layout(graph)
    width = max(drawn.width, NARROWEST)
    listed = list(_listed(graph, drawn, int((width - 56) / _LETTER)))
    below = HEAD + drawn.height + AXIS
    height = below + LINE * len(listed) + 24
    described = f"{len(drawn.places)} events in {len(drawn.lanes)} lanes, time from left to right."
    size = f'width="{width:.0f}" height="{height:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:.0f} {height:.0f}"',
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{_xml(title)}</title>',
        f'<desc id="desc">{_xml(" ".join([described, *(line for _, line in listed)]))}</desc>',
        f"<style>{_STYLE}</style>",
        _ARROW,
        f'<rect {size} fill="#fff"/>',
        f'<text class="h" x="16" y="28">{_xml(title)}</text>',
        *_legend(),
        f'<g transform="translate(0 {HEAD})">',
        *_lanes(drawn, width),
        *_axis(drawn),
        *_edges(graph, drawn),
        *_events(graph, drawn),
        "</g>",
        *_list(listed, below),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _xml(text: str) -> str:
    return escape(" ".join(legal_xml(text).split()))


def _legend() -> Iterator[str]:
    y = 50
    for x, style, words in ((16, "e", "stated by a source"), (196, "e i", "inferred")):
        yield f'<path class="{style}" d="M{x} {y}h34" marker-end="url(#a)"/>'
        yield f'<text class="s" x="{x + 40}" y="{y + 4}">{words}</text>'
    yield f'<circle class="v u" cx="312" cy="{y}" r="8"/>'
    yield f'<text class="s" x="326" y="{y + 4}">first possible day of several</text>'
    words = "time from left to right; distances grow with the logarithm of the days"
    yield f'<text class="s" x="506" y="{y + 4}">{words}</text>'


def _lanes(drawn: Layout, width: float) -> Iterator[str]:
    for lane in drawn.lanes:
        yield f'<path class="l" d="M0 {lane.top:.1f}H{width:.0f}"/>'
        middle = (lane.top + lane.bottom) / 2
        for place, line in enumerate(wrap(_xml(name_of(lane.actor)), 17)[:3]):
            yield f'<text x="16" y="{middle + 15 * place:.1f}">{line}</text>'
    yield f'<path class="l" d="M0 {drawn.height:.1f}H{width:.0f}"/>'


def _axis(drawn: Layout) -> Iterator[str]:
    for column in drawn.columns:
        yield f'<path class="t" d="M{column.x:.1f} 0V{drawn.height:.1f}"/>'
        turned = f"translate({column.x + 3.5:.1f} {drawn.height + 66:.1f}) rotate(-90)"
        yield f'<text class="s" transform="{turned}">{column.label}</text>'


def _edges(graph: Graph, drawn: Layout) -> Iterator[str]:
    for cause, event, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
        if data["legal"]:
            continue
        style = "e" if data["basis"] == "stated" else "e i"
        path = _path(drawn.places[cause], drawn.places[event])
        words = _xml(f"{cause} → {event}: {data['relation']}, {data['basis']}")
        yield f'<path class="{style}" d="{path}" marker-end="url(#a)"><title>{words}</title></path>'


def _path(one: Place, other: Place) -> str:
    """Return the line from a cause to its answer: an arc within a lane, else a slanted curve."""
    across, down = other.x - one.x, other.y - one.y
    if abs(down) < 1:
        rise = min(14 + abs(across) * 0.06, 36)
        top = one.y - RADIUS - rise
        bend = across * 0.2
        return (
            f"M{one.x:.1f} {one.y - RADIUS:.1f}C{one.x + bend:.1f} {top:.1f} "
            f"{other.x - bend:.1f} {top:.1f} {other.x:.1f} {other.y - RADIUS:.1f}"
        )
    if across < 3 * RADIUS:
        length = hypot(across, down)
        x, y = across / length * RADIUS, down / length * RADIUS
        start, end = (one.x + x, one.y + y), (other.x - x, other.y - y)
        side = 12 if abs(across) < 1 else 0  # two events of one day: round what stands between
        return (
            f"M{start[0]:.1f} {start[1]:.1f}Q{(start[0] + end[0]) / 2 + side:.1f} "
            f"{(start[1] + end[1]) / 2:.1f} {end[0]:.1f} {end[1]:.1f}"
        )
    start, end = (one.x + RADIUS, one.y), (other.x - RADIUS, other.y)
    bend = min((end[0] - start[0]) * 0.5, 70)
    return (
        f"M{start[0]:.1f} {start[1]:.1f}C{start[0] + bend:.1f} {start[1]:.1f} "
        f"{end[0] - bend:.1f} {end[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    )


def _events(graph: Graph, drawn: Layout) -> Iterator[str]:
    for place in drawn.places.values():
        data = graph.nodes[place.event]
        words = _xml(f"{place.number}: {data['announced']} {data['title']}")
        ring = "v" if place.exact else "v u"
        yield f"<g><title>{words}</title>"
        yield f'<circle class="{ring}" cx="{place.x:.1f}" cy="{place.y:.1f}" r="{RADIUS}"/>'
        y = place.y + 3.6
        yield f'<text class="n s" x="{place.x:.1f}" y="{y:.1f}">{place.number}</text></g>'


def _listed(graph: Graph, drawn: Layout, columns: int) -> Iterator[tuple[bool, str]]:
    """Yield the lines of the list: whether an event begins there, and its words."""
    for place in drawn.places.values():
        data = graph.nodes[place.event]
        words = f"{place.number}  {data['announced']}  {' '.join(data['actors'])}: {data['title']}"
        answered = _answered(graph, drawn, place.event)
        lines = wrap(legal_xml(words + answered), columns)
        yield from ((number == 0, line) for number, line in enumerate(lines))


def _answered(graph: Graph, drawn: Layout, event: str) -> str:
    found = [
        f"{cause.relation} {drawn.places[cause.event].number}"
        + (" (inferred)" if cause.basis == "inferred" else "")
        for cause in causes(graph, event)
    ]
    return f" [{'; '.join(found)}]" if found else ""


def _list(listed: list[tuple[bool, Any]], top: float) -> Iterator[str]:
    for place, (begins, line) in enumerate(listed):
        x = 16 if begins else 40
        yield f'<text x="{x}" y="{top + LINE * (place + 1):.1f}">{_xml(line)}</text>'
