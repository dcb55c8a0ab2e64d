"""Who answers whom, how fast, and on whose word."""

import pytest
from hypothesis import given, strategies as st
from strategies_responses import answering_days, answering_measures
from traps import Wire, change, event, first, rate

import reetimeline as ree
from reetimeline.event import Source
from reetimeline.responses import causes, graph_difference, summary, under
from reetimeline.responses.actors import (
    lags_by_answerer,
    lags_by_pair,
    lags_by_relation,
    matrix,
    pairs,
    reciprocity,
)
from reetimeline.responses.ladders import bursts, direction, ladder


def act(day: str, actor: str, number: int, *answered: Wire, **more: str) -> Wire:
    """Write an act of an actor that answers others."""
    response = [
        {"to": one["id"], "relation": "retaliates", "basis": "stated", "source": "test/source"}
        | more
        for one in answered
    ]
    return event(day, number=number, actors=[actor], response=response)


def tit_for_tat() -> list[Wire]:
    """Write three acts: the US, China after two days, the US after five more."""
    one = act("2025-04-02", "US/POTUS", 1)
    two = act("2025-04-04", "CN/MOFCOM", 2, one)
    return [one, two, act("2025-04-09", "US", 3, two)]


@given(answering_days())
def test_reciprocity_lies_between_none_and_whole(drawn: list[Wire]) -> None:
    """It is a share; and it is the same with causes and answers exchanged."""
    graph = ree.replayed(drawn).responses()
    assert 0 <= reciprocity(graph) <= 1
    assert reciprocity(graph.reverse()) == reciprocity(graph)


@given(answering_days())
def test_lags_and_matrix_count_the_same_edges(drawn: list[Wire]) -> None:
    """Each counted edge is in the matrix and in each table of lags, within its bounds."""
    graph = ree.replayed(drawn).responses()
    counted = list(pairs(graph))
    by_pair = lags_by_pair(graph)
    assert {pair: lags.count for pair, lags in by_pair.items()} == matrix(graph)
    for table in (by_pair, lags_by_relation(graph)):
        assert sum(lags.count for lags in table.values()) == len(counted)
        for lags in table.values():
            assert lags.least <= lags.median[0] <= lags.median[1] <= lags.most
    foreign = sum(pair[0] != pair[1] for pair, _, _ in counted)
    assert sum(lags.count for lags in lags_by_answerer(graph).values()) == foreign


@given(answering_measures())
def test_a_stricter_policy_takes_fewer_edges(drawn: list[Wire]) -> None:
    """Policies keep every event, add nothing, and change no edge."""
    graph = ree.replayed(drawn).responses()
    everything = under(graph, "all")
    for policy in ("stated", "official", "all"):
        difference = graph_difference(everything, under(graph, policy)).to_dict()
        assert not any(found for name, found in difference.items() if name != "edges_removed")


@given(answering_measures(), answering_days())
def test_a_difference_turns_round(one: list[Wire], other: list[Wire]) -> None:
    """What one graph has more is what the other has less; a graph does not differ from itself."""
    first_graph, second = (ree.replayed(drawn).responses() for drawn in (one, other))
    there, back = graph_difference(first_graph, second), graph_difference(second, first_graph)
    assert there.events_added == back.events_removed
    assert there.edges_added == back.edges_removed
    assert there.edges_changed == back.edges_changed
    assert not graph_difference(first_graph, first_graph)


@given(answering_measures())
def test_a_summary_holds_for_any_graph(drawn: list[Wire]) -> None:
    """It counts all events and edges, and its policies differ by edges only."""
    graph = ree.replayed(drawn).responses()
    found = summary(graph)
    assert found["events"] == len(graph)
    assert found["responses"] + found["legal"] == graph.number_of_edges()
    assert found["policies"]["all"]["responses"] == found["responses"]


