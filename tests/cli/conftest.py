"""Stores the commands are asked about."""

from pathlib import Path

import pytest
from traps import change, event, first, rate
from wires import RULE, advance, allocate, directory_store, establish, observe, source

EVENTS = [
    RULE,
    event("2012-01-01", allocate("10546"), advance("settled"), establish("lynas"), observe("27")),
    event(
        "2024-12-03",
        first(measure="cn-ban", goods=["Ga", "Ge"], targets=["US"]) | {"instrument": "export-ban"},
        actors=["CN/MOFCOM"],
        title="China bans gallium and germanium to the United States",
    ),
    event("2025-10-09", first(goods=["Dy"], targets=["*"], effective="2025-12-01")),
    event("2025-11-07", change("suspend", until="2026-11-10")),
    event("2025-11-09", change("suspend", "cn-ban", until="2026-11-27")),
    event("2020-01-01", first(measure="us-tariff", rate=rate("25")), actors=["US"]),
    event("2021-01-01", change("end", "us-tariff"), actors=["US"]),
]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory store of several measures and one thing of each other kind."""
    official = source(
        "mofcom/46", title="Announcement No. 46", kind="official", url="https://a.b/46"
    )
    return directory_store(tmp_path_factory.mktemp("record"), EVENTS, source(), official)
