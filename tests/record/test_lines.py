"""Finding lines in TOML."""

from __future__ import annotations

import pytest

from reetimeline.record.lines import dotted, line_at, lines_of, undotted

TEXT = '''\
id = "x" # [not.a.header]
summary = """
[[change]]
do = "no"
"""
other = """one line"""
"quoted key" = 1

[[change]]
do = "impose"
measure = [
  "a",
  "b = 1",
]
rate.value = "5"

[change.rate]
unit = "%"

[[change.terms]]
key = "k"

[[change.terms]]
key = "l"

[[change]] # second
do = 'end'
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("id",), 1),
        (("summary",), 2),
        (("other",), 6),
        (("quoted key",), 7),
        (("change",), 9),
        (("change", 0), 9),
        (("change", 0, "do"), 10),
        (("change", 0, "measure", 1), 11),
        (("change", 0, "rate", "value"), 15),
        (("change", 0, "rate", "unit"), 18),
        (("change", 0, "terms", 1, "key"), 24),
        (("change", 1, "do"), 27),
        (("change", 1, "until"), 26),
        (("nowhere",), 1),
    ],
)
def test_line_of_a_path(path: tuple[str | int, ...], line: int) -> None:
    """A path has its own line, or that of the nearest table around it."""
    assert line_at(path, lines_of(TEXT)) == line


def test_paths_as_people_write_them() -> None:
    """People count from one."""
    assert dotted(("change", 1, "until")) == "change.2.until"
    assert undotted("change.2.until") == ("change", 1, "until")
