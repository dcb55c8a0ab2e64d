"""Series: per period and publisher the latest vintage that was out by a day."""

from typing import Any

from hypothesis import given
from strategies_things import series_events
from traps import Wire, event
from wires import observe

import reetimeline as ree

USGS = [
    event("2025-01-31", observe("270000", nature="estimate", vintage="2025-01")),
    event("2026-01-31", observe("268000", nature="actual")),
]


def figures(events: list[Wire], on: str, **cut: Any) -> list[dict[str, Any]]:
    """Return the series of a day as plain rows."""
    rows: list[dict[str, Any]] = ree.replayed(events).at(on, **cut).to_dict()["series"]
    return rows


def test_a_newer_vintage_replaces_the_older() -> None:
    """The same publisher's later figure for the same period stands alone."""
    (early,), (late,) = figures(USGS, "2025-06-01"), figures(USGS, "2026-06-01")
    assert early["value"] == {"low": "270000", "high": "270000", "text": "270000"}
    assert (early["nature"], early["vintage"]) == ("estimate", "2025-01")
    assert (late["value"]["text"], late["nature"]) == ("268000", "actual")
    assert late["vintage"] == "2026-01-31"  # none is stated: the day it was announced


def test_before_it_is_out_there_is_no_figure() -> None:
    """A figure about 2024 published in 2025 is none in 2024, nor as known before."""
    assert figures(USGS, "2025-01-30") == []
    assert figures(USGS, "2026-06-01", known_on="2025-01-30") == []


def test_publishers_stand_side_by_side() -> None:
    """Two publishers of one period are two rows."""
    other = event("2025-03-01", observe("255000", publisher="mnr"))
    rows = figures([*USGS, other], "2025-06-01")
    assert {row["publisher"]: row["value"]["text"] for row in rows} == {
        "usgs": "270000",
        "mnr": "255000",
    }


def test_what_a_figure_means_is_kept() -> None:
    """Unit, basis, stage and denominator stand with it."""
    share = observe("~70", series="cn-share", unit="%", basis="REO", denominator="world-production")
    (row,) = figures([event("2025-01-31", share)], "2025-06-01")
    assert (row["unit"], row["basis"], row["stage"], row["denominator"]) == (
        "%",
        "REO",
        "mining",
        "world-production",
    )
    assert row["value"] == {"low": "70", "high": "70", "text": "~70"}


def test_bounds_are_open() -> None:
    """More than 80 has no upper bound."""
    (row,) = figures([event("2025-01-31", observe(">80"))], "2025-06-01")
    assert row["value"] == {"low": "80", "high": None, "text": ">80"}


def test_withheld_is_null() -> None:
    """A figure that is withheld is no zero."""
    (row,) = figures([event("2025-01-31", observe(None))], "2025-06-01")
    assert row["value"] is None


def test_a_snapshot_shows_the_latest_period() -> None:
    """Of several years of one publisher a snapshot lists the last that was out."""
    more = event("2025-02-01", observe("1", period="2023"), observe("3", period="2025"))
    assert [row["period"] for row in figures([*USGS, more], "2025-06-01")] == ["2025"]


def test_a_filter_leaves_series_out() -> None:
    """A question about measures is none about figures."""
    assert ree.replayed(USGS).at("2025-06-01").only(actor="CN").series == ()


@given(series_events())
def test_the_last_vintage_is_shown(events: list[Wire]) -> None:
    """For each publisher the figure is that of the last event of it."""
    last = {w["change"][0]["publisher"]: w["change"][0]["value"] for w in events}
    shown = {row["publisher"]: row["value"]["text"] for row in figures(events, "2026-06-01")}
    assert shown == last
