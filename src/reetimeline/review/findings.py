"""Findings: what is wrong with a record, where it stands, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

from reetimeline.event import Event
from reetimeline.replay.history import History


@frozen(order=True)
class Finding:
    """One fault: ``rule`` is the name of the rule that found it, ``place`` file and line."""

    place: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.rule}]"

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"place": self.place, "rule": self.rule, "message": self.message}


class Case:
    """A record under review: its history, its snapshots to hold, and where its files stand.

    ``folder`` is the directory that record places are relative to; without it findings name the
    event and the path of the field instead of a line.
    """

    def __init__(
        self,
        history: History,
        *,
        expectations: Iterable[Mapping[str, Any]] = (),
        folder: Path | None = None,
    ) -> None:
        self.history = history
        self.expectations = tuple(expectations)
        self.folder = folder
        self._lines: dict[str, dict[Any, int] | None] = {}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The standing events, in the order announced."""
        return tuple(self.history.events())

    @cached_property
    def places(self) -> dict[str, str]:
        """The file of the newest version of every event that has one."""
        return {record.event.id: record.place for record in self.history.records if record.place}

    def finding(self, rule: str, event: str, path: str, message: str) -> Finding:
        """Return a finding at a field (``change.2.until``) of an event."""
        return Finding(self.place(event, path), rule, message)

    def place(self, event: str, path: str = "") -> str:
        """Return ``file:line`` of a field of an event, or the event's id and the field."""
        file = self.places.get(event, "")
        lines = self._lines_of(file) if file else None
        if lines is None:
            return f"{file or event}: {path}" if path else file or event
        from reetimeline.record.lines import line_at, undotted

        return f"{file}:{line_at(undotted(path), lines) if path else 1}"

    def _lines_of(self, file: str) -> dict[Any, int] | None:
        if self.folder is None:
            return None
        if file not in self._lines:
            from reetimeline.record.lines import lines_of

            path = self.folder / file
            exists = path.is_file()
            self._lines[file] = lines_of(path.read_text(encoding="utf-8")) if exists else None
        return self._lines[file]
