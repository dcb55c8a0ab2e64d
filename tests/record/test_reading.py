"""Reading event files: what is accepted, and every refusal with its place and remedy."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from record.strategies_record import events
from reetimeline.change import Impose, Suspend
from reetimeline.errors import EventError
from reetimeline.event import Event
from reetimeline.record import reading
from reetimeline.record.reading import (
    event_from_toml,
    event_from_wire,
    read_text,
    sources_from_toml,
    text_of,
)
from reetimeline.record.writing import event_to_toml, event_to_wire
from reetimeline.vocabulary import Vocabulary

GOOD = """\
id = "2025-04-04-cn-licence"
title = "A licence"
kind = "export-control"
actors = ["CN/MOFCOM"]
announced = "2025-04-04"
time = "18:00"
timezone = "Asia/Shanghai"

[[change]]
do = "impose"
measure = "licence"
title = "Licence"
instrument = "export-licence"
goods = ["medium-heavy"]
forms = ["metal", "oxide"]
targets = ["*"]
codes = ["2846.90"]
rate = { value = "25", unit = "%" }

[[change.terms]]
key = "review"
value = "45 days"

[[change]]
do = "suspend"
measure = ["licence"]
duration = "P90D"

[[response]]
to = "2025-04-02-us-tariffs"
relation = "responds-to"
basis = "inferred"
source = "reuters/2025-04-04"
locator = "paragraph 2"

[[citation]]
source = "mofcom/2025-18"
fields = ["change.1.goods", "announced"]
locator = "article 1"
"""


def problems_of(text: str) -> list[str]:
    """Return the problems of a text as people see them."""
    with pytest.raises(EventError) as caught:
        event_from_toml(text, "x.toml")
    return [str(problem) for problem in caught.value.problems]


def test_an_event_is_read_whole() -> None:
    """One measure as text becomes a list, groups open, the shorthand becomes a citation."""
    event = event_from_toml(GOOD)
    impose, suspend = event.changes
    assert isinstance(impose, Impose)
    assert isinstance(suspend, Suspend)
    assert impose.measure == suspend.measure == ("licence",)
    assert impose.goods is not None
    assert impose.goods[0] == "Sm"
    assert impose.goods[-1] == "Y"
    assert impose.rate is not None
    assert impose.rate.value == "25"
    assert event.responses[0].citation[0].locator == "paragraph 2"
    assert event.announced.text == "2025-04-04"


def test_members_of_the_act_stand_before_the_vocabulary() -> None:
    """A group that the act defines has the act's members, and keeps them beside."""
    text = GOOD.replace('goods = ["medium-heavy"]', 'goods = ["medium-heavy", "list-a", "list-a"]')
    text = text.replace(
        "rate =", 'members = { medium-heavy = ["Y", "Dy"], list-a = ["Ga"] }\nrate ='
    )
    impose = event_from_toml(text).changes[0]
    assert isinstance(impose, Impose)
    assert impose.goods == ("Dy", "Y", "Ga")
    assert impose.members["medium-heavy"] == ("Y", "Dy")


