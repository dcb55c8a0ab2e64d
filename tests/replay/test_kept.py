"""Answers kept beforehand are the answers worked out: on every day, and of every thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, strategies as st
from strategies import FIRST, SPAN, event_sets
from strategies_things import dispute_events, organisation_events, quota_events, series_events
from traps import TRAPS, Wire
from wires import sqlite_store

import reetimeline as ree
from reetimeline.edtf import iso
from reetimeline.library import answered, keep_answers, open_record
from reetimeline.record.answers import AnswerFile, packaged_answers
from reetimeline.replay.entries import fold
from reetimeline.replay.kept import KeptRows
from reetimeline.replay.partial import folded_in_part, index_of
from reetimeline.replay.snapshot import Snapshot

others = st.one_of(quota_events(), dispute_events(), organisation_events(), series_events())
DAYS = [iso(FIRST + by) for by in range(-3, SPAN + 100, 3)]
SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


@contextmanager
def both(drawn: list[Wire]) -> Iterator[tuple[ree.History, ree.History, Path]]:
    """Give a history that is worked out, one of kept answers, and the file of these."""
    with TemporaryDirectory() as folder:
        url = sqlite_store(Path(folder), drawn)
        whole, path = ree.load(url), Path(folder) / "answers.sqlite"
        keep_answers(whole, path)
        yield whole, answered(AnswerFile(path), lambda: open_record(url)), path


def assert_same(one: Snapshot, other: Snapshot) -> None:
    """Compare all that two snapshots say, as rows and as plain values."""
    assert one.to_dict() == other.to_dict()
    for part in ("measures", "quotas", "disputes", "organisations", "series", "next"):
        assert getattr(one, part) == getattr(other, part)


@given(event_sets(), st.sampled_from(DAYS))
def test_kept_measures_are_those_worked_out(drawn: list[Wire], known: str) -> None:
    """On every third day of the span and beyond, with hindsight, known on a day, and filtered."""
    with both(drawn) as (whole, kept, _):
        for day in DAYS:
            assert isinstance(kept.at(day).rows, KeptRows)
            assert_same(kept.at(day), whole.at(day))
        day = DAYS[len(DAYS) // 3]
        assert_same(kept.at(day, known_on=known), whole.at(day, known_on=known))
        for asked in ({"good": "Dy"}, {"target": "US"}, {"status": "ended"}):
            assert_same(kept.at(day).only(**asked), whole.at(day).only(**asked))
        for name in whole.things("measure"):
            assert kept.at(day).measure(name) == whole.at(day).measure(name)
            assert kept.at(day).next_of(name) == whole.at(day).next_of(name)
            assert kept.at(day).why(name) == whole.at(day).why(name)


@given(others)
def test_kept_things_are_those_worked_out(drawn: list[Wire]) -> None:
    """Quotas, disputes, organisations and series alike."""
    with both(drawn) as (whole, kept, _):
        for day in DAYS:
            assert_same(kept.at(day), whole.at(day))
        for kind in ("quota", "dispute", "organisation", "series"):
            for name in whole.things(kind):
                assert kept.kind(name) == kind
                assert kept.at(DAYS[9]).why(name) == whole.at(DAYS[9]).why(name)


@given(st.one_of(event_sets(), others))
def test_a_fold_in_part_is_the_fold(drawn: list[Wire]) -> None:
    """Every thing has the same entries, every event the same versions."""
    records = ree.replayed(drawn).records
    whole = fold(records)
    part = folded_in_part(records, index_of(whole))

    def told(entries: Any) -> list[Any]:
        return [(e.event, e.change, e.number, e.born, e.first, e.replaced) for e in entries]

    for kind, things in {**whole.things, "verify": whole.verifications}.items():
        lazily = part.verifications if kind == "verify" else part.things[kind]
        assert list(lazily) == list(things)
        assert all(told(lazily[name]) == told(things[name]) for name in things)
    assert dict(part.versions) == dict(whole.versions)
    assert (part.size, dict(part.superseded)) == (whole.size, dict(whole.superseded))


def test_kept_answers_are_read_not_worked_out() -> None:
    """The control: what is changed in the file shows in the answer."""
    with both(SUSPENDED) as (whole, _, path):
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE said SET text = replace(text, 'suspended', 'ended')")
        changed = answered(AnswerFile(path), lambda: open_record("memory:"))
        assert changed.at("2025-11-20").measure("cn-test") != whole.at("2025-11-20").measure(
            "cn-test"
        )


def test_a_question_of_kept_answers_opens_no_record() -> None:
    """Nothing of the record is read where the answer is kept."""

    def never() -> Any:
        raise AssertionError("opened")

    with both(SUSPENDED) as (_, _, path):
        history = answered(AnswerFile(path), never)
        assert len(history.at("2025-11-20").to_dict()["measures"]) == 1
        assert history.at("2025-11-20").applies("export-licence").status == "suspended"
        with pytest.raises(AssertionError, match="opened"):
            history.at("2025-11-20", known_on="2025-11-01").to_dict()


def test_answers_of_another_log_are_refused() -> None:
    """A record that has grown or shrunk since is not read by the old index."""
    with both(SUSPENDED) as (_, _, path):
        other = answered(AnswerFile(path), lambda: open_record("memory:"))
        with pytest.raises(ree.StoreError, match="different logs"):
            other.at("2025-11-20", known_on="2025-11-01").to_dict()


def test_unknown_things_are_told_as_ever() -> None:
    """A name the record does not know is an error with near names, not an empty answer."""
    with both(SUSPENDED) as (_, kept, _):
        with pytest.raises(ree.UnknownThingError, match="cn-test"):
            kept.at("2025-11-20").measure("cn-tset")
        assert kept.at("1990-01-01").measure("cn-test") is None


@pytest.mark.skipif(packaged_answers() is None, reason="a checkout is replayed")
@pytest.mark.parametrize(
    "day", ["1931-05-05", "2004-02-29", "2010-09-15", "2025-11-20", "2026-11-28"]
)
def test_the_packaged_answers_are_those_of_the_record(day: str) -> None:
    """What a wheel carries is what its record says."""
    store = open_record()
    whole = ree.History(store.read(), sources=store.sources())
    assert_same(ree.load().at(day), whole.at(day))
