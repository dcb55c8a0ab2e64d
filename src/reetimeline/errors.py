"""What can go wrong, as one tree.

::

    ReetimelineError
    ├── DateError            a day, EDTF text or duration that says nothing
    ├── QuantityError        a number that says nothing
    ├── VocabularyError      a code nobody defined
    ├── EventError           an event file that cannot be read as an event
    ├── UnknownThingError    a question about something the record never names
    ├── RecordError          the record as a whole
    │   ├── ConflictError    other bytes under an id and revision already kept
    │   ├── ExpectationError somebody else appended first
    │   ├── TamperError      append-only was broken
    │   └── StoreError       the place where records are kept: missing, read-only, full, newer
    └── LimitError           an output that would not be readable in its format

Every error says what is wrong, where (``place``: file, line, field) and how to mend it
(``remedy``). `EventError` may carry several `Problem` values: all faults of a file at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault of one input: where it stands, what is wrong, how to mend it."""

    place: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class ReetimelineError(Exception):
    """The root of every error this package raises on purpose."""

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        return str(Problem(self.place, self.message, self.remedy))


class DateError(ReetimelineError, ValueError):
    """A day, an EDTF text or a duration that cannot be read."""


class QuantityError(ReetimelineError, ValueError):
    """A quantity that cannot be read."""


class VocabularyError(ReetimelineError, ValueError):
    """A code that no vocabulary defines."""


class EventError(ReetimelineError, ValueError):
    """Event input that cannot be read; ``problems`` lists every fault found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.message, place=first.place, remedy=first.remedy)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class UnknownThingError(ReetimelineError, LookupError):
    """A thing, event or source that the record does not know."""


class RecordError(ReetimelineError):
    """The record as a whole cannot do what was asked."""


class ConflictError(RecordError):
    """Other bytes are already kept under the same id and revision."""


class ExpectationError(RecordError):
    """The log is not at the size the caller expected: somebody else appended first."""


class TamperError(RecordError):
    """Something recorded was edited, renamed, removed or reordered."""


class StoreError(RecordError):
    """The store is missing, unreadable, read-only, full, or written by a newer version."""


class LimitError(ReetimelineError, ValueError):
    """The output asked for would exceed what its format can show."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a remedy naming the closest known words, or an empty string.

    >>> did_you_mean("Dyy", ["Dy", "Tb"])
    'did you mean Dy?'
    """
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=3, cutoff=0.6)
    return f"did you mean {', '.join(by_lower[name] for name in close)}?" if close else ""
