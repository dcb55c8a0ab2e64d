"""Rules about answers: sources too old to speak of them, and answers said twice."""

from __future__ import annotations

from collections.abc import Iterator

from reetimeline.event import Event, Response, Source
from reetimeline.review.findings import Case, Finding

GENERAL = ("responds-to", "accompanies")
"""Relations that say less than the others: beside one of those they add nothing."""
OWN_CLOCK = 1
"""A source's day may lie one before the event's, across the date line."""


def older_sources(case: Case) -> Iterator[Finding]:
    """Yield answers none of whose dated sources can have known them.

    That is: every cited source says when it was issued, and that was certainly more than a day
    before the response was announced. Answers that anticipate are left out.
    """
    for event in case.events:
        for number, response in enumerate(event.responses, start=1):
            if response.relation == "anticipates" or not response.citation:
                continue
            cited = [case.history.sources.get(said.source) for said in response.citation]
            if all(_older(source, event) for source in cited):
                names = ", ".join(f"{said.source}" for said in response.citation)
                message = (
                    f"it {response.relation} {response.to} by sources issued before it was "
                    f"announced ({event.announced}): {names}"
                )
                yield case.finding("response-source-older", event.id, f"response.{number}", message)


def _older(source: Source | None, event: Event) -> bool:
    if source is None or source.issued is None:
        return False
    return source.issued.last + OWN_CLOCK < event.announced.first


def same_answers(case: Case) -> Iterator[Finding]:
    """Yield answers that another answer of the event to the same cause makes idle.

    A general relation (``responds-to``, ``accompanies``) beside a special one on the same basis
    says the same, less exactly. The same relation said twice is a finding of its own.
    """
    for event in case.events:
        special = {
            (response.to, response.basis): response
            for response in event.responses
            if response.relation not in GENERAL and response.relation != "anticipates"
        }
        for number, response in enumerate(event.responses, start=1):
            other = special.get((response.to, response.basis))
            if response.relation in GENERAL and other is not None:
                yield _idle(case, event, number, response, other)


def _idle(case: Case, event: Event, number: int, response: Response, other: Response) -> Finding:
    message = (
        f"it {other.relation} {response.to} already, so that it {response.relation} it is idle"
    )
    return case.finding("response-same", event.id, f"response.{number}", message)