def test_several_citations_of_a_response() -> None:
    """The shorthand and full citations of one response stand together, the shorthand first."""
    more = '\n[[response.citation]]\nsource = "ft/2025"\n\n[[citation]]'
    event = event_from_toml(GOOD.replace("\n[[citation]]", more))
    assert [citation.source for citation in event.responses[0].citation] == [
        "reuters/2025-04-04",
        "ft/2025",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"2025-04-04"\ntime', "2025-04-04\ntime", 5, 'put it in quotes: "2025-04-04"'),
        ('"2025-04-04"\ntime', '"2025-4-4"\ntime', 5, "not an accepted EDTF date"),
        ('"2025-04-04"\ntime', '"2025-02-30"\ntime', 5, "does not exist"),
        ('"2025-04-04"\ntime', '"2025-04/2025-05"\ntime', 5, "not an accepted EDTF date"),
        ('["2846.90"]', "[2846.90]", 17, 'put it in quotes: "2846.9"'),
        ('["2846.90"]', "[28469010]", 17, 'put it in quotes: "28469010"'),
        ('["2846.90"]', '["28x"]', 17, "is not a customs code"),
        ('["medium-heavy"]', '["Dyy"]', 14, "did you mean Dy?"),
        ('["medium-heavy"]', '["dysprosium"]', 14, "did you mean Dy?"),
        ('["medium-heavy"]', "[]", 14, "names no cell"),
        ('["CN/MOFCOM"]', '["CN/MOFCO"]', 4, "did you mean CN/MOFCOM"),
        ('["CN/MOFCOM"]', '["XX"]', 4, "'XX' is no jurisdiction"),
        ('["CN/MOFCOM"]', '"CN/MOFCOM"', 4, "text stands where a list belongs"),
        ('["metal", "oxide"]', '["metl"]', 15, "did you mean metal"),
        ('targets = ["*"]', 'targets = ["USA"]', 16, "'USA' is no jurisdiction"),
        ('"export-licence"', '"export-license"', 13, "did you mean export-licence"),
        ('kind = "export-control"', 'kind = "export-controls"', 3, "did you mean export-control"),
        ('kind = "export-control"', "kind = true", 3, "true or false stands where text belongs"),
        ('kind = "export-control"', 'kind = ""', 3, "leave the key out"),
        ('kind = "export-control"', 'kind = "a\\u0007"', 3, "control character"),
        ('kind = "export-control"', "", 1, "kind is missing"),
        ("title = ", "titel = ", 2, "unknown key 'titel' (did you mean title"),
        (
            '[[change]]\ndo = "s',
            '[[changes]]\ndo = "s',
            24,
            "unknown key 'changes' (did you mean change?)",
        ),
        ('do = "impose"', 'do = "impos"', 10, "did you mean impose"),
        ('do = "impose"', "", 9, "do is missing"),
        ('do = "impose"', 'do = "impose"\nmodalty = "act"', 11, "did you mean modality?"),
        ('do = "impose"', 'do = "impose"\nmodality = "rule"', 11, "one of act, practice"),
        ('do = "impose"', 'do = "impose"\ncount = "3"', 11, "stands where a whole number"),
        ('do = "impose"', 'do = "impose"\ncount = 0', 11, "the number 0 stands where"),
        ('do = "impose"', 'do = "impose"\nparties = ["Lynas Corp"]', 11, "is not an id"),
        ('"P90D"', '"90 days"', 27, "is not a duration"),
        ('"P90D"', '"P90D"\nuntil = "2025-08-11"', 27, "keep one of them"),
        ('value = "25"', "value = 25", 18, 'put it in quotes: "25"'),
        ('value = "25"', 'value = "a quarter"', 18, "is not a quantity"),
        ('value = "45 days"', "values = 45", 22, "did you mean value?"),
        ('"18:00"', '"6pm"', 6, "HH:MM"),
        ('"18:00"', "18:00:00", 6, "put it in quotes"),
        ('"Asia/Shanghai"', '"Beijing"', 7, "is not a time zone"),
        ('"Asia/Shanghai"', '"../../etc/passwd"', 7, "is not a time zone"),
        ('"2025-04-04-cn-licence"', '"2025-04-05-cn-licence"', 1, "begin with 2025-04-04-"),
        ('"2025-04-04-cn-licence"', '"Licence"', 1, "is not an event id"),
        ('"2025-04-04-cn-licence"', '"../2025-04-04-x"', 1, "is not an event id"),
        ('"responds-to"', '"respond-to"', 31, "did you mean responds-to"),
        ('"inferred"', '"guessed"', 32, "one of stated, inferred"),
        ('"2025-04-02-us-tariffs"', '"tariffs"', 30, "is not an event id"),
        ('"mofcom/2025-18"', '"mofcom"', 37, "is not a source id"),
        ('"change.1.goods"', '"change.3"', 38, "write change.1 for the first; there are 2 changes"),
        ('"change.1.goods"', '"change.1.god"', 38, "did you mean goods"),
        ('"change.1.goods"', '"anounced"', 38, "did you mean announced"),
        ("[[citation]]", "[citation]", 36, "a table stands where a list belongs"),
        ("[[change.terms]]", "[change.terms]", 20, "a table stands where a list belongs"),
        ('announced = "2025', 'revision = 2\nannounced = "2025', 1, "a revision gives its reason"),
    ],
)
def test_each_fault_has_its_line_and_remedy(old: str, new: str, line: int, said: str) -> None:
    """One thing wrong is told at its line, with how to mend it."""
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new, 1))
    assert any(told.startswith(f"x.toml:{line}: ") and said in told for told in found), found


