"""What may be added to a log, and in which order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, strategies as st

from record.contract import sample
from record.strategies_record import batches
from reetimeline.errors import RecordError
from reetimeline.event import Event
from reetimeline.record import kept
from reetimeline.record.kept import Record, admit, in_order, only_new
from reetimeline.record.memory import MemoryStore
from reetimeline.vocabulary import shipped


@given(batches(most=4), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_files_lie(batch: tuple[Event, ...], random: object) -> None:
    """Whatever order events come in, they are recorded in one order: announced, then id."""
    shuffled = list(batch)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = in_order(shuffled)
    assert found == in_order(batch)
    keys = [(event.announced.first, event.announced.last, event.id) for event in found]
    assert keys == sorted(keys)


def test_a_revision_stays_behind_what_it_corrects() -> None:
    """A correction that moves the day does not come before the event it corrects."""
    first = sample("a")
    second = sample("a", announced="2020-01-01", revision=2, reason="the day")
    other = sample("b", id="2024-01-01-b", announced="2024-01-01")
    assert in_order([second, first, other]) == (other, first, second)


def test_today_is_recorded_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is read by append alone, in UTC, and may not run behind the log."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Clock:
            assert tz is UTC
            return cls(2025, 5, 1, 23, 59)

    monkeypatch.setattr(kept, "datetime", Clock)
    store = MemoryStore()
    assert store.append([sample("a")])[0].recorded == "2025-05-01"
    store.append([sample("b")], recorded="2025-05-02")
    with pytest.raises(RecordError, match="the clock says 2025-05-01"):
        store.append([sample("c")])


def test_admitting_changes_nothing() -> None:
    """What is admitted is only computed; the same question has the same answer."""
    known = {("2025-04-04-a", 1): Record.of(sample("a"), 1, "2025-05-01")}
    for _ in range(2):
        found = admit(
            [sample("b"), sample("a")],
            known,
            last="2025-05-01",
            recorded="2025-05-02",
            expected=1,
            words=shipped(),
        )
        assert [record.position for record in found] == [2, 1]
        assert only_new(found, 1) == (found[0],)
    assert len(known) == 1
