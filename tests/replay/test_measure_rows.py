"""The row of a measure: what it is called, whose it is, how it ended, whether it ever operated."""

import pytest
from traps import Wire, change, event, first
from wires import measure

AGREED = [
    event("2025-10-30", first(effective="2025-11-10"), actors=["CN", "US"], kind="agreement"),
]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([change("end", reason="repealed")], "repealed"),
        ([change("end", reason="annulled")], "annulled"),
        ([change("end")], None),
        ([first(measure="cn-new", replaces=["cn-test"])], "replaced"),
    ],
)
def test_why_it_ended(changes: list[Wire], reason: str | None) -> None:
    """The reason is the one stated, or replaced, or none."""
    events = [event("2025-01-01", first()), event("2025-02-01", *changes)]
    row = measure(events, "2025-03-01")
    assert (row["status"], row["reason"]) == ("ended", reason)


def test_what_lapses_is_expired() -> None:
    """A measure whose last day has come ended by its own text; before, it has no reason."""
    events = [event("2025-01-01", first(until="2025-01-31"))]
    assert measure(events, "2025-02-01")["reason"] == "expired"
    assert measure(events, "2025-01-31")["reason"] is None


def test_replaces_ends_the_old_on_the_same_day() -> None:
    """One is in force through the day before, the other from the day."""
    events = [
        event("2025-01-01", first()),
        event("2025-02-01", first(measure="cn-new", replaces=["cn-test"], effective="2025-03-01")),
    ]
    assert measure(events, "2025-02-28")["status"] == "in-force"
    assert measure(events, "2025-02-28", "cn-new")["status"] == "scheduled"
    assert measure(events, "2025-03-01")["status"] == "ended"
    assert measure(events, "2025-03-01", "cn-new")["status"] == "in-force"


def test_only_impose_sets_actors() -> None:
    """Who amends or suspends does not become its author; who imposes it again does."""
    events = [
        event("2025-01-01", first(), actors=["CN/MOFCOM"]),
        event("2025-02-01", change("suspend", until="2025-02-28"), actors=["US"]),
        event("2025-04-01", change("impose"), actors=["CN/GACC"]),
    ]
    actors = [measure(events, on)["actors"] for on in ("2025-01-15", "2025-02-15", "2025-04-15")]
    assert actors == [["CN/MOFCOM"], ["CN/MOFCOM"], ["CN/GACC"]]


def test_actors_of_a_change_go_before_those_of_the_event() -> None:
    """A truce of two has parts of one each."""
    made = first(actors=["CN"]), first(measure="us-part", part_of="cn-test", actors=["US"])
    events = [event("2025-10-30", *made, actors=["CN", "US"], kind="agreement")]
    assert measure(events, "2025-11-15")["actors"] == ["CN"]
    part = measure(events, "2025-11-15", "us-part")
    assert (part["actors"], part["part_of"]) == (["US"], "cn-test")


def test_an_agreement_is_a_measure() -> None:
    """Announced, then in force, by both."""
    assert measure(AGREED, "2025-11-01")["status"] == "scheduled"
    row = measure(AGREED, "2025-11-10")
    assert (row["status"], row["actors"]) == ("in-force", ["CN", "US"])


def test_title_document_and_count() -> None:
    """A later title is shown from its announcement on; the document is that of the first act."""
    events = [
        event("2025-01-01", first(count=3), document="No. 1 of 2025"),
        event("2025-02-01", change("amend", title="Renamed"), document="No. 2 of 2025"),
    ]
    before, after = measure(events, "2025-01-15"), measure(events, "2025-02-15")
    assert (before["title"], after["title"]) == ("A test", "Renamed")
    assert before["document"] == after["document"] == "No. 1 of 2025"
    assert (before["count"], before["announced"]) == (3, "2025-01-01")


def test_codes_describe_goods_and_split_nothing() -> None:
    """Codes are shown with the cells and are no axis."""
    events = [event("2025-01-01", first(goods=["Dy"], codes=["2846.90"]))]
    (cell,) = measure(events, "2025-01-15")["cells"]
    assert cell["codes"] == ["2846.90"]


def test_terms_and_condition() -> None:
    """A term is a field of the cells, a condition is shown and moves no date."""
    terms = [{"key": "threshold", "value": "0.1 %"}]
    events = [event("2025-01-01", first(terms=terms, condition="If the tariff stays."))]
    row = measure(events, "2025-01-15")
    assert row["cells"][0]["terms"] == {"threshold": "0.1 %"}
    assert (row["condition"], row["since"]) == ("If the tariff stays.", "2025-01-01")


