"""Rules about organisations and disputes: orders of things that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from reetimeline.change import (
    Advance,
    Allocate,
    Establish,
    Merge,
    Transfer,
)
from reetimeline.replay.known import standing_entries
from reetimeline.replay.organisations import organisation_row
from reetimeline.replay.view import View
from reetimeline.review.findings import Case, Finding


def dissolved(case: Case) -> Iterator[Finding]:
    """Yield mergers of organisations that were already dissolved or merged."""
    folded, size = case.history.folded, case.history.size
    for event in case.events:
        for number, change in enumerate(event.changes, start=1):
            if not isinstance(change, Merge):
                continue
            before = (change.effective or event.announced).first - 1
            for name in change.from_:
                if name == change.organisation:
                    continue
                row = organisation_row(folded, name, View(before, None, size))
                if row is not None and row.status in ("dissolved", "merged"):
                    message = f"{name} was {row.status} before"
                    path = f"change.{number}.from"
                    yield case.finding("merger-of-dissolved", event.id, path, message)


def shares(case: Case) -> Iterator[Finding]:
    """Yield changes after which the stated shares in an organisation exceed 100 percent."""
    folded, size = case.history.folded, case.history.size
    for name in case.history.things("organisation"):
        for entry in standing_entries(folded, "organisation", name, size):
            row = organisation_row(folded, name, View(entry.effective.last, None, size))
            if row is None:
                continue
            held = sum((Decimal(p["share"]) for p in row.parents if p["share"]), Decimal(0))
            if held > Decimal("100.5"):
                message = f"the owners of {name} hold {held} percent"
                path = f"change.{entry.number}"
                yield case.finding("shares-over-100", entry.event.id, path, message)
                break


def known_organisations(case: Case) -> Iterator[Finding]:
    """Yield organisations that are named as actor, parent, holder or part and never established."""
    known = set(case.history.things("organisation"))
    for event in case.events:
        for actor in event.actors:
            if actor == actor.lower() and actor not in known:
                message = f"{actor} is neither a jurisdiction nor an organisation of the record"
                yield case.finding("unknown-organisation", event.id, "actors", message)
        for number, change in enumerate(event.changes, start=1):
            for name in dict.fromkeys(_named(change)):
                if name not in known:
                    message = f"no event establishes {name}"
                    path = f"change.{number}"
                    yield case.finding("unknown-organisation", event.id, path, message)


def _named(change: object) -> Iterable[str]:
    match change:
        case Establish():
            return [*change.predecessors, *(parent.id for parent in change.parents)]
        case Merge():
            return [*change.from_, *(parent.id for parent in change.parents)]
        case Transfer():
            return [change.to, *([change.from_] if change.from_ else [])]
        case Allocate():
            return [holder.id for holder in change.holders]
        case _:
            return []


def stages(case: Case) -> Iterator[Finding]:
    """Yield adoptions that certainly lie before any report of the dispute was circulated."""
    folded, size = case.history.folded, case.history.size
    for name in case.history.things("dispute"):
        entries = standing_entries(folded, "dispute", name, size)
        reports = [e for e in entries if _stage(e.change).endswith("report-circulated")]
        for entry in entries:
            if _stage(entry.change) != "adopted":
                continue
            if not any(e.effective.first <= entry.effective.last for e in reports):
                message = f"a report on {name} is adopted before one is circulated"
                path = f"change.{entry.number}.stage"
                yield case.finding("adoption-before-report", entry.event.id, path, message)


def _stage(change: object) -> str:
    return change.stage if isinstance(change, Advance) else ""
