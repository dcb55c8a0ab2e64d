"""Rules about links: responses, circles, citations."""

from typing import Any

import pytest
from traps import Wire, change, event, first
from wires import measure, verify

from reetimeline.review import review
from review.reviewed_wires import case, found, rules

SAID = {"source": "test/source", "locator": "p. 1"}


def answer(to: str, relation: str = "responds-to", **more: Any) -> Wire:
    """Write a response that one source states."""
    return {"to": to, "relation": relation, "basis": "stated", **SAID, **more}


CAUSE = event("2025-01-01", first())
CAUSE_ID = CAUSE["id"]


def test_a_response_to_nothing() -> None:
    """An answer to an event nobody recorded."""
    (finding,) = found([event("2025-02-01", response=[answer("2025-01-01-us-act")])])
    assert (finding.rule, finding.place[-13:]) == ("unknown-event", "response.1.to")
    assert rules([CAUSE, event("2025-02-01", response=[answer(CAUSE_ID)])]) == []


def test_a_response_to_a_later_event() -> None:
    """Nobody answers what has not happened, unless it is anticipated."""
    later = event("2025-03-01", first(measure="cn-later"))
    for relation, expected in (("responds-to", ["response-before-cause"]), ("anticipates", [])):
        events = [event("2025-02-01", response=[answer(later["id"], relation)]), later]
        assert rules(events) == expected


def test_the_same_day_or_an_unknown_day_is_sound() -> None:
    """Only what is certain is found."""
    assert rules([CAUSE, event("2025-01-01", response=[answer(CAUSE_ID)], number=2)]) == []
    assert rules([CAUSE, event("2024-12", response=[answer(CAUSE_ID)])]) == [
        "response-before-cause"
    ]
    assert rules([CAUSE, event("2025-01", response=[answer(CAUSE_ID)], number=2)]) == []


def test_a_response_without_a_citation() -> None:
    """Motive is a claim: somebody makes it."""
    bare = {"to": CAUSE_ID, "relation": "responds-to", "basis": "inferred"}
    assert rules([CAUSE, event("2025-02-01", response=[bare])]) == ["response-uncited"]


def test_the_same_response_twice() -> None:
    """Several sources stand under one response."""
    twice = [answer(CAUSE_ID), answer(CAUSE_ID)]
    assert rules([CAUSE, event("2025-02-01", response=twice)]) == ["response-twice"]
    both = [answer(CAUSE_ID, "eases"), answer(CAUSE_ID, "retaliates")]
    assert rules([CAUSE, event("2025-02-01", response=both)]) == []


def test_responses_in_a_circle() -> None:
    """Two events of one day that answer each other; a chain is sound."""
    one = event("2025-01-01", response=[answer("2025-01-01-cn-test-2")])
    two = event("2025-01-01", response=[answer("2025-01-01-cn-test-1")], number=2)
    (finding,) = found([one, two])
    assert finding.rule == "response-cycle"
    assert finding.message.count("2025-01-01-cn-test-1") == 2
    foreseen = {**two, "response": [answer("2025-01-01-cn-test-1", "anticipates")]}
    assert rules([one, foreseen]) == []
    chain = [CAUSE, event("2025-02-01", response=[answer(CAUSE_ID)])]
    assert rules([*chain, event("2025-03-01", response=[answer("2025-02-01-cn-test-1")])]) == []


def test_parts_in_a_circle() -> None:
    """A part of its part; a replay of it still comes to an end."""
    events = [
        event(
            "2025-01-01",
            first(measure="cn-a", part_of="cn-b"),
            first(measure="cn-b", part_of="cn-c"),
            first(measure="cn-c", part_of="cn-a"),
        )
    ]
    one = case(events)
    assert [f.rule for f in review(one)] == ["part-cycle"]
    assert measure(events, "2025-02-01", "cn-a")["status"] == "in-force"
    chain = [event("2025-01-01", first(measure="cn-a"), first(measure="cn-b", part_of="cn-a"))]
    assert rules(chain) == []


def test_successors_in_a_circle() -> None:
    """Each replaces the other; replacing twice in a row is sound."""
    one = event("2025-01-01", first(measure="cn-a"))
    two = event("2025-02-01", first(measure="cn-b", replaces=["cn-a"]))
    three = event("2025-03-01", first(measure="cn-c", replaces=["cn-b"]))
    again = event("2025-04-01", change("impose", "cn-a", replaces=["cn-b"]))
    assert rules([one, two, three]) == []
    assert rules([one, two, again]) == ["successor-cycle"]


def test_an_event_without_a_citation() -> None:
    """No source, no event."""
    assert rules([event("2025-01-01", first(), citation=[])], "test/source") == [
        "uncited",
        "source-never-cited",
    ]
    assert rules([CAUSE]) == []


def test_a_source_never_cited() -> None:
    """A source stands in the record because something cites it: also an alternative, a response."""
    (finding,) = found([CAUSE], "test/source", "other/idle")
    assert (finding.rule, finding.place) == ("source-never-cited", "sources/other.toml")
    other = {"field": "effective", "value": "2025-01-02", "source": "other/idle"}
    assert (
        rules([event("2025-01-01", first(alternative=[other]))], "test/source", "other/idle") == []
    )
    said = answer(CAUSE_ID, source="other/idle")
    answered = [CAUSE, event("2025-02-01", response=[said])]
    assert rules(answered, "test/source", "other/idle") == []


def test_an_unknown_source() -> None:
    """A citation of what stands in no file of sources."""
    events = [event("2025-01-01", first(), citation=[{"source": "other/none"}, SAID])]
    (finding,) = found(events)
    assert (finding.rule, finding.place[-17:]) == ("unknown-source", "citation.1.source")
    assert rules(events, "test/source", "other/none") == []


def test_a_look_at_nothing() -> None:
    """To verify what the record never names is a slip of the pen."""
    look = event("2025-02-01", verify("cn-tset", through="2025-01-31"), kind="review")
    assert rules([CAUSE, look]) == ["unknown-thing"]
    look = event("2025-02-01", verify("cn-test", through="2025-01-31"), kind="review")
    assert rules([CAUSE, look]) == []


@pytest.mark.parametrize("length", [3000])
def test_a_long_chain_is_walked_without_recursion(length: int) -> None:
    """Three thousand answers in a row, closed to a circle, are one finding."""
    events = [
        event("2025-01-01", number=n, response=[answer(f"2025-01-01-cn-test-{n % length + 1}")])
        for n in range(1, length + 1)
    ]
    one = case(events)
    from reetimeline.review.links import response_cycles

    assert len(list(response_cycles(one))) == 1


def test_nothing_is_verified_before_it_began() -> None:
    """Who looks at a thing finds it on the day it was announced at the earliest."""
    looks = {
        through: event("2025-06-01", verify("cn-test", through=through), number=2)
        for through in ("2024-12-31", "2024", "2025-01-01", "2025")
    }
    assert {through: rules([CAUSE, look]) for through, look in looks.items()} == {
        "2024-12-31": ["verified-before-it-began"],
        "2024": ["verified-before-it-began"],
        "2025-01-01": [],
        "2025": [],
    }
