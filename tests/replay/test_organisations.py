"""Organisations: names, owners, members and what they came from."""

from typing import Any

from hypothesis import given
from strategies_things import organisation_events
from traps import Wire, event
from wires import establish, organise

import reetimeline as ree

FIRMS = [
    event("2010-01-01", establish("minmetals"), establish("chinalco"), establish("ganzhou")),
    event(
        "2021-12-23",
        {
            "do": "merge",
            "organisation": "china-rare-earth-group",
            "from": ["ganzhou"],
            "name": "China Rare Earth Group",
            "parents": [{"id": "minmetals", "share": "20.33"}, {"id": "chinalco", "share": "20"}],
        },
    ),
]


def firm(events: list[Wire], name: str, on: str, **cut: Any) -> dict[str, Any]:
    """Return the row of an organisation, which must have one."""
    found = ree.replayed(events).at(on, **cut).organisation(name)
    assert found is not None
    return found


def shown(events: list[Wire], on: str, status: str | None = None) -> list[str]:
    """Return the ids of the organisations a snapshot lists."""
    return [row.id for row in ree.replayed(events).at(on).only(status=status).organisations]


def test_established_and_not_before() -> None:
    """There is no row on the day before."""
    history = ree.replayed(FIRMS)
    assert history.at("2009-12-31").organisation("minmetals") is None
    assert firm(FIRMS, "minmetals", "2010-01-01")["status"] == "active"


def test_a_merger_makes_one_out_of_others() -> None:
    """Those merged are gone and name their successor; the new one names where it came from."""
    old, new = (firm(FIRMS, name, "2022-01-01") for name in ("ganzhou", "china-rare-earth-group"))
    assert (old["status"], old["successor"], old["since"]) == (
        "merged",
        "china-rare-earth-group",
        "2021-12-23",
    )
    assert new["predecessors"] == ["ganzhou"]
    assert new["name"] == "China Rare Earth Group"
    assert firm(FIRMS, "ganzhou", "2021-12-22")["status"] == "active"


def test_members_are_those_whose_parent_it_is() -> None:
    """Owners are listed with their shares, and the owned with their owners."""
    assert firm(FIRMS, "minmetals", "2022-01-01")["members"] == ["china-rare-earth-group"]
    assert firm(FIRMS, "ganzhou", "2022-01-01")["members"] == []
    assert firm(FIRMS, "china-rare-earth-group", "2022-01-01")["parents"] == [
        {"id": "minmetals", "share": "20.33"},
        {"id": "chinalco", "share": "20"},
    ]


def test_what_is_gone_is_listed_only_if_asked() -> None:
    """A snapshot lists living organisations; `--status ended` those that are gone."""
    assert shown(FIRMS, "2022-01-01") == ["china-rare-earth-group", "chinalco", "minmetals"]
    assert shown(FIRMS, "2022-01-01", "ended") == ["ganzhou"]
    assert shown(FIRMS, "2022-01-01", "suspended") == []


def test_a_rename_keeps_the_identity() -> None:
    """The name changes, the id and the day of its beginning stay, the old name is an alias."""
    events = [*FIRMS, event("2023-05-05", organise("rename", "chinalco", name="Chalco"))]
    row = firm(events, "chinalco", "2023-05-05")
    assert (row["id"], row["name"], row["aliases"]) == ("chinalco", "Chalco", ["Chinalco"])
    assert row["since"] == "2010-01-01"
    assert firm(events, "chinalco", "2023-05-04")["name"] == "Chinalco"


def test_a_transfer_is_signed_and_completed() -> None:
    """Shares pass on the day it is completed, not on the day it is signed."""
    sale = organise(
        "transfer",
        "china-rare-earth-group",
        from_="minmetals",
        to="chinalco",
        share="10",
        effective="2022-06-01",
    )
    events = [*FIRMS, event("2022-03-01", sale)]
    signed = firm(events, "china-rare-earth-group", "2022-05-31")["parents"]
    done = firm(events, "china-rare-earth-group", "2022-06-01")["parents"]
    assert {p["id"]: p["share"] for p in signed} == {"minmetals": "20.33", "chinalco": "20"}
    assert {p["id"]: p["share"] for p in done} == {"minmetals": "10.33", "chinalco": "30"}


def test_a_transfer_of_all_leaves_nothing() -> None:
    """Who sells all is no owner any more."""
    sale = organise(
        "transfer", "china-rare-earth-group", from_="minmetals", to="sasac", share="20.33"
    )
    parents = firm([*FIRMS, event("2022-03-01", sale)], "china-rare-earth-group", "2022-03-02")[
        "parents"
    ]
    assert [p["id"] for p in parents] == ["chinalco", "sasac"]


def test_dissolved() -> None:
    """A dissolved organisation keeps its row and names what it passed to."""
    events = [*FIRMS, event("2023-01-01", organise("dissolve", "chinalco", to="minmetals"))]
    row = firm(events, "chinalco", "2023-01-01")
    assert (row["status"], row["successor"]) == ("dissolved", "minmetals")
    assert "chinalco" not in shown(events, "2023-01-01")


def test_known_on_cuts_the_merger() -> None:
    """What was not announced by a day has not happened as known on it."""
    assert firm(FIRMS, "ganzhou", "2022-01-01", known_on="2021-12-22")["status"] == "active"


def test_an_uncertain_day_leaves_the_status_open() -> None:
    """In the month of an unknown day a firm may be active or dissolved."""
    row = firm(
        [*FIRMS, event("2023-01", organise("dissolve", "chinalco"))], "chinalco", "2023-01-15"
    )
    assert (row["status"], row["possible"]) == ("uncertain", ["active", "dissolved"])


def test_a_share_others_state_otherwise_is_contested() -> None:
    """An alternative stands beside what was recorded."""
    other = {"field": "parents", "value": "31.21", "source": "test/other", "locator": "p. 2"}
    row = firm([event("2010-01-01", establish("a", alternative=[other]))], "a", "2011-01-01")
    assert row["contested"]
    assert [o["value"] for o in row["alternatives"]] == ["31.21"]


@given(organisation_events())
def test_names_and_shares_stay_within_reason(events: list[Wire]) -> None:
    """Each organisation has one row; a member's owner is living or was never established."""
    day = ree.replayed(events).at("2026-06-01")
    rows = {row.id: row for row in day.organisations}
    assert list(rows) == sorted(rows)
    for row in rows.values():
        assert row.status == "active"
        assert row.name not in row.aliases
        for member in row.members:
            assert row.id in [parent["id"] for parent in rows[member].parents]


def test_an_organisation_nobody_named_goes_by_its_id() -> None:
    """A firm that only a transfer speaks of is shown under its id, without an alias."""
    sale = organise("transfer", "lynas", to="jogmec", share="5")
    row = firm([event("2011-03-30", sale)], "lynas", "2012-01-01")
    assert (row["name"], row["aliases"]) == ("lynas", [])
