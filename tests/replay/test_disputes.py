"""Disputes: the stages reached, each with its day and by whom."""

from typing import Any

import pytest
from hypothesis import given
from strategies_things import dispute_events
from traps import Wire, event
from wires import advance

import reetimeline as ree

CASE = [
    event(
        "2012-03-13",
        advance(
            "consultations-requested",
            by=["US"],
            respondent="CN",
            challenges=["cn-quota-rule"],
        ),
        kind="dispute",
    ),
    event("2012-03-22", advance("joined", by=["EU"], third_parties=["CA"]), kind="dispute"),
    event("2014-03-26", advance("panel-report-circulated", findings="Breach."), kind="wto-ruling"),
    event("2014-04-08", advance("appealed", by=["US"]), kind="dispute"),
    event("2014-08-29", advance("adopted"), kind="wto-ruling"),
    event(
        "2014-12-08",
        advance("reasonable-period-agreed", deadline="2015-05-02"),
        kind="dispute",
    ),
]


def row(events: list[Wire], on: str, **cut: Any) -> dict[str, Any]:
    """Return the only dispute of a day."""
    (found,) = ree.replayed(events).at(on, **cut).to_dict()["disputes"]
    return dict(found)


def test_before_the_request_there_is_no_dispute() -> None:
    """A case begins on the day consultations are requested."""
    assert ree.replayed(CASE).at("2012-03-12").disputes == ()
    assert row(CASE, "2012-03-13")["stage"] == "consultations-requested"


def test_each_stage_keeps_its_day_and_by_whom() -> None:
    """An appeal by one side leaves the report standing in the stages."""
    found = row(CASE, "2014-04-15")
    assert (found["stage"], found["since"]) == ("appealed", "2014-04-08")
    assert [(s["stage"], s["day"], s["by"]) for s in found["stages"]] == [
        ("consultations-requested", "2012-03-13", ["US"]),
        ("joined", "2012-03-22", ["EU"]),
        ("panel-report-circulated", "2014-03-26", []),
        ("appealed", "2014-04-08", ["US"]),
    ]


def test_complainants_are_those_who_asked_for_consultations() -> None:
    """Who joins or appeals is no complainant for that."""
    found = row(CASE, "2014-04-15")
    assert found["complainants"] == ["US"]
    assert found["respondent"] == "CN"
    assert found["third_parties"] == ["CA"]
    assert found["challenges"] == ["cn-quota-rule"]
    assert found["findings"] == "Breach."


def test_days_left_until_the_deadline() -> None:
    """Days are counted to the deadline, 0 on it, none after it or without one."""
    assert row(CASE, "2014-12-07")["deadline"] is None
    assert row(CASE, "2014-12-31")["deadline"] == "2015-05-02"
    left = [row(CASE, day)["days_left"] for day in ("2014-12-31", "2015-05-02", "2015-05-03")]
    assert left == [122, 0, None]


def test_the_deadline_stands_in_what_comes_next() -> None:
    """What is due is listed with its day."""
    (due,) = ree.replayed(CASE).at("2014-12-31").next
    assert (due.day, due.thing, due.what) == ("2015-05-02", "DS431", "deadline")
    assert ree.replayed(CASE).at("2015-05-03").next == ()


def test_a_later_deadline_takes_the_place_of_the_earlier() -> None:
    """A period that was agreed anew is due once."""
    longer = advance("reasonable-period-agreed", deadline="2015-08-02")
    day = ree.replayed([*CASE, event("2015-01-08", longer)]).at("2015-02-01")
    assert [(due.day, due.what) for due in day.next] == [("2015-08-02", "deadline")]
    assert [row.deadline for row in day.disputes] == ["2015-08-02"]


def test_one_event_advances_several_cases() -> None:
    """Three cases heard together reach a stage in one event."""
    cases = ("DS431", "DS432", "DS433")
    day = ree.replayed([event("2012-07-23", advance("panel-established", *cases))]).at("2012-08-01")
    assert [(d.id, d.stage) for d in day.disputes] == [(c, "panel-established") for c in cases]


def test_a_stage_told_late_stands_at_its_day() -> None:
    """A stage announced after a later one is put where its day belongs."""
    events = [
        event("2012-09-24", advance("panel-composed")),
        event("2012-10-01", advance("panel-established", effective="2012-07-23")),
    ]
    found = row(events, "2012-11-01")
    assert found["stage"] == "panel-composed"
    assert [s["stage"] for s in found["stages"]] == ["panel-established", "panel-composed"]


def test_known_on_cuts_what_was_not_announced() -> None:
    """A stage nobody had announced is not among those known on a day."""
    assert row(CASE, "2014-12-31", known_on="2014-04-07")["stage"] == "panel-report-circulated"


def test_an_uncertain_day_gives_two_stages() -> None:
    """Within the month of an unknown day either stage is possible."""
    found = row([CASE[0], event("2012-07", advance("panel-established"))], "2012-07-15")
    assert found["stage"] == "uncertain"
    assert found["possible"] == ["consultations-requested", "panel-established"]


def test_a_denied_stage_is_contested() -> None:
    """A citation that denies the last stage makes it contested; one on another field does not."""
    said = {"source": "test/other", "locator": "p. 1", "stance": "denies"}
    denied = event("2012-07-23", advance("settled"), citation=[{**said}])
    aside = event("2012-07-23", advance("settled"), citation=[{**said, "fields": ["summary"]}])
    assert row([denied], "2012-08-01")["contested"] is True
    assert row([aside], "2012-08-01")["contested"] is False


@pytest.mark.parametrize("actor", ["US", "CN"])
def test_an_actor_matches_either_side(actor: str) -> None:
    """Both the one who complains and the one complained of are found; nobody else."""
    day = ree.replayed(CASE).at("2014-04-15")
    assert [d.id for d in day.only(actor=actor).disputes] == ["DS431"]
    assert day.only(actor="JP").disputes == ()


def test_questions_about_cells_leave_disputes_out() -> None:
    """A case is about no good."""
    assert ree.replayed(CASE).at("2014-04-15").only(good="Dy").disputes == ()


@given(dispute_events())
def test_the_stage_is_the_last_of_its_stages(events: list[Wire]) -> None:
    """Stages ascend in their days, and the last of them is where the case stands."""
    for wire in events:
        for found in ree.replayed(events).at(wire["announced"]).disputes:
            days = [stage["day"] for stage in found.stages]
            assert days == sorted(days)
            assert found.stage == found.stages[-1]["stage"]
            assert found.since == days[-1] <= wire["announced"]
