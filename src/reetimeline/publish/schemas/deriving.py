"""JSON Schemas derived from the classes whose values are printed, so that they cannot drift.

A row class becomes an object with all its attributes required and no others; a class of events
requires the keys without a default, since defaults are left out of events.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from reetimeline.change import (
    CHANGES,
    Alternative,
    Change,
    Holder,
    Parent,
    Rate,
    Split,
    Stage,
    Stance,
    Term,
)
from reetimeline.edtf import EDTFDate, Period
from reetimeline.event import Citation, Event, Response
from reetimeline.quantity import Quantity
from reetimeline.record.shape import KEYS
from reetimeline.replay import rows

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
IDS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
WORDS = ("in-force", "suspended", "scheduled", "proposed", "partial", "ended", "absent")
STATUS: Schema = {"enum": [*WORDS[:-1], "uncertain"]}
POSSIBLE: Schema = {"type": "array", "items": {"enum": [*WORDS]}}
STANCE: Schema = {"enum": [*get_args(Stance)]}


def optional(shape: Schema) -> Schema:
    """Return the schema of a value that may be null."""
    if isinstance(shape.get("type"), str):
        return {**shape, "type": [shape["type"], "null"]}
    return {"anyOf": [shape, {"type": "null"}]}


def closed(**properties: Schema) -> Schema:
    """Return the schema of an object with exactly these keys; a last ``_`` is dropped."""
    named = {key.rstrip("_"): shape for key, shape in properties.items()}
    return {
        "type": "object",
        "properties": named,
        "required": [*named],
        "additionalProperties": False,
    }


def listed(shape: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": shape}


OTHERS = listed(
    closed(event=TEXT, field=TEXT, value=TEXT, source=TEXT, locator=TEXT, stance=STANCE)
)
# What the annotations of the rows leave open, by class (empty: every class) and attribute.
OPEN: Mapping[tuple[str, str], Schema] = {
    ("", "alternatives"): OTHERS,
    ("MeasureRow", "status"): STATUS,
    ("MeasureRow", "possible"): POSSIBLE,
    ("CellRow", "status"): STATUS,
    ("CellRow", "possible"): POSSIBLE,
    ("CellRow", "rate"): optional(closed(value=TEXT, unit=TEXT)),
    ("QuotaRow", "split"): listed(
        closed(by=TEXT, parts={"type": "object", "additionalProperties": TEXT})
    ),
    ("QuotaRow", "holders"): listed(closed(id=TEXT, value=optional(TEXT))),
    ("QuotaRow", "batches"): listed(
        closed(
            event=TEXT,
            batch=optional(TEXT),
            announced=TEXT,
            value=optional(TEXT),
            mode={"enum": ["add", "total"]},
            status={"enum": ["firm", "provisional", "undisclosed"]},
        )
    ),
    ("DisputeRow", "stages"): listed(
        closed(stage={"enum": [*get_args(Stage)]}, day=TEXT, by=IDS, event=TEXT)
    ),
    ("OrganisationRow", "parents"): listed(closed(id=TEXT, share=optional(TEXT))),
    ("SeriesRow", "value"): optional(closed(low=optional(TEXT), high=optional(TEXT), text=TEXT)),
}


def of_row(kind: type) -> Schema:
    """Return the schema of a row class: every attribute a required key."""
    hints = get_type_hints(kind)
    told = (kind.__doc__ or "").strip().partition("\n\n")[0]
    found: dict[str, Schema] = {}
    for field in attrs.fields(kind):
        name = field.name
        given = OPEN.get((kind.__name__, name)) or OPEN.get(("", name))
        found[name] = given or of_type(hints[name])
    return {"description": " ".join(told.split()), **closed(**found)}


def of_type(hint: Any) -> Schema:
    """Return the schema of the plain value of an annotation."""
    if hint is Any:
        return {}
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        shape = of_type(inner[0]) if len(inner) == 1 else {"anyOf": [*map(of_type, inner)]}
        return optional(shape) if len(inner) < len(get_args(hint)) else shape
    if get_origin(hint) is Literal:
        return {"enum": [*get_args(hint)]}
    if get_origin(hint) is tuple:
        return _of_tuple(get_args(hint))
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": of_type(get_args(hint)[1])}
    plain = {str: "string", bool: "boolean", int: "integer"}
    if hint in plain:
        return {"type": plain[hint]}
    if hint in (EDTFDate, Period, Quantity):
        return TEXT
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _of_tuple(parts: tuple[Any, ...]) -> Schema:
    if parts[-1] is Ellipsis:
        if parts[0] == Change:
            return listed({"oneOf": [{"$ref": f"#/$defs/{k.__name__}"} for k in CHANGES.values()]})
        return listed(of_type(parts[0]))
    items = [*map(of_type, parts)]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


def of_event(kind: type) -> Schema:
    """Return the schema of a class of events: keys as in event files, defaults left out."""
    hints = get_type_hints(kind)
    verb = {"do": {"const": kind.do}} if kind in CHANGES.values() else {}  # type: ignore[attr-defined]
    fields = attrs.fields(kind)
    keys = {field.name: KEYS.get(field.name, field.name) for field in fields}
    shapes = {keys[field.name]: _stated(hints[field.name]) for field in fields}
    needed = [keys[field.name] for field in fields if field.default is attrs.NOTHING]
    return {
        "type": "object",
        "properties": {**verb, **shapes},
        "required": [*verb, *needed],
        "additionalProperties": False,
    }


def _stated(hint: Any) -> Schema:
    """Return the schema of a key that is left out rather than null."""
    if type(None) in get_args(hint) and hint != Change:
        return of_type(next(part for part in get_args(hint) if part is not type(None)))
    return of_type(hint)


def state() -> Schema:
    """Return the schema of ``state``."""
    kinds = ("MeasureRow", "QuotaRow", "DisputeRow", "OrganisationRow", "SeriesRow", "NextRow")
    parts = ("measures", "quotas", "disputes", "organisations", "series", "next_")
    lists = {p: listed({"$ref": f"#/$defs/{k}"}) for p, k in zip(parts, kinds, strict=True)}
    shape = closed(
        on=DAY,
        known_on=optional(DAY),
        recorded_by=closed(size=WHOLE, root=TEXT),
        state_id=TEXT,
        verified_through=optional(DAY),
        stale={"type": "boolean"},
        **lists,
    )
    return {**shape, "$defs": {k: of_row(getattr(rows, k)) for k in (*kinds, "CellRow")}}


def show() -> Schema:
    """Return the schema of ``show``: the event with the keys of its file."""
    parts = (Citation, Response, Alternative, Rate, Term, Split, Holder, Parent)
    kinds: list[type] = [
        Event,
        *CHANGES.values(),
        *parts,
    ]
    return {"$ref": "#/$defs/Event", "$defs": {k.__name__: of_event(k) for k in kinds}}


def log() -> Schema:
    """Return the schema of ``log``: events in the order announced."""
    row = closed(
        announced=TEXT,
        id=TEXT,
        kind=TEXT,
        actors=IDS,
        title=TEXT,
        revision=WHOLE,
        sources=WHOLE,
    )
    return listed(row)


def history() -> Schema:
    """Return the schema of ``history``: stretches of days in order."""
    return listed(
        closed(
            **{"from": TEXT},
            to=optional(DAY),
            status=TEXT,
            detail=TEXT,
            because=IDS,
        )
    )


def why() -> Schema:
    """Return the schema of ``why``: the deciding events and their citations."""
    cited = closed(event=TEXT, source=TEXT, locator=TEXT, stance=STANCE, fields=IDS)
    return closed(
        thing=TEXT,
        on=DAY,
        status=optional(TEXT),
        events=listed(closed(id=TEXT, announced=TEXT, title=TEXT)),
        citations=listed(cited),
        alternatives=OTHERS,
        single_sourced={"type": "object", "additionalProperties": IDS},
    )


def diff() -> Schema:
    """Return the schema of ``diff``: per thing, the fields that differ, before and after."""
    asked = closed(on=DAY, known_on=optional(DAY), recorded_by=WHOLE)
    row = optional({"type": "object"})
    change = closed(
        kind={"enum": ["measure", "quota", "dispute", "organisation"]},
        thing=TEXT,
        key=IDS,
        fields=IDS,
        before=row,
        after=row,
        because=IDS,
    )
    return closed(before=asked, after=asked, changes=listed(change))


def timeline() -> Schema:
    """Return the schema of ``timeline``: moments in order."""
    turn = closed(thing=TEXT, title=TEXT, before=optional(TEXT), after=TEXT)
    moment = closed(
        day=TEXT,
        event=optional(TEXT),
        title=optional(TEXT),
        kind=optional(TEXT),
        actors=IDS,
        turns=listed(turn),
        sources=IDS,
    )
    return listed(moment)


def check() -> Schema:
    """Return the schema of ``check``: what is pending, unreadable and wrong."""
    return closed(
        records=WHOLE,
        pending=IDS,
        problems=listed(closed(place=TEXT, message=TEXT, remedy=TEXT)),
        findings=listed(closed(place=TEXT, rule=TEXT, message=TEXT)),
    )


_MAKERS: tuple[Callable[[], Schema], ...] = (check, diff, history, log, show, state, timeline, why)
NAMES = tuple(maker.__name__ for maker in _MAKERS)


def derived(name: str) -> Schema:
    """Return the schema of one output as it should be; ``name`` is one of `NAMES`."""
    maker = _MAKERS[NAMES.index(name)]
    title = f"reetimeline {name} --format json"
    about = (maker.__doc__ or "").replace("Return the schema of", "What").replace("``", "`")
    return {"$schema": DRAFT, "title": title, "description": _said(about), **maker()}


def _said(about: str) -> str:
    head, _, tail = about.strip().rstrip(".").partition(": ")
    return f"{head} prints: {tail}." if tail else f"{head} prints."
