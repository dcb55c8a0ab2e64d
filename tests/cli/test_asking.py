"""`state`, `history`, `why`: what they take and what they leave out."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import run


def told(store: Path, *arguments: str) -> dict[str, Any]:
    """Return the JSON of a state."""
    found: dict[str, Any] = json.loads(
        run("--store", store, "state", *arguments, "--format", "json").stdout
    )
    return found


def ids(store: Path, *arguments: str) -> list[str]:
    """Return the measures of a state."""
    return [row["id"] for row in told(store, *arguments)["measures"]]


def test_a_whole_state(store: Path) -> None:
    """All kinds of things of one day."""
    state = told(store, "2012-06-01")
    assert [row["id"] for row in state["measures"]] == ["cn-quota-rule"]
    assert [row["firm"] for row in state["quotas"]] == ["10546"]
    assert [row["stage"] for row in state["disputes"]] == ["settled"]
    assert [row["id"] for row in state["organisations"]] == ["lynas"]
    assert [row["value"]["text"] for row in state["series"]] == ["27"]


def test_ended_things_are_left_out_unless_asked(store: Path) -> None:
    """`--status ended` shows what has ended and nothing else."""
    assert "us-tariff" not in ids(store, "2025-11-20")
    assert ids(store, "2025-11-20", "--status", "ended") == ["us-tariff"]
    assert ids(store, "2020-06-01", "--actor", "US") == ["us-tariff"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["--good", "Ga"], ["cn-ban"]),
        (["--good", "Dy"], ["cn-test"]),
        (["--good", "rare-earths"], ["cn-test"]),
        (["--target", "US"], ["cn-ban", "cn-test"]),
        (["--target", "JP"], ["cn-test"]),
        (["--actor", "CN/MOFCOM"], ["cn-ban"]),
        (["--actor", "CN"], ["cn-quota-rule", "cn-ban", "cn-test"]),
        (["--instrument", "export-ban"], ["cn-ban"]),
        (["--status", "in-force"], ["cn-quota-rule"]),
        (["--status", "suspended", "--good", "Ga"], ["cn-ban"]),
        (["--form", "oxide"], []),
        (["--party", "lynas"], []),
    ],
)
def test_filters(store: Path, asked: list[str], expected: list[str]) -> None:
    """Member, group and ``*`` match; an axis that is not used never does."""
    assert ids(store, "2025-11-20", *asked) == expected


def test_known_on_and_recorded_by(store: Path) -> None:
    """The three days are three options."""
    expected = told(store, "2025-12-01", "--known-on", "2025-10-20", "--good", "Dy")
    assert expected["known_on"] == "2025-10-20"
    assert expected["measures"][0]["status"] == "in-force"
    early = told(store, "2025-12-01", "--recorded-by", "1")
    assert early["recorded_by"]["size"] == 1
    assert [row["id"] for row in early["measures"]] == ["cn-quota-rule"]
    before = told(store, "2025-12-01", "--recorded-by", "2025-12-31")
    assert before["recorded_by"]["size"] == 0


def test_text_shows_sources_if_asked(store: Path) -> None:
    """Sources are one flag away."""
    plain = run("--store", store, "state", "2025-11-20").stdout
    assert "A source (press), paragraph 1" not in plain
    assert (
        "A source (press), paragraph 1"
        in run("--store", store, "state", "2025-11-20", "--sources").stdout
    )


def test_csv_and_markdown_are_one_row_a_cell(store: Path) -> None:
    """Tables are flat."""
    text = run("--store", store, "state", "2025-11-20", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == ["cn-quota-rule", "cn-ban", "cn-test"]
    assert rows[1]["goods"] == "Ga Ge"
    table = run("--store", store, "state", "2025-11-20", "--format", "md").stdout
    assert len(table.splitlines()) == 2 + len(rows)


def test_history(store: Path) -> None:
    """The life of one thing, as text and as rows."""
    text = run("--store", store, "history", "cn-test").stdout
    assert text.splitlines()[0] == "cn-test"
    assert "2025-10-09   2025-11-06" in text
    rows = json.loads(run("--store", store, "history", "cn-test", "--format", "json").stdout)
    assert [(row["from"], row["status"]) for row in rows] == [
        ("2025-10-09", "scheduled"),
        ("2025-11-07", "suspended"),
        ("2026-11-11", "in-force"),
    ]
    known = run("--store", store, "history", "cn-test", "--known-on", "2025-10-20").stdout
    assert "suspended" not in known


def test_why(store: Path) -> None:
    """Without a day the last recorded is asked about."""
    text = run("--store", store, "why", "cn-test").stdout
    assert text.startswith("cn-test on 2025-11-09: suspended\n")
    assert text.count("+ A source (press), paragraph 1") == 2
    before = run("--store", store, "why", "cn-test", "--on", "2025-10-10").stdout
    assert before.startswith("cn-test on 2025-10-10: scheduled\n")
    assert before.count("+ A source") == 1


def test_why_of_one_field(store: Path) -> None:
    """A field no citation speaks of in particular leaves those of the whole."""
    found = json.loads(
        run("--store", store, "why", "cn-test", "--field", "until", "--format", "json").stdout
    )
    assert len(found["citations"]) == 2
