"""Quantities as sources state them: ``(low, high, text)`` of decimals, never floats."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import frozen

from reetimeline.errors import QuantityError

_NUMBER = r"-?\d+(?:\.\d+)?"
_PLAIN = re.compile(rf"([~<>]|<=|>=)?({_NUMBER})", re.ASCII)
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})", re.ASCII)


@frozen
class Quantity:
    """A number known no better than ``low`` to ``high`` (None is unbounded), and its words."""

    low: Decimal | None
    high: Decimal | None
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one stated number without a qualifier."""
        return self.low == self.high and self.low is not None and not self.text.startswith("~")

    def __str__(self) -> str:
        return self.text


def parse_quantity(text: str) -> Quantity:
    """Return the quantity a text states.

    Accepted: ``"270000"``, ``"~23000"`` (about), ``">80"`` ``">=80"`` ``"<5"`` ``"<=5"`` (bounds),
    ``"15..25"`` (closed range). No thousands separators, no exponents. Raises `QuantityError`.

    >>> parse_quantity("15..25").high
    Decimal('25')
    >>> parse_quantity(">80").high is None
    True
    """
    if found := _PLAIN.fullmatch(text):
        sign, number = found.groups()
        value = Decimal(number)
        low = None if sign in ("<", "<=") else value
        high = None if sign in (">", ">=") else value
        return Quantity(low, high, text)
    if found := _RANGE.fullmatch(text):
        bottom, top = Decimal(found[1]), Decimal(found[2])
        if bottom > top:
            raise QuantityError(f"{text!r} runs backwards", remedy="put the smaller number first")
        return Quantity(bottom, top, text)
    raise QuantityError(
        f"{text!r} is not a quantity", remedy="write 270000, ~23000, >80 or 15..25, in quotes"
    )


def total(parts: list[Quantity]) -> Quantity:
    """Return the sum of quantities; a bound is unbounded if any part's is. Empty sums to 0.

    >>> total([parse_quantity("10546"), parse_quantity("~100")]).text
    '~10646'
    """
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
    return Quantity(low, high, _words(low, high, parts))


def _words(low: Decimal | None, high: Decimal | None, parts: list[Quantity]) -> str:
    if low is not None and low == high:
        about = any(part.text.startswith("~") for part in parts)
        return f"~{low}" if about else str(low)
    if low is None:
        return "unbounded" if high is None else f"<={high}"
    return f">={low}" if high is None else f"{low}..{high}"
