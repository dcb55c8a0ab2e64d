"""Filters and `applies`: members, groups that hold them, ``*``, and never an unused axis."""

from typing import Any

import pytest
from hypothesis import given, strategies as st
from points import cells_at, point
from strategies import GOODS, MEASURES, TARGETS, asked_days, event_sets
from traps import Wire, change, event, first

import reetimeline as ree
from reetimeline.replay.snapshot import STRENGTH


def ids(events: list[Wire], on: str = "2025-06-01", **asked: str) -> list[str]:
    """Return the ids of the measures a filtered snapshot lists."""
    return [row.id for row in ree.replayed(events).at(on).only(**asked).measures]


def named(**axes: Any) -> list[Wire]:
    """Write one licence with these cells."""
    return [event("2025-01-01", first(**axes))]


@pytest.mark.parametrize("good", ["Dy", "rare-earths", "medium-heavy"])
def test_a_good_matches_the_member_and_a_group_that_holds_it(good: str) -> None:
    """A licence on dysprosium answers for the element and for groups of it."""
    assert ids(named(goods=["Dy"]), good=good) == ["cn-test"]
    assert ids(named(goods=["rare-earths"]), good="Dy") == ["cn-test"]
    assert ids(named(goods=["*"]), good=good) == ["cn-test"]


def test_a_good_not_named_does_not_match() -> None:
    """Another element, another group, and an axis the measure does not use."""
    assert ids(named(goods=["Dy"]), good="Ga") == []
    assert ids(named(goods=["Ga"]), good="rare-earths") == []
    assert ids(named(), good="Dy") == []
    assert ids(named(targets=["*"]), good="Dy") == []


def test_targets() -> None:
    """The member or all; a member split off all is not found in the rest."""
    assert ids(named(targets=["US"]), target="US") == ["cn-test"]
    assert ids(named(targets=["*"]), target="US") == ["cn-test"]
    assert ids(named(targets=["US"]), target="JP") == []
    assert ids(named(goods=["Dy"]), target="US") == []
    split = [*named(targets=["*"]), event("2025-02-01", change("end", targets=["US"]))]
    assert ids(split, target="US") == []
    assert ids(split, target="JP") == ["cn-test"]
    assert ids(split, target="US", status="ended") == ["cn-test"]


def test_a_target_is_reached_through_its_union() -> None:
    """What is aimed at the European Union reaches its members while they are in it."""
    union = named(targets=["EU"])
    assert ids(union, target="DE") == ids(union, target="EU") == ["cn-test"]
    assert ids(union, target="GB") == ids(union, target="US") == []
    assert ids(named(targets=["DE"]), target="EU") == []
    early = [event("2010-01-01", first(targets=["EU"]))]
    days = ("2013-06-30", "2013-07-01", "2020-01-31", "2020-02-01")
    assert [bool(ids(early, on, target="HR")) for on in days] == [False, True, True, True]
    assert [bool(ids(early, on, target="GB")) for on in days] == [True, True, True, False]
    split = [*named(targets=["*"]), event("2025-02-01", change("end", targets=["EU"]))]
    assert ids(split, target="DE") == []
    assert ids(split, target="GB") == ids(split, target="JP") == ["cn-test"]
    day = ree.replayed(union).at("2025-06-01")
    assert day.applies("export-licence", target="DE").status == "in-force"
    assert day.applies("export-licence", target="CH").status is None


@pytest.mark.parametrize(
    ("axis", "key", "member", "other"),
    [
        ("forms", "form", "oxide", "metal"),
        ("parties", "party", "lynas", "mp-materials"),
        ("activities", "activity", "mining", "processing"),
    ],
)
def test_the_other_axes(axis: str, key: str, member: str, other: str) -> None:
    """Forms, parties and activities answer alike."""
    assert ids(named(**{axis: [member]}), **{key: member}) == ["cn-test"]
    assert ids(named(**{axis: ["*"]}), **{key: member}) == ["cn-test"]
    assert ids(named(**{axis: [member]}), **{key: other}) == []
    assert ids(named(goods=["Dy"]), **{key: member}) == []


def test_an_actor_matches_its_agencies() -> None:
    """CN is also CN/MOFCOM, and not the other way round."""
    of = [event("2025-01-01", first(), actors=["CN/MOFCOM"])]
    assert ids(of, actor="CN") == ids(of, actor="CN/MOFCOM") == ["cn-test"]
    assert ids(of, actor="CN/GACC") == ids(of, actor="US") == []
    assert ids([event("2025-01-01", first())], actor="CN/MOFCOM") == []


