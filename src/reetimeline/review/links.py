"""Rules about links: responses, parts, replacements, and the sources behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from reetimeline.change import Impose, Verify
from reetimeline.event import Citation
from reetimeline.replay.view import KINDS
from reetimeline.review.findings import Case, Finding


def responses(case: Case) -> Iterator[Finding]:
    """Yield responses to nothing, to something later, without a citation, or said twice."""
    known = {event.id: event for event in case.events}
    for event in case.events:
        seen: Counter[tuple[str, str]] = Counter()
        for number, response in enumerate(event.responses, start=1):
            path = f"response.{number}"
            other = known.get(response.to)
            seen[response.to, response.relation] += 1
            if other is None:
                message = f"it answers {response.to}, which is not in the record"
                yield case.finding("unknown-event", event.id, f"{path}.to", message)
                continue
            if not response.citation:
                message = f"nobody is cited for its answer to {response.to}"
                yield case.finding("response-uncited", event.id, path, message)
            if seen[response.to, response.relation] > 1:
                message = f"it says twice that it {response.relation} {response.to}"
                yield case.finding("response-twice", event.id, path, message)
            later = event.announced.before(other.announced)
            if later is True and response.relation != "anticipates":
                message = f"it answers {response.to}, which came later ({other.announced})"
                yield case.finding("response-before-cause", event.id, f"{path}.to", message)


def response_cycles(case: Case) -> Iterator[Finding]:
    """Yield one finding per cycle of responses (``anticipates`` aside)."""
    edges = {
        event.id: [r.to for r in event.responses if r.relation != "anticipates"]
        for event in case.events
    }
    for cycle in _cycles(edges):
        words = f"responses run in a circle: {' → '.join(cycle)}"
        yield case.finding("response-cycle", cycle[0], "response", words)


def part_cycles(case: Case) -> Iterator[Finding]:
    """Yield one finding per cycle of parts, and per cycle of replacements."""
    measures, size = case.history.measures, case.history.size
    parts: dict[str, list[str]] = {}
    follows: dict[str, list[str]] = {}
    makers: dict[str, str] = {}
    for name in measures.names():
        whole = measures.whole(name, size)
        parts[name] = [whole] if whole is not None else []
        for entry in measures.entries(name, size):
            makers.setdefault(name, entry.event.id)
            if isinstance(entry.change, Impose) and not entry.replaced:
                follows.setdefault(name, []).extend(entry.change.replaces)
    for rule, edges in (("part-cycle", parts), ("successor-cycle", follows)):
        for cycle in _cycles(edges):
            words = f"they run in a circle: {' → '.join(cycle)}"
            yield case.finding(rule, makers.get(cycle[0], cycle[0]), "change.1", words)


def _cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Yield each cycle once, found by a walk in depth; linear in the edges."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        places: dict[str, int] = {}
        stack: list[tuple[str, Iterator[str]]] = []

        def enter(
            name: str,
            path: list[str] = path,
            places: dict[str, int] = places,
            stack: list[tuple[str, Iterator[str]]] = stack,
        ) -> None:
            places[name] = len(path)
            path.append(name)
            stack.append((name, iter(edges.get(name, ()))))

        if start in done:
            continue
        enter(start)
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other in places:
                    yield [*path[places[other] :], other]
                elif other not in done and other in edges:
                    enter(other)
                    break
            else:
                stack.pop()
                path.pop()
                del places[name]
                done.add(name)


def citations(case: Case) -> Iterator[Finding]:
    """Yield events without a citation, citations of unknown sources, sources never cited."""
    sources = case.history.sources
    cited: set[str] = set()
    for event in case.events:
        if not event.citations:
            yield case.finding("uncited", event.id, "id", "no source is cited")
        for number, citation in enumerate(event.citations, start=1):
            cited.add(citation.source)
            yield from _unknown(case, event.id, f"citation.{number}.source", citation.source)
            yield from _paths(case, event.id, number, citation, len(event.changes))
        for number, response in enumerate(event.responses, start=1):
            for said in response.citation:
                cited.add(said.source)
                yield from _unknown(case, event.id, f"response.{number}", said.source)
        for number, change in enumerate(event.changes, start=1):
            for other in change.alternative:
                cited.add(other.source)
                yield from _unknown(case, event.id, f"change.{number}.alternative", other.source)
    cited.update(
        row["source"] for one in case.expectations for row in one["expect"] if "source" in row
    )
    for name in sorted(set(sources) - cited):
        place = f"sources/{name.split('/')[0]}.toml"
        yield Finding(place, "source-never-cited", f"{name} is cited nowhere")


def _unknown(case: Case, event: str, path: str, source: str) -> Iterator[Finding]:
    if case.history.sources and source not in case.history.sources:
        yield case.finding("unknown-source", event, path, f"no source {source} in sources/")


def _paths(
    case: Case, event: str, number: int, citation: Citation, changes: int
) -> Iterator[Finding]:
    for path in citation.fields:
        head, _, rest = path.partition(".")
        place = rest.partition(".")[0]
        if head == "change" and not (place.isdigit() and 1 <= int(place) <= changes):
            message = f"it speaks of {path}, and the event has {changes} changes"
            yield case.finding("unknown-field", event, f"citation.{number}.fields", message)


def verified_things(case: Case) -> Iterator[Finding]:
    """Yield verifications of things the record never names, or through a day before they began."""
    begun = {
        name: min((entry.announced.first for entry in entries), default=0)
        for kind in KINDS
        for name, entries in case.history.folded.things[kind].items()
    }
    for event in case.events:
        for number, change in enumerate(event.changes, start=1):
            for name in change.things if isinstance(change, Verify) else ():
                path = f"change.{number}.things"
                if name not in begun:
                    yield case.finding("unknown-thing", event.id, path, f"no {name} in the record")
                elif isinstance(change, Verify) and change.through.last < begun[name]:
                    message = f"{name} was first announced after {change.through}"
                    yield case.finding("verified-before-it-began", event.id, path, message)
