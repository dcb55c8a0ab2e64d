"""Reviews as text and JSON."""

import json
from pathlib import Path

import pytest
from traps import change, event, first
from wires import event_folder

import reetimeline as ree
from reetimeline.publish.reviews import review_json, review_text
from reetimeline.review.reviewing import Review, reviewed


@pytest.fixture
def found(tmp_path: Path) -> Review:
    """Return the review of a folder of 22 files, one of them with a fault."""
    events = [event("2025-01-01", first(measure=f"cn-{n}"), number=n) for n in range(1, 22)]
    wrong = event("2025-02-01", change("end", "cn-nothing"))
    return reviewed(ree.open_store(event_folder(tmp_path, [*events, wrong])))


def test_text(found: Review) -> None:
    """What was seen, what is pending, what is wrong by rule."""
    text = review_text(found)
    assert text.startswith("22 records, 1 source, 0 snapshots\nnot yet in the log: 22 files\n")
    assert "  … and 2 more\n" in text
    assert text.endswith("1 finding\n  unknown-measure: 1\n")


def test_findings_of_days_due_are_added(found: Review) -> None:
    """What has come due is counted with the rest."""
    assert "2 findings\n" in review_text(found, found.findings)
    assert len(json.loads(review_json(found, found.findings))["findings"]) == 2


def test_json(found: Review) -> None:
    """The same for programs."""
    told = json.loads(review_json(found))
    assert told["records"] == len(told["pending"]) == 22
    assert told["problems"] == []
    assert [finding["rule"] for finding in told["findings"]] == ["unknown-measure"]
