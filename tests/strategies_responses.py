"""Hypothesis strategies of events that answer each other, and of response graphs."""

from typing import Any

import networkx as nx
from hypothesis import strategies as st
from reference_readings import day, expand
from strategies import days, edtf_texts, event_sets
from traps import Wire, event

from reetimeline.event import Citation
from reetimeline.responses.graph import RELATIONS

ANSWERS = RELATIONS[:9]
LEGAL = RELATIONS[9:]
ACTORS = ["CN", "CN/MOFCOM", "US", "US/BIS", "JP", "EU", "test-firm"]


@st.composite
def responding(draw: st.DrawFn, drawn: list[Wire]) -> list[Wire]:
    """Let events answer any others, earlier or later, alone or in circles."""
    found = []
    for one in drawn:
        others = [other["id"] for other in drawn if other["id"] != one["id"]]
        chosen = draw(st.lists(st.sampled_from(others), max_size=3)) if others else []
        actors = draw(st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True))
        found.append({**one, "actors": actors, "response": [draw(response(to)) for to in chosen]})
    return found


@st.composite
def response(draw: st.DrawFn, to: str) -> Wire:
    """Draw an answer to an event."""
    return {
        "to": to,
        "relation": draw(st.sampled_from(ANSWERS)),
        "basis": draw(st.sampled_from(["stated", "inferred"])),
        "source": draw(st.sampled_from(["test/one", "test/two"])),
        "locator": "paragraph 1",
    }


def answering_measures() -> st.SearchStrategy[list[Wire]]:
    """Draw events with changes of measures that also answer each other."""
    return event_sets().flatmap(responding)


@st.composite
def answering_days(draw: st.DrawFn, most: int = 9) -> list[Wire]:
    """Draw events without changes that answer each other: quick, with wilder dates."""
    texts = draw(st.lists(edtf_texts(), min_size=1, max_size=most))
    return draw(responding([event(text, number=n) for n, text in enumerate(texts, 1)]))


def first_day(one: Wire) -> int:
    """Return the first day an event may have been announced."""
    return expand(one["announced"])[0]


@st.composite
def graphs(draw: st.DrawFn) -> "nx.MultiDiGraph[str]":
    """Draw graphs as `response_graph` makes them, with any words in them."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = draw(st.lists(days(), max_size=6, unique=True))
    for name in names:
        first = day(name)
        graph.add_node(
            name,
            title=draw(words()),
            kind=draw(st.sampled_from(["law", "statement"])),
            actors=tuple(draw(st.lists(st.sampled_from(ACTORS), max_size=3, unique=True))),
            announced=name,
            span=(first, first + draw(st.integers(0, 40))),
        )
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)) if names else st.nothing()
    for cause, answer in draw(st.lists(pairs, max_size=8)) if len(names) > 1 else []:
        if cause != answer:
            data = draw(edges())
            key = f"legal:{data['relation']}"
            graph.add_edge(cause, answer, key=data.pop("key", key), **data)
    return graph


def words() -> st.SearchStrategy[str]:
    """Draw texts of one line or more, with what XML, DOT, Mermaid and CSV take for marks."""
    marks = st.sampled_from(
        ['<a href="x">&amp;</a>', 'R&D; #1 "q" \\', "停止\n暂停", "=1+1", "a|b]"]
    )
    return st.one_of(marks, st.text(st.characters(codec="utf-8", exclude_characters="\r")))


@st.composite
def edges(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the attributes of an edge, with its key if it is a response."""
    least = draw(st.integers(-40, 4000))
    lag = (least, least + draw(st.integers(0, 80)))
    if draw(st.booleans()):
        changes = tuple(draw(st.lists(st.integers(1, 9), max_size=3, unique=True)))
        relation = draw(st.sampled_from(LEGAL))
        return {"relation": relation, "legal": True, "changes": changes, "lag": lag}
    relation = draw(st.sampled_from(ANSWERS))
    basis = draw(st.sampled_from(["stated", "inferred"]))
    kinds = st.lists(st.sampled_from(["official", "press"]), max_size=2, unique=True)
    return {
        "key": f"{relation}:{basis}",
        "relation": relation,
        "basis": basis,
        "citations": tuple(draw(st.lists(citations(), max_size=2))),
        "sources": tuple(draw(kinds)),
        "lag": lag,
        "legal": False,
    }


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Draw citations, some of certain fields."""
    return Citation(
        source=draw(st.sampled_from(["test/one", "test/two"])),
        locator=draw(words()),
        stance=draw(st.sampled_from(["asserts", "denies", "infers"])),
        fields=tuple(draw(st.lists(st.sampled_from(["announced", "change.1"]), max_size=2))),
    )
