"""What held in rare-earth trade policy on a day, why, and how sure that is.

>>> import reetimeline as ree
>>> history = ree.load()  # the curated record, or ree.load("events"), ree.load("sqlite:///file")
>>> history.at("2025-11-20").measure("cn-mofcom-2025-57-licence")["status"]
'suspended'

Names are loaded when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reetimeline.edtf import EDTFDate, parse as parse_date
    from reetimeline.errors import (
        ConflictError,
        DateError,
        EventError,
        ExpectationError,
        LimitError,
        QuantityError,
        RecordError,
        ReetimelineError,
        StoreError,
        TamperError,
        UnknownThingError,
        VocabularyError,
    )
    from reetimeline.event import Event
    from reetimeline.library import History, Snapshot, load, replayed
    from reetimeline.record.kept import Record
    from reetimeline.record.opening import open_store
    from reetimeline.record.reading import event_from_toml
    from reetimeline.record.writing import event_to_toml

_HOMES = {
    "ConflictError": "errors",
    "DateError": "errors",
    "EDTFDate": "edtf",
    "Event": "event",
    "EventError": "errors",
    "ExpectationError": "errors",
    "History": "library",
    "LimitError": "errors",
    "QuantityError": "errors",
    "Record": "record.kept",
    "RecordError": "errors",
    "ReetimelineError": "errors",
    "Snapshot": "library",
    "StoreError": "errors",
    "TamperError": "errors",
    "UnknownThingError": "errors",
    "VocabularyError": "errors",
    "event_from_toml": "record.reading",
    "event_to_toml": "record.writing",
    "load": "library",
    "open_store": "record.opening",
    "parse_date": "edtf",
    "replayed": "library",
}

__all__ = [
    "ConflictError",
    "DateError",
    "EDTFDate",
    "Event",
    "EventError",
    "ExpectationError",
    "History",
    "LimitError",
    "QuantityError",
    "Record",
    "RecordError",
    "ReetimelineError",
    "Snapshot",
    "StoreError",
    "TamperError",
    "UnknownThingError",
    "VocabularyError",
    "event_from_toml",
    "event_to_toml",
    "load",
    "open_store",
    "parse_date",
    "replayed",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), "parse" if name == "parse_date" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
