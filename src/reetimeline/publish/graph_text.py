"""The response graph as text for a person: trees of answers, and the measures of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reetimeline.event import Source
from reetimeline.publish.words import Style, bare, number_of
from reetimeline.responses.actors import UNBOUNDED
from reetimeline.responses.graph import Graph
from reetimeline.responses.trees import Branch

SHOWN_ROWS = 12
SHOWN_EPISODES = 5
SECTIONS = {
    "policies": "Whose word is taken for an answer",
    "episodes": "Largest episodes, by their first event",
    "chain": "Longest chain of answers",
    "set-off": "What set off most (chains counted, each step half)",
    "answerers": "Days to answer others, by who answered",
    "relations": "Days by relation",
    "pairs": "Days by pair: who acted, who answered",
    "matrix": "Matrix: rows acted, columns answered",
    "bursts": "Bursts: stretches four times as dense as usual",
}
_NOUNS = (("events", "event"), ("responses", "response"), ("legal", "legal link"))


def lag_text(lag: Sequence[int]) -> str:
    """Return a lag in words.

    >>> lag_text((1, 1)), lag_text((0, 30)), lag_text((-739523, 739523))
    ('1 day', '0 to 30 days', 'unknown days')
    """
    least, most = lag
    if most - least > UNBOUNDED:
        return "unknown days"
    if least == most:
        return f"{least:,} day{'' if abs(least) == 1 else 's'}"
    return f"{least:,} to {most:,} days"


def responses_text(
    graph: Graph,
    event: str,
    trees: Mapping[str, Sequence[Branch]],
    sources: Mapping[str, Source],
    *,
    style: Style = bare,
) -> str:
    """Return trees around an event, each under its heading, with days, lags and sources."""
    data = graph.nodes[event]
    lines = [f"{data['announced']}  {style(data['title'], 'bold')}", f"  {event}"]
    for heading, branches in trees.items():
        lines += ["", style(heading if branches else f"{heading}: nothing recorded", "bold")]
        lines += _drawn(graph, branches, sources, "", style)
    return "\n".join(lines) + "\n"


def _drawn(
    graph: Graph,
    branches: Sequence[Branch],
    sources: Mapping[str, Source],
    indent: str,
    style: Style,
) -> Iterator[str]:
    for place, branch in enumerate(branches, start=1):
        last = place == len(branches)
        knot, rail = ("└─ ", "   ") if last else ("├─ ", "│  ")
        data = graph.nodes[branch.event]
        said = f"{branch.relation}, {branch.basis}, {lag_text(branch.lag)}"
        yield f"{indent}{knot}{data['announced']}  {style(data['title'], 'bold')}"
        below = indent + rail
        more = "  (its branches stand elsewhere)" if branch.repeated else ""
        yield f"{below}{branch.event}{more}"
        yield f"{below}{said}; {_said(branch, sources)}"
        yield from _drawn(graph, branch.branches, sources, below, style)


def _said(branch: Branch, sources: Mapping[str, Source]) -> str:
    if not branch.citations:
        return "nobody cited"
    return "; ".join(
        ", ".join(part for part in (_named(said.source, sources), said.locator) if part)
        for said in branch.citations
    )


def _named(name: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(name)
    return name if source is None else f"{name} ({source.kind})"


def summary_text(
    found: Mapping[str, Any], graph: Graph, *, only: Sequence[str] = (), style: Style = bare
) -> str:
    """Return a `summary` as text; lags are in days, least and most over all dates.

    ``only`` names the `SECTIONS` to show, in their own order; none means all.
    """
    counted = [(found[name], noun) for name, noun in _NOUNS] + [(len(found["episodes"]), "episode")]
    lines = [", ".join(number_of(count, noun) for count, noun in counted)]
    blocks = {
        "policies": _policies(found["policies"]),
        "episodes": _episodes(found["episodes"], graph),
        "chain": _chain(found["longest_chain"], graph),
        "set-off": _scores(found["most_set_off"]),
        "answerers": _lags(found["lags_by_answerer"], "answered"),
        "relations": _lags(found["lags_by_relation"], "relation"),
        "pairs": _pairs(found["lags_by_pair"]),
        "matrix": _matrix(found["matrix"]),
        "bursts": _bursts(found["bursts"]),
    }
    for name, rows in blocks.items():
        if not only or name in only:
            lines += ["", style(SECTIONS[name], "bold"), *(rows or ["  none"])]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(rows: Iterable[Sequence[Any]], *, left: int = 1) -> list[str]:
    """Return rows as aligned columns: the first ``left`` to the left, figures to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in texts
    ]


def _policies(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = list(found)
    keys = dict.fromkeys(key for figures in found.values() for key in figures)
    head = ["", *names]
    rows = [[key.replace("_", " "), *(_figure(found[n][key]) for n in names)] for key in keys]
    return _table([head, *rows])


def _figure(value: Any) -> str:
    if isinstance(value, list):
        return _range(value)
    return "none" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:.2f}"


def _range(bounds: Sequence[int]) -> str:
    least, most = bounds
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _episodes(found: Sequence[Mapping[str, Any]], graph: Graph) -> list[str]:
    rows = [f"  {row['events']:>5}  {_titled(row['episode'], graph)}" for row in found]
    return _cut(rows, SHOWN_EPISODES, "episode")


def _titled(name: str, graph: Graph) -> str:
    return f"{graph.nodes[name]['announced']}  {graph.nodes[name]['title']}  ({name})"


def _chain(found: Sequence[str], graph: Graph) -> list[str]:
    return [f"  {number:>3}  {_titled(name, graph)}" for number, name in enumerate(found, 1)]


def _scores(found: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"  {row['score']:>8.1f}  {row['event']}" for row in found]


def _lags(found: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    if not found:
        return []
    head = [name, "answers", "soonest", "median", "latest"]
    rows = [_lag_row([row[name]], row) for row in found[:SHOWN_ROWS]]
    return _table([head, *rows]) + _more(found)


def _pairs(found: Sequence[Mapping[str, Any]]) -> list[str]:
    if not found:
        return []
    head = ["acted", "answered", "answers", "soonest", "median", "latest"]
    rows = [_lag_row([row["acted"], row["answered"]], row) for row in found[:SHOWN_ROWS]]
    return _table([head, *rows], left=2) + _more(found)


def _lag_row(names: list[str], row: Mapping[str, Any]) -> list[str]:
    figures = [f"{row['least']:,}", _range(row["median"]), f"{row['most']:,}"]
    return [*names, f"{row['count']:,}", *figures]


def _more(found: Sequence[Any]) -> list[str]:
    more = len(found) - SHOWN_ROWS
    return [f"  … and {number_of(more, 'more row')}"] if more > 0 else []


def _matrix(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the matrix of the most busy actors; the JSON has it whole."""
    busy: dict[str, int] = {}
    for row in found:
        for name in (row["acted"], row["answered"]):
            busy[name] = busy.get(name, 0) + row["edges"]
    names = sorted(busy, key=lambda name: (-busy[name], name))[:SHOWN_ROWS]
    counts = {(row["acted"], row["answered"]): row["edges"] for row in found}
    if not names:
        return []
    rows = [[one, *(counts.get((one, other), ".") for other in names)] for one in names]
    return _table([["", *names], *rows])


def _bursts(found: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"  {row['first']} to {row['last']}  {number_of(row['events'], 'event')}" for row in found
    ]


def _cut(rows: list[str], most: int, noun: str) -> list[str]:
    more = len(rows) - most
    return rows[:most] + ([f"  … and {number_of(more, f'more {noun}')}"] if more > 0 else [])
