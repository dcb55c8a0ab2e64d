"""A snapshot as text for a person: grouped by status, one thing a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from reetimeline.publish.words import (
    STATUS_STYLES,
    Style,
    amount,
    bare,
    day_in_words,
    number_of,
    scope,
)

if TYPE_CHECKING:
    from reetimeline.event import Event, Source

GROUPS = (
    ("in-force", "In force"),
    ("partial", "In part"),
    ("suspended", "Suspended"),
    ("scheduled", "Scheduled"),
    ("uncertain", "Uncertain"),
    ("proposed", "Proposed"),
    ("ended", "Ended"),
)
INDENT = "    "


def state_text(
    state: Mapping[str, Any],
    *,
    style: Style = bare,
    width: int = 100,
    citations: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Return the text of a snapshot given as plain values (`Snapshot.to_dict`).

    ``citations`` maps event ids to lines about their sources, shown under each thing if given.
    An empty snapshot says so.
    """
    lines = list(_head(state, style))
    for status, title in GROUPS:
        rows = [row for row in state["measures"] if row["status"] == status]
        rows.sort(key=lambda row: _ranks().get(row["instrument"], len(_ranks())))
        if not rows:
            continue
        lines += ["", style(f"{title} ({len(rows)})", "bold")]
        for row in rows:
            lines += _measure(row, style, width)
            lines += _sources(row, citations)
    for part, title, text in (
        ("quotas", "Quotas", _quota),
        ("disputes", "Disputes", _dispute),
        ("organisations", "Organisations", _organisation),
        ("series", "Latest figures", _series),
    ):
        if state[part]:
            lines += ["", style(f"{title} ({len(state[part])})", "bold")]
            for row in state[part]:
                lines += text(row, style, width)
                lines += _sources(row, citations)
    if state["next"]:
        lines += ["", style("What comes next", "bold")]
        lines += [f"  {row['day']:<12}{row['what']}: {row['thing']}" for row in state["next"]]
    if not any(state[part] for part in ("measures", "quotas", "disputes", "organisations")):
        lines += ["", "Nothing in the record answers that on this day."]
    return "\n".join(lines) + "\n"


@cache
def _ranks() -> dict[str, int]:
    """Return the places of instruments in the vocabulary: controls first, facilities last."""
    from reetimeline.vocabulary import shipped

    return {code: place for place, code in enumerate(shipped().table("instrument"))}


def _head(state: Mapping[str, Any], style: Style) -> Iterator[str]:
    yield style(f"State of {day_in_words(state['on'])}", "bold")
    if state["known_on"]:
        yield f"as announced by {day_in_words(state['known_on'])}"
    size = number_of(state["recorded_by"]["size"], "record")
    looked = state["verified_through"]
    seen = f"looked at through {looked} at the earliest" if looked else "never all looked at again"
    yield f"from {size}, {seen}{_half(state['measures'])}"
    if state["stale"] and looked:
        yield style("stale: nobody has looked at all that may have changed since", "yellow")


