"""Events, reasons, lives and differences as text and as flat rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reetimeline.event import Event, Source, single_sourced
from reetimeline.publish.state_text import cell_text, citation_lines
from reetimeline.publish.words import STATUS_STYLES, Style, bare, day_in_words, number_of
from reetimeline.replay.diff import Diff
from reetimeline.replay.reasons import Reasons


def event_row(event: Event) -> dict[str, Any]:
    """Return an event as one flat row: for lists of events."""
    return {
        "announced": event.announced.text,
        "id": event.id,
        "kind": event.kind,
        "actors": list(event.actors),
        "title": event.title,
        "revision": event.revision,
        "sources": len({citation.source for citation in event.citations}),
    }


def log_text(events: Iterable[Event], *, style: Style = bare) -> str:
    """Return events as lines: day announced, id and title, in the order given."""
    rows = [(event.announced.text, event.id, event.title) for event in events]
    width = max((len(day) for day, _, _ in rows), default=0)
    lines = [f"{day:<{width}}  {style(name, 'bold')}\n{'':{width}}  {t}" for day, name, t in rows]
    return "\n".join([*lines, f"{number_of(len(rows), 'event')}"]) + "\n"


def event_text(
    event: Event, wire: Mapping[str, Any], sources: Mapping[str, Source], *, style: Style = bare
) -> str:
    """Return one event whole: what happened, what it changed, what it answered, who says so.

    ``wire`` is the event with the keys of its file; changes are shown as written there.
    """
    lines = [style(event.title, "bold"), event.id, ""]
    lines.append(f"announced  {day_in_words(event.announced.text)} ({event.announced.text})")
    if event.dated is not None:
        lines.append(f"dated      {event.dated.text}")
    lines.append(f"by         {', '.join(event.actors)}")
    lines.append(f"kind       {event.kind}")
    if event.document:
        lines.append(f"document   {event.document}")
    if event.revision > 1:
        lines.append(f"revision   {event.revision}: {event.reason}")
    if event.summary:
        lines += ["", event.summary]
    for number, change in enumerate(wire.get("change", ()), start=1):
        lines += ["", style(f"change {number}: {change['do']}", "bold")]
        lines += [f"  {key:<12} {shown(value)}" for key, value in change.items() if key != "do"]
    for response in event.responses:
        said = ", ".join(citation.source for citation in response.citation)
        lines += ["", f"{response.relation} {response.to} ({response.basis}; {said or 'nobody'})"]
    lines += ["", style("Sources", "bold")]
    lines += [f"  {line}" for line in citation_lines(event, sources)]
    if alone := single_sourced(event, sources):
        lines.append(style(f"  one source alone: {', '.join(alone)}", "yellow"))
    return "\n".join(lines) + "\n"


def shown(value: Any) -> str:
    """Return a value of an event file in one line."""
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {shown(item)}" for key, item in value.items())
    return str(value)


def why_text(reasons: Reasons, sources: Mapping[str, Source], *, style: Style = bare) -> str:
    """Return why a thing stands as it does: the deciding events, and what each source says."""
    state = reasons.status or "nothing"
    head = style(state, STATUS_STYLES.get(state, "bold"))
    lines = [f"{reasons.thing} on {reasons.on}: {head}"]
    for event in reasons.events:
        lines += ["", f"{event.announced.text}  {style(event.title, 'bold')}", f"  {event.id}"]
        for cited in reasons.citations:
            if cited.event == event.id:
                lines.append(f"  {_cited(cited.citation.stance)} {_source(cited, sources)}")
        if event.id in reasons.single_sourced:
            alone = ", ".join(reasons.single_sourced[event.id])
            lines.append(style(f"  ! one source alone: {alone}", "yellow"))
    if reasons.alternatives:
        lines += ["", style("Sources that say otherwise", "yellow")]
        for other in reasons.alternatives:
            said = sources.get(other["source"])
            title = other["source"] if said is None else said.title
            lines.append(
                f"  {other['event']} {other['field']}: {other['value']} "
                f"({other['stance']}: {title}, {other['locator']})"
            )
    return "\n".join(lines) + "\n"


def _cited(stance: str) -> str:
    return {"asserts": "+", "denies": "- denied by", "infers": "~ inferred from"}[stance]


def _source(cited: Any, sources: Mapping[str, Source]) -> str:
    citation = cited.citation
    source = sources.get(citation.source)
    title = citation.source if source is None else f"{source.title} ({source.kind})"
    fields = f" on {', '.join(citation.fields)}" if citation.fields else ""
    url = f"\n      {source.url}" if source is not None and source.url else ""
    return f"{title}, {citation.locator}{fields}{url}"


def diff_text(diff: Diff, *, style: Style = bare) -> str:
    """Return what changed between two days, a paragraph per thing."""
    head = f"From {diff.before.on} to {diff.after.on}"
    if diff.before.known_on or diff.after.known_on:
        before, after = diff.before.known_on or "hindsight", diff.after.known_on or "hindsight"
        head = f"About {diff.after.on}, as known on {before} and on {after}"
    lines = [style(f"{head}: {number_of(len(diff.changes), 'thing')} changed", "bold")]
    for change in diff.changes:
        lines += ["", f"{style(change.thing, 'bold')} {' '.join(change.key)}".rstrip()]
        for field in change.fields:
            one, other = (change.before or {}).get(field), (change.after or {}).get(field)
            if field == "possible" and "status" in change.fields and len(other or one or ()) < 2:
                continue
            if field == "cells" and change.before is not None and change.after is not None:
                lines += _cells(one or (), other or ())
            elif field in ("cells", "stages", "batches", "holders", "alternatives"):
                lines.append(f"  {field} differ")
            elif change.before is None or change.after is None:
                if field == "status" or field == "stage":
                    lines.append(f"  {field}: {_told(one)} → {_told(other)}")
            else:
                lines.append(f"  {field}: {_told(one)} → {_told(other)}")
        lines.append(f"  by {', '.join(change.because) or 'the passing of time'}")
    return "\n".join(lines) + "\n"


def _cells(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the rows of cells that went and that came, as `state` shows them."""
    one, other = ([cell_text(cell, mixed=True) for cell in cells] for cells in (before, after))
    gone = [f"  - {text}" for text in one if text not in other]
    come = [f"  + {text}" for text in other if text not in one]
    return gone + come or ["  cells differ"]


def _told(value: Any) -> str:
    if value in (None, [], {}, ""):
        return "none"
    return shown(value)


def life_text(life: Sequence[Mapping[str, Any]], thing: str, *, style: Style = bare) -> str:
    """Return the life of a thing: one line per stretch of days with its status and events."""
    lines = [style(thing, "bold")]
    for row in life:
        span = f"{row['from'] or '…':<12} {row['to'] or '':<12}"
        status = style(f"{row['status']:<14}", STATUS_STYLES.get(row["status"], "bold"))
        lines.append(f"  {span} {status} {row['detail']}".rstrip())
        lines += [f"  {'':<25} {name}" for name in row["because"]]
    return "\n".join(lines) + "\n"
