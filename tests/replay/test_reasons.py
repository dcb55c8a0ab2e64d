"""Why an answer is as it is."""

from typing import Any

import pytest
from traps import change, event, first
from wires import RULE, advance, allocate, establish, observe

import reetimeline as ree


def cited(source: str, *fields: str, **more: Any) -> dict[str, Any]:
    """Write a citation of some fields."""
    return {
        "source": source,
        "locator": "p. 1",
        **({"fields": list(fields)} if fields else {}),
    } | more


EVENTS = [
    event("2025-10-09", first(), citation=[cited("a/whole")]),
    event(
        "2025-11-07",
        change("suspend", until="2026-11-10"),
        first(measure="cn-other"),
        citation=[
            cited("b/day", "announced"),
            cited("b/until", "change.1.until"),
            cited("b/first", "change.1"),
            cited("b/second", "change.2.title"),
            cited("b/no", "change.1.effective", stance="denies"),
        ],
    ),
]


def sources(thing: str, on: str, field: str | None = None) -> list[str]:
    """Return the sources that make an answer."""
    found = ree.replayed(EVENTS).at(on).why(thing, field)
    return [cited.citation.source for cited in found.citations]


def test_the_events_that_decide() -> None:
    """On a day of suspension both the act and its suspension decide, before only the act."""
    history = ree.replayed(EVENTS)
    before = history.at("2025-11-01").why("cn-test")
    after = history.at("2025-12-01").why("cn-test")
    assert [e.id for e in before.events] == ["2025-10-09-cn-test-1"]
    assert [e.id for e in after.events] == ["2025-10-09-cn-test-1", "2025-11-07-cn-test-1"]
    assert (before.status, after.status) == ("in-force", "suspended")


def test_citations_of_other_changes_are_left_out() -> None:
    """What a source says of another measure in the same act is no reason."""
    assert sources("cn-test", "2025-12-01") == ["a/whole", "b/day", "b/until", "b/first", "b/no"]
    assert sources("cn-other", "2025-12-01") == ["b/day", "b/second"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("until", ["a/whole", "b/until", "b/first"]),
        ("announced", ["a/whole", "b/day", "b/first"]),
        ("effective", ["a/whole", "b/first", "b/no"]),
    ],
)
def test_a_field_narrows_the_citations(field: str, expected: list[str]) -> None:
    """Only what speaks of the field, of its change or of the whole is left."""
    assert sources("cn-test", "2025-12-01", field) == expected


def test_the_denial_is_told_with_its_stance() -> None:
    """A citation keeps what it does."""
    told = ree.replayed(EVENTS).at("2025-12-01").why("cn-test", "effective").to_dict()
    assert told["citations"][-1] == {
        "event": "2025-11-07-cn-test-1",
        "source": "b/no",
        "locator": "p. 1",
        "stance": "denies",
        "fields": ["change.1.effective"],
    }
    assert [e["announced"] for e in told["events"]] == ["2025-10-09", "2025-11-07"]


def test_every_kind_of_thing_has_reasons() -> None:
    """Quotas, disputes, organisations and series lead back to their events too."""
    made = {
        "cn-quota": allocate("10"),
        "DS431": advance("adopted"),
        "lynas": establish("lynas"),
        "cn-mine-production": observe("10"),
    }
    for thing, one in made.items():
        day = ree.replayed([RULE, event("2012-02-01", one)]).at("2012-03-01")
        assert [e.id for e in day.why(thing).events] == ["2012-02-01-cn-test-1"]
        earlier = ree.replayed([RULE, event("2012-02-01", one)]).at("2012-01-01")
        assert earlier.why(thing).events == ()


def test_the_status_of_a_dispute_is_its_stage() -> None:
    """A dispute has no status but a stage."""
    day = ree.replayed([event("2012-02-01", advance("adopted"))]).at("2012-03-01")
    assert day.why("DS431").status == "adopted"


def test_before_there_is_anything_there_is_no_reason() -> None:
    """A thing without a row has neither status nor events."""
    found = ree.replayed(EVENTS).at("2025-01-01").why("cn-test")
    assert (found.status, found.events, found.citations) == (None, (), ())


def test_an_unknown_thing_is_an_error() -> None:
    """A thing never named raises, with the closest name."""
    with pytest.raises(ree.UnknownThingError, match="did you mean cn-test"):
        ree.replayed(EVENTS).at("2025-12-01").why("cn-tset")


def test_a_revision_is_the_reason_once_recorded() -> None:
    """`recorded_by` leads to the version of its time."""
    newer = {**EVENTS[0], "revision": 2, "reason": "A better day.", "title": "Corrected"}
    history = ree.replayed([*EVENTS, newer])
    (old,) = history.at("2025-11-01", recorded_by=2).why("cn-test").events
    (new,) = history.at("2025-11-01").why("cn-test").events
    assert (old.revision, new.revision, new.title) == (1, 2, "Corrected")


def test_which_is_meant_where_things_share_an_id() -> None:
    """A quota may bear the id of the measure it stands under; the measure is meant unless told."""
    name = "cn-quota-rule"
    batch = event("2012-01-02", allocate("1000", quota=name), number=2)
    day = ree.replayed([RULE, batch]).at("2012-06-01")
    assert day.why(name).status == "in-force"
    assert day.why(name, kind="quota").status == "2012: 1000 t gross"
    assert [e.id for e in day.why(name, kind="quota").events] == [batch["id"]]
    with pytest.raises(ree.UnknownThingError, match=r"no dispute.*a measure and a quota"):
        day.why(name, kind="dispute")
