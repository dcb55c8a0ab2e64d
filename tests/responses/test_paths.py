"""Paths that respect time, and what is read off them."""

from itertools import pairwise

import networkx as nx
from hypothesis import given, strategies as st
from strategies_responses import answering_days
from traps import Wire, event

import reetimeline as ree
from reetimeline.responses.graph import Graph
from reetimeline.responses.parts import around, episode
from reetimeline.responses.paths import (
    branching,
    chain_lengths,
    episodes,
    longest_chain,
    set_off,
    temporal_katz,
    time_respecting,
)
from reetimeline.responses.policies import under
from reetimeline.responses.trees import Branch, tree


def graph_of(drawn: list[Wire]) -> Graph:
    """Return the graph of wire events."""
    return ree.replayed(drawn).responses()


def chain(*days: str) -> list[Wire]:
    """Write events each of which answers the one before."""
    drawn: list[Wire] = []
    for number, text in enumerate(days, 1):
        one = event(text, number=number)
        if drawn:
            one["response"] = [
                {
                    "to": drawn[-1]["id"],
                    "relation": "responds-to",
                    "basis": "stated",
                    "source": "test/source",
                }
            ]
        drawn.append(one)
    return drawn


@given(answering_days())
def test_kept_answers_hold_together(drawn: list[Wire]) -> None:
    """There is one reading of all dates in which no kept answer comes before its cause."""
    ordered = time_respecting(graph_of(drawn))
    reading: dict[str, int] = {}
    for name in ordered:
        first, last = ordered.nodes[name]["span"]
        reading[name] = max([first, *(reading[cause] for cause in ordered.predecessors(name))])
        assert reading[name] <= last


@given(answering_days())
def test_answers_on_exact_days_are_kept(drawn: list[Wire]) -> None:
    """Where all days are exact, later answers are kept; impossible ones never are."""
    graph = graph_of(drawn)
    ordered = time_respecting(graph)
    assert nx.is_directed_acyclic_graph(ordered)
    exact = all(one["announced"][-1] != "?" and len(one["announced"]) == 10 for one in drawn)
    possible = {edge[:2] for edge in graph.edges(data=True) if edge[2]["lag"][1] >= 0}
    assert set(ordered.edges()) <= possible
    for cause, name, data in graph.edges(data=True):
        if exact and data["lag"][0] > 0 and data["relation"] != "anticipates":
            assert ordered.has_edge(cause, name)


@given(answering_days())
def test_the_longest_chain_is_as_long_as_any(drawn: list[Wire]) -> None:
    """It is a path, as long as networkx's longest, and chain lengths end with it."""
    graph = graph_of(drawn)
    ordered, found = time_respecting(graph), longest_chain(graph)
    assert max(len(found) - 1, 0) == nx.dag_longest_path_length(
        ordered, weight="none", default_weight=1
    )
    assert all(ordered.has_edge(a, b) for a, b in pairwise(found))
    lengths = chain_lengths(graph)
    assert max(lengths) == max(len(found) - 1, 0)
    assert sum(lengths.values()) == len(graph)


@given(answering_days(), st.integers(0, 3), st.integers(0, 30))
def test_what_an_act_set_off_is_reachable(drawn: list[Wire], depth: int, days: int) -> None:
    """It holds each event once, at its least depth; bounds on depth and days only take away."""
    graph = graph_of(drawn)
    start = drawn[0]["id"]
    reach = nx.single_source_shortest_path_length(time_respecting(graph), start)
    found = {step.event: step.depth for step in set_off(graph, start)}
    assert found == {name: steps for name, steps in reach.items() if name != start}
    near = {step.event for step in set_off(graph, start, depth=depth)}
    assert near == {name for name, steps in found.items() if steps <= depth}
    soon = set_off(graph, start, within=days)
    assert all(step.lag[0] <= days and step.event in found for step in soon)


@given(answering_days())
def test_episodes_part_the_events(drawn: list[Wire]) -> None:
    """Every answering event is in one episode, named by its first event; none is alone."""
    graph = graph_of(drawn)
    found = episodes(graph)
    members = [name for part in found.values() for name in part]
    joined = {n for a, b, data in graph.edges(data=True) if not data["legal"] for n in (a, b)}
    assert len(members) == len(set(members))
    assert set(members) == joined
    assert all(part[0] == name and len(part) > 1 for name, part in found.items())
    for name in graph:
        assert set(episode(graph, name)) == set(
            next((part for part in found.values() if name in part), (name,))
        )


