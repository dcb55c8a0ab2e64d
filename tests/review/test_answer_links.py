"""Answers by sources too old to know them, and answers that another makes idle."""

import pytest
from traps import Wire, event
from wires import source

import reetimeline as ree
from reetimeline.review.answers import older_sources, same_answers
from reetimeline.review.findings import Case

CAUSE = event("2025-10-09")


def answered(*relations: str, announced: str = "2025-10-20", **more: str) -> Wire:
    """Write an event that answers the cause in some ways."""
    given = {"basis": "stated", "source": "test/source", **more}
    links = [{"to": CAUSE["id"], "relation": relation, **given} for relation in relations]
    return event(announced, number=2, response=links)


def case(reply: Wire, issued: str | None) -> Case:
    """Review the cause and its answer, cited from a source issued then."""
    date = ree.parse_date(issued) if issued else None
    sources = {"test/source": source(issued=date)}
    return Case(ree.History(ree.replayed([CAUSE, reply]).records, sources=sources))


@pytest.mark.parametrize(
    ("issued", "announced", "found"),
    [
        ("2025-10-18", "2025-10-20", True),
        ("2025-10-19", "2025-10-20", False),
        ("2025-10-20", "2025-10-20", False),
        ("2025-10", "2025-10-20", False),
        ("2025-09", "2025-10-20", True),
        ("2025-10-18", "2025-10", False),
        (None, "2025-10-20", False),
    ],
)
def test_an_answer_needs_a_source_of_its_own_time(
    issued: str | None, announced: str, found: bool
) -> None:
    """A source certainly issued more than a day before the answer cannot speak of it."""
    findings = list(older_sources(case(answered("retaliates", announced=announced), issued)))
    assert [finding.rule for finding in findings] == ["response-source-older"] * found


def test_what_anticipates_may_rest_on_an_older_source() -> None:
    """A link to a later event is not an answer."""
    assert not list(older_sources(case(answered("anticipates"), "2025-01-01")))


def test_one_source_of_its_time_is_enough() -> None:
    """One that is new, undated or unknown may speak of the answer, and the older of its cause."""
    reply = answered("retaliates")
    del reply["response"][0]["source"]
    reply["response"][0]["citation"] = [{"source": "test/source"}, {"source": "test/newer"}]
    old = source(issued=ree.parse_date("2025-10-01"))
    newer = source("test/newer", issued=ree.parse_date("2025-10-21"))
    records = ree.replayed([CAUSE, reply]).records
    for other in (newer, source("test/newer"), None):
        sources = {"test/source": old} | ({} if other is None else {"test/newer": other})
        assert not list(older_sources(Case(ree.History(records, sources=sources))))


def test_a_general_answer_beside_a_special_one_is_idle() -> None:
    """To retaliate against something is to respond to it already; the other way round is none."""
    findings = list(same_answers(case(answered("retaliates", "responds-to"), None)))
    assert [finding.rule for finding in findings] == ["response-same"]
    assert "response.2" in findings[0].place
    assert not list(same_answers(case(answered("retaliates", "eases"), None)))
    assert not list(same_answers(case(answered("responds-to", "anticipates"), None)))
