"""Rules about answers: sources too old to speak of them, and answers said twice."""

from typing import Any

import pytest
from traps import Wire, event, first
from wires import source

from reetimeline.edtf import parse
from reetimeline.library import History
from reetimeline.replay.history import as_records
from reetimeline.review import Case, review
from review.reviewed_wires import case

CAUSE = event("2025-01-01", first())


def answered(*said: Wire) -> list[Wire]:
    """Return a cause and an event of February that answers it."""
    cited = {"to": CAUSE["id"], "basis": "stated", "source": "test/source", "locator": "p. 1"}
    return [CAUSE, event("2025-02-10", response=[{**cited, **one} for one in said])]


def rules(events: list[Wire], issued: str | None = None) -> list[str]:
    """Return what a review finds where the one source was issued on a day."""
    fields: dict[str, Any] = {} if issued is None else {"issued": parse(issued)}
    known = {"test/source": source(**fields)}
    return [f.rule for f in review(Case(History(as_records(events), sources=known)))]


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        ("2025-02-08", ["response-source-older"]),
        ("2025-01", ["response-source-older"]),
        ("2025-02-09", []),  # the same day on the other side of the date line
        ("2025-02-10", []),
        ("2025-02", []),
        (None, []),
    ],
)
def test_a_source_older_than_the_answer(issued: str | None, found: list[str]) -> None:
    """What was certainly written before an answer cannot speak of it."""
    assert rules(answered({"relation": "responds-to"}), issued) == found


def test_who_anticipates_is_older() -> None:
    """An answer in advance is told in advance."""
    later = event("2025-03-01", first(measure="cn-later"))
    said = {"relation": "anticipates", "to": later["id"]}
    assert rules([*answered(said), later], "2025-01-01") == []


def test_a_general_answer_beside_a_special_one() -> None:
    """Who retaliates responds; on another basis or to another cause it may be said too."""
    both = {"relation": "retaliates"}, {"relation": "responds-to"}
    assert rules(answered(*both)) == ["response-same"]
    assert rules(answered({"relation": "retaliates"}, {"relation": "eases"})) == []
    other = {"relation": "responds-to", "basis": "inferred"}
    assert rules(answered({"relation": "retaliates"}, other)) == []


def test_a_case_of_one_source() -> None:
    """The plain answer has no fault in a case built from events alone."""
    assert review(case(answered({"relation": "responds-to"}))) == []
