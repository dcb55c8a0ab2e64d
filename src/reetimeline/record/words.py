"""The words of an event: ids, codes, days that belong together, fields that citations name.

Each rule looks at the plain mapping, before it becomes a record, so that these faults are told
together with those of its shape. A rule passes over values of the wrong type: `shape` tells those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reetimeline.change import AXES, CHANGES
from reetimeline.edtf import FIRST_DAY, EDTFDate, day, iso, parse, split_duration
from reetimeline.errors import DateError, ReetimelineError, did_you_mean
from reetimeline.event import Event
from reetimeline.quantity import parse_quantity
from reetimeline.record.lines import Path, dotted, undotted
from reetimeline.record.patterns import (
    ID,
    code_form,
    digest_form,
    event_link_form,
    source_form,
    thing_form,
    time_form,
    timezone_form,
)
from reetimeline.record.shape import FaultError, keys_of
from reetimeline.vocabulary import Vocabulary

Found = Iterator[tuple[Path, str, str]]

THINGS = (
    *("measure", "part_of", "replaces", "quota", "under", "settles", "disputes", "challenges"),
    *("organisation", "series", "publisher", "things", "to", "from", "predecessors"),
    *("parties", "activities"),
)


def wrong_words(data: Mapping[str, Any], words: Vocabulary) -> Found:
    """Yield the path, message and remedy of every word of an event that cannot stand."""
    yield from _event_id(data)
    yield from _checked(data, "kind", lambda code: words.check("kind", code))
    yield from _checked(data, "actors", words.check_actor)
    yield from _checked(data, "time", time_form)
    yield from _checked(data, "timezone", timezone_form)
    if "reason" not in data and data.get("revision", 1) != 1:
        yield (), "a revision gives its reason", 'write reason = "…"'
    changes = _tables(data.get("change"))
    for place, change in enumerate(changes):
        yield from _under(
            (
                "change",
                place,
            ),
            _change(change, words),
        )
    for place, response in enumerate(_tables(data.get("response"))):
        yield from _under(
            (
                "response",
                place,
            ),
            _response(response),
        )
    for place, citation in enumerate(_tables(data.get("citation"))):
        yield from _under(
            (
                "citation",
                place,
            ),
            _citation(citation, changes),
        )


def _event_id(data: Mapping[str, Any]) -> Found:
    name, announced = data.get("id"), data.get("announced")
    if not isinstance(name, str):
        return
    if not ID.fullmatch(name):
        shape = "write the day announced, the actor and a slug: 2025-11-07-cn-suspends-controls"
        yield ("id",), f"{name!r} is not an event id", shape
        return
    if not isinstance(announced, str) or data.get("revision", 1) != 1:
        return  # an id keeps the day it was first recorded with
    try:
        date = parse(announced)
    except DateError:
        return
    undated = date.first == FIRST_DAY and name.startswith("undated-")
    if not undated and not _may_begin(name, date):
        begin = "undated" if date.first == FIRST_DAY else iso(date.first)
        yield ("id",), f"{name!r} does not begin with the day announced", f"begin with {begin}-"


def _may_begin(name: str, announced: EDTFDate) -> bool:
    """Return whether the year, month or day an id begins with may be the one announced."""
    parts = name.split("-")
    for count in (3, 2, 1):
        try:
            begin = parse("-".join(parts[:count]))
        except DateError:
            continue
        return begin.same_day(announced) is not False
    return False


def _change(change: Mapping[str, Any], words: Vocabulary) -> Found:
    yield from _checked(change, "actors", words.check_actor)
    yield from _goods(change, words)
    yield from _checked(change, "forms", words.check_form)
    yield from _checked(change, "targets", words.check_target)
    for key in ("by", "respondent", "third_parties"):
        yield from _checked(change, key, words.check_jurisdiction)
    yield from _checked(change, "instrument", lambda code: words.check("instrument", code))
    yield from _checked(change, "basis", lambda code: words.check("basis", code))
    if change.get("do") == "observe":
        yield from _checked(change, "stage", lambda code: words.check("stage", code))
    yield from _checked(change, "codes", code_form)
    for key in THINGS:
        yield from _checked(change, key, thing_form)
    for key in ("parents", "holders"):
        for place, holder in enumerate(_tables(change.get(key))):
            yield from _under(
                (
                    key,
                    place,
                ),
                _checked(holder, "id", thing_form),
            )
            yield from _under(
                (
                    key,
                    place,
                ),
                _checked(holder, "share", parse_quantity),
            )
    for axis in AXES:
        if change.get(axis) == []:
            yield (axis,), "an empty list names no cell", "leave the axis out"
    yield from _checked(change, "share", parse_quantity)
    yield from _checked(change, "duration", split_duration)
    if "duration" in change and "until" in change:
        yield ("duration",), "until and duration both stand", "keep one of them"
    yield from _inside(change)


def _inside(change: Mapping[str, Any]) -> Found:
    """Tables within a change: the rate, splits, terms, and what other sources say."""
    rate = change.get("rate")
    if isinstance(rate, Mapping):
        yield from _under(("rate",), _checked(rate, "value", parse_quantity))
    for place, split in enumerate(_tables(change.get("split"))):
        parts = split.get("parts")
        if not isinstance(parts, Mapping):
            continue
        for key in parts:
            yield from _under(
                (
                    "split",
                    place,
                    "parts",
                ),
                _checked(parts, key, parse_quantity),
            )
    verb = change.get("do")
    for place, other in enumerate(_tables(change.get("alternative"))):
        named = other.get("field")
        if verb in CHANGES and isinstance(named, str):
            known = (*keys_of(CHANGES[verb]), "announced")
            if named.split(".")[0] not in known:
                near = did_you_mean(named, known) or f"one of {', '.join(known)}"
                yield ("alternative", place, "field"), f"{verb} has no field {named!r}", near
        yield from _under(
            (
                "alternative",
                place,
            ),
            _checked(other, "source", source_form),
        )


def _goods(change: Mapping[str, Any], words: Vocabulary) -> Found:
    members = change.get("members")
    own = members if isinstance(members, Mapping) else {}
    yield from _checked(
        change, "goods", lambda code: code if code in own else words.check_good(code)
    )
    for group in own:
        yield from _under(("members",), _checked(own, group, words.check_good))


def _response(response: Mapping[str, Any]) -> Found:
    yield from _checked(response, "to", event_link_form)
    yield from _checked(response, "source", source_form)
    cited = _tables(response.get("citation"))
    for place, citation in enumerate(cited):
        yield from _under(
            (
                "citation",
                place,
            ),
            _citation(citation, ()),
        )


def _citation(citation: Mapping[str, Any], changes: tuple[Mapping[str, Any], ...]) -> Found:
    yield from _checked(citation, "source", source_form)
    yield from _checked(citation, "digest", digest_form)
    yield from _checked(citation, "fields", lambda path: _field(path, changes))


def _field(text: str, changes: tuple[Mapping[str, Any], ...]) -> str:
    path = undotted(text)
    known = keys_of(Event)
    if path[0] not in known:
        raise FaultError(f"an event has no field {text!r}", remedy=did_you_mean(text, known))
    if path[0] != "change" or len(path) == 1:
        return text
    number = path[1]
    if not isinstance(number, int) or not 0 <= number < len(changes):
        count = f"there are {len(changes)} changes" if len(changes) != 1 else "there is 1 change"
        raise FaultError(
            f"{text!r} names no change", remedy=f"write change.1 for the first; {count}"
        )
    verb = changes[number].get("do")
    if len(path) > 2 and verb in CHANGES and path[2] not in (known := keys_of(CHANGES[verb])):
        near = did_you_mean(str(path[2]), known) or f"one of {', '.join(known)}"
        raise FaultError(f"{verb} has no field {dotted(path[2:])!r}", remedy=near)
    return text


def _under(prefix: Path, found: Found) -> Found:
    for path, message, remedy in found:
        yield (*prefix, *path), message, remedy


def _checked(data: Mapping[str, Any], key: str, check: Callable[[str], Any]) -> Found:
    """Yield what ``check`` raises for a text, or for each text of a list, under the key."""
    value = data.get(key)
    for place, item in enumerate(value if isinstance(value, list) else [value]):
        if not isinstance(item, str):
            continue
        try:
            check(item)
        except ReetimelineError as error:
            path = (key, place) if isinstance(value, list) else (key,)
            yield path, error.message, error.remedy


def _tables(value: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        item if isinstance(item, Mapping) else {}
        for item in (value if isinstance(value, list) else ())
    )


def wrong_source(data: Mapping[str, Any], words: Vocabulary) -> Found:
    """Yield the path, message and remedy of every word of a source that cannot stand."""
    yield from _checked(data, "id", source_form)
    yield from _checked(data, "accessed", day)
    yield from _checked(data, "jurisdiction", lambda code: words.check("jurisdiction", code))
