"""Rules about quotas: totals, splits, and the regime they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from reetimeline.change import Allocate
from reetimeline.quantity import Quantity
from reetimeline.replay.known import standing_entries
from reetimeline.replay.layers import ALIVE
from reetimeline.review.findings import Case, Finding


def regimes(case: Case) -> Iterator[Finding]:
    """Yield allocations under no known measure, or for a period with no living day of it."""
    measures = case.history.measures
    for event in case.events:
        for number, change in enumerate(event.changes, start=1):
            if not isinstance(change, Allocate):
                continue
            path = f"change.{number}.under"
            if not measures.entries(change.under, case.history.size):
                yield case.finding("unknown-measure", event.id, path, f"no measure {change.under}")
            elif not _lives(case, change):
                message = f"{change.under} has no living day in {change.period}"
                yield case.finding("quota-without-regime", event.id, path, message)


def _lives(case: Case, change: Allocate) -> bool:
    from reetimeline.replay.view import View

    view = View(change.period.last, None, case.history.size)
    told = case.history.measures.told(change.under, view)
    if told is None:
        return True
    return any(
        stretch.life == ALIVE
        and stretch.first <= change.period.last
        and (stretch.last is None or stretch.last >= change.period.first)
        for one in told
        for cell, _ in one.cells
        for stretch in cell.layers(None).stretches
    )


def totals(case: Case) -> Iterator[Finding]:
    """Yield totals below the sum of what was already allocated."""
    for name in case.history.things("quota"):
        sums: dict[tuple[str, str, str], Decimal] = {}
        for entry in standing_entries(case.history.folded, "quota", name, case.history.size):
            change = entry.change
            if not isinstance(change, Allocate) or change.value is None or change.value.low is None:
                continue
            if change.status != "firm":
                continue
            key = (change.period.text, change.unit, change.basis)
            low, high = change.value.low, change.value.high
            if change.mode == "total":
                if high is not None and high < sums.get(key, Decimal(0)):
                    message = f"a total of {change.value} is below the {sums[key]} allocated before"
                    path = f"change.{entry.number}.value"
                    yield case.finding("total-below-sum", entry.event.id, path, message)
                sums[key] = low
            else:
                sums[key] = sums.get(key, Decimal(0)) + low


def splits(case: Case) -> Iterator[Finding]:
    """Yield splits, and holders whose amounts are all given, that do not sum to the amount."""
    for event in case.events:
        for number, change in enumerate(event.changes, start=1):
            if not isinstance(change, Allocate) or change.value is None:
                continue
            for split in change.split:
                try:
                    parts = sum((Decimal(value) for value in split.parts.values()), Decimal(0))
                except InvalidOperation:
                    parts = Decimal(-1)
                if not _within(parts, change.value):
                    message = f"the split by {split.by} sums to {parts}, not to {change.value}"
                    yield case.finding("split-sum", event.id, f"change.{number}.split", message)
            known = [holder.value for holder in change.holders]
            if known and all(value is not None and value.exact for value in known):
                parts = sum((v.low for v in known if v and v.low is not None), Decimal(0))
                if change.value.high is not None and parts > change.value.high:
                    message = f"the holders' amounts sum to {parts}, more than {change.value}"
                    yield case.finding("split-sum", event.id, f"change.{number}.holders", message)


def _within(parts: Decimal, whole: Quantity) -> bool:
    """Whether parts sum to a whole, give or take one unit of the last digit for each side."""
    if whole.text.startswith("~"):
        return True
    slack = Decimal(1)
    return (whole.low is None or parts >= whole.low - slack) and (
        whole.high is None or parts <= whole.high + slack
    )
