"""Quantities: what is read, what is refused, how bounds add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from reetimeline.errors import QuantityError
from reetimeline.quantity import Quantity, parse_quantity, total

decimals = st.decimals(-(10**9), 10**9, places=3).map(lambda value: f"{value:f}")
quantities = (
    decimals
    | st.builds(str.__add__, st.sampled_from(["~", ">", ">=", "<", "<="]), decimals)
    | st.tuples(decimals, decimals).map(lambda pair: "..".join(sorted(pair, key=Decimal)))
).map(parse_quantity)


@pytest.mark.parametrize(
    ("text", "low", "high", "exact"),
    [
        ("270000", "270000", "270000", True),
        ("0", "0", "0", True),
        ("-1.50", "-1.50", "-1.50", True),
        ("~23000", "23000", "23000", False),
        (">80", "80", None, False),
        (">=80", "80", None, False),
        ("<5", None, "5", False),
        ("<=5", None, "5", False),
        ("15..25", "15", "25", False),
        ("-2..-1", "-2", "-1", False),
        ("5..5", "5", "5", True),
    ],
)
def test_forms(text: str, low: str | None, high: str | None, exact: bool) -> None:
    """Each form is its range of decimals, and keeps its words."""
    quantity = parse_quantity(text)
    assert quantity.low == (Decimal(low) if low else None)
    assert quantity.high == (Decimal(high) if high else None)
    assert quantity.exact is exact
    assert str(quantity) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "many", "1,000", "1 000", "1.000.000", "1e3", "+5", "5.", ".5", "5%", "0x1F"),
        *("~", "~~5", ">", "=5", "5..", "..5", "25..15", "1..2..3", "~1..2", "NaN", "inf", "５"),
        *(" 5", "5 ", "5\n", "1_000", "--5"),
    ],
)
def test_refusals(text: str) -> None:
    """Anything else is an error that names the text."""
    with pytest.raises(QuantityError) as caught:
        parse_quantity(text)
    assert repr(text) in str(caught.value)


@given(decimals)
def test_nothing_is_rounded(text: str) -> None:
    """A number is the decimal it is written as."""
    assert parse_quantity(text).low == Decimal(text)


@given(st.lists(quantities, max_size=5))
def test_a_total_holds_all_sums(parts: list[Quantity]) -> None:
    """Bounds of a total are sums of bounds; one part without a bound leaves it without."""
    whole = total(parts)
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    assert whole.low == (None if None in lows else sum(low for low in lows if low is not None))
    assert whole.high == (
        None if None in highs else sum(high for high in highs if high is not None)
    )


@given(st.lists(quantities, max_size=5))
def test_the_words_of_a_total_say_its_bounds(parts: list[Quantity]) -> None:
    """The text of a total reads back as the total, unless it has no bound at all."""
    whole = total(parts)
    if whole.low is None and whole.high is None:
        assert whole.text == "unbounded"
        return
    again = parse_quantity(whole.text)
    assert (again.low, again.high) == (whole.low, whole.high)


def test_totals() -> None:
    """Nothing sums to zero; about stays about."""
    assert total([]).text == "0"
    assert total([parse_quantity("10546"), parse_quantity("10680")]).text == "21226"
    assert total([parse_quantity("10546"), parse_quantity("~100")]).text == "~10646"
    assert total([parse_quantity("1"), parse_quantity(">80")]).text == ">=81"
    assert total([parse_quantity("1"), parse_quantity("<5")]).text == "<=6"
    assert total([parse_quantity("1..2"), parse_quantity("3")]).text == "4..5"
