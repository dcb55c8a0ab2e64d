"""Changes of quotas, disputes, organisations and series in wire form, and stores of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from traps import Wire, event, first

import reetimeline as ree
from reetimeline.event import Source
from reetimeline.record.reading import event_from_wire
from reetimeline.record.writing import event_to_toml, tables_to_toml

RULE = event("2011-12-27", first(measure="cn-quota-rule"), kind="law")
"""The measure whose quota `allocate` gives out, in force from then on."""


def allocate(value: str | None = "1000", **fields: Any) -> Wire:
    """Write a firm batch of the quota of 2012 in gross tonnes."""
    given = {} if value is None else {"value": value}
    return {
        "do": "allocate",
        "quota": "cn-quota",
        "under": "cn-quota-rule",
        "period": "2012",
        "unit": "t",
        "basis": "gross",
        **given,
        **fields,
    }


def advance(stage: str, *disputes: str, **fields: Any) -> Wire:
    """Write a stage of a dispute, DS431 if none is named."""
    return {"do": "advance", "disputes": list(disputes) or ["DS431"], "stage": stage, **fields}


def establish(organisation: str, **fields: Any) -> Wire:
    """Write the beginning of an organisation, named after its id."""
    return {
        "do": "establish",
        "organisation": organisation,
        "name": organisation.replace("-", " ").title(),
        **fields,
    }


def organise(do: str, organisation: str, **fields: Any) -> Wire:
    """Write another change of an organisation; ``from`` is given as ``from_``."""
    named = {key.rstrip("_"): value for key, value in fields.items()}
    return {"do": do, "organisation": organisation, **named}


def observe(value: str | None, **fields: Any) -> Wire:
    """Write an observation of China's mine production of 2024 by the USGS."""
    given = {} if value is None else {"value": value}
    return {
        "do": "observe",
        "series": "cn-mine-production",
        "publisher": "usgs",
        "period": "2024",
        "unit": "t",
        "basis": "REO",
        "stage": "mining",
        **given,
        **fields,
    }


def verify(*things: str, through: str, **fields: Any) -> Wire:
    """Write that somebody looked at things through a day."""
    return {"do": "verify", "things": list(things), "through": through, **fields}


def revised(wire: Wire, number: int = 2, **fields: Any) -> Wire:
    """Write a revision of an event with other values."""
    return {**wire, "revision": number, "reason": "A source shows it otherwise.", **fields}


def source(name: str = "test/source", **fields: Any) -> Source:
    """Make a source."""
    given = {"id": name, "title": "A source", "type": "webpage", "kind": "press", **fields}
    return Source(**given)


def sqlite_store(folder: Path, events: Iterable[Wire], *sources: Source) -> str:
    """Keep events in a new SQLite store and return its URL."""
    url = f"sqlite:///{folder / 'record.sqlite'}"
    store = ree.open_store(url, create=True)
    store.append([event_from_wire(wire) for wire in events], recorded="2026-01-01")
    store.keep_sources(sources or [source()])
    return url


def event_folder(folder: Path, events: Iterable[Wire], *sources: Source) -> Path:
    """Write events as files, recorded by nobody yet, with the sources they cite."""
    root = folder / "events"
    for wire in events:
        one = event_from_wire(wire)
        suffix = "" if one.revision == 1 else f".r{one.revision}"
        path = root / one.id[:4] / f"{one.id}{suffix}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(event_to_toml(one), encoding="utf-8")
    (root / "sources").mkdir(parents=True, exist_ok=True)
    grouped: dict[str, list[Source]] = {}
    for one_source in sources or [source()]:
        grouped.setdefault(one_source.id.split("/")[0], []).append(one_source)
    for publisher, theirs in grouped.items():
        text = tables_to_toml("source", theirs)
        (root / "sources" / f"{publisher}.toml").write_text(text, encoding="utf-8")
    return root


def directory_store(folder: Path, events: Sequence[Wire], *sources: Source) -> Path:
    """Keep events in a new directory store, all recorded, and return its folder."""
    from reetimeline.library import append_files

    root = event_folder(folder, events, *sources)
    append_files(root, [root], recorded="2026-01-01")
    return root


def measure(events: Iterable[Wire], on: str, name: str = "cn-test", **cut: Any) -> dict[str, Any]:
    """Return the row of a measure on a day; there must be one."""
    row: dict[str, Any] | None = ree.replayed(events).at(on, **cut).measure(name)
    assert row is not None, f"{name} has no row on {on}"
    return row


def next_days(events: Iterable[Wire], on: str, **cut: Any) -> list[tuple[str, str, str]]:
    """Return what comes next after a day: day, thing, what."""
    return [(n.day, n.thing, n.what) for n in ree.replayed(events).at(on, **cut).next]
