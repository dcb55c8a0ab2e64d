"""Canonical bytes: one form for equal events, and back."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
import rfc8785
from hypothesis import given

from record.strategies_record import events, sources
from reetimeline.errors import TamperError
from reetimeline.event import Event, Source
from reetimeline.record.canonical import (
    canonical,
    from_canonical,
    leaf_input,
    source_from_plain,
)
from reetimeline.record.reading import event_from_toml, event_from_wire
from reetimeline.record.writing import event_to_toml, event_to_wire, plain

PLAIN = """
id = "2025-11-07-cn-suspends"
title = "China suspends"
kind = "export-control"
actors = ["CN"]
announced = "2025-11-07"
"""


@given(events())
def test_round_trip(event: Event) -> None:
    """The bytes hold the whole event."""
    assert from_canonical(canonical(event)) == event


@given(events())
def test_both_decoders_agree(event: Event) -> None:
    """The quick decoder and the strict one make the same event of the same bytes."""
    data = canonical(event)
    assert event_from_wire(json.loads(data)) == from_canonical(data)


@given(events())
def test_the_way_to_the_bytes_does_not_count(event: Event) -> None:
    """An event from memory and one from its file have the same bytes."""
    assert canonical(event_from_toml(event_to_toml(event))) == canonical(event)


@given(events())
def test_bytes_are_rfc_8785(event: Event) -> None:
    """The bytes are canonical JSON in normal form C, and the leaf input is as well."""
    data = canonical(event)
    assert rfc8785.dumps(json.loads(data)) == data
    assert unicodedata.is_normalized("NFC", data.decode())
    leaf: Any = {"event": event_to_wire(event), "recorded": "2025-11-08"}
    assert leaf_input(data, "2025-11-08") == rfc8785.dumps(leaf)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + "# a comment\n",
        PLAIN.replace("\n", "\r\n"),
        PLAIN + "revision = 1\nwithdrawn = false\n",
        PLAIN.replace("actors = ['CN']", "actors = [\n  'CN', # China\n]"),
        "\n".join(reversed(PLAIN.splitlines())),
        PLAIN.replace('"China suspends"', "'China suspends'"),
    ],
)
def test_layout_does_not_count(text: str) -> None:
    """Comments, line ends, spelled-out defaults and the order of keys leave the bytes alone."""
    assert canonical(event_from_toml(text)) == canonical(event_from_toml(PLAIN))


def test_composed_and_decomposed_text_is_one() -> None:
    """Two spellings of one letter are the same bytes, also in an event made in memory."""
    composed, decomposed = (
        PLAIN.replace("China", "Chin\u00e1"),
        PLAIN.replace("China", "China\u0301"),
    )
    assert canonical(event_from_toml(composed)) == canonical(event_from_toml(decomposed))


@given(sources)
def test_sources_come_back(source: Source) -> None:
    """A source's plain form holds all of it."""
    assert source_from_plain(plain(source)) == source


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"id":"x"}', b'{"id":1,"odd":2}', b"\xff"])
def test_other_bytes_are_refused(data: bytes) -> None:
    """Bytes that are no event are told as tampering, not as a stray exception."""
    with pytest.raises(TamperError):
        from_canonical(data)
