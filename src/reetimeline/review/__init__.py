"""Review: what can be wrong with a record, each rule a small function.

In: a `Case` (a history with its files and snapshots to hold). Out: findings, all at once, sorted by
place. No rule reads the clock.
"""

from __future__ import annotations

from reetimeline.review.answers import older_sources, same_answers
from reetimeline.review.due import due
from reetimeline.review.expectations import expectations
from reetimeline.review.findings import Case, Finding
from reetimeline.review.links import (
    citations,
    part_cycles,
    response_cycles,
    responses,
    verified_things,
)
from reetimeline.review.measures import idle_changes, unknown_measures, windows
from reetimeline.review.organisations import dissolved, known_organisations, shares, stages
from reetimeline.review.quotas import regimes, splits, totals

RULES = (
    unknown_measures,
    windows,
    idle_changes,
    regimes,
    totals,
    splits,
    dissolved,
    shares,
    known_organisations,
    stages,
    responses,
    response_cycles,
    older_sources,
    same_answers,
    part_cycles,
    citations,
    verified_things,
    expectations,
)

__all__ = ["RULES", "Case", "Finding", "due", "review"]


def review(case: Case) -> list[Finding]:
    """Return everything the rules find, sorted by place, each finding once."""
    return sorted({finding for rule in RULES for finding in rule(case)})
