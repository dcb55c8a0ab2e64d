"""Hypothesis strategies for whole events, as their files may say them."""

from __future__ import annotations

import unicodedata
from typing import Any

import attrs
from hypothesis import strategies as st

from reetimeline import change as union
from reetimeline.change import Change
from reetimeline.edtf import FIRST_DAY, iso, parse, parse_period
from reetimeline.event import Citation, Event, Response, Source
from reetimeline.quantity import parse_quantity
from reetimeline.vocabulary import expand_goods, shipped

slugs = st.sampled_from(["a", "cn-licence", "lynas", "bayan-obo", "x2", "cn-2025-18"])
_letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")
texts = (
    st.text(_letters, min_size=1, max_size=12)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: bool(text.strip()))
)
days = st.dates().map(str)
dates = (
    days
    | st.sampled_from(
        [
            *("2010", "2010-09", "201X", "20XX", "2010-21", "2010-24", "2010-XX-XX"),
            *("2010~", "2010-09~", "2010-09-07~", "2010-09?", "2010%", "[2010-09-21..2010-09-23]"),
            *("[2010-09-21,2010-10]", "[..2010-09-23]", "[2010-09-23..]"),
        ]
    )
).map(parse)
periods = st.sampled_from(["2012", "2012-33", "2012-40", "2012-01/2012-06", "../2012", "2012/"])
numbers = st.sampled_from(["270000", "~23000", ">80", "<=5", "15..25", "-1.5", "0"])
quantities = numbers.map(parse_quantity)
jurisdictions = st.sampled_from(["CN", "US", "EU", "WTO", "CN/MOFCOM", "US/BIS"])
actors = jurisdictions | slugs
goods = st.lists(st.sampled_from(["Dy", "Tb", "Y", "Ga", "graphite", "*", "La"]), min_size=1).map(
    expand_goods
)
source_ids = st.sampled_from(["mofcom/2025-18", "reuters/2025-04-04-licence", "wto/ds431"])
durations = st.sampled_from(["P90D", "P1Y", "P6M", "P1Y2M3W4D"])
digests = st.text("0123456789abcdef", min_size=64, max_size=64)


def _some(values: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=least, max_size=3, unique=True).map(tuple)