def test_all_faults_at_once_in_order() -> None:
    """Faults of shape and of words are told together, from the top."""
    text = GOOD.replace("metal", "metl").replace('"18:00"', '"25:00"').replace('"25"', "25")
    text = text.replace('"P90D"', '"P0D"').replace("[[citation]]", "[[citation]]\nextra = 1")
    lines = [int(told.split(":")[1]) for told in problems_of(text)]
    assert lines == [6, 15, 18, 27, 37]


def test_a_wire_form_has_paths_instead_of_lines() -> None:
    """Faults of a mapping are placed at their path."""
    with pytest.raises(EventError) as caught:
        event_from_wire({"id": "2025-x", "change": [{"do": "end", "measure": 5}]}, place="stdin")
    places = [problem.place for problem in caught.value.problems]
    assert "stdin change.1.measure" in places


@pytest.mark.parametrize("data", [5, None, [], "text"])
def test_a_wire_form_is_a_table(data: Any) -> None:
    """Anything else than a mapping is refused."""
    with pytest.raises(EventError):
        event_from_wire(data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ('id = "a"\nid = "b"', "x.toml:2: is not TOML"),
        ("id = ", "is not TOML"),
        ("a = " + "[" * 100_000, "is not TOML"),
        ("a = " + "9" * 100_000, "is not TOML"),
        ('"a" = 1\n' * 200_000, "too long"),
    ],
)
def test_what_is_no_toml(text: str, said: str) -> None:
    """Empty, broken, absurd: one clear fault each."""
    (told,) = problems_of(text)
    assert said in told


def test_files_are_judged_before_they_are_parsed(tmp_path: Path) -> None:
    """Missing, empty, binary, not UTF-8: each is one fault with the file's name."""
    path = tmp_path / "x.toml"
    with pytest.raises(EventError, match="cannot be read"):
        read_text(path)
    for data, said in [
        (b"\x7fELF\x00\x01", "is not text"),
        (b'id = "a"\ntitle = "\xff"', ":2: is not UTF-8"),
        ('id = "é"'.encode("utf-16"), "is not UTF-8"),
    ]:
        path.write_bytes(data)
        with pytest.raises(EventError, match=said) as caught:
            read_text(path)
        assert str(path) in str(caught.value)