def test_tit_for_tat_is_wholly_mutual() -> None:
    """Each side answered the other once: reciprocity 1, with the lags of the days."""
    graph = ree.replayed(tit_for_tat()).responses()
    assert reciprocity(graph) == 1
    assert matrix(graph) == {("CN", "US"): 1, ("US", "CN"): 1}
    lags = lags_by_answerer(graph)
    assert {name: (found.least, found.most) for name, found in lags.items()} == {
        "CN": (2, 2),
        "US": (5, 5),
    }


def test_rival_causes_stand_side_by_side() -> None:
    """Two sources name two causes; a policy takes the one of the official source."""
    one, two = act("2025-04-02", "US", 1), act("2025-04-03", "US", 2)
    reply = event(
        "2025-04-04",
        number=3,
        response=[
            {"to": two["id"], "relation": "retaliates", "basis": "stated", "source": "mofcom/18"},
            {"to": one["id"], "relation": "responds-to", "basis": "inferred", "source": "press/1"},
        ],
    )
    kinds = {"mofcom/18": "official", "press/1": "press"}
    sources = {
        name: Source(id=name, title=name, type="webpage", kind=kind)  # type: ignore[arg-type]
        for name, kind in kinds.items()
    }
    graph = ree.History(ree.replayed([one, two, reply]).records, sources=sources).responses()
    named = [(cause.event, cause.basis, cause.sources) for cause in causes(graph, reply["id"])]
    assert named == [
        (one["id"], "inferred", ("press",)),
        (two["id"], "stated", ("official",)),
    ]
    official = causes(under(graph, "official"), reply["id"])
    assert [cause.event for cause in official] == [two["id"]]


def test_unknown_events_and_policies_are_refused() -> None:
    """The nearest known word is the remedy."""
    graph = ree.replayed(tit_for_tat()).responses()
    with pytest.raises(ree.UnknownThingError, match="2025-04-02-cn-test-1"):
        causes(graph, "2025-04-02-cn-test-11")
    with pytest.raises(ree.VocabularyError, match="official"):
        under(graph, "offical")


def test_a_ladder_goes_up_with_restrictions_and_down_with_easings() -> None:
    """A licence, a suspension, its end, a statement."""
    drawn = [
        event("2025-01-01", first()),
        event("2025-02-01", change("suspend"), number=2),
        event("2025-03-01", change("resume"), number=3),
        event("2025-04-01", number=4),
    ]
    history = ree.replayed(drawn)
    names = tuple(one["id"] for one in drawn)
    rungs = ladder(history, history.responses(), names)
    assert [rung.height for rung in rungs] == [1, 0, 1, 1]
    assert [rung.way for rung in rungs] == ["restricts", "eases", "restricts", "neutral"]


def test_a_higher_rate_restricts() -> None:
    """A duty that rises restricts, one that falls eases, one restated does neither."""
    duty = {"title": "A duty", "instrument": "export-duty"}
    drawn = [event("2025-01-01", change("impose", **duty, rate=rate("10")))]
    for number, value in enumerate(("25", "15", "15"), 2):
        made = change("amend", rate=rate(value))
        drawn.append(event(f"2025-0{number}-01", made, number=number))
    history = ree.replayed(drawn)
    ways = [direction(history, one) for one in history.events()]
    assert ways == ["restricts", "restricts", "eases", "neutral"]


def test_a_burst_is_found_where_acts_crowd() -> None:
    """A dozen acts on consecutive days, years apart from all others."""
    days = ["2001-01-01", "2005-01-01", "2010-01-01"]
    days += [f"2015-06-{day:02}" for day in range(1, 13)]
    days += ["2020-01-01", "2024-01-01"]
    graph = ree.replayed([event(day, number=n) for n, day in enumerate(days)]).responses()
    (burst,) = bursts(graph)
    assert len(burst.events) == 12


@given(st.integers(0, 2))
def test_few_events_make_no_burst(count: int) -> None:
    """Two days tell no rhythm."""
    drawn = [event(f"2025-01-0{n + 1}", number=n) for n in range(count)]
    assert bursts(ree.replayed(drawn).responses()) == ()
