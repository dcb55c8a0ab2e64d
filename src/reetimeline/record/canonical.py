"""The exact bytes of an event: RFC 8785 JSON of its plain form, and back, quickly.

Two files that say the same have the same bytes: comments, layout, the order of keys and defaults
do not count, and text is in Unicode normal form C. Reading trusts the bytes, which were checked
when they were recorded; it needs neither TOML nor cattrs, so that a compiled record opens fast.
"""

from __future__ import annotations

import inspect
import json
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import attrs

from reetimeline.change import (
    CHANGES,
    Alternative,
    Holder,
    Parent,
    Rate,
    Split,
    Term,
)
from reetimeline.edtf import parse, parse_period
from reetimeline.errors import TamperError
from reetimeline.event import Citation, Event, Response, Source
from reetimeline.quantity import parse_quantity
from reetimeline.record.writing import KEYS, event_to_wire

Decoder = Callable[[Any], Any]


def canonical(event: Event) -> bytes:
    """Return the canonical bytes of an event (RFC 8785, UTF-8, NFC, defaults left out)."""
    import rfc8785

    return rfc8785.dumps(_composed(event_to_wire(event)))


def from_canonical(data: bytes) -> Event:
    """Return the event of canonical bytes; raise `TamperError` if they are not such bytes."""
    try:
        return cast("Event", _decoder(Event)(json.loads(data)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TamperError(
            f"kept bytes are not an event: {error}", remedy="restore the store from a copy"
        ) from error


def source_from_plain(data: dict[str, Any]) -> Source:
    """Return the source that its plain form describes."""
    return cast("Source", _decoder(Source)(data))


def leaf_input(data: bytes, recorded: str) -> bytes:
    """Return what is hashed for a record: canonical JSON of its event and the day recorded."""
    return b'{"event":%b,"recorded":"%b"}' % (data, recorded.encode("ascii"))


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(item) for key, item in value.items()}
    return [_composed(item) for item in value] if isinstance(value, list) else value


@cache
def _decoder(kind: type) -> Decoder:
    """Return a function that makes a record of this class from a mapping."""
    types: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        types.update(inspect.get_annotations(base))
    plain: dict[str, str] = {}
    other: dict[str, tuple[str, Decoder]] = {}
    for field in attrs.fields(kind):
        key = KEYS.get(field.name, field.name)
        decode = _of_type(types[field.name])
        if decode is None:
            plain[key] = field.name
        else:
            other[key] = field.name, decode

    def make(data: dict[str, Any]) -> Any:
        values = {}
        for key, value in data.items():
            if key in plain:
                values[plain[key]] = value
            elif key != "do":
                name, decode = other[key]
                values[name] = decode(value)
        return kind(**values)

    return make


def _of_type(written: str) -> Decoder | None:
    """Return how values of a type are read; None where JSON has them already.

    The classes of changes and events write their types as text, and few of them: a table serves.
    """
    name = written.removesuffix(" | None")
    if name in ("str", "int", "bool", "Stage", "Stance", "Relation", "Basis", "dict[str, str]"):
        return None
    if name.startswith("Literal["):
        return None
    if name.startswith("tuple[") and name != "tuple[str, ...]":
        inner = _change if name == "tuple[Change, ...]" else _decoder(_PARTS[name[6:-6]])
        return lambda value: tuple([inner(item) for item in value])
    return _DECODERS.get(name) or _decoder(_PARTS[name])


def _change(data: dict[str, Any]) -> Any:
    kind: type = CHANGES[data["do"]]
    return _decoder(kind)(data)


_PARTS: dict[str, type] = {
    kind.__name__: kind
    for kind in (Alternative, Citation, Holder, Parent, Rate, Response, Split, Term)
}
_DECODERS: dict[str, Decoder] = {
    "EDTFDate": parse,
    "Period": parse_period,
    "Quantity": parse_quantity,
    "tuple[str, ...]": tuple,
    "dict[str, tuple[str, ...]]": lambda value: {key: tuple(item) for key, item in value.items()},
}
