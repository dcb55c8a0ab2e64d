"""Drafts of event files for authors to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from reetimeline.record.reading import event_from_wire
from reetimeline.record.writing import event_to_toml

_HINT = """
# What changed: one [[change]] per change; leave it out if the event changes nothing itself.
# [[change]]
# do         = "impose"            # propose impose amend suspend resume end · allocate · advance
# measure    = "cn-mofcom-2026-99" # establish merge rename transfer dissolve · observe · verify
# effective  = "2026-12-01"        # the first day; default: announced
# until      = "2027-11-30"        # the last day, included; or duration = "P1Y"

# What it answered, if a source says so:
# [[response]]
# to       = "2026-11-01-us-some-act"
# relation = "responds-to"         # retaliates implements challenges rules-on complies-with eases …
# basis    = "stated"              # or inferred
# source   = "publisher/slug"
"""


def draft(
    announced: str,
    slug: str,
    title: str,
    kind: str,
    actors: Sequence[str],
    source: str,
    locator: str,
) -> str:
    """Return the TOML of a new event without changes, and hints on how to go on.

    The id is the day, the jurisdiction of the first actor and the slug. Raises `EventError` if
    what is given makes no event.
    """
    name = f"{announced}-{actors[0].split('/')[0].lower()}-{slug}"
    cited = {"source": source, **({"locator": locator} if locator else {})}
    event = event_from_wire(
        {
            "id": name,
            "title": title,
            "kind": kind,
            "actors": list(actors),
            "announced": announced,
            "summary": "",
            "citation": [cited],
        },
        name,
    )
    return event_to_toml(event) + _HINT
