"""Quotas: batches added up per period and basis, as far as announced."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from strategies_things import quota_events
from traps import Wire, change, event
from wires import RULE, advance, allocate

import reetimeline as ree

BATCHES = [
    RULE,
    event("2011-12-28", allocate("10546", batch="1"), number=1),
    event("2012-05-17", allocate("10680", batch="2"), number=2),
    event("2012-08-22", allocate("9770", batch="3"), number=3),
]


def quotas(events: list[Wire], on: str, **cut: Any) -> list[dict[str, Any]]:
    """Return the quotas of a day as plain rows."""
    rows: list[dict[str, Any]] = ree.replayed(events).at(on, **cut).to_dict()["quotas"]
    return rows


def one(events: list[Wire], on: str, **cut: Any) -> dict[str, Any]:
    """Return the only quota of a day."""
    (row,) = quotas(events, on, **cut)
    return row


def batch(announced: str, *changes: Wire, number: int = 1) -> list[Wire]:
    """Return the rule and one event of allocations under it."""
    return [RULE, event(announced, *changes, number=number)]


def test_batches_add_up_as_they_are_announced() -> None:
    """A batch counts from the day it is announced, and not the day before."""
    assert one(BATCHES, "2012-08-23")["firm"] == "30996"
    assert one(BATCHES, "2012-08-22")["firm"] == "30996"
    assert one(BATCHES, "2012-08-21")["firm"] == "21226"
    assert [b["batch"] for b in one(BATCHES, "2012-08-21")["batches"]] == ["1", "2"]


def test_before_the_first_batch_there_is_no_row() -> None:
    """A quota nobody has announced yet has no row, with hindsight or without."""
    assert quotas(BATCHES, "2011-12-27") == []
    assert quotas(BATCHES, "2012-06-01", known_on="2011-12-27") == []


def test_known_on_drops_later_batches() -> None:
    """What was not announced by a day is not in the sum known on that day."""
    assert one(BATCHES, "2012-12-31", known_on="2012-08-21")["firm"] == "21226"


def test_a_period_that_is_over_leaves_the_day() -> None:
    """The last day of the period still shows it, the next day does not; Python finds it."""
    assert one(BATCHES, "2012-12-31")["period"] == "2012"
    assert quotas(BATCHES, "2013-01-01") == []
    (row,) = ree.replayed(BATCHES).at("2013-01-01").quota("cn-quota", "2012")
    assert row.firm == "30996"
    assert ree.replayed(BATCHES).at("2013-01-01").quota("cn-quota", "2013") == ()


def test_a_period_to_come_is_shown() -> None:
    """The first batch of a year stands in the snapshot before the year begins."""
    assert one(BATCHES, "2011-12-28")["firm"] == "10546"


def test_a_total_sets_the_level_and_later_adds_go_on_top() -> None:
    """A total is not added to what was before it; a batch after it is added."""
    events = [
        *BATCHES[:2],
        event("2012-06-01", allocate("24000", mode="total"), number=4),
        event("2012-07-01", allocate("500"), number=5),
    ]
    assert [one(events, f"2012-0{month}-15")["firm"] for month in (5, 6, 7)] == [
        "10546",
        "24000",
        "24500",
    ]


def test_provisional_amounts_stand_apart() -> None:
    """A provisional batch is no part of the firm amount."""
    events = [*BATCHES[:2], event("2012-05-17", allocate("300", status="provisional"), number=2)]
    row = one(events, "2012-06-01")
    assert (row["firm"], row["provisional"]) == ("10546", "300")
    assert one(BATCHES, "2012-06-01")["provisional"] == "0"


def test_a_settled_batch_stops_counting() -> None:
    """The batch that settles names the provisional one, and only that one goes."""
    loose = {"status": "provisional"}
    events = [
        *batch("2012-01-05", allocate("100", batch="p1", **loose)),
        event("2012-02-05", allocate("40", batch="p2", **loose)),
        event("2012-03-05", allocate("90", batch="f1", settles="p1")),
    ]
    before, after = one(events, "2012-03-04"), one(events, "2012-03-05")
    assert before["provisional"] == "140"
    assert (after["firm"], after["provisional"]) == ("90", "40")


def test_undisclosed_is_null_and_never_zero() -> None:
    """An allocation whose amount nobody published has none; beside a known one it is flagged."""
    secret = batch("2012-01-05", allocate(None, status="undisclosed"))
    row = one(secret, "2012-02-01")
    assert (row["firm"], row["provisional"], row["undisclosed"]) == (None, None, True)
    mixed = [*BATCHES[:2], event("2012-01-05", allocate(None, status="undisclosed"))]
    row = one(mixed, "2012-02-01")
    assert (row["firm"], row["undisclosed"]) == ("10546", True)
    assert one(BATCHES, "2012-01-01")["undisclosed"] is False


def test_bases_are_never_added() -> None:
    """Gross weight and oxide are two rows."""
    events = batch("2012-01-05", allocate("100"), allocate("80", basis="REO"))
    assert {row["basis"]: row["firm"] for row in quotas(events, "2012-02-01")} == {
        "gross": "100",
        "REO": "80",
    }


def test_rows_are_keyed_by_period() -> None:
    """Two years are two rows, the earlier first."""
    events = batch("2012-12-05", allocate("90", period="2013"), allocate("100"))
    rows = quotas(events, "2012-12-31")
    assert [(row["period"], row["firm"]) for row in rows] == [("2012", "100"), ("2013", "90")]


def test_a_half_of_a_year_is_a_period() -> None:
    """A first half is over on 30 June."""
    events = batch("2012-01-05", allocate("90", period="2012-40"))
    assert one(events, "2012-06-30")["firm"] == "90"
    assert quotas(events, "2012-07-01") == []


def test_the_measure_gives_instrument_and_actor() -> None:
    """`under` says what kind of quota it is and whose."""
    rule = event(
        "2011-12-27",
        change("impose", "cn-quota-rule", title="A quota", instrument="export-quota"),
        actors=["CN/MOFCOM"],
    )
    row = one([rule, *BATCHES[1:]], "2012-01-01")
    assert (row["instrument"], row["actor"]) == ("export-quota", "CN/MOFCOM")
    assert row["under"] == "cn-quota-rule"


def test_uncertain_amounts_stay_uncertain_in_the_sum() -> None:
    """About 100 and 50 is about 150; a range stays a range."""
    events = batch("2012-01-05", allocate("~100"), allocate("50"))
    assert one(events, "2012-02-01")["firm"] == "~150"
    events = batch("2012-01-05", allocate("15..25"), allocate("50"))
    assert one(events, "2012-02-01")["firm"] == "65..75"


def test_an_uncertain_day_of_announcement_leaves_the_sum_open() -> None:
    """In the month in which a batch was announced on an unknown day there are two sums."""
    events = [*BATCHES[:2], event("2012-08", allocate("9770"), number=2)]
    within = one(events, "2012-08-15")
    assert (within["firm"], within["possible"]) == (None, ["10546", "20316"])
    assert one(events, "2012-07-31")["firm"] == "10546"
    assert one(events, "2012-08-31")["firm"] == "20316"


def test_splits_and_holders_are_summed_over_batches() -> None:
    """Parts of the same split add up; a holder without an amount has none in the sum."""
    parts = [{"by": "ore", "parts": {"light": "80", "medium-heavy": "20"}}]
    more = [{"by": "ore", "parts": {"light": "40", "medium-heavy": "10"}}]
    events = batch(
        "2012-01-05",
        allocate("100", split=parts, holders=[{"id": "a", "value": "60"}, {"id": "b"}]),
        allocate("50", split=more, holders=[{"id": "a", "value": "5"}, {"id": "b", "value": "1"}]),
    )
    row = one(events, "2012-02-01")
    assert row["split"] == [{"by": "ore", "parts": {"light": "120", "medium-heavy": "30"}}]
    assert row["holders"] == [{"id": "a", "value": "65"}, {"id": "b", "value": None}]


def test_a_split_only_some_batches_give_is_not_shown() -> None:
    """Parts of one batch do not stand for the whole."""
    parts = [{"by": "ore", "parts": {"light": "100"}}]
    row = one(batch("2012-01-05", allocate("100", split=parts), allocate("5")), "2012-02-01")
    assert row["split"] == []


def test_an_alternative_contests_the_amount() -> None:
    """Another figure is shown beside the amount and never averaged."""
    other = {"field": "value", "value": "31130", "source": "test/other", "locator": "p. 2"}
    row = one(batch("2012-01-05", allocate("30996", alternative=[other])), "2012-02-01")
    assert (row["firm"], row["contested"]) == ("30996", True)
    assert row["alternatives"] == [
        {"event": "2012-01-05-cn-test-1", "stance": "asserts", **other, "field": "change.1.value"}
    ]


def test_filters_ask_quotas_by_actor_and_instrument_only() -> None:
    """A question about cells or status is none about amounts."""
    day = ree.replayed([*BATCHES, event("2012-03-13", advance("joined"))]).at("2012-06-01")
    assert day.only(actor="CN").quotas
    assert day.only(instrument="export-licence").quotas
    assert not day.only(actor="US").quotas
    assert not day.only(good="Dy").quotas
    assert not day.only(status="in-force").quotas


def test_an_unknown_quota() -> None:
    """A quota the record never names is an error with the closest name."""
    with pytest.raises(ree.UnknownThingError, match="did you mean cn-quota"):
        ree.replayed(BATCHES).at("2012-06-01").quota("cn-qouta")


@given(quota_events())
def test_the_sum_is_the_sum_of_its_batches(events: list[Wire]) -> None:
    """What is firm is the last total and the firm batches after it, basis by basis."""
    sums: dict[str, Decimal | None] = defaultdict(lambda: None)
    for wire in events[1:]:
        (made,) = wire["change"]
        if made["status"] == "undisclosed":
            continue
        basis, value = made["basis"], Decimal(made["value"])
        if made.get("mode") == "total":
            sums[basis] = None
        if made["status"] == "firm":
            sums[basis] = (sums[basis] or Decimal(0)) + value
    for row in quotas(events, "2025-12-31"):
        expected = sums[row["basis"]]
        assert row["firm"] == (None if expected is None else str(expected))


def test_a_rule_that_replaces_another_keeps_its_instrument_to_itself() -> None:
    """The quotas under the old rule stay what they were."""
    newer = event(
        "2012-06-01",
        change(
            "impose", "cn-new", title="A", instrument="mining-right", replaces=["cn-quota-rule"]
        ),
        actors=["US"],
    )
    row = one([*BATCHES[:2], newer], "2012-07-01")
    assert (row["instrument"], row["actor"]) == ("export-licence", "CN")
