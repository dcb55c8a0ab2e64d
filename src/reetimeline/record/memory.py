"""A store that forgets: for tests, and for questions of the sort "what if"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any

from reetimeline.errors import RecordError
from reetimeline.event import Event, Source
from reetimeline.record.kept import Head, Record, admit, only_new, span
from reetimeline.record.merkle import root_of
from reetimeline.vocabulary import Vocabulary, shipped


class MemoryStore:
    """Records in a list. Durable is here: as long as the process lives."""

    url = "memory:"

    def __init__(
        self, sources: Iterable[Source] = (), *, vocabulary: Vocabulary | None = None
    ) -> None:
        self.vocabulary = vocabulary or shipped()
        self._records: list[Record] = []
        self._lock = Lock()
        self._sources = {source.id: source for source in sources}

    def read(self, start: int = 1, stop: int | None = None) -> Iterator[Record]:
        """Yield the records from ``start`` through ``stop``."""
        yield from span(self._records, start, stop)

    def head(self, size: int | None = None) -> Head:
        """Return the head of the log, or of its first ``size`` records."""
        known = self._records[: len(self._records) if size is None else size]
        if size is not None and len(known) != size:
            raise RecordError(f"the log has {len(known)} records, not {size}", place=self.url)
        return Head(len(known), root_of(record.leaf for record in known).hex())

    def append(
        self,
        events: Iterable[Event],
        *,
        recorded: str | None = None,
        expected: int | None = None,
    ) -> tuple[Record, ...]:
        """Record events, all or none; see `Store.append`."""
        with self._lock:
            found = admit(
                events,
                {record.key: record for record in self._records},
                last=self._records[-1].recorded if self._records else "",
                recorded=recorded,
                expected=expected,
                words=self.vocabulary,
            )
            self._records.extend(only_new(found, len(self._records)))
        return found

    def verify(self) -> Head:
        """Return the head; nothing outside the process can have changed a record."""
        return self.head()

    def sources(self) -> Mapping[str, Source]:
        """Return the sources by id."""
        return dict(self._sources)

    def keep_sources(self, sources: Iterable[Source]) -> None:
        """Keep sources; one of the same id is replaced."""
        self._sources.update((source.id, source) for source in sources)

    def expectations(self) -> tuple[Mapping[str, Any], ...]:
        """Return no snapshots: this store has none."""
        return ()
