"""Pictures of an episode: sound SVG, nothing on top of each other, refused when too large."""

import sys
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from strategies_responses import answering_days, graphs
from traps import Wire, event

import reetimeline as ree
from reetimeline.publish.graph_layout import GUTTER, MOST_EVENTS, RADIUS, layout
from reetimeline.publish.graph_picture import episode_svg
from reetimeline.publish.graph_png import png
from reetimeline.responses.graph import Graph

SVG = "{http://www.w3.org/2000/svg}"


@given(graphs())
def test_a_picture_is_sound_and_says_what_it_shows(graph: Graph) -> None:
    """It parses, has a title and a description, a ring an event and a line a response."""
    root = ElementTree.fromstring(episode_svg(graph, title='A "title" & more'))
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == 'A "title" & more'
    assert str(len(graph)) in (desc.text or "")
    drawn = root.find(f"{SVG}g")
    assert drawn is not None
    assert len(drawn.findall(f".//{SVG}circle")) == len(graph)
    lines = [one for one in drawn.iter(f"{SVG}path") if one.get("marker-end")]
    answers = [data["basis"] for _, _, data in graph.edges(data=True) if not data["legal"]]
    assert len(lines) == len(answers)
    dashed = [one for one in lines if "i" in (one.get("class") or "").split()]
    assert len(dashed) == answers.count("inferred")


@given(answering_days())
def test_no_two_events_overlap_and_time_runs_to_the_right(drawn: list[Wire]) -> None:
    """Rings keep apart, stay within their lanes, and never stand left of an earlier day."""
    graph = ree.replayed(drawn).responses()
    found = layout(graph)
    places = list(found.places.values())
    for one in places:
        assert one.x - RADIUS > GUTTER
        assert any(
            lane.top < one.y - RADIUS and one.y + RADIUS < lane.bottom for lane in found.lanes
        )
        for other in places:
            day, later = (graph.nodes[place.event]["span"][0] for place in (one, other))
            assert (day < later) <= (one.x < other.x)
            if one is not other:
                apart = (one.x - other.x) ** 2 + (one.y - other.y) ** 2
                assert apart > (2 * RADIUS) ** 2


def test_what_could_not_be_read_is_refused() -> None:
    """Too many events are an error that says how to narrow them."""
    drawn = [event("2025-01-01", number=number) for number in range(MOST_EVENTS + 1)]
    graph = ree.replayed(drawn).responses()
    with pytest.raises(ree.LimitError, match="--depth"):
        episode_svg(graph, title="")
    assert "<svg" in episode_svg(ree.replayed(drawn[1:]).responses(), title="")


def test_a_missing_renderer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, PNG says what to install."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ree.ReetimelineError, match=r"reetimeline\[png\]"):
        png("<svg/>")


def test_missing_fonts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer that leaves out all words has no font: that is an error, not a picture."""
    monkeypatch.setitem(sys.modules, "resvg_py", renderer(lambda svg: b"blank"))
    with pytest.raises(ree.ReetimelineError, match="fonts-dejavu-core"):
        png("<svg/>")


def test_a_font_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only another font of the list is installed, the picture is set in that."""
    fake = renderer(lambda svg: svg.encode() if "DejaVu" not in svg else b"")
    monkeypatch.setitem(sys.modules, "resvg_py", fake)
    drawn = ree.replayed([event("2025-01-01")]).responses()
    svg = episode_svg(drawn, title="")
    blank = renderer(lambda svg: b"" if "DejaVu" in svg or "<text" not in svg else svg.encode())
    monkeypatch.setitem(sys.modules, "resvg_py", blank)
    assert b"font-family:'Verdana'" in png(svg)


def test_a_picture_becomes_a_png() -> None:
    """With the extra installed, the answer is a PNG twice the size."""
    pytest.importorskip("resvg_py")
    svg = episode_svg(ree.replayed([event("2025-01-01")]).responses(), title="One act")
    image = png(svg)
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == 1800


def renderer(render: Any) -> ModuleType:
    """Return a stand-in for the renderer."""
    module = ModuleType("resvg_py")
    vars(module)["svg_to_bytes"] = lambda svg_string, zoom=1: render(svg_string)
    return module
