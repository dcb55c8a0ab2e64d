"""Pages written from the record: what it covers, how it is sourced, and three timelines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from from_program import NOTE, table

from reetimeline.library import History

FOLDED = 20


def coverage(history: History) -> str:
    """Return what the record covers, how it is sourced, and what it does not know."""
    from reetimeline.review import Case
    from reetimeline.review.sourcing import sourcing

    report = sourcing(Case(history))
    events = list(history.events())
    lines = ["# What the record covers, in figures", "", NOTE, ""]
    lines += [
        "Counted from the bundled record itself. What the figures mean, and what they do not, is",
        "told in [the record](record.md).",
        "",
        "## Events by topic and decade",
        "",
    ]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        counts[event.kind][_decade(event)] += 1
    decades = sorted({decade for row in counts.values() for decade in row})
    rows: list[Sequence[object]] = [
        (kind, *(counts[kind][d] or "" for d in decades), counts[kind].total())
        for kind in sorted(counts)
    ]
    totals = [sum(row[d] for row in counts.values()) for d in decades]
    lines += table(("topic", *decades, "all"), [*rows, ("**all**", *totals, len(events))])
    lines += _things(history)
    lines += _sources(history, events, report)
    lines += ["## What is not known", ""]
    for title, found in (
        ("Announcement numbers missing between known ones", report.gaps),
        ("Measures in force or suspended that nobody looked at again", report.never_verified),
        ("Quotas whose amount was not disclosed", _undisclosed(history)),
        ("Measures that sources dispute", _contested(history)),
        ("Events that rest on press alone", report.press_only),
    ):
        lines += [f"### {title} ({len(found)})", "", *_listed(found)]
    return "\n".join(lines).rstrip() + "\n"


def _listed(found: Sequence[str]) -> list[str]:
    """Return the lines of a list; a long one is folded, so that the page can be read."""
    items = [f"- {item}" for item in found] or ["None."]
    if len(items) <= FOLDED:
        return [*items, ""]
    return ["<details><summary>Show them</summary>", "", *items, "", "</details>", ""]


def _decade(event: Any) -> str:
    """Return the decade of an event, of its last possible day where the first is open."""
    known = event.announced.earliest or event.announced.latest or date.max
    return f"{known.year // 10}0s"


def _things(history: History) -> list[str]:
    kinds = ("measure", "quota", "dispute", "organisation", "series")
    rows = [(kind, len(history.things(kind))) for kind in kinds]
    return ["## Things", "", *table(("kind", "number"), rows)]


def _sources(history: History, events: Sequence[Any], report: Any) -> list[str]:
    cited = {c.source for event in events for c in event.citations}
    by_kind = Counter(history.sources[name].kind for name in cited if name in history.sources)
    others = sum(len(change.alternative) for event in events for change in event.changes)
    denials = sum(c.stance == "denies" for event in events for c in event.citations)
    answers = sum(len(event.responses) for event in events)
    rows = [
        ("events", len(events)),
        (
            "with an official or legal source",
            _share(report.official, events),
        ),
        ("with an official one", _share(_official(history, events), events)),
        ("with press only", _share(len(report.press_only), events)),
        ("resting on one source that is not official", len(report.single)),
        ("with a day or change that rests on one", _share(_alone(history, events), events)),
        ("links from an event to one it answers", answers),
        ("disagreements: alternatives and denials", f"{others + denials} ({others} and {denials})"),
        ("sources cited", len(cited)),
        *((f"of these, {kind}", by_kind[kind]) for kind in sorted(by_kind)),
    ]
    return ["## Sources", "", *table(("what", "number"), rows)]


def _official(history: History, events: Sequence[Any]) -> int:
    named = {name for name, source in history.sources.items() if source.kind == "official"}
    return sum(any(c.source in named for c in event.citations) for event in events)


def _alone(history: History, events: Sequence[Any]) -> int:
    from reetimeline.event import single_sourced

    return sum(bool(single_sourced(event, history.sources)) for event in events)


def _share(count: int, events: Sequence[Any]) -> str:
    return f"{count} ({100 * count // max(len(events), 1)} %)"


def _undisclosed(history: History) -> list[str]:
    last = history.at("9999-12-31")
    names = history.things("quota")
    return [f"{row.id}, {row.period}" for n in names for row in last.quota(n) if row.undisclosed]


def _contested(history: History) -> list[str]:
    day = history.at(history.last_day())
    rows = (day.measure_row(name) for name in history.things("measure"))
    return [row.id for row in rows if row is not None and row.contested]


def timeline(title: str, about: str, *selections: dict[str, str]) -> Callable[[History], str]:
    """Return the maker of a timeline page: what several selections find, in one order."""

    def make(history: History) -> str:
        from reetimeline.publish.chronology import chronology
        from reetimeline.publish.timelines import timeline_markdown

        found: dict[Any, Any] = {}
        for selection in selections:
            for moment in chronology(history, **selection):
                name = moment.event.id if moment.event else (moment.day, moment.turns)
                found.setdefault(name, moment)
        moments = sorted(found.values(), key=lambda moment: moment.order)
        text = timeline_markdown(moments, history.sources, title=title)
        first, *others = (_asked(selection) for selection in selections)
        made = f"Made by `reetimeline timeline {first}`"
        if others:
            made += f", joined with `{'`, `'.join(others)}`"
        lead = f"# {title}\n\n{NOTE}\n\n{about}\n{made}.\n"
        return lead + text.removeprefix(f"# {title}\n")

    return make


def _asked(selection: dict[str, str]) -> str:
    return " ".join(f"--{'from' if k == 'first' else k} {v}" for k, v in selection.items())


PAGES: dict[str, Callable[[History], str]] = {
    "explanation/coverage.md": coverage,
    "timelines/export-quotas.md": timeline(
        "China's export quotas for rare earths",
        "Every event that touches the regime, its yearly amounts and its end.",
        {"thing": "cn-export-quota"},
    ),
    "timelines/controls-since-2023.md": timeline(
        "China's export controls since 2023",
        "Licences, bans and their suspensions, with the days on which they change by themselves.",
        {"first": "2023-01-01", "actor": "CN", "kind": "export-control"},
    ),
    "timelines/wto-disputes.md": timeline(
        "The WTO disputes on raw materials and rare earths",
        "Every step of the six cases about China's export restraints of 2009 and 2012.",
        *({"thing": name} for name in ("DS394", "DS395", "DS398", "DS431", "DS432", "DS433")),
    ),
}
