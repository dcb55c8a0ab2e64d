"""The forms that ids, codes, times and digests have."""

from __future__ import annotations

import re

from reetimeline.record.shape import FaultError

ID = re.compile(r"(?:\d{4}(?:-\d\d){0,2}|undated)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9.-]*/[a-z0-9][a-z0-9.-]*", re.ASCII)
_THING = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*", re.ASCII)
_CODE = re.compile(r"\d{2,10}|\d{4}(?:\.\d{2}){1,3}", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def thing_form(name: str) -> str:
    """Return the text if it is the id of a thing, or ``*``, else raise `FaultError`."""
    if name != "*" and not _THING.fullmatch(name):
        raise FaultError(f"{name!r} is not an id", remedy="use letters, digits, dots and hyphens")
    return name


def event_link_form(name: str) -> str:
    """Return the text if it is the id of an event, else raise `FaultError`."""
    if not ID.fullmatch(name):
        raise FaultError(f"{name!r} is not an event id", remedy="name the event, not its file")
    return name


def source_form(name: str) -> str:
    """Return the text if it is the id of a source, else raise `FaultError`."""
    if not SOURCE_ID.fullmatch(name):
        raise FaultError(
            f"{name!r} is not a source id", remedy="write publisher/slug: mofcom/2025-70"
        )
    return name


def code_form(text: str) -> str:
    """Return the text if it is a customs code, else raise `FaultError`."""
    if not _CODE.fullmatch(text):
        raise FaultError(f"{text!r} is not a customs code", remedy='write "2846.10" or "28461010"')
    return text


def digest_form(text: str) -> str:
    """Return the text if it is a SHA-256, else raise `FaultError`."""
    if not _DIGEST.fullmatch(text):
        raise FaultError(
            f"{text!r} is not a SHA-256", remedy="write 64 hexadecimal digits, lower case"
        )
    return text


def time_form(text: str) -> str:
    """Return the text if it is a time of day, else raise `FaultError`."""
    if not _TIME.fullmatch(text):
        raise FaultError(f"{text!r} is not a time of day", remedy="write HH:MM, such as 09:30")
    return text


def timezone_form(text: str) -> str:
    """Return the text if it is a time zone, else raise `FaultError`."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        example = "write a name of the IANA database, such as Asia/Shanghai"
        raise FaultError(f"{text!r} is not a time zone", remedy=example) from None
    return text
