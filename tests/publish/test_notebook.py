"""How answers show themselves in notebooks."""

from html.parser import HTMLParser
from typing import Any

from traps import TRAPS, event, first

import reetimeline as ree

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


class Rows(HTMLParser):
    """The cells of a table, row by row; any other tag than those of a table is kept apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.strange: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Open a row or a cell."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag not in ("table", "caption", "thead", "tbody", "p"):
            self.strange.add(tag)

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def shown(answer: Any) -> str:
    """Return what a notebook shows of an answer."""
    return str(answer._repr_html_())


def test_a_snapshot() -> None:
    """A row a measure."""
    html = shown(ree.replayed(SUSPENDED).at("2025-11-20", known_on="2025-11-10"))
    assert "State on 2025-11-20, as announced by 2025-11-10" in html
    assert Rows(html).rows[1] == [
        "cn-test",
        "A test",
        "suspended",
        "2025-11-07",
        "2026-11-10",
        "CN",
    ]


def test_a_history_and_a_diff() -> None:
    """How much there is, and what differs."""
    history = ree.replayed(SUSPENDED)
    assert "History of 2 records" in shown(history)
    assert ["measure", "1"] in Rows(shown(history)).rows
    diff = shown(history.diff("2025-11-06", "2025-11-10"))
    assert ["cn-test", "status", "scheduled", "suspended"] in Rows(diff).rows


def test_text_is_no_markup() -> None:
    """A title with a tag in it is shown as it is."""
    html = ree.replayed([event("2025-01-01", first() | {"title": "<b>&"})]).at("2025-02-01")
    found = Rows(shown(html))
    assert found.rows[1][1] == "<b>&"
    assert not found.strange


def test_long_tables_are_cut_and_say_so() -> None:
    """Fifty rows, and how many more."""
    made = (first(measure=f"cn-{n}") for n in range(53))
    html = shown(ree.replayed([event("2025-01-01", *made)]).at("2025-02-01"))
    assert len(Rows(html).rows) == 51
    assert "and 3 more rows" in html
