"""Trees and summaries as text, and the commands that print them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from strategies_responses import graphs
from traps import event
from wires import source, sqlite_store

from reetimeline.cli import graphing, main
from reetimeline.publish.graph_text import SECTIONS, lag_text, responses_text, summary_text
from reetimeline.responses import summary
from reetimeline.responses.graph import Graph
from reetimeline.responses.trees import tree

CAUSE = event("2025-10-09", title="China extends its controls")
REPLY = event(
    "2025-10-10",
    number=2,
    actors=["US"],
    title="A threat of tariffs",
    response=[
        {
            "to": CAUSE["id"],
            "relation": "retaliates",
            "basis": "stated",
            "source": "test/source",
            "locator": "second paragraph",
        }
    ],
)


@given(graphs())
def test_any_graph_can_be_told(graph: Graph) -> None:
    """A summary and every tree are text without trailing blanks on any line."""
    texts = [summary_text(summary(graph), graph)]
    for name in graph:
        trees = {"Up": tree(graph, name, up=True, depth=3), "Down": tree(graph, name, depth=3)}
        texts.append(responses_text(graph, name, trees, {}))
    for text in texts:
        assert text.endswith("\n")


def test_lags_are_told_in_words() -> None:
    """One day, many days, a range, and what no date bounds."""
    lags = [(1, 1), (-1, -1), (0, 0), (0, 30), (1158, 1158), (-800_000, 800_000)]
    assert [lag_text(lag) for lag in lags] == [
        "1 day",
        "-1 day",
        "0 days",
        "0 to 30 days",
        "1,158 days",
        "unknown days",
    ]


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Keep two acts, the second in answer to the first."""
    return sqlite_store(tmp_path, [CAUSE, REPLY], source())


def run(*arguments: str) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, arguments)


def test_responses_prints_a_tree(store: str) -> None:
    """It shows days, lag, relation, basis and who says so."""
    result = run("--store", store, "responses", CAUSE["id"], "--down")
    assert result.exit_code == 0
    assert result.output == (
        "2025-10-09  China extends its controls\n"
        "  2025-10-09-cn-test-1\n"
        "\n"
        "What answered it\n"
        "└─ 2025-10-10  A threat of tariffs\n"
        "   2025-10-10-cn-test-2\n"
        "   retaliates, stated, 1 day; test/source (press), second paragraph\n"
    )


def test_responses_gives_json(store: str) -> None:
    """Both ways are there, the lag as two numbers."""
    result = run("responses", REPLY["id"], "--store", store, "--format", "json")
    found = json.loads(result.output)
    assert found["answered"][0]["event"] == CAUSE["id"]
    assert found["answered"][0]["lag"] == [1, 1]
    assert found["answered_by"] == []


def test_responses_finds_nothing_or_refuses(store: str) -> None:
    """An event that answered nothing exits with 1; one that is not there is an error."""
    assert run("responses", CAUSE["id"], "--up", "--store", store).exit_code == 1
    assert run("responses", CAUSE["id"], "--policy", "official", "--store", store).exit_code == 1
    result = run("responses", "2025-10-09-cn-test-7", "--store", store)
    assert result.exit_code == 1
    assert "did you mean" in result.stderr


def test_graph_prints_a_summary(store: str) -> None:
    """It counts, and shows how figures depend on the policy."""
    result = run("graph", "--store", store)
    assert result.exit_code == 0
    assert result.output.startswith("2 events, 1 response, 0 legal links, 1 episode\n")
    assert "official" in result.output
    narrow = run("graph", "--store", store, "--show", "answerers").output
    assert narrow.splitlines() == [
        "2 events, 1 response, 0 legal links, 1 episode",
        "",
        "Days to answer others, by who answered",
        "  answered  answers  soonest  median  latest",
        "  US              1        1       1       1",
    ]
    assert set(SECTIONS) == set(graphing.SECTIONS)
    found = json.loads(run("graph", "--store", store, "--format", "json").output)
    assert found["lags_by_answerer"] == [
        {"answered": "US", "count": 1, "least": 1, "median": [1, 1], "most": 1}
    ]
    assert found["policies"]["official"]["responses"] == 0


@pytest.mark.parametrize("form", ["graphml", "gexf", "dot", "json", "mermaid", "csv", "svg"])
def test_graph_writes_files(store: str, tmp_path: Path, form: str) -> None:
    """Every form goes to a file, or to stdout with a dash."""
    path = tmp_path / "out"
    narrowed = ("--episode", CAUSE["id"], "--depth", "1", "--store", store)
    assert run("graph", *narrowed, "--to", form, str(path)).exit_code == 0
    shown = run("graph", *narrowed, "--to", form, "-")
    assert shown.stdout_bytes == path.read_bytes()
    assert REPLY["id"] in path.read_text("utf-8") or form in ("mermaid", "svg")


def test_graph_refuses_what_says_nothing(store: str) -> None:
    """A depth without an event, and a relation that does not exist, are usage errors."""
    assert run("graph", "--depth", "2", "--store", store).exit_code == 2
    result = run("graph", "--relation", "retaliate", "--store", store)
    assert result.exit_code == 2
    assert "retaliates" in result.stderr
    assert run("graph", "--on", "2025-10-01", "--store", store).exit_code == 1


def test_a_refused_picture_leaves_no_file(tmp_path: Path) -> None:
    """What is too large to be drawn is one error, and nothing is written."""
    crowd = [event("2025-10-09", number=number) for number in range(1, 62)]
    path = tmp_path / "out.svg"
    result = run("graph", "--store", sqlite_store(tmp_path, crowd), "--to", "svg", str(path))
    assert result.exit_code == 1
    assert "--depth" in result.stderr
    assert not path.exists()