def test_before_its_start_a_row_shows_the_fields_of_its_first_living_day() -> None:
    """What is scheduled shows what it will say."""
    made = first(effective="2025-03-01", rate={"value": "25", "unit": "%"})
    (cell,) = measure([event("2025-01-01", made)], "2025-01-15")["cells"]
    assert (cell["status"], cell["rate"]) == ("scheduled", {"value": "25", "unit": "%"})


@pytest.mark.parametrize(
    ("events", "on", "never"),
    [
        ([event("2025-01-01", first(effective="2025-03-01"))], "2025-02-01", False),
        (
            [
                event("2025-01-01", first(effective="2025-03-01")),
                event("2025-02-01", change("suspend")),
            ],
            "2025-02-15",
            False,
        ),
        (
            [
                event("2025-01-01", first(effective="2025-03-01")),
                event("2025-02-01", change("suspend")),
            ],
            "2025-03-01",
            True,
        ),
        (
            [
                event("2025-01-01", first(effective="2025-03-01")),
                event("2025-02-01", change("end")),
            ],
            "2025-02-15",
            True,
        ),
        ([event("2025-01-01", first()), event("2025-02-01", change("end"))], "2025-02-15", False),
        (
            [event("2025-01-01", first()), event("2025-02-01", change("suspend"))],
            "2025-03-15",
            False,
        ),
    ],
)
def test_never_operative(events: list[Wire], on: str, *, never: bool) -> None:
    """No operative day so far, and its first day has come or it has ended."""
    assert measure(events, on)["never_operative"] is never


def test_a_part_does_not_change_the_whole() -> None:
    """A suspended provision is a row of its own."""
    events = [
        event("2025-01-01", first(), first(measure="cn-part", part_of="cn-test")),
        event("2025-02-01", change("suspend", "cn-part")),
    ]
    assert measure(events, "2025-03-01")["status"] == "in-force"
    assert measure(events, "2025-03-01", "cn-part")["status"] == "suspended"


def test_a_part_is_never_freer_than_the_whole() -> None:
    """When the whole ends its part ends, and comes back with it."""
    events = [
        event("2025-01-01", first(), first(measure="cn-part", part_of="cn-test")),
        event("2025-02-01", change("end")),
        event("2025-04-01", change("impose")),
    ]
    told = [
        measure(events, on, "cn-part")["status"]
        for on in ("2025-01-15", "2025-03-01", "2025-04-15")
    ]
    assert told == ["in-force", "ended", "in-force"]


def test_partial_leaves_the_days_to_the_cells() -> None:
    """Since, until and revives are null of the whole and told by the cells."""
    events = [
        event("2025-01-01", first(goods=["Ga", "Ge"])),
        event("2025-02-01", change("suspend", goods=["Ga"], until="2025-12-31")),
    ]
    row = measure(events, "2025-03-01")
    assert (row["status"], row["since"], row["until"], row["revives"]) == (
        "partial",
        None,
        None,
        None,
    )
    told = {
        cell["goods"][0]: (cell["since"], cell["until"], cell["revives"]) for cell in row["cells"]
    }
    assert told == {
        "Ga": ("2025-02-01", "2025-12-31", "2026-01-01"),
        "Ge": ("2025-01-01", None, None),
    }


def test_ended_cells_do_not_make_it_partial() -> None:
    """One good struck, the other in force: the measure is in force."""
    events = [
        event("2025-01-01", first(goods=["Ga", "Ge"])),
        event("2025-02-01", change("end", goods=["Ga"])),
    ]
    assert measure(events, "2025-03-01")["status"] == "in-force"


def test_rates_may_differ_without_being_partial() -> None:
    """Only statuses make it partial."""
    events = [
        event("2025-01-01", first(goods=["Ga", "Ge"], rate={"value": "10", "unit": "%"})),
        event("2025-02-01", change("amend", goods=["Ga"], rate={"value": "20", "unit": "%"})),
    ]
    row = measure(events, "2025-03-01")
    assert row["status"] == "in-force"
    assert {cell["goods"][0]: cell["rate"]["value"] for cell in row["cells"]} == {
        "Ga": "20",
        "Ge": "10",
    }
