"""Snapshots to hold, checked on every replay."""

from typing import Any

import pytest
from traps import change, event, first, rate
from wires import RULE, advance, allocate, establish, observe

from review.reviewed_wires import found

EVENTS = [
    RULE,
    event("2012-01-01", allocate("10546"), advance("adopted"), establish("lynas"), observe("27")),
    event("2025-01-01", first(goods=["Ga", "Ge"], targets=["*"], rate=rate("25"))),
    event("2025-02-01", change("suspend", goods=["Ga"], targets=["US"])),
]
SOUND: list[dict[str, Any]] = [
    {"measure": "cn-test", "status": "partial"},
    {"measure": "cn-test", "goods": ["Ga"], "targets": ["US"], "status": "suspended"},
    {"measure": "cn-test", "goods": ["Ga"], "targets": ["JP"], "status": "in-force"},
    {"measure": "cn-test", "goods": ["Ge"], "rate": {"value": "25", "unit": "%"}},
    {"measure": "cn-test", "goods": ["Dy"], "status": "absent"},
    {"measure": "cn-test", "actors": ["CN"]},
    {"dispute": "DS431", "stage": "adopted"},
    {"organisation": "lynas", "name": "Lynas"},
    {"series": "cn-mine-production", "value": "27"},
]


def wrong(line: dict[str, Any], on: str = "2025-06-01") -> list[str]:
    """Return the findings about one line that a review of the record yields."""
    one = {"on": on, "expect": [{**line, "source": "test/source"}], "place": "snapshots/a.toml"}
    return [str(f) for f in found(EVENTS, expectations=[one]) if f.rule == "snapshot"]


@pytest.mark.parametrize("line", SOUND)
def test_what_holds_is_no_finding(line: dict[str, Any]) -> None:
    """A line the replay bears out."""
    assert wrong(line) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"measure": "cn-test", "status": "in-force"}, "status is 'partial' on 2025-06-01"),
        (
            {"measure": "cn-test", "goods": ["Ga"], "targets": ["US"], "status": "in-force"},
            "status is 'suspended'",
        ),
        ({"measure": "cn-test", "goods": ["Ga"], "status": "in-force"}, "status is 'suspended'"),
        ({"measure": "cn-test", "goods": ["Ge"], "status": "absent"}, "has a row on 2025-06-01"),
        ({"measure": "cn-test", "goods": ["Dy"], "status": "in-force"}, "has no such row"),
        ({"measure": "cn-test", "goods": ["Ge"], "rate": {"value": "5", "unit": "%"}}, "rate is"),
        ({"measure": "cn-tset", "status": "partial"}, "did you mean cn-test"),
        ({"dispute": "DS431", "stage": "appealed"}, "stage is 'adopted'"),
        ({"organisation": "lynas", "name": "Else"}, "name is 'Lynas'"),
        ({"series": "cn-mine-production", "value": "28"}, "value is"),
        ({"status": "partial"}, "names none of measure, quota"),
        ({"measure": "cn-test", "sttaus": "partial"}, "sttaus is None"),
    ],
)
def test_what_does_not_hold_is_told(line: dict[str, Any], words: str) -> None:
    """A line the replay contradicts is a finding at its place that says what is instead."""
    found_wrong = wrong(line)
    assert found_wrong
    assert all(finding.startswith("snapshots/a.toml: expect.1: ") for finding in found_wrong)
    assert words in found_wrong[0]


def test_a_quota_by_its_period() -> None:
    """A period chooses the row; another has none."""
    line = {"quota": "cn-quota", "period": "2012", "firm": "10546"}
    assert wrong(line, "2012-06-01") == []
    assert wrong({**line, "firm": "1"}, "2012-06-01")
    assert "no such row" in wrong({**line, "period": "2013"}, "2012-06-01")[0]


def test_known_on() -> None:
    """A snapshot may hold of what was known."""
    line = {"measure": "cn-test", "status": "in-force", "source": "test/source"}
    one = {"on": "2025-06-01", "known_on": "2025-01-15", "expect": [line], "place": "a.toml"}
    assert [f for f in found(EVENTS, expectations=[one]) if f.rule == "snapshot"] == []


def test_its_source_is_cited_by_it() -> None:
    """A source only a snapshot names is not idle."""
    line = {**SOUND[0], "source": "other/check"}
    one = {"on": "2025-06-01", "expect": [line], "place": "a.toml"}
    names = ("test/source", "other/check")
    assert "source-never-cited" not in [f.rule for f in found(EVENTS, *names, expectations=[one])]
    assert "source-never-cited" in [f.rule for f in found(EVENTS, *names)]