def _half(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return through which day the better half of the measures shown was looked at."""
    days = sorted(row["verified_through"] or "" for row in rows)
    middle = days[len(days) // 2] if days else ""
    return f"; half of what is shown through {middle} or later" if middle else ""


def _measure(row: Mapping[str, Any], style: Style, width: int) -> Iterator[str]:
    name = style(row["id"], STATUS_STYLES.get(row["status"], "bold"))
    yield f"  {name}"
    if row["title"]:
        yield from _wrapped(row["title"], width)
    facts = [row["instrument"] or "measure", ", ".join(row["actors"]), _span(row)]
    facts += [word for word, told in _flags(row) if told]
    yield from _wrapped(" · ".join(fact for fact in facts if fact), width)
    mixed = len({cell["status"] for cell in row["cells"]}) > 1
    for cell in row["cells"]:
        yield from _wrapped(cell_text(cell, mixed=mixed), width)


def _flags(row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    yield f"possibly {' or '.join(row['possible'])}", len(row["possible"]) > 1
    yield "a practice, no legal act", row["modality"] == "practice"
    yield "contested", row["contested"]
    yield "never operative", row["never_operative"]
    yield "projected", row["projected"]
    yield f"part of {row['part_of']}", bool(row["part_of"])
    yield f"{row['count']} unnamed", bool(row["count"])


def _span(row: Mapping[str, Any]) -> str:
    words = f"since {row['since']}" if row["since"] else ""
    if row["until"]:
        words += f" through {row['until']}"
    if row["revives"]:
        words += f", applies again {row['revives']}"
    return words.strip()


def cell_text(cell: Mapping[str, Any], *, mixed: bool) -> str:
    """Return what a row of cells covers and says; with its status where rows of a thing differ."""
    words = [scope(dict(cell))]
    if mixed:
        words.insert(0, " or ".join(cell["possible"]))
        words.append(_span(cell))
    if cell["rate"]:
        words.append(f"{cell['rate']['value']} {cell['rate']['unit']}")
    words += [f"{key}: {value}" for key, value in cell["terms"].items()]
    return " · ".join(word for word in words if word)


def _quota(row: Mapping[str, Any], style: Style, width: int) -> Iterator[str]:
    yield f"  {style(row['id'], 'green')} {row['period']}"
    words = [f"{amount(row['firm'], row['unit'])} {row['basis']}"]
    if row["provisional"] not in (None, "0"):
        words.append(f"{amount(row['provisional'], row['unit'])} provisional")
    batches = [_batch(batch) for batch in row["batches"] if batch["value"]]
    if len(batches) > 1:
        words.append(", ".join(batches))
    yield from _wrapped(" · ".join(words), width)
    for split in row["split"]:
        parts = ", ".join(f"{part} {value}" for part, value in split["parts"].items())
        yield from _wrapped(f"by {split['by']}: {parts}", width)
    if row["holders"]:
        named = ", ".join(
            holder["id"] + (f" {holder['value']}" if holder["value"] else "")
            for holder in row["holders"]
        )
        yield from _wrapped(f"held by {named}", width)


def _batch(batch: Mapping[str, Any]) -> str:
    """Return one batch: what it adds, or the whole it sets."""
    value = f"+ {batch['value']}" if batch["mode"] == "add" else f"{batch['value']} in all"
    return f"{value} ({batch['announced']})"


def _dispute(row: Mapping[str, Any], style: Style, width: int) -> Iterator[str]:
    yield f"  {style(row['id'], 'green')} {row['stage']} since {row['since']}"
    sides = f"{', '.join(row['complainants']) or '?'} against {row['respondent'] or '?'}"
    if row["deadline"]:
        left = "" if row["days_left"] is None else f" ({number_of(row['days_left'], 'day')} left)"
        sides += f" · deadline {row['deadline']}{left}"
    yield from _wrapped(sides, width)


def _organisation(row: Mapping[str, Any], style: Style, width: int) -> Iterator[str]:
    yield f"  {style(row['id'], 'green')} {row['name']}"
    words = []
    if row["parents"]:
        owners = (
            parent["id"] + (f" {parent['share']} %" if parent["share"] else "")
            for parent in row["parents"]
        )
        words.append(f"owned by {', '.join(owners)}")
    if row["members"]:
        words.append(f"owns {', '.join(row['members'])}")
    if row["predecessors"]:
        words.append(f"from {', '.join(row['predecessors'])}")
    if words:
        yield from _wrapped(" · ".join(words), width)


def _series(row: Mapping[str, Any], style: Style, width: int) -> Iterator[str]:  # noqa: ARG001
    value = amount(None if row["value"] is None else row["value"]["text"], row["unit"])
    share = f" of {row['denominator']}" if row["denominator"] else ""
    yield f"  {row['id']} {row['period']}: {value}{share} ({row['publisher']}, {row['nature']})"


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(
        text,
        max(width, 40),
        initial_indent=INDENT,
        subsequent_indent=INDENT + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sources(
    row: Mapping[str, Any], citations: Mapping[str, Sequence[str]] | None
) -> Iterator[str]:
    if citations is None:
        return
    for event in row["because"]:
        yield f"{INDENT}[{event}]"
        for line in citations.get(event, ()):
            yield f"{INDENT}  {line}"


def citation_lines(event: Event, sources: Mapping[str, Source]) -> list[str]:
    """Return one line per citation of an event: what it does, its title, passage and address."""
    lines = []
    for citation in event.citations:
        source = sources.get(citation.source)
        title = citation.source if source is None else f"{source.title} ({source.kind})"
        verb = "" if citation.stance == "asserts" else f"{citation.stance}: "
        of = f" [{', '.join(citation.fields)}]" if citation.fields else ""
        passage = f", {citation.locator}" if citation.locator else ""
        url = f" <{source.url}>" if source is not None and source.url else ""
        lines.append(f"{verb}{title}{passage}{of}{url}")
    return lines
