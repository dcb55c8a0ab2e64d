"""Timelines for documents: a chronology as Markdown with footnotes, JSON, CSV or Mermaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reetimeline.edtf import day as ordinal, iso
from reetimeline.errors import LimitError
from reetimeline.event import Source
from reetimeline.publish.chronology import Moment, Turn
from reetimeline.publish.tables import as_csv, as_json, escaped
from reetimeline.publish.words import day_in_words
from reetimeline.replay.history import History
from reetimeline.replay.lives import life

MERMAID_CHARACTERS = 50_000  # Mermaid's own default of maxTextSize
MERMAID_TASKS = 120  # more cannot be told apart on a page
_MERMAID_UNSAFE = str.maketrans({":": " ", ";": " ", "#": " ", ",": " ", "%": " ", "\n": " "})


def timeline_text(
    history: History, moments: Sequence[Moment], form: str, *, title: str, last: str | None = None
) -> str:
    """Return a chronology in one of the forms ``md``, ``csv``, ``json``, ``mermaid``."""
    match form:
        case "md":
            return timeline_markdown(moments, history.sources, title=title)
        case "csv":
            return timeline_csv(moments)
        case "json":
            return timeline_json(moments)
        case _:
            return timeline_mermaid(history, moments, title=title, last=last)


def timeline_markdown(
    moments: Sequence[Moment], sources: Mapping[str, Source], *, title: str
) -> str:
    """Return a chronology as Markdown: a heading a year, a line a moment, sources as footnotes."""
    lines = [f"# {title}", ""]
    notes: dict[str, int] = {}
    year = ""
    for moment in moments:
        this = iso(moment.order)[:4]
        if this != year:
            lines += [f"## {this}", ""] if not year else ["", f"## {this}", ""]
            year = this
        lines.append(_line(moment, notes))
    if not moments:
        lines.append("Nothing in the record answers that.")
    lines.append("")
    lines += [_note(number, sources.get(name), name) for name, number in notes.items()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(moment: Moment, notes: dict[str, int]) -> str:
    day = day_in_words(moment.day)
    if moment.event is None:
        return f"- **{day}** — by itself: {_turns(moment.turns)}"
    cited = dict.fromkeys(citation.source for citation in moment.event.citations)
    marks = "".join(f"[^{notes.setdefault(name, len(notes) + 1)}]" for name in cited)
    told = f" *{_turns(moment.turns)}.*" if moment.turns else ""
    return f"- **{day}** — {_text(moment.event.title)}.{told}{marks}"


def _turns(turns: Sequence[Turn]) -> str:
    return "; ".join(
        f"{_text(turn.title)}: {turn.after}" + (f" (was {turn.before})" if turn.before else "")
        for turn in turns
    )


def _note(number: int, source: Source | None, name: str) -> str:
    if source is None:
        return f"[^{number}]: {name}"
    issued = f", {source.issued.text}" if source.issued is not None else ""
    address = f", <{source.url}>" if source.url else ""
    return f"[^{number}]: {_text(source.title)} ({source.kind}){issued}{address}"


def _text(text: str) -> str:
    return escaped(text).replace("[", "\\[").replace("*", "\\*").replace("<", "&lt;")


def timeline_json(moments: Iterable[Moment]) -> str:
    """Return a chronology as JSON: a list of moments."""
    return as_json([moment.to_dict() for moment in moments])


def timeline_csv(moments: Iterable[Moment]) -> str:
    """Return a chronology as CSV: a row for each moment and turn (one without a turn has one)."""
    rows = []
    for moment in moments:
        head = {k: v for k, v in moment.to_dict().items() if k != "turns"}
        turns = moment.to_dict()["turns"] or [{}]
        rows += [
            {
                **head,
                "thing": turn.get("thing"),
                "before": turn.get("before"),
                "after": turn.get("after"),
            }
            for turn in turns
        ]
    return as_csv(rows)


def timeline_mermaid(
    history: History, moments: Sequence[Moment], *, title: str, last: str | None = None
) -> str:
    """Return a Mermaid gantt, to scale: a section an actor, a bar for each stretch of days.

    Bars that are still open end with the latest moment, or on ``last`` (ISO day) if given. Raises
    `LimitError` beyond 120 bars or Mermaid's 50,000 characters: nothing is left out silently.
    """
    end = last or iso(max((m.order for m in moments), default=ordinal("2000-01-01")))
    sections: dict[str, list[str]] = {}
    names = dict.fromkeys(turn.thing for moment in moments for turn in moment.turns)
    for name in names:
        actor, bars = _bars(history, name, end)
        sections.setdefault(actor, []).extend(bars)
    count = sum(map(len, sections.values()))
    lines = ["gantt", f"    title {_plain(title)}", "    dateFormat YYYY-MM-DD"]
    lines.append("    axisFormat %Y-%m")
    for actor, bars in sections.items():
        if bars:
            lines += [f"    section {_plain(actor)}", *bars]
    text = "\n".join(lines) + "\n"
    if count > MERMAID_TASKS or len(text) > MERMAID_CHARACTERS:
        raise LimitError(
            f"a gantt of {count} bars and {len(text)} characters is more than Mermaid can show",
            remedy=f"narrow it to at most {MERMAID_TASKS} bars with --from, --to, --actor, --thing",
        )
    return text


def _bars(history: History, name: str, end: str) -> tuple[str, list[str]]:
    bars = []
    actor, title = "", name
    for row in life(history, name):
        shown = history.at(row["from"]).measure_row(name)
        if shown is not None:
            actor, title = ", ".join(shown.actors), shown.title or name
        tag = {"in-force": "active", "suspended": "done", "uncertain": "crit", "partial": "active"}
        if row["status"] not in tag or row["from"] > end:
            continue
        stop = min(row["to"] or end, end)
        label = _plain(f"{title} ({row['status']})")
        last = iso(ordinal(stop) + 1)
        bars.append(f"    {label} :{tag[row['status']]}, {row['from']}, {last}")
    return actor, bars


def _plain(text: str) -> str:
    return " ".join(text.translate(_MERMAID_UNSAFE).split())
