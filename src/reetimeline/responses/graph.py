"""The response graph: a plain ``networkx.MultiDiGraph``, edges from cause to response."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import networkx as nx

from reetimeline.edtf import day as ordinal
from reetimeline.errors import VocabularyError, did_you_mean
from reetimeline.event import Event, Response
from reetimeline.replay.history import History
from reetimeline.responses.bulk import in_bulk
from reetimeline.responses.lags import lag
from reetimeline.responses.legal import legal_links

Graph: TypeAlias = "nx.MultiDiGraph[str]"
RELATIONS = (
    *("responds-to", "retaliates", "implements", "challenges", "rules-on"),
    *("complies-with", "eases", "accompanies", "anticipates"),
    *("suspends", "resumes", "ends", "amends", "replaces", "part-of"),
)


@in_bulk
def response_graph(
    history: History,
    on: str | None = None,
    *,
    known_on: str | None = None,
    relations: Iterable[str] | None = None,
    basis: str | None = None,
) -> Graph:
    """Return which action answered which, as of a day (ISO, closed; None: all that is recorded).

    Nodes are event ids with ``title``, ``kind``, ``actors``, ``announced`` (EDTF text) and
    ``span`` (first and last possible ordinal, closed); those that may have been announced by the
    day are in. Edges run from cause to response and carry ``relation``, ``basis``, ``citations``,
    ``sources`` (the kinds of the cited sources), ``lag`` (least and most days, closed) and
    ``legal=False``; an answer stated twice on the same basis is one edge with the citations of
    both. Legal edges follow from the changes and carry ``relation``, ``changes``
    (numbers in the response), ``lag`` and ``legal=True``, no ``basis``. There are no self-loops;
    responses to events that are not in the record are left out (the review names them).

    ``relations`` keeps only edges of those relations; ``basis`` (``stated`` or ``inferred``) only
    responses on that basis, and no legal edges. Raises `VocabularyError` for an unknown one.
    """
    wanted = _checked(relations, basis)
    cuts = [ordinal(day) for day in (on, known_on) if day is not None]
    events = {
        event.id: event
        for event in history.events()
        if all(event.announced.first <= cut for cut in cuts)
    }
    graph: Graph = nx.MultiDiGraph()
    for event in events.values():
        graph.add_node(event.id, **_node(event))
    for event in events.values():
        for response in event.responses:
            cause = events.get(response.to)
            if cause is None or cause is event or response.relation not in wanted:
                continue
            if basis in (None, response.basis):
                _answer(graph, history, cause, event, response)
    if basis is None:
        for cause_id, event_id, relation, changes in legal_links(history):
            if relation in wanted and cause_id in events and event_id in events:
                graph.add_edge(
                    cause_id,
                    event_id,
                    key=f"legal:{relation}",
                    relation=relation,
                    changes=changes,
                    lag=lag(events[cause_id], events[event_id]),
                    legal=True,
                )
    return graph


def _answer(graph: Graph, history: History, cause: Event, event: Event, response: Response) -> None:
    key = f"{response.relation}:{response.basis}"
    known_pair = graph.has_edge(cause.id, event.id)
    before = graph.get_edge_data(cause.id, event.id, key) if known_pair else None
    cited = (*(before["citations"] if before else ()), *response.citation)
    citations = tuple(dict.fromkeys(cited)) if before else cited
    known = (history.sources.get(citation.source) for citation in citations)
    graph.add_edge(
        cause.id,
        event.id,
        key=key,
        relation=response.relation,
        basis=response.basis,
        citations=citations,
        sources=tuple(dict.fromkeys(source.kind for source in known if source is not None)),
        lag=lag(cause, event),
        legal=False,
    )


def _node(event: Event) -> dict[str, object]:
    return {
        "title": event.title,
        "kind": event.kind,
        "actors": event.actors,
        "announced": event.announced.text,
        "span": (event.announced.first, event.announced.last),
    }


def _checked(relations: Iterable[str] | None, basis: str | None) -> frozenset[str]:
    if basis not in (None, "stated", "inferred"):
        raise VocabularyError(f"no basis {basis!r}", remedy="stated or inferred")
    if relations is None:
        return frozenset(RELATIONS)
    wanted = frozenset(relations)
    for name in sorted(wanted - set(RELATIONS)):
        raise VocabularyError(f"no relation {name!r}", remedy=did_you_mean(name, RELATIONS))
    return wanted
