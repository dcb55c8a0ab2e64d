"""CSV, JSON and Markdown tables: what is in a cell stays in it."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, strategies as st

from reetimeline.publish.tables import as_csv, as_json, as_markdown, escaped, flat

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
values = st.one_of(st.none(), st.booleans(), st.integers(), texts, st.lists(texts, max_size=3))
rows = st.lists(st.dictionaries(st.sampled_from("abc"), values, min_size=1), min_size=1, max_size=4)


@given(rows)
def test_json_reads_back(found: list[dict[str, object]]) -> None:
    """What is written is what is read, letters are not escaped, and it ends in a newline."""
    text = as_json(found)
    assert json.loads(text) == found
    assert text.endswith("]\n")
    assert "\\u4e2d" not in as_json(["中"])


@given(rows)
def test_csv_reads_back(found: list[dict[str, object]]) -> None:
    """Each row has every column, and its cells are the flat values."""
    reader = csv.reader(io.StringIO(as_csv(found), newline=""))
    header, *body = list(reader)
    assert header == list(dict.fromkeys(key for row in found for key in row))
    assert len(body) == len(found)
    for line, row in zip(body, found, strict=True):
        for key, cell in zip(header, line, strict=True):
            said = flat(row.get(key))
            assert cell == said or cell == f"'{said}"


@given(rows)
def test_markdown_cells_stay_in_their_cell(found: list[dict[str, object]]) -> None:
    """A table has a line a row, and every line the same number of unescaped pipes."""
    lines = as_markdown(found).removesuffix("\n").split("\n")
    pipes = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines]
    assert len(lines) == 2 + len(found)
    assert set(pipes) == {len({key for row in found for key in row}) + 1}


@pytest.mark.parametrize("start", ["=1+1", "@SUM(A1)", "+1+cmd", "-2+3", "\tx", "\rx"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A spreadsheet takes no title for a formula."""
    (_, line) = as_csv([{"a": start}]).split("\r\n", 1)
    assert line.strip('"').startswith("'")


def test_numbers_are_no_formulas() -> None:
    """A negative number stays a number."""
    assert as_csv([{"a": "-1.5"}]) == "a\r\n-1.5\r\n"


def test_nothing_is_an_empty_table() -> None:
    """No rows, no header."""
    assert as_csv([]) == as_markdown([]) == ""
    assert as_json([]) == "[]\n"


def test_flat() -> None:
    """Lists are joined, None is empty, deeper values are JSON."""
    plain: list[object] = [None, True, False, ["a", "b"], [], {}, 5]
    assert [flat(value) for value in plain] == [
        "",
        "true",
        "false",
        "a b",
        "",
        "",
        "5",
    ]
    assert flat([["2025-01-01", None]]) == '[["2025-01-01", null]]'
    assert flat({"a": 1}) == '{"a": 1}'


def test_escaped() -> None:
    """Pipes, backslashes and line ends."""
    assert escaped("a|b\\c\nd\re") == "a\\|b\\\\c de"