def _table(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(list(shipped().table(name)))


citations = st.builds(
    Citation,
    source=source_ids,
    locator=st.just("") | texts,
    stance=st.sampled_from(["asserts", "denies", "infers"]),
    fields=_some(st.sampled_from(["announced", "summary", "actors"])),
    digest=st.none() | digests,
)
alternatives = st.builds(
    union.Alternative,
    field=st.sampled_from(["effective", "until", "actors", "announced"]),
    value=texts,
    source=source_ids,
    locator=st.just("") | texts,
    stance=st.sampled_from(["asserts", "denies", "infers"]),
)
_AXES = _some(slugs, 1)
# What a field of a change may hold, by the name of the field; the class decides which it has.
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "effective": st.none() | dates,
    "deadline": st.none() | dates,
    "actors": _some(actors),
    "condition": st.none() | texts,
    "alternative": st.lists(alternatives, max_size=2).map(tuple),
    "measure": _some(slugs, 1),
    "goods": st.none() | goods,
    "forms": st.none() | _some(_table("form"), 1),
    "targets": st.none() | _some(st.sampled_from(["*", "US", "JP"]), 1),
    "parties": st.none() | _AXES,
    "activities": st.none() | _AXES,
    "codes": _some(st.sampled_from(["2846.10", "28461010", "2805.30"])),
    "members": st.dictionaries(st.just("my-group"), goods, max_size=1),
    "title": st.none() | texts,
    "name": texts,
    "instrument": st.none() | _table("instrument"),
    "part_of": st.none() | slugs,
    "replaces": _some(slugs),
    "rate": st.none() | st.builds(union.Rate, value=numbers, unit=texts),
    "terms": st.lists(st.builds(union.Term, key=slugs, value=texts), max_size=2).map(tuple),
    "proposal": st.none() | st.sampled_from(["draft", "bill", "threat", "plan"]),
    "modality": st.sampled_from(["act", "practice"]),
    "count": st.none() | st.integers(1, 2**53 - 1),
    "authority": st.none() | texts,
    "reason": st.none() | st.sampled_from(["expired", "repealed"]),
    "quota": slugs,
    "under": slugs,
    "period": periods.map(parse_period),
    "batch": st.none() | texts,
    "mode": st.sampled_from(["add", "total"]),
    "value": st.none() | quantities,
    "unit": st.sampled_from(["t", "%", "USD/kg"]),
    "basis": _table("basis"),
    "status": st.sampled_from(["firm", "provisional", "undisclosed"]),
    "settles": st.none() | slugs,
    "split": st.lists(
        st.builds(union.Split, by=slugs, parts=st.dictionaries(slugs, numbers, max_size=2)),
        max_size=2,
    ).map(tuple),
    "holders": st.lists(
        st.builds(union.Holder, id=slugs, value=st.none() | quantities), max_size=2
    ).map(tuple),
    "disputes": _some(st.sampled_from(["DS431", "DS432"]), 1),
    "by": _some(jurisdictions),
    "respondent": st.none() | jurisdictions,
    "third_parties": _some(jurisdictions),
    "challenges": _some(slugs),
    "findings": st.none() | texts,
    "organisation": slugs,
    "aliases": _some(texts),
    "predecessors": _some(slugs),
    "parents": st.lists(
        st.builds(union.Parent, id=slugs, share=st.none() | numbers), max_size=2
    ).map(tuple),
    "from_": _some(slugs, 1),
    "to": slugs,
    "share": st.none() | numbers,
    "series": slugs,
    "publisher": slugs,
    "denominator": st.none() | texts,
    "vintage": st.none() | texts,
    "nature": st.sampled_from(["actual", "estimate", "forecast"]),
    "things": _some(slugs, 1),
    "through": dates,
    "note": st.none() | texts,
}


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any change, with any of its fields."""
    kind = draw(st.sampled_from(list(union.CHANGES.values())))
    values: dict[str, Any] = {}
    for field in attrs.fields(kind):
        required = field.default is attrs.NOTHING
        if field.name in ("until", "duration") or not (required or draw(st.booleans())):
            continue
        if field.name == "stage":
            stages = _table("stage" if kind is union.Observe else "dispute-stage")
            values["stage"] = draw(stages)
        elif (kind, field.name) == (union.Transfer, "from_"):
            values["from_"] = draw(slugs)
        else:
            values[field.name] = draw(_FIELDS[field.name])
    ends = draw(st.sampled_from(["", "until", "duration"]))
    if ends:
        values[ends] = draw(dates if ends == "until" else durations)
    change: Change = kind(**values)
    return change


@st.composite
def events(draw: st.DrawFn, *, revision: int | None = None) -> Event:
    """Any event that its own file could say."""
    announced = draw(dates)
    begin = iso(announced.first) if announced.first > FIRST_DAY else "undated"
    number = revision or draw(st.integers(1, 3))
    return Event(
        id=f"{begin}-{draw(slugs)}",
        title=draw(texts),
        kind=draw(_table("kind")),
        actors=draw(_some(actors, 1)),
        announced=announced,
        document=draw(st.none() | texts),
        dated=draw(st.none() | dates),
        time=draw(st.none() | st.times().map(lambda time: f"{time:%H:%M}")),
        timezone=draw(st.none() | st.sampled_from(["Asia/Shanghai", "UTC"])),
        summary=draw(st.just("") | texts),
        revision=number,
        reason=draw(texts) if number > 1 else None,
        withdrawn=draw(st.booleans()),
        changes=tuple(draw(st.lists(changes(), max_size=2))),
        responses=tuple(
            draw(
                st.lists(
                    st.builds(
                        Response,
                        to=st.just("2025-04-04-cn-licence"),
                        relation=_table("relation"),
                        basis=st.sampled_from(["stated", "inferred"]),
                        citation=st.lists(citations, max_size=2).map(tuple),
                    ),
                    max_size=2,
                )
            )
        ),
        citations=tuple(draw(st.lists(citations, max_size=2))),
    )


@st.composite
def batches(draw: st.DrawFn, *, least: int = 0, most: int = 3) -> tuple[Event, ...]:
    """Several events of first revision with different ids."""
    found = draw(st.lists(events(revision=1), min_size=least, max_size=most))
    return tuple({event.id: event for event in found}.values())


sources = st.builds(
    Source,
    id=source_ids,
    title=texts,
    type=st.sampled_from(["webpage", "report"]),
    kind=st.sampled_from(["official", "legal", "press", "analysis", "reference"]),
    accessed=st.none() | days,
    issued=st.none() | dates,
    url=st.none() | st.just("https://example.org/a"),
    language=st.none() | st.just("en"),
    jurisdiction=st.none() | st.sampled_from(["CN", "EU"]),
    author=st.none() | texts,
    note=st.none() | texts,
)
