"""Agreements: a measure, each obligation a part with its own actors."""

from traps import Wire, change, event, first
from wires import measure

OFFICIAL = [{"source": "cn/said", "locator": "p. 1"}]
TRUCE: list[Wire] = [
    event(
        "2025-10-30",
        first(measure="truce", actors=["CN", "US"], until="2026-11-10"),
        first(measure="truce-cn", part_of="truce", actors=["CN"], effective="2025-11-10"),
        first(measure="truce-us", part_of="truce", actors=["US"], effective="2025-11-10"),
        actors=["CN", "US"],
        kind="agreement",
        citation=OFFICIAL,
    )
]


def test_each_obligation_has_its_own_actors() -> None:
    """Who owes what is read off the parts."""
    told = {name: measure(TRUCE, "2025-12-01", name)["actors"] for name in ("truce-cn", "truce-us")}
    assert told == {"truce-cn": ["CN"], "truce-us": ["US"]}


def test_an_obligation_may_be_due_later() -> None:
    """The agreement holds from its day, the obligations from theirs."""
    assert measure(TRUCE, "2025-11-01", "truce")["status"] == "in-force"
    assert measure(TRUCE, "2025-11-01", "truce-cn")["status"] == "scheduled"
    assert measure(TRUCE, "2025-11-10", "truce-cn")["status"] == "in-force"


def test_obligations_end_with_the_agreement() -> None:
    """A part without a last day of its own runs out with the whole."""
    assert measure(TRUCE, "2026-11-10", "truce-us")["status"] == "in-force"
    assert measure(TRUCE, "2026-11-11", "truce-us")["status"] == "ended"


def test_one_side_stops() -> None:
    """The other's obligation and the agreement stand."""
    events = [*TRUCE, event("2026-01-05", change("suspend", "truce-us"), actors=["US"])]
    told = {name: measure(events, "2026-02-01", name)["status"] for name in ("truce", "truce-cn")}
    assert told == {"truce": "in-force", "truce-cn": "in-force"}
    assert measure(events, "2026-02-01", "truce-us")["status"] == "suspended"


def test_silence_of_the_other_side_is_no_denial() -> None:
    """Only one side's source speaks of it: uncontested all the same."""
    assert measure(TRUCE, "2025-12-01", "truce-us")["contested"] is False
