"""The response graph: what is in it, and the laws of its dates."""

from itertools import product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, strategies as st
from reference_readings import day, expand
from strategies import asked_days
from strategies_responses import answering_days, answering_measures, first_day
from traps import Wire, change, event, first

import reetimeline as ree
from reetimeline.responses import graph_difference


def answer(to: str, relation: str = "responds-to", **more: str) -> Wire:
    """Write a response to an event."""
    return {"to": to, "relation": relation, "basis": "stated", "source": "test/source", **more}


def answers(graph: "nx.MultiDiGraph[str]") -> list[tuple[str, str, dict[str, Any]]]:
    """List the response edges that run with time, legal ones and anticipations aside."""
    return [
        (cause, event, data)
        for cause, event, data in graph.edges(data=True)
        if not data["legal"] and data["relation"] != "anticipates"
    ]


@given(answering_measures(), asked_days())
def test_cutting_at_a_day_commutes_with_building(drawn: list[Wire], on: str) -> None:
    """The graph as of a day is the graph of what was announced by that day."""
    cut = ree.replayed(drawn).responses(on)
    built = ree.replayed([one for one in drawn if first_day(one) <= day(on)]).responses()
    assert nx.utils.graphs_equal(cut, built)
    assert not graph_difference(cut, built)


@given(answering_days())
def test_certain_answers_are_acyclic(drawn: list[Wire]) -> None:
    """Answers that certainly came after their cause never run in a circle."""
    graph = ree.replayed(drawn).responses()
    certain: nx.DiGraph[str] = nx.DiGraph()
    certain.add_edges_from(
        (one, other) for one, other, data in answers(graph) if data["lag"][0] > 0
    )
    assert nx.is_directed_acyclic_graph(certain)


@given(answering_days(most=4))
def test_lags_contain_every_reading(drawn: list[Wire]) -> None:
    """A lag spans all days between any reading of its two dates, and no more."""
    graph = ree.replayed(drawn).responses()
    dates = {one["id"]: expand(one["announced"]) for one in drawn}
    for cause, event_id, data in graph.edges(data=True):
        lags = [after - before for before, after in product(dates[cause], dates[event_id])]
        assert data["lag"] == (min(lags), max(lags))


@given(answering_measures())
def test_edges_join_different_events_of_the_graph(drawn: list[Wire]) -> None:
    """There are no self-loops; legal edges name changes of the later event and bear no basis."""
    history = ree.replayed(drawn)
    graph = history.responses()
    assert set(graph) == {one["id"] for one in drawn}
    assert nx.number_of_selfloops(graph) == 0
    for _, name, data in graph.edges(data=True):
        if data["legal"]:
            known = history.event(name)
            assert known is not None
            assert "basis" not in data
            assert all(1 <= number <= len(known.changes) for number in data["changes"])


@given(answering_measures(), st.sampled_from(["stated", "inferred"]))
def test_narrowing_only_takes_away(drawn: list[Wire], basis: str) -> None:
    """A basis or relation asked for keeps edges as they are, and every event."""
    whole = ree.replayed(drawn).responses()
    for part in (
        ree.replayed(drawn).responses(basis=basis),
        ree.replayed(drawn).responses(relations=["retaliates", "amends"]),
    ):
        difference = graph_difference(whole, part)
        assert set(part) == set(whole)
        assert difference.edges_added == difference.edges_changed == ()


def test_an_answer_said_twice_is_one_edge_with_both_citations() -> None:
    """Where one event states the same answer twice, nobody's citation is lost."""
    cause = event("2025-10-09")
    twice = [answer(cause["id"], locator="page 1"), answer(cause["id"], locator="page 2")]
    graph = ree.replayed([cause, event("2025-10-10", number=2, response=twice)]).responses()
    (edge,) = graph.edges(data=True)
    assert [said.locator for said in edge[2]["citations"]] == ["page 1", "page 2"]


def test_a_lag_across_the_date_line_is_not_negative() -> None:
    """An act of Washington's evening of the 9th may answer one of Beijing's morning of the 10th."""
    cause = event("2025-10-10", time="08:00", timezone="Asia/Shanghai")
    reply = event(
        "2025-10-09",
        number=2,
        time="21:00",
        timezone="America/New_York",
        response=[answer(cause["id"])],
    )
    (edge,) = ree.replayed([cause, reply]).responses().edges(data=True)
    assert edge[2]["lag"] == (0, 0)


def test_legal_edges_follow_from_changes() -> None:
    """A suspension, its end and a successor link to what they change, with the changes' numbers."""
    drawn = [
        event("2025-01-01", first()),
        event("2025-02-01", change("suspend"), number=2),
        event("2025-03-01", change("resume"), number=3),
        event("2025-04-01", first(measure="cn-new", replaces=["cn-test"]), number=4),
        event("2025-05-01", first(measure="cn-part", part_of="cn-new"), number=5),
    ]
    graph = ree.replayed(drawn).responses()
    legal = {(a[-1], b[-1], data["relation"]) for a, b, data in graph.edges(data=True)}
    assert legal == {
        ("1", "2", "suspends"),
        ("2", "3", "resumes"),
        ("1", "4", "replaces"),
        ("4", "5", "part-of"),
    }


def test_unknown_words_are_refused_with_a_remedy() -> None:
    """A relation or basis that does not exist is an error that names the nearest."""
    history = ree.replayed([])
    with pytest.raises(ree.VocabularyError, match="retaliates"):
        history.responses(relations=["retaliate"])
    with pytest.raises(ree.VocabularyError, match="stated or inferred"):
        history.responses(basis="guessed")


def test_an_empty_record_gives_an_empty_graph() -> None:
    """Nothing recorded, nothing answered."""
    assert len(ree.replayed([]).responses()) == 0
