"""What sources contest: denials, alternatives, and what decides an answer."""

from typing import Any

import pytest
from traps import Wire, change, event, first
from wires import measure

HALT: dict[str, Any] = {"instrument": "embargo", "targets": ["JP"], "modality": "practice"}


def denied(*fields: str, changes: tuple[Wire, ...] = ()) -> list[Wire]:
    """Write a halt that one source denies, as a whole or in some fields."""
    no = {"source": "test/denial", "locator": "p. 1", "stance": "denies"}
    cited = [{"source": "test/source"}, no | ({"fields": list(fields)} if fields else {})]
    made = first(effective="2010-09-21", until="2010-11-24") | HALT
    return [event("2010-09-23", made, *changes, citation=cited)]


@pytest.mark.parametrize(
    "fields",
    [(), ("announced",), ("change.1",), ("change.1.until",), ("title", "change.1.effective")],
)
def test_a_denial_of_what_decides_contests(fields: tuple[str, ...]) -> None:
    """Denied as a whole, in its day, in the change or in a field of it."""
    assert measure(denied(*fields), "2010-10-01")["contested"] is True


@pytest.mark.parametrize("fields", [("summary",), ("change.2.title",), ("change.2",)])
def test_a_denial_contests_only_what_it_names(fields: tuple[str, ...]) -> None:
    """What it says of other fields or other changes leaves the answer alone."""
    other = first(measure="cn-other")
    assert measure(denied(*fields, changes=(other,)), "2010-10-01")["contested"] is False


def test_what_no_longer_decides_contests_no_more() -> None:
    """A denial of an act that a later one painted over is history."""
    events = [*denied("change.1.until"), event("2010-10-05", change("end", effective="2010-10-05"))]
    assert measure(events, "2010-10-01")["contested"] is True
    assert measure(events, "2010-12-01")["contested"] is False


def test_a_source_that_asserts_or_infers_denies_nothing() -> None:
    """Only a denial contests."""
    cited = [{"source": "test/a", "stance": "infers"}, {"source": "test/b"}]
    assert (
        measure([event("2010-09-23", first(), citation=cited)], "2010-10-01")["contested"] is False
    )


def test_recorded_alternatives_contest_and_are_shown() -> None:
    """Another source's day stands beside the answer, with who says so, and is not averaged."""
    other = {"field": "effective", "value": "2010-09-18", "source": "test/b", "locator": "p. 3"}
    made = first(effective="2010-09-21", alternative=[other])
    row = measure([event("2010-09-23", made)], "2010-10-01")
    assert (row["contested"], row["since"]) == (True, "2010-09-21")
    assert row["alternatives"] == [
        {
            "event": "2010-09-23-cn-test-1",
            "field": "change.1.effective",
            "value": "2010-09-18",
            "source": "test/b",
            "locator": "p. 3",
            "stance": "asserts",
        }
    ]


def test_without_either_nothing_is_contested() -> None:
    """The plain case."""
    row = measure([event("2010-09-23", first())], "2010-10-01")
    assert (row["contested"], row["alternatives"]) == (False, [])


def test_uncertain_bounds_keep_the_words_of_the_source() -> None:
    """A halt that began on one of three days says so, and is sure once they are over."""
    made = first(effective="[2010-09-21..2010-09-23]") | HALT
    events = [event("2010-09-23", made)]
    assert measure(events, "2010-10-01")["since"] == "[2010-09-21..2010-09-23]"
    assert measure(events, "2010-10-01")["status"] == "in-force"
    assert measure(events, "2010-10-01")["windows"] == [["[2010-09-21..2010-09-23]", None]]


def test_a_practice_binds_nobody() -> None:
    """Status is computed alike, `binding` is true only of acts."""
    practice = measure(denied(), "2010-10-01")
    assert (practice["status"], practice["modality"], practice["binding"]) == (
        "in-force",
        "practice",
        False,
    )
    act = measure([event("2010-09-23", first())], "2010-10-01")
    assert (act["status"], act["modality"], act["binding"]) == ("in-force", "act", True)


def test_a_proposal_binds_nobody() -> None:
    """A draft is no act yet."""
    row = measure([event("2010-09-23", first("propose", proposal="draft"))], "2010-10-01")
    assert (row["status"], row["binding"], row["proposal"]) == ("proposed", False, "draft")