def test_a_huge_file_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 100 MB the size is asked, not the content."""
    path = tmp_path / "x.toml"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 100_000_000)

    def never(_: Path) -> bytes:
        pytest.fail("the file was read")

    monkeypatch.setattr(Path, "read_bytes", never)
    with pytest.raises(EventError, match="100,000,000 bytes"):
        read_text(path)


def test_byte_order_mark_and_line_ends_do_not_count(tmp_path: Path) -> None:
    """A file saved on Windows says the same."""
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert event_from_toml(read_text(path)) == event_from_toml(GOOD)
    text = GOOD.replace("\n", "\r\n").replace('"18:00"', '"18h"')
    assert any(":6: " in told for told in problems_of(text))


def test_ids_may_begin_with_what_is_known_of_the_day() -> None:
    """A month, a year, a day within the range, and `undated` where nothing is known."""
    for announced, begin in [
        ("2010-09", "2010-09"),
        ("2010-09", "2010-09-01"),
        ("2010-09-07", "2010"),
        ("[2010-09-21..2010-09-23]", "2010-09-21"),
        ("2010~", "2010"),
        ("[..2010-09]", "undated"),
        ("[..2010-09]", "2010"),
    ]:
        text = GOOD.replace('announced = "2025-04-04"', f'announced = "{announced}"')
        event = event_from_toml(text.replace('id = "2025-04-04', f'id = "{begin}'))
        assert event.id.startswith(begin)


def test_a_revision_keeps_its_id() -> None:
    """A corrected day does not rename the event."""
    text = GOOD.replace('announced = "2025-04-04"', 'announced = "2025-04-03"\nrevision = 2')
    assert event_from_toml(text.replace("title", 'reason = "the day"\ntitle', 1)).revision == 2


def test_a_store_may_add_words() -> None:
    """Words of a store's own vocabulary are accepted where it is given."""
    words = Vocabulary(
        {"good": {"lumber": "lumber"}, "group": {"g": {"name": "g", "members": ["lumber"]}}}
    )
    text = GOOD.replace('["medium-heavy"]', '["g"]')
    impose = event_from_toml(text, vocabulary=words).changes[0]
    assert isinstance(impose, Impose)
    assert impose.goods == ("lumber",)
    assert problems_of(text)


@given(events(), st.data())
def test_nothing_but_event_errors(event: Event, data: st.DataObject) -> None:
    """However a file is damaged, it is read or refused, and never fails otherwise."""
    text = event_to_toml(event)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 20)))
    damaged = text[:start] + data.draw(st.text(max_size=5)) + text[stop:]
    with contextlib.suppress(EventError):
        event_from_toml(damaged, "x.toml")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["do", "id", "source", "goods", "change"]), inner)
    ),
    max_leaves=8,
)


@given(events(), st.data())
def test_no_wire_form_breaks_the_reader(event: Event, data: st.DataObject) -> None:
    """Whatever stands under a key, the answer is an event or an `EventError`."""
    wire = event_to_wire(event)
    key = data.draw(st.sampled_from(sorted({*wire, "change", "citation", "response", "odd"})))
    wire[key] = data.draw(_json)
    with contextlib.suppress(EventError):
        event_from_wire(wire)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoding(data: bytes) -> None:
    """Bytes become text or an `EventError`."""
    with contextlib.suppress(EventError):
        text_of(data)


SOURCE = """\
[[source]]
id = "mofcom/2025-18"
title = "公告2025年第18号"
type = "webpage"
kind = "official"
jurisdiction = "CN"
accessed = "2026-11-21"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[source]]", "[[sources]]", ":1: unknown key 'sources'"),
        ("[[source]]", "[source]", "write [[source]]"),
        ('kind = "official"', 'kind = "offical"', ":5: 'offical' is not known here (did you mean"),
        ('kind = "official"', "", "kind is missing"),
        ('"CN"', '"CHN"', ":6: 'CHN' is no jurisdiction"),
        ('"2026-11-21"', '"yesterday"', ":7: 'yesterday' is not a day"),
        ('"2026-11-21"', "2026-11-21", ":7: the TOML date or time"),
        ('"mofcom/2025-18"', '"MOFCOM"', ":2: 'MOFCOM' is not a source id"),
        ("[[source]]", SOURCE + "\n[[source]]", ":10: 'mofcom/2025-18' stands here twice"),
    ],
)
def test_faults_of_sources(old: str, new: str, said: str) -> None:
    """Sources are read as strictly as events."""
    with pytest.raises(EventError) as caught:
        sources_from_toml(SOURCE.replace(old, new, 1), "sources/mofcom.toml")
    assert said in str(caught.value)


def test_reading_has_one_limit() -> None:
    """The limit the error names is the one that is applied."""
    assert reading.LARGEST_FILE == 1_000_000
