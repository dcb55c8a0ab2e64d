"""Events become text again: plain mappings with the keys of the files, and TOML.

Defaults are left out, keys stand in the order of the classes, tables after plain values; equal
events give equal text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from reetimeline.change import CHANGES
from reetimeline.edtf import EDTFDate, Period
from reetimeline.event import Event
from reetimeline.quantity import Quantity

KEYS = {"from_": "from", "changes": "change", "responses": "response", "citations": "citation"}
_WIDTH = 100
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def event_to_wire(event: Event) -> dict[str, Any]:
    """Return the event as a plain mapping: text, whole numbers, truth, lists and mappings only.

    Values that equal their default are left out. The keys are those of event files.
    """
    return _wire(event)


def event_to_toml(event: Event) -> str:
    """Return the event as the text of an event file; reading it gives an equal event."""
    return "".join(f"{line}\n" for line in _lines(event_to_wire(event), ""))


def tables_to_toml(key: str, records: Iterable[Any]) -> str:
    """Return records, such as sources, as the text of a file of ``[[key]]`` tables."""
    blocks = (["[[" + key + "]]", *_lines(_wire(record), f"{key}.")] for record in records)
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def plain(value: Any) -> Any:
    """Return a record of `reetimeline.event`, or a part of one, as plain values."""
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, EDTFDate | Period | Quantity):
        return value.text
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return _wire(value)


def _wire(record: Any) -> dict[str, Any]:
    kind: type = type(record)
    wire: dict[str, Any] = {"do": record.do} if kind in CHANGES.values() else {}
    for name, key, default in _defaults(kind):
        value = getattr(record, name)
        if value != default:
            wire[key] = plain(value)
    return wire


@cache
def _defaults(kind: type) -> tuple[tuple[str, str, Any], ...]:
    """Return name, key and default of every field; a field without a default has `NOTHING`."""
    found = []
    for field in attrs.fields(kind):
        default = field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory()
        found.append((field.name, KEYS.get(field.name, field.name), default))
    return tuple(found)


def _lines(table: Mapping[str, Any], header: str) -> Iterator[str]:
    """Yield the lines of a table: plain keys first, then the tables under it."""
    later: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            later.append((key, value))
        else:
            yield from _pair(key, value)
    for key, tables in later:
        name = f"{header}{_key(key)}"
        for item in tables:
            yield ""
            yield f"[[{name}]]"
            yield from _lines(_shortened(item) if key == "response" else item, f"{name}.")


def _shortened(response: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put a lone plain citation of a response beside its other keys."""
    cited = response.get("citation", [])
    if len(cited) != 1 or not set(cited[0]) <= {"source", "locator"}:
        return response
    return {**{key: value for key, value in response.items() if key != "citation"}, **cited[0]}


def _pair(key: str, value: Any) -> Iterator[str]:
    line = f"{_key(key)} = {_value(value)}"
    if isinstance(value, list) and len(line) > _WIDTH:
        yield f"{_key(key)} = ["
        yield from (f"  {_value(item)}," for item in value)
        yield "]"
    else:
        yield line


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return f'"{"".join(_ESCAPES.get(char, char) for char in value)}"'
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    pairs = ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _value(key)
