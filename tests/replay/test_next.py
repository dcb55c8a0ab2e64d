"""What comes next: every start, last day, revival and deadline, with its day."""

from traps import TRAPS, Wire, change, event, first, rate
from wires import next_days

SUSPENDED = next(t for t in TRAPS if t.name == "suspended before its first day").events


def whats(events: list[Wire], on: str, **cut: str) -> list[tuple[str, str]]:
    """Return day and kind of what comes next."""
    return [(day, what) for day, _, what in next_days(events, on, **cut)]


def test_a_scheduled_start() -> None:
    """A start is next until it has come."""
    assert whats(SUSPENDED[:1], "2025-11-30") == [("2025-12-01", "start")]
    assert whats(SUSPENDED[:1], "2025-12-01") == []


def test_a_suspension_and_the_revival_after_it() -> None:
    """Both the last day of the hold and the first day after it stand there."""
    assert whats(SUSPENDED, "2026-01-01") == [
        ("2026-11-10", "last day of suspension"),
        ("2026-11-11", "revival"),
    ]
    assert whats(SUSPENDED, "2026-11-10") == whats(SUSPENDED, "2026-01-01")  # its day is not over
    assert whats(SUSPENDED, "2026-11-11") == []


def test_a_last_day() -> None:
    """A measure that runs out does so on its last day, still ahead the day before."""
    events = [event("2025-01-01", first(until="2025-06-30"))]
    assert whats(events, "2025-06-29") == [("2025-06-30", "last day")]
    assert whats(events, "2025-07-01") == []


def test_a_suspension_to_come() -> None:
    """A hold announced for later is ahead too."""
    events = [event("2025-01-01", first(), change("suspend", effective="2025-03-01"))]
    assert whats(events, "2025-02-01") == [("2025-03-01", "start of suspension")]


def test_a_rate_to_come() -> None:
    """A change of rate announced for later is ahead, and so is its falling back."""
    events = [
        event("2025-01-01", first(rate=rate("34"))),
        event(
            "2025-02-01",
            change("amend", effective="2025-03-01", until="2025-03-31", rate=rate("1")),
        ),
    ]
    assert whats(events, "2025-02-15") == [
        ("2025-03-01", "change of rate"),
        ("2025-04-01", "change of rate"),
    ]


def test_a_proposal_that_runs_out() -> None:
    """A proposal has a last day as well."""
    events = [event("2025-01-01", first("propose", until="2025-06-30", proposal="bill"))]
    assert whats(events, "2025-02-01") == [("2025-06-30", "last day of the proposal")]


def test_a_deadline() -> None:
    """A deadline of a measure stands there through its day."""
    events = [event("2025-01-01", first(deadline="2025-06-30"))]
    assert whats(events, "2025-02-01") == [("2025-06-30", "deadline")]
    assert whats(events, "2025-06-30") == [("2025-06-30", "deadline")]
    assert whats(events, "2025-07-01") == []


def test_only_what_had_been_announced() -> None:
    """What lies ahead is judged by what was announced by the day, also with hindsight."""
    assert whats(SUSPENDED, "2025-10-20") == [("2025-12-01", "start")]
    assert whats(SUSPENDED, "2025-11-20", known_on="2025-10-20") == [("2025-12-01", "start")]


def test_in_the_order_of_days() -> None:
    """Several things are sorted by their days."""
    events = [
        event("2025-01-01", first(until="2025-06-30"), first(measure="cn-a", until="2025-03-31")),
    ]
    assert next_days(events, "2025-02-01") == [
        ("2025-03-31", "cn-a", "last day"),
        ("2025-06-30", "cn-test", "last day"),
    ]


def test_only_of_things_shown() -> None:
    """A filter leaves out what comes next to other things."""
    import reetimeline as ree

    events = [event("2025-01-01", first(until="2025-06-30"))]
    assert ree.replayed(events).at("2025-02-01").only(actor="US").next == ()


def test_an_end_nobody_announced_is_not_ahead() -> None:
    """An end announced later than the day is not yet ahead on it."""
    events = [event("2025-01-01", first()), event("2025-03-01", change("end"))]
    assert whats(events, "2025-02-01") == []
