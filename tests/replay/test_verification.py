"""How far somebody looked: `verified_through`, `stale` and `projected`."""

from typing import Any

import pytest
from traps import Wire, change, event, first
from wires import measure, revised, verify

import reetimeline as ree

HELD = [
    event("2025-10-09", first()),
    event("2025-11-07", change("suspend", until="2026-11-10")),
    event("2026-03-01", verify("cn-test", through="2026-02-28"), kind="review"),
]
TWO = [event("2025-10-09", first(), first(measure="cn-other"))]


def day(events: list[Wire], on: str, **cut: Any) -> Any:
    """Return a snapshot."""
    return ree.replayed(events).at(on, **cut)


def test_a_thing_is_verified_through_the_latest_day_looked_at() -> None:
    """Later looks count, earlier ones written down later do not."""
    more = [
        event("2026-04-01", verify("cn-test", through="2026-03-31"), kind="review"),
        event("2026-05-01", verify("cn-test", through="2026-01-31"), kind="review"),
    ]
    assert measure([*HELD, *more], "2026-06-01")["verified_through"] == "2026-03-31"
    assert measure(HELD[:2], "2026-06-01")["verified_through"] is None


def test_known_on_does_not_cut_a_look() -> None:
    """That somebody looked is about the record, not about what the public knew."""
    assert measure(HELD, "2025-12-01", known_on="2025-12-01")["verified_through"] == "2026-02-28"


def test_recorded_by_cuts_a_look() -> None:
    """Before the look was recorded nobody had looked."""
    assert measure(HELD, "2025-12-01", recorded_by=2)["verified_through"] is None
    assert measure(HELD, "2025-12-01", recorded_by=3)["verified_through"] == "2026-02-28"


def test_a_withdrawn_look_counts_no_more() -> None:
    """Who looked at the wrong thing takes it back."""
    events = [*HELD, revised(HELD[2], withdrawn=True, change=[])]
    assert measure(events, "2025-12-01")["verified_through"] is None


@pytest.mark.parametrize(
    ("things", "through"),
    [((), None), (("cn-test",), None), (("cn-test", "cn-other"), "2026-02-28")],
)
def test_the_whole_needs_every_standing_measure(things: tuple[str, ...], through: str) -> None:
    """One standing measure nobody looked at leaves the whole unverified."""
    looks = [
        event("2026-03-01", verify(thing, through="2026-02-28"), kind="review", number=n)
        for n, thing in enumerate(things, 1)
    ]
    assert day([*TWO, *looks], "2026-01-01").verified_through == through


def test_the_whole_is_as_far_as_the_least_verified() -> None:
    """The earliest day among them counts."""
    looks = event(
        "2026-04-01",
        verify("cn-test", through="2026-02-28"),
        verify("cn-other", through="2026-03-31"),
        kind="review",
    )
    assert day([*TWO, looks], "2026-01-01").verified_through == "2026-02-28"


def test_what_ended_needs_no_look() -> None:
    """A repealed measure does not hold the whole back; a suspended one does."""
    looked = event("2026-03-01", verify("cn-test", through="2026-02-28"), kind="review")
    ended = event("2026-01-01", change("end", "cn-other"))
    held = event("2026-01-01", change("suspend", "cn-other"))
    assert day([*TWO, looked], "2026-01-01").verified_through is None
    assert day([*TWO, ended, looked], "2026-01-01").verified_through == "2026-02-28"
    assert day([*TWO, held, looked], "2026-01-01").verified_through is None


def test_an_empty_record_is_verified_through_no_day() -> None:
    """Where nothing stands nobody can have looked."""
    nothing = day([], "2026-01-01")
    assert (nothing.verified_through, nothing.stale) == (None, True)


def test_stale_beyond_the_day_looked_at() -> None:
    """The day itself is not stale, the next one is."""
    assert [day(HELD, on).stale for on in ("2026-02-28", "2026-03-01")] == [False, True]
    assert day(HELD[:2], "2025-12-01").stale is True


def test_a_suspension_that_runs_out_by_its_own_text_is_projected() -> None:
    """Nobody has looked since, so the revival is what the text says, and stale."""
    row = measure(HELD, "2026-11-12")
    assert (row["status"], row["since"], row["projected"]) == ("in-force", "2026-11-11", True)
    assert day(HELD, "2026-11-12").stale is True


def test_not_projected_once_somebody_looked() -> None:
    """With a look through the revival the answer is no projection any more."""
    looked = event("2026-12-01", verify("cn-test", through="2026-11-30"), kind="review")
    assert measure([*HELD, looked], "2026-11-12")["projected"] is False


def test_without_a_look_the_latest_announcement_is_the_bound() -> None:
    """A start after the last announcement about the thing is projected, one before is not."""
    future = [event("2025-10-09", first(effective="2025-12-01"))]
    assert measure(future, "2025-12-02")["projected"] is True
    assert (
        measure([*future, event("2026-01-05", change("amend", title="B"))], "2025-12-02")[
            "projected"
        ]
        is False
    )
    assert measure([event("2025-10-09", first())], "2025-12-02")["projected"] is False


def test_what_was_not_known_does_not_look_back() -> None:
    """As known before it was announced, a later act is no look at the thing."""
    events = [
        event("2025-10-20", first(effective="2025-10-22")),
        event("2025-10-22", change("amend", title="B")),
    ]
    assert measure(events, "2025-12-13", known_on="2025-10-20")["projected"] is True
    assert measure(events, "2025-12-13")["projected"] is False


def test_only_starts_and_revivals_are_projected() -> None:
    """What is suspended or scheduled is not."""
    assert measure(HELD, "2026-10-01")["projected"] is False
    assert (
        measure([event("2025-10-09", first(effective="2025-12-01"))], "2025-11-01")["projected"]
        is False
    )
