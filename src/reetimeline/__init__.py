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
    from reetimeline.edtf import EDTFDate as EDTFDate
    from reetimeline.edtf import parse as parse_date
    from reetimeline.errors import (
        ConflictError as ConflictError,
    )
    from reetimeline.errors import (
        DateError as DateError,
    )
    from reetimeline.errors import (
        EventError as EventError,
    )
    from reetimeline.errors import (
        ExpectationError as ExpectationError,
    )
    from reetimeline.errors import (
        LimitError as LimitError,
    )
    from reetimeline.errors import (
        QuantityError as QuantityError,
    )
    from reetimeline.errors import (
        RecordError as RecordError,
    )
    from reetimeline.errors import (
        ReetimelineError as ReetimelineError,
    )
    from reetimeline.errors import (
        StoreError as StoreError,
    )
    from reetimeline.errors import (
        TamperError as TamperError,
    )
    from reetimeline.errors import (
        UnknownThingError as UnknownThingError,
    )
    from reetimeline.errors import (
        VocabularyError as VocabularyError,
    )
    from reetimeline.event import Event as Event
    from reetimeline.loading import load as load
    from reetimeline.record import Record as Record
    from reetimeline.record import event_from_toml as event_from_toml
    from reetimeline.record import event_to_toml as event_to_toml
    from reetimeline.record import open_store as open_store
    from reetimeline.replay import History as History
    from reetimeline.replay import Snapshot as Snapshot
    from reetimeline.replay import replay as replay

_HOMES = {
    "ConflictError": "errors",
    "DateError": "errors",
    "EDTFDate": "edtf",
    "Event": "event",
    "EventError": "errors",
    "ExpectationError": "errors",
    "History": "replay",
    "LimitError": "errors",
    "QuantityError": "errors",
    "Record": "record",
    "RecordError": "errors",
    "ReetimelineError": "errors",
    "Snapshot": "replay",
    "StoreError": "errors",
    "TamperError": "errors",
    "UnknownThingError": "errors",
    "VocabularyError": "errors",
    "event_from_toml": "record",
    "event_to_toml": "record",
    "load": "loading",
    "open_store": "record",
    "parse_date": "edtf",
    "replay": "replay",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), "parse" if name == "parse_date" else name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
