"""The graph in figures, and how they depend on whose word is taken for an edge."""

from __future__ import annotations

from statistics import median_low
from typing import Any

from reetimeline.edtf import iso
from reetimeline.responses.actors import (
    Lags,
    lags_by_answerer,
    lags_by_pair,
    lags_by_relation,
    matrix,
    pairs,
    reciprocity,
)
from reetimeline.responses.graph import Graph
from reetimeline.responses.ladders import bursts
from reetimeline.responses.paths import (
    Ordered,
    branching,
    chain_lengths,
    episodes,
    longest_chain,
    temporal_katz,
    time_respecting,
)
from reetimeline.responses.policies import POLICIES, under

FIRST = 10


def summary(graph: Graph) -> dict[str, Any]:
    """Return the measures of a graph as plain JSON values.

    Lags are in days, each bound least and most over all readings of the dates. ``policies`` holds
    the same few figures under each policy (see `under`), so that what rests on inference shows.
    Near linear in events and edges.
    """
    found = list(episodes(graph).items())
    ordered = time_respecting(graph)
    scores = temporal_katz(graph, ordered=ordered)
    lengths = chain_lengths(graph, ordered=ordered)
    legal = sum(1 for _, _, data in graph.edges(data=True) if data["legal"])
    return {
        "events": graph.number_of_nodes(),
        "responses": graph.number_of_edges() - legal,
        "legal": legal,
        "episodes": [{"episode": name, "events": len(part)} for name, part in found],
        "longest_chain": list(longest_chain(graph, ordered=ordered)),
        "chain_lengths": {str(length): n for length, n in lengths.items()},
        "most_set_off": [
            {"event": name, "score": round(score, 3)}
            for name, score in list(scores.items())[:FIRST]
            if score
        ],
        "lags_by_answerer": _rows(lags_by_answerer(graph), "answered"),
        "lags_by_relation": _rows(lags_by_relation(graph), "relation"),
        "lags_by_pair": [
            {"acted": pair[0], "answered": pair[1], **_lags(lags)}
            for pair, lags in lags_by_pair(graph).items()
        ],
        "matrix": [
            {"acted": pair[0], "answered": pair[1], "edges": count}
            for pair, count in matrix(graph).items()
        ],
        "reciprocity": round(reciprocity(graph), 4),
        "branching": round(branching(graph, ordered=ordered), 4),
        "bursts": [
            {"first": iso(burst.first), "last": iso(burst.last), "events": len(burst.events)}
            for burst in bursts(graph)
        ],
        "policies": {
            policy: _figures(under(graph, policy), ordered if policy == "all" else None)
            for policy in POLICIES
        },
    }


def _rows(found: dict[str, Lags], name: str) -> list[dict[str, Any]]:
    return [{name: key, **_lags(lags)} for key, lags in found.items()]


def _lags(lags: Lags) -> dict[str, Any]:
    return {
        "count": lags.count,
        "least": lags.least,
        "median": list(lags.median),
        "most": lags.most,
    }


def _figures(graph: Graph, ordered: Ordered | None) -> dict[str, Any]:
    parts = episodes(graph)
    ordered = time_respecting(graph) if ordered is None else ordered
    lags = [lag for pair, _, lag in pairs(graph) if pair[0] != pair[1]]
    middle = [median_low(bound) for bound in zip(*lags, strict=True)] if lags else None
    return {
        "responses": graph.number_of_edges(),
        "episodes": len(parts),
        "largest_episode": max(map(len, parts.values()), default=0),
        "longest_chain_steps": max(len(longest_chain(graph, ordered=ordered)) - 1, 0),
        "branching": round(branching(graph, ordered=ordered), 4),
        "reciprocity": round(reciprocity(graph), 4),
        "median_lag_to_others": middle,
    }
