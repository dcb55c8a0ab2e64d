"""Laws of the replay, chief among them that it equals the literal fold."""

import itertools
import os
import re
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, assume, given, settings, strategies as st
from points import cells_at
from reference import UNSETTLED, Reference
from reference_readings import day, expand, iso, measures, readings
from strategies import (
    asked_days,
    days,
    event_sets,
    is_sound,
    reworded,
    variables,
)
from strategies_things import dispute_events, organisation_events, quota_events, series_events
from traps import Wire

import reetimeline as ree

law = settings(
    max_examples=int(os.environ.get("LAW_EXAMPLES", "50")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
EXACT = re.compile(r"\d{4}-\d\d-\d\d")
SHOWN = ("since", "until", "revives", "rate", "terms")
things = st.one_of(quota_events(), dispute_events(), organisation_events(), series_events())


def possible(snapshot: Any, measure: str) -> set[str]:
    """Return what a snapshot holds possible of a measure; no row is one answer."""
    row = snapshot.measure(measure)
    return {"absent"} if row is None else set(row["possible"])


def answers(snapshot: Any) -> dict[str, Any]:
    """Return all that a snapshot says, without what names the record it was asked of."""
    said: dict[str, Any] = snapshot.to_dict()
    return {key: value for key, value in said.items() if key not in ("recorded_by", "state_id")}


def agree(shown: Any, expected: Any) -> bool:
    """Tell whether a value is the expected one; what differs by reading is no exact day."""
    if expected == UNSETTLED:
        return not (isinstance(shown, str) and EXACT.fullmatch(shown))
    return bool(shown == expected)


def disagreements(row: Mapping[str, Any] | None, right: Mapping[str, Any] | None) -> list[Any]:
    """List where a row of the replay differs from the row of the reference."""
    if row is None or right is None:
        return [] if row is None and right is None else [("row", row, right)]
    wrong: list[Any] = [(k, row[k], right[k]) for k in ("status", "possible") if row[k] != right[k]]
    if right["never_operative"] not in (row["never_operative"], UNSETTLED):
        wrong.append(("never_operative", row["never_operative"], right["never_operative"]))
    for point, expected in right["points"].items():
        found = cells_at(row, point)
        if len(found) != 1:
            wrong.append((point, found, expected))
            continue
        (cell,) = found
        if list(cell["possible"]) != expected["possible"]:
            wrong.append((point, "possible", cell["possible"], expected["possible"]))
        elif len(expected["possible"]) == 1:
            wrong += [
                (point, key, cell[key], expected[key])
                for key in SHOWN
                if not agree(cell[key], expected[key])
            ]
    held = [cell for point in right["points"] for cell in cells_at(row, point)]
    return wrong + [("no such point", cell) for cell in row["cells"] if cell not in held]


def assert_equal(drawn: list[Wire], asked: list[str], known: str | None) -> None:
    """Assert that replay and reference agree on all measures on some days."""
    history, reference = ree.replayed(drawn), Reference(drawn)
    for on in asked:
        for known_on in {None, known}:
            snapshot = history.at(on, known_on=known_on)
            for measure in measures(drawn):
                right = reference.measure(measure, on, known_on)
                assert disagreements(snapshot.measure(measure), right) == [], (
                    measure,
                    on,
                    known_on,
                )


@law
@given(
    event_sets(uncertain=False),
    st.lists(asked_days(), min_size=1, max_size=3, unique=True),
    st.none() | days(),
)
def test_exact_days_equal_the_reference(
    drawn: list[Wire], asked: list[str], known: str | None
) -> None:
    """With exact days the replay says what the literal fold says."""
    assert_equal(drawn, asked, known)


@law
@given(
    event_sets(),
    st.lists(asked_days(), min_size=1, max_size=2, unique=True),
    st.none() | days(),
)
def test_uncertain_days_equal_the_reference(
    drawn: list[Wire], asked: list[str], known: str | None
) -> None:
    """With uncertain days the replay says what the literal fold says of all readings together."""
    assert_equal(drawn, asked, known)


@law
@given(st.data(), asked_days(), st.none() | days())
def test_order_of_events_announced_on_distinct_days_is_irrelevant(
    data: st.DataObject, on: str, known: str | None
) -> None:
    """Where no two events tie, the order in which they were recorded changes no answer."""
    drawn = data.draw(event_sets())
    ranges = sorted((expand(e["announced"])[0], expand(e["announced"])[-1]) for e in drawn)
    assume(all(a[1] < b[0] for a, b in itertools.pairwise(ranges)))
    shuffled = data.draw(st.permutations(drawn))
    first, second = (ree.replayed(each).at(on, known_on=known) for each in (drawn, shuffled))
    for measure in measures(drawn):
        assert first.measure(measure) == second.measure(measure)


@law
@given(event_sets(), asked_days(), days())
def test_a_later_announcement_never_changes_what_was_known(
    drawn: list[Wire], on: str, known: str
) -> None:
    """What was announced after `known_on`, and after all else, leaves the answer alone."""
    earlier = [e for e in drawn if expand(e["announced"])[0] <= day(known)]
    assume(0 < len(earlier) < len(drawn))
    newest = max(expand(e["announced"])[-1] for e in earlier)
    assume(all(expand(e["announced"])[0] > newest for e in drawn if e not in earlier))
    assume(is_sound(drawn))
    before, after = (ree.replayed(each).at(on, known_on=known) for each in (earlier, drawn))
    for measure in measures(earlier):
        assert before.measure(measure) == after.measure(measure)


@law
@given(st.data(), asked_days(), st.none() | days())
def test_what_is_certain_is_possible(data: st.DataObject, on: str, known: str | None) -> None:
    """Settle the dates in any sound way: the answer was among the possible ones."""
    drawn = data.draw(event_sets())
    measure = data.draw(st.sampled_from(measures(drawn)))
    reading = data.draw(st.sampled_from(list(readings(drawn, measure))))
    exact = reworded(drawn, {variable: str(iso(at)) for variable, at in reading.items()})
    vague = ree.replayed(drawn).at(on, known_on=known)
    sharp = ree.replayed(exact).at(on, known_on=known)
    assert possible(sharp, measure) <= possible(vague, measure)
    row = vague.measure(measure)
    if row is not None:
        assert row["status"] == (row["possible"][0] if len(row["possible"]) == 1 else "uncertain")
        for cell in row["cells"]:
            assert cell["status"] in (*cell["possible"], "uncertain")


@law
@given(st.data(), asked_days(), st.none() | days())
def test_widening_a_date_never_makes_an_answer_more_certain(
    data: st.DataObject, on: str, known: str | None
) -> None:
    """What was possible stays possible when a date is known less well."""
    drawn = data.draw(event_sets())
    measure = data.draw(st.sampled_from(measures(drawn)))
    dates = variables(drawn, measure)
    assume(is_sound(drawn))
    variable = data.draw(st.sampled_from(dates))
    index, kind, text = variable
    wider = f"[{iso(expand(text)[0] - 1)}..{iso(expand(text)[-1] + 2)}]"
    assume((index, kind, wider) not in dates)
    before = ree.replayed(drawn).at(on, known_on=known)
    after = ree.replayed(reworded(drawn, {variable: wider})).at(on, known_on=known)
    assert possible(before, measure) <= possible(after, measure)


@law
@given(st.one_of(event_sets(), things), st.data(), asked_days(), st.none() | days())
def test_replay_may_be_cut_and_resumed_anywhere(
    drawn: list[Wire], data: st.DataObject, on: str, known: str | None
) -> None:
    """A replay that is extended equals the replay of the whole."""
    cut = data.draw(st.integers(0, len(drawn)))
    resumed = ree.replayed(drawn[:cut]).extend(drawn[cut:])
    whole = ree.replayed(drawn)
    assert resumed.at(on, known_on=known).to_dict() == whole.at(on, known_on=known).to_dict()


@law
@given(st.one_of(event_sets(), things), st.data(), asked_days(), st.none() | days())
def test_appending_never_changes_the_record_as_it_was(
    drawn: list[Wire], data: st.DataObject, on: str, known: str | None
) -> None:
    """An answer by an earlier size of the record stays as it was, and equals that record's own."""
    size = data.draw(st.integers(1, len(drawn)))
    short, whole = ree.replayed(drawn[:size]), ree.replayed(drawn)
    asked: dict[str, Any] = {"known_on": known, "recorded_by": size}
    before = short.at(on, **asked)
    assert before.to_dict() == whole.at(on, **asked).to_dict()
    assert answers(before) == answers(short.at(on, known_on=known))