@given(answering_days())
def test_scores_count_what_was_set_off(drawn: list[Wire]) -> None:
    """An event scores nothing just if nothing answered it in time; a half for one bare answer."""
    graph = graph_of(drawn)
    ordered = time_respecting(graph)
    for name, score in temporal_katz(graph).items():
        assert (score == 0) == (ordered.out_degree(name) == 0)
        assert score >= ordered.out_degree(name) / 2


@given(answering_days(), st.integers(0, 4), st.booleans())
def test_a_tree_shows_each_event_open_once(drawn: list[Wire], depth: int, up: bool) -> None:
    """Every event within the depth stands in the tree, and has its branches in one place."""
    graph = graph_of(drawn)
    start = drawn[0]["id"]
    found = list(walked(tree(graph, start, up=up, depth=depth)))
    opened = [branch.event for branch in found if not branch.repeated]
    assert len(opened) == len(set(opened))
    way = under(graph.reverse() if up else graph, "all")
    reach = nx.single_source_shortest_path_length(way, start, cutoff=depth)
    assert {start, *opened} == set(reach)


def walked(branches: tuple[Branch, ...]) -> list[Branch]:
    """List all branches of a tree."""
    return [one for branch in branches for one in (branch, *walked(branch.branches))]


@given(answering_days(), st.integers(0, 3))
def test_parts_keep_the_order_of_the_graph(drawn: list[Wire], depth: int) -> None:
    """Events and edges of a part stand as in the whole, so that exports do not depend on chance."""
    graph = graph_of(drawn)
    start = drawn[-1]["id"]
    for part in (episode(graph, start), around(graph, start, depth)):
        assert list(part) == [name for name in graph if name in part]
        edges = [edge for edge in graph.edges(keys=True) if edge[0] in part and edge[1] in part]
        assert list(part.edges(keys=True)) == edges
        assert nx.utils.graphs_equal(part, graph.subgraph(list(part)))


def test_a_chain_with_a_vague_link_holds() -> None:
    """An answer known to a month stands in a chain although the month began before its cause."""
    drawn = chain("2025-06-10", "2025-06", "2025-06-20")
    assert longest_chain(graph_of(drawn)) == tuple(one["id"] for one in drawn)


def test_a_chain_may_not_go_back_in_time_by_way_of_a_vague_link() -> None:
    """Each link alone is possible; together they would end before they began."""
    drawn = chain("2025-06-20", "2025-06", "2025-06-10")
    assert longest_chain(graph_of(drawn)) == (drawn[0]["id"], drawn[1]["id"])


def test_answers_of_the_same_day_are_kept_whatever_their_names() -> None:
    """An answer of the same day counts although its id sorts before that of its cause."""
    cause, reply = event("2025-10-10", number=2), event("2025-10-10", number=1)
    reply["response"] = [
        {"to": cause["id"], "relation": "retaliates", "basis": "stated", "source": "test/source"}
    ]
    assert longest_chain(graph_of([cause, reply])) == (cause["id"], reply["id"])


def test_measures_of_a_known_graph() -> None:
    """One act, answered twice, one answer answered in turn."""
    drawn = chain("2025-01-01", "2025-01-03", "2025-01-10")
    other = chain("2025-01-01", "2025-01-05")[1]
    drawn.append({**other, "id": "2025-01-05-cn-test-4"})
    graph = graph_of(drawn)
    assert branching(graph) == 3 / 2
    assert chain_lengths(graph) == {0: 1, 1: 2, 2: 1}
    assert temporal_katz(graph)[drawn[0]["id"]] == 0.5 * (1 + 0.5) + 0.5
    assert [step.lag for step in set_off(graph, drawn[0]["id"])] == [(2, 2), (4, 4), (9, 9)]
    assert [step.event for step in set_off(graph, drawn[0]["id"], within=4)] == [
        drawn[1]["id"],
        drawn[3]["id"],
    ]
    assert set(around(graph, drawn[1]["id"], 1)) == {one["id"] for one in drawn[:3]}