def test_instruments() -> None:
    """An instrument matches itself."""
    assert ids(named(), instrument="export-licence") == ["cn-test"]
    assert ids(named(), instrument="export-ban") == []


def test_cells_that_do_not_answer_are_left_out() -> None:
    """Asked for gallium a licence shows its gallium, with the status of the whole."""
    events = [*named(goods=["Ga", "Ge"]), event("2025-02-01", change("suspend", goods=["Ga"]))]
    (row,) = ree.replayed(events).at("2025-06-01").only(good="Ga").measures
    assert row.status == "partial"
    assert [(cell.goods, cell.status) for cell in row.cells] == [(("Ga",), "suspended")]


def test_ended_measures_show_only_if_asked() -> None:
    """A list leaves out what has ended; Python finds every id."""
    events = [*named(), event("2025-02-01", change("end"))]
    assert ids(events) == []
    assert ids(events, status="ended") == ["cn-test"]
    assert ids(events, status="in-force") == []
    row = ree.replayed(events).at("2025-06-01").measure("cn-test")
    assert row is not None
    assert row["status"] == "ended"


def test_a_status_asked_for_may_be_that_of_a_cell() -> None:
    """With a good, its own status counts, not that of the whole."""
    events = [*named(goods=["Ga", "Ge"]), event("2025-02-01", change("suspend", goods=["Ga"]))]
    assert ids(events, good="Ga", status="suspended") == ["cn-test"]
    assert ids(events, good="Ge", status="suspended") == []
    assert ids(events, status="partial") == ["cn-test"]


def test_applies_names_the_strongest_and_all_that_matched() -> None:
    """Of two bans, one suspended for the US and one scheduled, the suspended is stronger."""
    events = [
        event("2025-01-01", first(goods=["Ga"], targets=["*"])),
        event("2025-02-01", change("suspend", targets=["US"])),
        event("2025-03-01", first(measure="cn-next", goods=["Ga"], effective="2026-01-01")),
        event("2025-03-01", first(measure="us-own", goods=["Ga"]), actors=["US"], number=2),
    ]
    day = ree.replayed(events).at("2025-06-01")
    answer = day.applies("export-licence", actor="CN", good="Ga", target="US")
    assert (answer.status, bool(answer)) == ("suspended", False)
    assert [row.id for row, _ in answer.matched] == ["cn-test"]
    assert day.applies("export-licence", actor="CN", good="Ga", target="JP").status == "in-force"
    everything = day.applies("export-licence", actor="CN", good="Ga")
    assert everything
    assert {row.id for row, _ in everything.matched} == {"cn-test", "cn-next"}


def test_applies_to_nothing() -> None:
    """No such instrument, no such good: no status, and false."""
    day = ree.replayed(named(goods=["Dy"])).at("2025-06-01")
    for answer in (day.applies("export-ban"), day.applies("export-licence", good="Ga")):
        assert (answer.status, answer.matched, bool(answer)) == (None, (), False)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([event("2025-01-01", first())], "in-force"),
        ([event("2025-06", first())], "uncertain"),
        ([event("2025-01-01", first()), event("2025-02-01", change("suspend"))], "suspended"),
        ([event("2025-01-01", first(effective="2026-01-01"))], "scheduled"),
        ([event("2025-01-01", first("propose", proposal="draft"))], "proposed"),
        ([event("2025-01-01", first()), event("2025-02-01", change("end"))], "ended"),
    ],
)
def test_each_strength(events: list[Wire], status: str) -> None:
    """From in force to ended, ended things too."""
    assert ree.replayed(events).at("2025-06-15").applies("export-licence").status == status


def test_the_order_of_strength() -> None:
    """In force is stronger than suspended, that than scheduled, proposed and ended."""
    stated = ["in-force", "suspended", "scheduled", "proposed", "ended"]
    assert [status for status in STRENGTH if status != "uncertain"] == stated


@given(event_sets(uncertain=False), asked_days(), st.sampled_from(GOODS), st.sampled_from(TARGETS))
def test_a_filter_answers_as_the_cell_that_holds_the_point(
    events: list[Wire], on: str, good: str, target: str
) -> None:
    """A measure that uses just goods and targets is listed if the cell of both is not ended."""
    day = ree.replayed(events).at(on)
    listed = [row.id for row in day.only(good=good, target=target).measures]
    for name in set(day.history.things("measure")).intersection(MEASURES):
        row = day.measure(name)
        cells = [] if row is None else row["cells"]
        if any(cell["parties"] or not (cell["goods"] and cell["targets"]) for cell in cells):
            continue
        holding = [] if row is None else cells_at(row, point(good, targets=target))
        if target == "*":
            continue
        assert (name in listed) == any(cell["status"] != "ended" for cell in holding)
