"""The shape of events: from plain mappings to frozen records, strictly, every fault with its path.

cattrs walks the attrs classes and keeps the path to each fault. Nothing is coerced: a number where
text belongs is a fault, since ``0101`` read as a number is another code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal, get_args, get_origin

import attrs
from cattrs import (
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from reetimeline.change import CHANGES, Change
from reetimeline.edtf import EDTFDate, Period, parse, parse_period
from reetimeline.errors import ReetimelineError, did_you_mean
from reetimeline.event import Response
from reetimeline.quantity import Quantity, parse_quantity
from reetimeline.record.lines import Path

KEYS = {"from_": "from", "changes": "change", "responses": "response", "citations": "citation"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# The largest whole number that RFC 8785 can write (section 3.2.2.3).
_LARGEST = 2**53 - 1


class FaultError(ReetimelineError):
    """A fault of one value, before its place is known; ``within`` is the key at fault, if any."""

    def __init__(self, message: str, *, remedy: str = "", within: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.within = within


def keys_of(kind: type) -> tuple[str, ...]:
    """Return the keys that a class has in event files, in their order.

    >>> keys_of(Response)
    ('to', 'relation', 'basis', 'citation')
    """
    names = tuple(KEYS.get(field.name, field.name) for field in attrs.fields(kind))
    return ("do", *names) if kind in CHANGES.values() else names


def structure(data: Mapping[str, Any], kind: type) -> tuple[Any, list[tuple[Path, str, str]]]:
    """Return the record a mapping describes (None if it cannot) and its faults."""
    try:
        return _converter().structure(data, kind), []
    except Exception as error:  # cattrs raises groups of whatever the hooks raised
        return None, list(_faults(error, ()))


def _faults(error: BaseException, path: Path) -> Iterator[tuple[Path, str, str]]:
    if isinstance(error, ClassValidationError | IterableValidationError):
        noted, bare = error.group_exceptions()
        for inner, note in noted:
            step = note.name if isinstance(note, AttributeValidationNote) else note.index
            yield from _faults(inner, (*path, KEYS.get(str(step), step)))
        for inner in bare:
            yield from _faults(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = keys_of(error.cl) if error.cl else ()
        for key in sorted(error.extra_fields):
            near = did_you_mean(key, known) or f"known keys: {', '.join(known)}"
            yield (*path, key), f"unknown key {key!r}", near
    elif isinstance(error, KeyError):
        yield path, f"{error.args[0]} is missing", ""
    elif isinstance(error, FaultError) and error.within:
        yield (*path, error.within), error.message, error.remedy
    elif isinstance(error, ReetimelineError):
        yield path, error.message, error.remedy
    else:
        raise error


@cache
def _converter() -> Converter:
    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(int, _whole)
    made.register_structure_hook(bool, _truth)
    made.register_structure_hook(EDTFDate, lambda value, _: parse(_text(value)))
    made.register_structure_hook(Period, lambda value, _: parse_period(_text(value)))
    made.register_structure_hook(Quantity, lambda value, _: parse_quantity(_text(value)))
    made.register_structure_hook_factory(_made_from(Literal), _one_word)
    made.register_structure_hook_factory(_made_from(tuple), lambda kind: _several(kind, made))
    made.register_structure_hook_factory(_made_from(dict), lambda kind: _mapped(kind, made))
    made.register_structure_hook_factory(attrs.has, lambda kind: _table(kind, made))
    made.register_structure_hook(Change, lambda value, _: _change(value, made))
    return made


def _made_from(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _text(value: Any, _: Any = str) -> str:
    if not isinstance(value, str):
        raise FaultError(f"{_named(value)} stands where text belongs", remedy=_quoting(value))
    if not value.strip():
        raise FaultError("empty text says nothing", remedy="leave the key out")
    if _CONTROL.search(value) or any("\ud800" <= char <= "\udfff" for char in value):
        raise FaultError("the text holds a control character", remedy="remove it")
    return unicodedata.normalize("NFC", value)


def _whole(value: Any, _: Any) -> int:
    if type(value) is not int or not 1 <= value <= _LARGEST:
        raise FaultError(f"{_named(value)} stands where a whole number from 1 belongs")
    return value


def _truth(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise FaultError(f"{_named(value)} stands where true or false belongs")
    return value


def _one_word(kind: Any) -> Callable[[Any, Any], str]:
    known = get_args(kind)

    def hook(value: Any, _: Any) -> str:
        word = _text(value)
        if word not in known:
            near = did_you_mean(word, known) or f"one of {', '.join(known)}"
            raise FaultError(f"{word!r} is not known here", remedy=near)
        return word

    return hook


def _several(kind: Any, made: Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    inner = get_args(kind)[0]

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise FaultError(f"{_named(value)} stands where a list belongs", remedy="write […]")
        return tuple(_each(enumerate(value), inner, made, kind).values())

    return hook


def _mapped(kind: Any, made: Converter) -> Callable[[Any, Any], dict[str, Any]]:
    inner = get_args(kind)[1]

    def hook(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise FaultError(f"{_named(value)} stands where a table belongs")
        return _each(value.items(), inner, made, kind)

    return hook


def _each(items: Any, inner: Any, made: Converter, kind: Any) -> dict[Any, Any]:
    """Structure every member; raise all faults together, each noted with its index or key."""
    done: dict[Any, Any] = {}
    faults: list[Exception] = []
    for step, item in items:
        try:
            done[step] = made.structure(item, inner)
        except Exception as error:  # noted and raised again with the others
            error.add_note(IterableValidationNote(f"member {step}", step, inner))
            faults.append(error)
    if faults:
        raise IterableValidationError("members", faults, kind)
    return done


def _table(kind: Any, made: Converter) -> Callable[[Any, Any], Any]:
    attrs.resolve_types(kind)
    renames: Any = {
        field.name: override(rename=KEYS[field.name])
        for field in attrs.fields(kind)
        if field.name in KEYS
    }
    empty = [field.name for field in attrs.fields(kind) if field.default == ""]
    inner = make_dict_structure_fn(
        kind, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renames
    )

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise FaultError(f"{_named(value)} stands where a table belongs")
        if kind is Response:
            value = _spelled_out(value)
        if any(value.get(name) == "" for name in empty):
            value = {key: item for key, item in value.items() if key not in empty or item != ""}
        return inner(value, kind)

    return hook


def _spelled_out(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Turn ``source`` and ``locator`` of a response into its first citation."""
    short = {key: value[key] for key in ("source", "locator") if key in value}
    if not short:
        return value
    rest = {key: item for key, item in value.items() if key not in short}
    others = rest.get("citation", [])
    return {**rest, "citation": [short, *others] if isinstance(others, list) else others}


def _change(value: Any, made: Converter) -> Any:
    if not isinstance(value, Mapping):
        raise FaultError(f"{_named(value)} stands where a table belongs")
    verb = value.get("do")
    if not isinstance(verb, str) or verb not in CHANGES:
        said = "do is missing" if verb is None else f"{verb!r} is no change"
        near = did_you_mean(verb, CHANGES) if isinstance(verb, str) else ""
        raise FaultError(said, remedy=near or f"one of {', '.join(CHANGES)}", within="do")
    rest = {key: item for key, item in value.items() if key != "do"}
    if isinstance(rest.get("measure"), str):
        rest["measure"] = [rest["measure"]]
    return made.structure(rest, CHANGES[verb])


def _named(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {value}" if abs(value) < 1e15 else "a number"
    if isinstance(value, datetime | date | time):
        return f"the TOML date or time {value}"
    names = {str: "text", list: "a list", dict: "a table", type(None): "nothing"}
    return names.get(type(value), f"a {type(value).__name__}")


def _quoting(value: Any) -> str:
    if isinstance(value, bool | list | dict) or value is None:
        return "write text in quotes"
    return f'put it in quotes: "{value}"' if len(str(value)) < 40 else "put it in quotes"
