"""What is asked of a history: a day, and how far the world and the record had got by it."""

from __future__ import annotations

from attrs import frozen

KINDS = ("measure", "quota", "dispute", "organisation", "series")
"""The kinds of things, in the order in which answers tell of them."""


@frozen(eq=False)
class View:
    """What is asked: a day, what was announced by ``known`` and recorded at log ``size``."""

    day: int
    known: int | None
    size: int
