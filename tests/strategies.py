"""Hypothesis strategies of wire-form events, small enough for the literal fold.

All days fall into some forty days of the autumn of 2025. A drawn set of events loads, but is
otherwise wild: holds on what is not imposed, ends before starts, changes announced after they bite.
"""

import itertools
import math
from collections.abc import Iterator, Mapping

from hypothesis import strategies as st
from reference_readings import (
    Assignment,
    Variable,
    all_readings,
    changes_of,
    day,
    expand,
    family,
    iso,
    measures,
    sound,
)
from traps import Wire, change, event, named, rate

FIRST = day("2025-10-20")
SPAN = 40
MOST_READINGS = 30
"""Sets of events with more readings of one thing have their widest dates settled."""

GOODS = ["Dy", "Tb", "Ga"]
TARGETS = ["US", "JP", "*"]
PARTIES = ["firm-a", "firm-b"]
MEASURES = ["cn-test-a", "cn-test-b", "cn-test-c"]


# Days


def days() -> st.SearchStrategy[str]:
    """Draw ISO days of the span."""
    return st.integers(0, SPAN - 1).map(lambda offset: str(iso(FIRST + offset)))


@st.composite
def one_of_days(draw: st.DrawFn) -> str:
    """Draw one-of sets of up to five days."""
    start, width = draw(st.integers(0, SPAN - 5)), draw(st.integers(1, 4))
    joint = draw(st.sampled_from(["..", ","])) if width == 1 else ".."
    return f"[{iso(FIRST + start)}{joint}{iso(FIRST + start + width)}]"


def uncertain_texts() -> st.SearchStrategy[str]:
    """Draw EDTF texts that mean more than one day."""
    wide = st.sampled_from(["2025-11", "2025-11?"])
    return st.one_of(one_of_days(), one_of_days(), one_of_days(), days().map("{}~".format), wide)


def asked_days() -> st.SearchStrategy[str]:
    """Draw days to ask about, the last most: there most has happened."""
    return st.integers(0, SPAN + 15).map(lambda offset: str(iso(FIRST + SPAN + 14 - offset)))


def edtf_texts(*, uncertain: bool = True) -> st.SearchStrategy[str]:
    """Draw EDTF texts, most of them exact days."""
    exact = [days(), days(), days(), days().map("{}?".format)]
    return st.one_of(*exact, uncertain_texts()) if uncertain else days()


# Measures


def durations() -> st.SearchStrategy[str]:
    """Draw durations shorter than the span."""
    return st.sampled_from(["P1D", "P3D", "P10D", "P2W", "P1M"])


def rates() -> st.SearchStrategy[Wire]:
    """Draw rates of one unit."""
    return st.sampled_from(["10", "15", "20"]).map(rate)


def terms() -> st.SearchStrategy[list[Wire]]:
    """Draw up to two terms of different keys."""
    return st.dictionaries(
        st.sampled_from(["threshold", "share"]), st.sampled_from(["1", "2"]), min_size=1
    ).map(lambda drawn: [{"key": key, "value": value} for key, value in sorted(drawn.items())])


@st.composite
def given_fields(draw: st.DrawFn, *, some: bool = False) -> Wire:
    """Draw the fields a change gives; at least one when `some`."""
    which = draw(st.sampled_from([1, 2, 3] if some else [0, 0, 1, 2, 3]))
    fields: Wire = {"rate": draw(rates())} if which & 1 else {}
    return fields | ({"terms": draw(terms())} if which & 2 else {})


def members(axis: str) -> st.SearchStrategy[list[str]]:
    """Draw members of an axis in their own order; `*` stands alone or beside a member."""
    every = {"goods": GOODS, "targets": TARGETS, "parties": PARTIES}[axis]
    return st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True).map(sorted)


@st.composite
def windows(draw: st.DrawFn, announced: str, pool: list[str], do: str) -> Wire:
    """Draw when a change bites: often as announced, else on some day of the pool."""
    window: Wire = {}
    if draw(st.booleans()):
        window["effective"] = draw(st.sampled_from(pool))
    start = expand(window.get("effective", announced))[0]
    if do == "end" or draw(st.integers(0, 2 if do == "impose" else 1)):
        return window
    later = [text for text in pool if expand(text)[-1] >= start]
    if draw(st.booleans()) and later:
        return window | {"until": draw(st.sampled_from(later))}
    return window | ({} if do == "propose" else {"duration": draw(durations())})


@st.composite
def cells(draw: st.DrawFn, axes: list[str], *, all_of_them: bool) -> Wire:
    """Draw the cells a change names."""
    drawn: Wire = {}
    for axis in axes:
        named: bool = all_of_them or draw(st.booleans())
        if named:
            drawn[axis] = draw(members(axis))
    return drawn


LATER = ["impose", "impose", "amend", "amend", "suspend", "suspend", "resume", "end", "propose"]


