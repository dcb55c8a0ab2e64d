"""Reviews as text and JSON, and the report on sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reetimeline.publish.tables import as_json
from reetimeline.publish.words import number_of
from reetimeline.review import Case, Finding
from reetimeline.review.reviewing import Review
from reetimeline.review.sourcing import sourcing


def review_text(found: Review, extra: Sequence[Finding] = ()) -> str:
    """Return the closing lines of a review: what was seen, what is pending, how much is wrong."""
    case = found.case
    seen = (
        (case.history.size, "record"),
        (len(case.history.sources), "source"),
        (len(case.expectations), "snapshot"),
    )
    lines = [", ".join(number_of(count, noun) for count, noun in seen)]
    if found.pending:
        lines.append(f"not yet in the log: {number_of(len(found.pending), 'file')}")
        lines += [f"  {record.place}" for record in found.pending[:20]]
        if len(found.pending) > 20:
            lines.append(f"  … and {len(found.pending) - 20} more")
    count = len(found.problems) + len(found.findings) + len(extra)
    rules = Counter(finding.rule for finding in (*found.findings, *extra))
    lines.append(number_of(count, "finding") if count else "nothing found wrong")
    lines += [f"  {rule}: {number}" for rule, number in rules.most_common()]
    return "\n".join(lines) + "\n"


def review_json(found: Review, extra: Sequence[Finding] = ()) -> str:
    """Return a review as JSON."""
    return as_json(
        {
            "records": found.case.history.size,
            "pending": [record.place for record in found.pending],
            "problems": [problem._asdict() for problem in found.problems],
            "findings": [finding.to_dict() for finding in (*found.findings, *extra)],
        }
    )


def sources_text(case: Case) -> str:
    """Return the report on sources: how well each fact is sourced, and what nobody looked at."""
    report = sourcing(case)
    lines = [
        f"{number_of(report.events, 'event')}, {report.official} with an official or legal source",
        f"{len(report.press_only)} with press only, {len(report.single)} with a single source",
        "",
    ]
    for title, rows in (
        ("Press only", report.press_only),
        ("Single source", report.single),
        ("Sources never cited", report.uncited),
        ("Numbers missing in a series", report.gaps),
        ("Standing measures never verified", report.never_verified),
    ):
        lines.append(f"{title} ({len(rows)})")
        lines += [f"  {row}" for row in rows]
        lines.append("")
    return "\n".join(lines)
