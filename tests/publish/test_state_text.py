"""A state as text for a person."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import asked_days, event_sets
from traps import TRAPS, Wire, change, event, first, rate
from wires import RULE, advance, allocate, establish, observe, organise, verify

import reetimeline as ree
from reetimeline.publish.state_text import citation_lines, state_text

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events
EVERYTHING = [
    RULE,
    event("2012-01-01", allocate("10546", batch="1"), advance("appealed", by=["US"]), number=1),
    event("2012-02-01", allocate("500", status="provisional"), observe("270000"), number=2),
    event(
        "2012-03-01",
        establish("lynas"),
        establish("owner"),
        organise("transfer", "lynas", to="owner", share="10"),
        number=3,
    ),
]


def text(events: list[Wire], on: str, **more: Any) -> str:
    """Return the text of a state."""
    return state_text(ree.replayed(events).at(on).to_dict(), **more)


def test_a_whole_page() -> None:
    """The page of one licence, word for word."""
    assert text(SUSPENDED, "2025-11-20") == (
        "State of 20 November 2025\n"
        "from 2 records, never all looked at again\n"
        "\n"
        "Suspended (1)\n"
        "  cn-test\n"
        "    A test\n"
        "    export-licence · CN · since 2025-11-07 through 2026-11-10, applies again 2026-11-11\n"
        "\n"
        "What comes next\n"
        "  2025-12-01  start: cn-test\n"
        "  2026-11-10  last day of suspension: cn-test\n"
        "  2026-11-11  revival: cn-test\n"
    )


def test_nothing_says_so() -> None:
    """An empty day is told, not left blank."""
    assert "Nothing in the record answers that on this day." in text([], "2025-11-20")
    assert "Nothing in the record" not in text(SUSPENDED, "2025-11-20")


def test_grouped_by_status() -> None:
    """What is in force comes first, each group with its number."""
    events = [
        *SUSPENDED,
        event("2025-11-08", first(measure="cn-b"), first(measure="cn-c", effective="2026-01-01")),
        event("2025-11-08", first("propose", "cn-d", proposal="draft"), number=2),
    ]
    heads = [line for line in text(events, "2025-11-20").splitlines() if line[:1] not in ("", " ")]
    assert heads[2:-1] == ["In force (1)", "Suspended (1)", "Scheduled (1)", "Proposed (1)"]


def test_stale_is_said() -> None:
    """Beyond the day looked at the head says so, within it the day."""
    looked = event("2025-12-01", verify("cn-test", through="2025-11-30"), kind="review")
    beyond = text([*SUSPENDED, looked], "2025-12-02")
    assert "looked at through 2025-11-30 at the earliest; half of what is shown" in beyond
    assert "stale: nobody" in beyond
    within = text([*SUSPENDED, looked], "2025-11-30")
    assert "looked at through 2025-11-30" in within
    assert "stale" not in within


def test_known_on_is_said() -> None:
    """A page that leaves things out says by when they had been announced."""
    state = ree.replayed(SUSPENDED).at("2025-12-01", known_on="2025-10-20").to_dict()
    assert "as announced by 20 October 2025\n" in state_text(state)


def test_flags() -> None:
    """Practice, contested, never operative, uncertain, part of, unnamed: each in words."""
    denial = {"source": "test/b", "locator": "p. 1", "stance": "denies"}
    halt = first(modality="practice", count=5) | {"instrument": "embargo"}
    part = first(measure="cn-part", part_of="cn-test")
    page = text([event("2010-09-21", halt, part, citation=[denial])], "2010-10-01")
    for words in ("a practice, no legal act", "contested", "part of cn-test", "5 unnamed"):
        assert words in page
    assert "never operative" in " ".join(text(SUSPENDED, "2025-12-15").split())
    assert "possibly in-force or ended" in text(
        [event("2010-01-01", first(until="2010-09"))], "2010-09-15"
    ).replace("\n      ", " ")


def test_cells_that_differ_are_told_apart() -> None:
    """Rates, and of a partial measure each cell with its own status."""
    events = [
        event("2025-01-01", first(goods=["Ga", "Ge"], targets=["*"], rate=rate("25"))),
        event("2025-02-01", change("suspend", goods=["Ga"])),
    ]
    page = text(events, "2025-03-01")
    assert "suspended · Ga to all · since 2025-02-01 · 25 %" in page
    assert "in-force · Ge to all · since 2025-01-01 · 25 %" in page


def test_the_other_things() -> None:
    """Quotas, disputes, organisations and figures have groups of their own."""
    page = text(EVERYTHING, "2012-06-01")
    assert "Quotas (1)\n  cn-quota 2012\n    10,546 t gross · 500 t provisional" in page
    assert "Disputes (1)\n  DS431 appealed since 2012-01-01" in page
    assert "owned by owner 10 %" in page
    assert "owns lynas" in page
    assert "cn-mine-production 2024: 270,000 t (usgs, actual)" in page


def test_an_undisclosed_quota_is_not_zero() -> None:
    """It is not disclosed."""
    page = text([RULE, event("2012-01-01", allocate(None, status="undisclosed"))], "2012-06-01")
    assert "not disclosed gross" in page
    assert "0 t" not in page


def test_three_hundred_parties_are_counted() -> None:
    """A long list is cut, and says how long it is."""
    firms = [f"firm-{n:03}" for n in range(300)]
    page = text([event("2025-01-01", first(goods=["rare-earths"], parties=firms))], "2025-02-01")
    assert "… (300 in all)" in page
    assert "    rare-earths for firm-000 firm-001" in page
    assert len(page) < 1000


def test_lines_keep_to_the_width() -> None:
    """Text is wrapped; only a word too long for a line may stand out."""
    events = [event("2025-01-01", first() | {"title": "A long title " * 20})]
    for width in (60, 100):
        assert max(map(len, text(events, "2025-02-01", width=width).splitlines())) <= width


def test_styles_are_asked_for() -> None:
    """Without a style there is none; with one each name is styled by its status."""
    styled = text(SUSPENDED, "2025-11-20", style=lambda words, name: f"<{name}>{words}")
    assert "<yellow>cn-test" in styled
    assert "<" not in text(SUSPENDED, "2025-11-20")


def test_sources_stand_under_each_thing() -> None:
    """Event by event, each with what its citations say."""
    history = ree.replayed(SUSPENDED)
    cited = {e.id: citation_lines(e, history.sources) for e in history.events()}
    page = text(SUSPENDED, "2025-11-20", citations=cited)
    assert "    [2025-11-07-cn-test-1]\n      test/source, paragraph 1\n" in page


def test_a_citation_in_a_line() -> None:
    """What it does, its title and kind, passage, fields and address."""
    from wires import source

    cited = [{"source": "a/b", "locator": "p. 2", "stance": "denies", "fields": ["announced"]}]
    (one,) = ree.replayed([event("2025-01-01", citation=cited)]).events()
    known = source("a/b", title="A paper", url="https://a.b/c")
    assert citation_lines(one, {"a/b": known}) == [
        "denies: A paper (press), p. 2 [announced] <https://a.b/c>"
    ]
    assert citation_lines(one, {}) == ["denies: a/b, p. 2 [announced]"]


@pytest.mark.parametrize("width", [0, 40, 120])
def test_any_width(width: int) -> None:
    """However narrow, a page is written."""
    assert text(EVERYTHING, "2012-06-01", width=width).endswith("\n")


@given(event_sets(), asked_days())
def test_every_measure_of_a_state_is_on_its_page_once(events: list[Wire], on: str) -> None:
    """None is lost between the groups, and none stands in two."""
    state = ree.replayed(events).at(on).to_dict()
    lines = state_text(state).splitlines()
    for row in state["measures"]:
        assert lines.count(f"  {row['id']}") == 1


def test_the_module_stays_plain(tmp_path: Path) -> None:
    """A page has no control characters and no trailing spaces."""
    for line in text(EVERYTHING, "2012-06-01").splitlines():
        assert line == line.rstrip()
        assert line.isprintable()