@st.composite
def changes(
    draw: st.DrawFn,
    announced: str,
    pool: list[str],
    axes: dict[str, list[str]],
    begun: list[str],
    *,
    tidy: bool,
) -> Wire:
    """Draw one change to a measure; the first in the list is an impose or a propose.

    When `tidy`, a measure uses the same axes all its life and is not proposed first.
    """
    measure = draw(st.sampled_from(sorted(axes)))
    if measure not in begun:
        do = draw(st.sampled_from(["impose", "impose", "impose", "propose"]))
        begun.append(measure)
        more: Wire = {"title": "A test", "instrument": "export-licence"}
    else:
        do, more = draw(st.sampled_from(LATER)), {}
    do = "impose" if do == "propose" and tidy else do
    all_of_them = bool(more) or do == "propose" or (do == "impose" and tidy)
    cell = draw(cells(axes[measure], all_of_them=all_of_them))
    if do == "propose":
        more |= {"title": "A test", "instrument": "export-licence", "proposal": "draft"}
    given = draw(given_fields(some=do == "amend")) if do in ("impose", "amend", "propose") else {}
    those: str | list[str] = measure
    if do in ("suspend", "resume", "end", "amend") and not cell and draw(st.booleans()):
        those = sorted(begun)
    return change(do, those, **more, **draw(windows(announced, pool, do)), **cell, **given)


def related(drawn: list[Wire], parts: dict[str, str], replaces: dict[str, str]) -> list[Wire]:
    """Write to each impose the whole it is part of, and to the first the measure it replaces."""
    for each in itertools.chain.from_iterable(e["change"] for e in drawn):
        measure = each["measure"]
        if each["do"] == "impose" and measure in parts:
            each["part_of"] = parts[measure]
        if each["do"] == "impose" and measure in replaces:
            each["replaces"] = [replaces.pop(measure)]
    return drawn


def variables(drawn: list[Wire], measure: str) -> list[Variable]:
    """List the dates a thing depends on; the same text within one event is one date."""
    every = [c for m in family(drawn, measure) for c in changes_of(drawn, m)]
    return sorted({v for c in every for v in (c.announced, c.start, c.until) if v})


def reworded(drawn: list[Wire], texts: Mapping[Variable, str]) -> list[Wire]:
    """Write other date texts in the place of some."""

    def new(index: int, key: str, text: str) -> str:
        return texts.get((index, "until" if key == "until" else "day", text), text)

    return [
        {
            **each,
            "id": named(new(index, "announced", each["announced"]), index + 1),
            "announced": new(index, "announced", each["announced"]),
            "change": [
                {k: new(index, k, v) if k in ("effective", "until") else v for k, v in one.items()}
                for one in each["change"]
            ],
        }
        for index, each in enumerate(drawn)
    ]


def narrowed(drawn: list[Wire]) -> list[Wire]:
    """Settle the widest dates until the literal fold can enumerate the readings."""
    for measure in measures(drawn):
        while True:
            widest = sorted(variables(drawn, measure), key=lambda v: (-len(expand(v[2])), v))
            if math.prod(len(expand(text)) for _, _, text in widest) <= MOST_READINGS:
                break
            drawn = reworded(drawn, {widest[0]: str(iso(expand(widest[0][2])[0]))})
    return drawn


@st.composite
def event_sets(draw: st.DrawFn, *, uncertain: bool = True, most: int = 8) -> list[Wire]:
    """Draw the events of one to three measures, most often in the order of their announcement.

    Where a measure is part of another, both are tidy: what a part of a mere proposal is, and how a
    whole that uses an axis only at times bears on its parts, is nowhere said.
    """
    texts = draw(st.lists(edtf_texts(uncertain=uncertain), min_size=3, max_size=7, unique=True))
    ids = MEASURES[: draw(st.integers(1, 3))]
    role = draw(st.sampled_from(["alone", "part", "part", "replaces"]))
    axes: dict[str, list[str]] = {}
    for measure in ids:
        which = draw(st.integers(0, 7))
        axes[measure] = [a for i, a in enumerate(("goods", "targets", "parties")) if which >> i & 1]
    announced = draw(st.lists(st.sampled_from(texts), min_size=1, max_size=most))
    if draw(st.integers(0, 9)):
        announced.sort(key=lambda text: (expand(text)[0], text))
    begun: list[str] = []
    drawn = []
    for number, text in enumerate(announced, 1):
        count = draw(st.integers(1, 3))
        one = changes(text, texts, axes, begun, tidy=role == "part")
        made = [draw(one) for _ in range(count)]
        time = draw(st.sampled_from([{}, {}, {}, {"time": "09:30"}, {"time": "18:00"}]))
        drawn.append(event(text, *made, number=number, **time))
    others = {m: draw(st.sampled_from(begun[: begun.index(m)])) for m in begun[1:]}
    parts = others if role == "part" else {}
    return narrowed(related(drawn, parts, {**others} if role == "replaces" else {}))


def is_sound(drawn: list[Wire]) -> bool:
    """Tell whether every measure has a sound reading."""
    return all(next(all_sound(drawn, measure), None) is not None for measure in measures(drawn))


def all_sound(drawn: list[Wire], measure: str) -> Iterator[Assignment]:
    """Yield the readings of a measure that are sound, and nothing if none is."""
    return (r for r in all_readings(drawn, measure) if sound(drawn, measure, r))
