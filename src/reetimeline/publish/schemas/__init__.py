"""JSON Schemas (draft 2020-12) of what the commands print with ``--format json``.

In: the ``*.json`` files beside this one. Out: a schema as a plain dict. The files are derived from
the row classes by `reetimeline.publish.schemas.deriving`; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reetimeline.errors import VocabularyError, did_you_mean

__all__ = ["names", "schema"]


def names() -> tuple[str, ...]:
    """Return the outputs that have a schema, sorted: the names of their commands.

    >>> names()
    ('check', 'diff', 'history', 'log', 'show', 'state', 'timeline', 'why')
    """
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("*.json")))


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a command's JSON; raise `VocabularyError` if it has none.

    >>> schema("state")["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    known = names()
    if name not in known:
        near = did_you_mean(name, known) or f"one of {', '.join(known)}"
        raise VocabularyError(f"there is no schema {name!r}", remedy=near)
    text = Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
