"""What happened: an event, the changes it makes, who says so, and what it answers.

An `Event` is recorded once and never changed. Its changes are a closed union (`Change`); the replay
folds them with one ``match``. Everything here is frozen; dates keep the words they were stated in.
The names of the attributes are the keys of the event files, except `Event.changes`, `.responses`
and `.citations`, which stand there in the singular, one table each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from reetimeline.change import Change, Stance
from reetimeline.edtf import EDTFDate

Relation = Literal[
    "responds-to",
    "retaliates",
    "implements",
    "challenges",
    "rules-on",
    "complies-with",
    "eases",
    "accompanies",
    "anticipates",
]
Basis = Literal["stated", "inferred"]


@frozen(kw_only=True)
class Citation:
    """Where a source speaks of an event: the passage, what it does, and of which fields.

    ``fields`` are paths such as ``change.2.until`` (``change.1`` is the first change); none means
    the whole event. ``digest`` is the SHA-256 of the passage as read, white space folded.
    """

    source: str
    locator: str = ""
    stance: Stance = "asserts"
    fields: tuple[str, ...] = ()
    digest: str | None = None


@frozen(kw_only=True)
class Response:
    """A link from this event to an earlier one that it answers, and who says so."""

    to: str
    relation: Relation
    basis: Basis
    citation: tuple[Citation, ...] = ()


@frozen(kw_only=True)
class Source:
    """A document the record cites; ``kind`` tells who speaks, ``type`` is a CSL type."""

    id: str
    title: str
    type: str
    kind: Literal["official", "legal", "press", "analysis", "reference"]
    accessed: str | None = None
    issued: EDTFDate | None = None
    url: str | None = None
    language: str | None = None
    jurisdiction: str | None = None
    author: str | None = None
    note: str | None = None


@frozen(kw_only=True)
class Event:
    """A dated public act or happening, as recorded at one revision.

    ``announced`` is when it became public, ``dated`` the day on the document if that differs;
    ``time`` (``HH:MM``) and ``timezone`` (IANA) refine the announcement. A revision restates the
    event whole and gives its ``reason``; ``withdrawn`` marks a tombstone.
    """

    id: str
    title: str
    kind: str
    actors: tuple[str, ...]
    announced: EDTFDate
    document: str | None = None
    dated: EDTFDate | None = None
    time: str | None = None
    timezone: str | None = None
    summary: str = ""
    revision: int = 1
    reason: str | None = None
    withdrawn: bool = False
    changes: tuple[Change, ...] = ()
    responses: tuple[Response, ...] = ()
    citations: tuple[Citation, ...] = ()


def single_sourced(event: Event, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return what of an event rests on one source alone: ``announced``, ``change.1`` and so on.

    Sources of one publisher are not independent and count as one. An official source is enough for
    its own text and is never alone; denials do not count. A citation without fields speaks of
    everything, one of ``change.1.value`` of ``change.1``. In the order of the event; what nobody
    is cited for is not in it.
    """
    places = ("announced", *(f"change.{n}" for n in range(1, len(event.changes) + 1)))
    found = []
    for place in places:
        known = {
            citation.source
            for citation in event.citations
            if citation.stance != "denies" and _speaks_of(citation, place)
        }
        official = any(name in sources and sources[name].kind == "official" for name in known)
        if len({name.partition("/")[0] for name in known}) == 1 and not official:
            found.append(place)
    return tuple(found)


def _speaks_of(citation: Citation, place: str) -> bool:
    return not citation.fields or any(
        path == place or path.startswith(f"{place}.") for path in citation.fields
    )
