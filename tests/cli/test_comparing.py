"""`diff`."""

import csv
import io
import json
from pathlib import Path

import pytest

from cli.running import refused, run


def test_two_days(store: Path) -> None:
    """What changed, with the event that did it."""
    text = run("diff", "2025-11-06", "2025-11-10", "--store", store).stdout
    assert text.startswith("From 2025-11-06 to 2025-11-10: 2 things changed")
    assert "status: scheduled → suspended" in text
    assert "by 2025-11-07-cn-test-1" in text


def test_nothing_changed(store: Path) -> None:
    """No difference is nothing found."""
    result = run("diff", "2025-11-20", "2025-11-20", "--store", store)
    assert (result.exit_code, result.stderr) == (1, "")
    assert "0 things changed" in result.stdout


def test_what_became_known(store: Path) -> None:
    """One day, known on two."""
    asked = ["diff", "--known-on", "2025-10-01", "2025-10-20", "2025-12-01", "--store", str(store)]
    found = json.loads(run(*asked, "--format", "json").stdout)
    assert [change["thing"] for change in found["changes"]] == ["cn-test"]
    assert run(*asked).stdout.startswith(
        "About 2025-12-01, as known on 2025-10-01 and on 2025-10-20"
    )


def test_rows(store: Path) -> None:
    """One row a field."""
    text = run("diff", "2025-11-06", "2025-11-10", "--store", store, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {"thing": "cn-test", "field": "status", "before": "scheduled"}.items() <= next(
        row for row in rows if (row["thing"], row["field"]) == ("cn-test", "status")
    ).items()


@pytest.mark.parametrize(
    "days",
    [
        ["2025-01-01"],
        ["2025-01-01"] * 3,
        ["--known-on", "2025-01-01", "2025-01-02", *["2025-01-01"] * 2],
    ],
)
def test_the_wrong_number_of_days(store: Path, days: list[str]) -> None:
    """Two days, or two known and one."""
    refused(run("diff", *days, "--store", store), 2, "give two days")
