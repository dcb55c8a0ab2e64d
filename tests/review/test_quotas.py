"""Rules about quotas: totals, splits and the regime they belong to."""

from traps import Wire, change, event
from wires import RULE, allocate, establish

from review.reviewed_wires import found, rules


def given_out(*changes: Wire) -> list[Wire]:
    """Return the rule and allocations a day apart."""
    return [RULE, *(event(f"2012-01-{n:02}", one, number=n) for n, one in enumerate(changes, 1))]


def test_a_total_below_the_sum_so_far() -> None:
    """132,000 for the year cannot be less than the batches before it."""
    (finding,) = found(given_out(allocate("60000"), allocate("50000", mode="total")))
    assert finding.rule == "total-below-sum"
    assert "50000 is below the 60000" in finding.message
    assert rules(given_out(allocate("60000"), allocate("60000", mode="total"))) == []
    assert rules(given_out(allocate("60000"), allocate("132000", mode="total"))) == []


def test_totals_of_other_periods_and_bases_do_not_count() -> None:
    """Only amounts of the same row are compared."""
    first = allocate("60000")
    for other in ({"basis": "REO"}, {"period": "2013"}):
        rule = [
            RULE,
            event("2012-01-01", first),
            event("2012-01-02", allocate("5", mode="total", **other)),
        ]
        assert rules(rule) == []


def test_a_total_that_replaces_a_total() -> None:
    """A later total is compared with the level, not with the sum of all totals."""
    events = given_out(
        allocate("10", mode="total"), allocate("12", mode="total"), allocate("15", mode="total")
    )
    assert rules(events) == []


def test_splits_must_sum() -> None:
    """Parts that miss the amount by more than rounding are a finding."""
    right = [{"by": "ore", "parts": {"light": "80", "medium-heavy": "20"}}]
    wrong = [{"by": "ore", "parts": {"light": "80", "medium-heavy": "30"}}]
    (finding,) = found(given_out(allocate("100", split=wrong)))
    assert finding.rule == "split-sum"
    assert "by ore sums to 110, not to 100" in finding.message
    assert rules(given_out(allocate("100", split=right))) == []
    assert rules(given_out(allocate("101", split=right))) == []
    assert rules(given_out(allocate("~102", split=right))) == []


def test_holders_must_not_exceed_the_amount() -> None:
    """Holders may lack amounts, or be some of all; together they hold no more than there is."""
    firms = event("2011-12-27", establish("a"), establish("b"), number=2)

    def with_holders(*holders: Wire) -> list[Wire]:
        return [*given_out(allocate("100", holders=list(holders))), firms]

    assert rules(with_holders({"id": "a", "value": "60"}, {"id": "b", "value": "50"})) == [
        "split-sum"
    ]
    assert rules(with_holders({"id": "a", "value": "60"}, {"id": "b", "value": "40"})) == []
    assert rules(with_holders({"id": "a", "value": "60"}, {"id": "b"})) == []
    assert rules(with_holders({"id": "a"}, {"id": "b"})) == []


def test_a_period_without_a_living_day_of_the_measure() -> None:
    """The rule ended before the year, or began after it."""
    (finding,) = found(given_out(allocate("10", period="2010")))
    assert finding.rule == "quota-without-regime"
    assert "no living day in 2010" in finding.message
    assert rules(given_out(allocate("10", period="2011"))) == []  # five days of it are enough
    ended = event("2013-01-01", change("end", "cn-quota-rule"))
    assert rules([*given_out(allocate("10")), ended]) == []
    assert rules([*given_out(allocate("10", period="2013")), ended]) == ["quota-without-regime"]


def test_an_unknown_measure() -> None:
    """A quota under nothing."""
    (finding,) = found([event("2012-01-01", allocate("10"))])
    assert (finding.rule, finding.message) == ("unknown-measure", "no measure cn-quota-rule")
