"""The vocabulary: what ships, what is refused, how groups open, how a store adds words."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import get_args

import pytest
from hypothesis import given, strategies as st

from reetimeline import change, event
from reetimeline.edtf import parse
from reetimeline.errors import VocabularyError
from reetimeline.vocabulary import Vocabulary, agency, check, expand_goods, name_of, shipped
from reetimeline.vocabulary.tables import FILES

_SYMBOLS = "La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Sc Y"
RARE_EARTHS = tuple(_SYMBOLS.split())
CODES = [*shipped().table("element"), *shipped().table("good"), *shipped().table("group"), "*"]


@pytest.mark.parametrize("name", list(FILES))
def test_every_table_reads(name: str) -> None:
    """Each entry of each table has a name."""
    table = shipped().table(name)
    assert table
    assert all(entry["name"].strip() for entry in table.values())


def test_the_periodic_table_is_whole() -> None:
    """All 118 elements, the seventeen rare earths first."""
    elements = tuple(shipped().table("element"))
    assert len(elements) == 118
    assert elements[:17] == RARE_EARTHS


def test_jurisdictions_are_those_of_iso_3166() -> None:
    """249 countries and territories, the European Union and the WTO."""
    codes = list(shipped().table("jurisdiction"))
    assert len(codes) == 251
    assert all(re.fullmatch("[A-Z]{2}|WTO", code) for code in codes)


def test_groups_do_not_change() -> None:
    """Members of a group are part of recorded events: another reading would be another group."""
    medium, heavy = ["Sm", "Eu", "Gd"], ["Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y"]
    groups = {code: entry["members"] for code, entry in shipped().table("group").items()}
    assert groups["rare-earths"] == groups["ferro-alloy"] == list(RARE_EARTHS)
    assert groups["lanthanides"] == list(RARE_EARTHS[:15])
    assert groups["light"] == ["La", "Ce", "Pr", "Nd", "Pm"]
    assert groups["medium"] == medium
    assert groups["heavy"] == heavy
    assert groups["ion-adsorption"] == medium + heavy
    assert set(groups["medium-heavy"]) == {*medium, *heavy, "Sc"}
    assert set(groups["light"]) | set(groups["medium-heavy"]) == set(RARE_EARTHS)
    assert groups["NdPr"] == groups["didymium"] == ["Pr", "Nd"]
    assert groups["magnet-rare-earths"] == ["Pr", "Nd", "Sm", "Tb", "Dy"]
    assert groups["platinum-group"] == ["Ru", "Rh", "Pd", "Os", "Ir", "Pt"]


def test_members_of_groups_are_goods_in_order() -> None:
    """A group opens to goods, never to groups, and lists them as the vocabulary does."""
    for code, entry in shipped().table("group").items():
        assert expand_goods([code]) == tuple(entry["members"])
        assert code not in shipped().table("element")
        assert code not in shipped().table("good")


@given(st.lists(st.sampled_from(CODES), max_size=6))
def test_expanding_is_settled(codes: list[str]) -> None:
    """Expanded goods stay as they are, in one order, each once, whatever order was given."""
    goods = expand_goods(codes)
    assert expand_goods(goods) == goods == expand_goods(reversed(codes))
    assert len(set(goods)) == len(goods)
    assert not set(goods) & set(shipped().table("group"))


@given(st.lists(st.sampled_from(CODES), max_size=4), st.lists(st.sampled_from(CODES), max_size=4))
def test_expanding_is_a_union(some: list[str], more: list[str]) -> None:
    """Goods of two lists are the goods of both."""
    assert set(expand_goods(some + more)) == {*expand_goods(some), *expand_goods(more)}


def test_own_members_come_first() -> None:
    """An act's own members stand in for the vocabulary's, and may name groups."""
    assert expand_goods(["heavy"], {"heavy": ["Dy", "Tb"]}) == ("Tb", "Dy")
    assert expand_goods(["list"], {"list": ["medium", "Ga"]}) == ("Sm", "Eu", "Gd", "Ga")
    assert expand_goods(["list"], {"list": ["list", "Ga"]}) == ("Ga",)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Dyy", "did you mean Dy?"),
        ("dysprosium", "did you mean Dy?"),
        ("rare-earth", "did you mean rare-earths"),
        ("zzz", "element symbols"),
        ("", "element symbols"),
    ],
)
def test_unknown_goods(code: str, said: str) -> None:
    """An unknown good is refused with near words."""
    with pytest.raises(VocabularyError) as caught:
        expand_goods(["Dy", code])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        ("instrument", "export-licens", "did you mean export-licence"),
        ("instrument", "dispute", "it is a kind"),
        ("jurisdiction", "UK", "'UK' is no jurisdiction"),
        ("agency", "CN/MOFCO", "did you mean CN/MOFCOM"),
        ("basis", "reo", "did you mean REO?"),
        ("kind", "qqq", "a store may add its own"),
    ],
)
def test_unknown_codes(table: str, code: str, said: str) -> None:
    """An unknown code is refused with near words, or told where it belongs."""
    with pytest.raises(VocabularyError) as caught:
        check(table, code)
    assert said in str(caught.value)


def test_who_may_act_and_be_aimed_at() -> None:
    """Actors are jurisdictions, agencies and organisations; targets are no organisations."""
    words = shipped()
    for code in ("CN", "CN/MOFCOM", "EU", "WTO", "mp-materials"):
        assert words.check_actor(code) == code
    for code in ("CN", "CN/NM", "*"):
        assert words.check_target(code) == code
    for code in ("Lynas Corp", "lynas corp", "cn", "cn/mofcom", "*", ""):
        with pytest.raises(VocabularyError):
            words.check_actor(code)
    for code in ("mp-materials", "cn", "XX", "CN/XX"):
        with pytest.raises(VocabularyError):
            words.check_target(code)


def test_agencies_succeed_one_another() -> None:
    """Successors exist, follow in time and never lead back."""
    for code in shipped().table("agency"):
        body = agency(code)
        assert code.startswith(f"{body.jurisdiction}/")
        assert shipped().check("jurisdiction", body.jurisdiction)
        for day in (body.from_, body.until):
            assert day is None or parse(day)
        seen = {code}
        line = list(body.successor)
        while line:
            later = line.pop()
            assert later not in seen or later in body.successor
            seen.add(later)
            assert code not in agency(later).successor
            line.extend(agency(later).successor)
    assert agency("CN/MLR").successor == ("CN/MNR",)
    assert agency("CN/SPC").successor == ("CN/SDPC",)
    assert agency("CN/SDPC").successor == ("CN/NDRC",)
    assert agency("CN/SETC").successor == ("CN/NDRC", "CN/MOFCOM")


def test_instruments_tell_their_direction() -> None:
    """Every instrument restricts, eases or is neutral; codes have the form of their lists."""
    for entry in shipped().table("instrument").values():
        assert entry["direction"] in ("restricts", "eases", "neutral")
        assert re.fullmatch(r"[A-P]\d{0,2}", entry.get("mast", "A"))
        assert isinstance(entry.get("gta", 1), int)


@pytest.mark.parametrize(
    ("table", "words"),
    [("dispute-stage", change.Stage), ("relation", event.Relation)],
)
def test_tables_and_types_agree(table: str, words: object) -> None:
    """What the classes accept is what the tables name, in the same order."""
    assert tuple(shipped().table(table)) == get_args(words)


def test_customs_codes() -> None:
    """Six digits, a dot after four."""
    assert all(re.fullmatch(r"\d{4}\.\d{2}", code) for code in shipped().table("hs"))


def test_names() -> None:
    """Any code has a name; what nobody names stands for itself."""
    assert name_of("Dy") == "dysprosium"
    assert name_of("CN/MOFCOM").startswith("Ministry of Commerce")
    assert name_of("export-ban") == "export ban"
    assert name_of("some-firm") == "some-firm"
    assert shipped().groups_with("Ga") == ()
    assert "heavy" in shipped().groups_with("Dy")


def test_a_store_adds_words() -> None:
    """Additions come after what ships, and may stand in for it."""
    group = {"name": "softwoods", "members": ["pine", "Dy"]}
    words = Vocabulary({"good": {"pine": {"name": "pine"}}, "group": {"softwood": group}})
    assert words.expand_goods(["softwood", "graphite"]) == ("Dy", "graphite", "pine")
    assert words.name_of("pine") == "pine"
    assert "pine" not in shipped().table("good")
    renamed = Vocabulary({"agency": {"CN/MOFCOM": {"name": "Commerce"}}})
    assert renamed.agency("CN/MOFCOM").name == "Commerce"


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"goods": {}}, "did you mean good"),
        ({"good": {"pine": {}}}, "'pine' has no name"),
        ({"good": "pine"}, "is not a table"),
        ({"good": {"pine": 5}}, "'pine' has no name"),
        ({"group": {"g": {"name": "g"}}}, "has no members"),
        ({"group": {"g": {"name": "g", "members": ["oak"]}}}, "'oak' is no good"),
    ],
)
def test_additions_are_checked(extra: dict[str, dict[str, object]], said: str) -> None:
    """A store's own words are read as strictly as its events."""
    with pytest.raises(VocabularyError, match=said):
        Vocabulary(extra)


def test_nothing_is_read_before_it_is_asked() -> None:
    """Importing the room reads no file, and no TOML reader is loaded."""
    code = "import sys, reetimeline.vocabulary; assert 'tomllib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
