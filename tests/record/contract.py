"""What every store must do, as tests to inherit.

A test class for a store inherits `StoreContract` and says in ``open`` how its store is opened; a
second ``open`` of the same fixture must give the same store again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from record.strategies_record import batches
from reetimeline.change import Impose
from reetimeline.errors import (
    ConflictError,
    DateError,
    EventError,
    ExpectationError,
    RecordError,
)
from reetimeline.event import Citation, Event, Source
from reetimeline.record.canonical import canonical
from reetimeline.record.kept import Record, Store
from reetimeline.record.merkle import leaf_hash, root_of
from reetimeline.record.reading import event_from_wire

Opener = Callable[[], Store]


def sample(name: str = "a", **values: object) -> Event:
    """Return a small event; ``values`` stand beside or in place of its own."""
    return event_from_wire(
        {
            "id": f"2025-04-04-{name}",
            "title": "A licence",
            "kind": "export-control",
            "actors": ["CN"],
            "announced": "2025-04-04",
            "change": [{"do": "impose", "measure": ["m"], "goods": ["Dy"]}],
            "citation": [{"source": "mofcom/2025-18"}],
            **values,
        }
    )


class StoreContract:
    """Tests that a store of any kind must pass."""

    @pytest.fixture
    def opened(self) -> Opener:
        """Return a function that opens one and the same store, empty at first."""
        raise NotImplementedError

    def test_an_empty_store(self, opened: Opener) -> None:
        """It has no records, and the root of nothing."""
        store = opened()
        assert list(store.read()) == []
        assert store.head().size == 0
        assert store.head().root == root_of([]).hex()
        assert store.append([]) == ()
        assert dict(store.sources()) == {}
        assert store.expectations() == ()

    # One law, inherited by several classes, each with a fixture that makes new stores.
    @settings(
        max_examples=20,
        deadline=None,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
            HealthCheck.too_slow,
        ],
    )
    @given(batch=batches())
    def test_what_is_appended_is_read(self, fresh: Opener, batch: tuple[Event, ...]) -> None:
        """Records come back in order, without holes, with their exact bytes and leaves."""
        store = fresh()
        found = store.append(batch, recorded="2025-05-01")
        again = fresh.again()  # type: ignore[attr-defined]
        assert tuple(again.read()) == found == tuple(store.read())
        assert [record.event for record in found] == list(batch)
        assert [record.position for record in found] == list(range(1, len(batch) + 1))
        assert [record.canonical for record in found] == [canonical(event) for event in batch]
        assert again.head() == store.head()
        assert again.head().root == root_of(record.leaf for record in found).hex()
        assert again.verify() == again.head()

    def test_leaves_are_of_event_and_day(self, opened: Opener) -> None:
        """The leaf's input is the canonical JSON of event and day recorded."""
        (record,) = opened().append([sample()], recorded="2025-05-01")
        data = b'{"event":' + canonical(sample()) + b',"recorded":"2025-05-01"}'
        assert record.leaf == leaf_hash(data)

    def test_reading_a_span(self, opened: Opener) -> None:
        """Both ends of a span are included; beyond the log there is nothing."""
        store = opened()
        store.append([sample(name) for name in "abcde"])
        assert [record.position for record in store.read(2, 4)] == [2, 3, 4]
        assert [record.position for record in store.read(4)] == [4, 5]
        assert [record.position for record in store.read(0, 1)] == [1]
        assert list(store.read(6)) == list(store.read(3, 2)) == list(store.read(1, 0)) == []

    def test_heads_of_the_past(self, opened: Opener) -> None:
        """The head of a prefix is what the head was then; of the future there is none."""
        store = opened()
        heads = [store.head()]
        for name in "abc":
            store.append([sample(name)])
            heads.append(store.head())
        assert [store.head(size) for size in range(4)] == heads
        with pytest.raises(RecordError, match="3 records, not 4"):
            store.head(4)

    def test_the_same_again_is_acknowledged(self, opened: Opener) -> None:
        """Sending again gives the first position and day, and changes nothing."""
        store = opened()
        first = store.append([sample("a"), sample("b")], recorded="2025-05-01")
        head = store.head()
        again = opened().append([sample("b"), sample("a")], recorded="2025-06-01", expected=0)
        assert again == (first[1], first[0])
        assert store.head() == head

    def test_again_beside_new(self, opened: Opener) -> None:
        """Known and new may come together, also the same one twice."""
        store = opened()
        store.append([sample("a")])
        found = store.append([sample("b"), sample("a"), sample("b"), sample("c")])
        assert [record.position for record in found] == [2, 1, 2, 3]

    def test_other_bytes_are_a_conflict(self, opened: Opener) -> None:
        """The same id and revision cannot say something else; nothing of the batch is kept."""
        store = opened()
        store.append([sample("a")])
        with pytest.raises(ConflictError, match="revision 2 with its reason"):
            store.append([sample("b"), sample("a", title="Another")])
        with pytest.raises(ConflictError):
            store.append([sample("c"), sample("c", title="Another")])
        assert [record.event.id for record in opened().read()] == ["2025-04-04-a"]

    def test_expected(self, opened: Opener) -> None:
        """An append that expects another size is refused as a whole."""
        store = opened()
        store.append([sample("a")], expected=0)
        with pytest.raises(ExpectationError, match="1 records, 0 were expected"):
            store.append([sample("b")], expected=0)
        assert store.append([sample("b")], expected=1)[0].position == 2

    def test_revisions_follow_one_another(self, opened: Opener) -> None:
        """A revision needs the one before it, kept or in the same batch."""
        store = opened()
        second = sample("a", revision=2, reason="the day was wrong")
        with pytest.raises(RecordError, match="append revision 1 first"):
            store.append([second])
        found = store.append([sample("a"), second])
        assert [record.event.revision for record in found] == [1, 2]

    def test_the_log_goes_forward(self, opened: Opener) -> None:
        """A day recorded lies not before the last; no day is a malformed day."""
        store = opened()
        store.append([sample("a")], recorded="2025-05-02")
        with pytest.raises(RecordError, match="the log only goes forward"):
            store.append([sample("b")], recorded="2025-05-01")
        with pytest.raises(DateError):
            store.append([sample("b")], recorded="2025-5-3")
        assert store.append([sample("b")], recorded="2025-05-02")[0].recorded == "2025-05-02"

    def test_only_events_their_files_could_say(self, opened: Opener) -> None:
        """An event made in memory is checked as a file is; groups are opened."""
        store = opened()
        (change,) = sample().changes
        assert isinstance(change, Impose)
        change = attrs.evolve(change, goods=("unobtainium",))
        with pytest.raises(EventError, match="unobtainium"):
            store.append([sample("b"), attrs.evolve(sample("a"), changes=(change,))])
        assert store.head().size == 0
        change = attrs.evolve(change, goods=("NdPr",))
        (record,) = store.append([attrs.evolve(sample("a"), changes=(change,))])
        assert record.event.changes[0].goods == ("Pr", "Nd")  # type: ignore[union-attr]

    def test_sources_are_kept_beside(self, opened: Opener) -> None:
        """Sources can be added and replaced, and leave the log alone."""
        store = opened()
        head = store.head()
        first = Source(id="mofcom/a", title="A", type="webpage", kind="official")
        other = Source(id="reuters/b", title="B", type="webpage", kind="press")
        better = attrs.evolve(first, title="A, corrected")
        store.keep_sources([first, other])
        store.keep_sources([better])
        assert dict(opened().sources()) == {"mofcom/a": better, "reuters/b": other}
        assert store.head() == head

    def test_records_do_not_change(self, opened: Opener) -> None:
        """A record is frozen."""
        (record,) = opened().append([sample()])
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.position = 2  # type: ignore[misc]
        assert isinstance(record, Record)
        assert record.event.citations == (Citation(source="mofcom/2025-18"),)

    def test_many_at_once(self, opened: Opener) -> None:
        """Appends from several threads end in one log without holes or losses."""
        store = opened()
        faults: list[BaseException] = []

        def add(name: str) -> None:
            try:
                store.append([sample(f"{name}{number}") for number in range(3)])
            except BaseException as error:  # told in the main thread
                faults.append(error)

        threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        assert [record.position for record in store.read()] == list(range(1, 13))
        assert len({record.key for record in store.read()}) == 12
        assert store.verify().size == 12
