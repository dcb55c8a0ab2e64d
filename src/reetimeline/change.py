"""What an event does to things: a closed union of frozen changes.

An event holds changes as a transaction holds postings. The replay folds them with one ``match``
that ends in ``assert_never``. The names of the attributes are the keys of the event files.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import Factory, frozen

from reetimeline.edtf import EDTFDate, Period
from reetimeline.quantity import Quantity

Stance = Literal["asserts", "denies", "infers"]
Stage = Literal[
    "consultations-requested",
    "joined",
    "panel-requested",
    "panel-request-blocked",
    "panel-established",
    "panel-composition-requested",
    "panel-composed",
    "panel-report-circulated",
    "appealed",
    "appellate-report-circulated",
    "adopted",
    "reasonable-period-agreed",
    "reasonable-period-expired",
    "compliance-claimed",
    "procedures-agreed",
    "compliance-contested",
    "retaliation-authorised",
    "settled",
    "withdrawn",
    "lapsed",
]


@frozen(kw_only=True)
class Rate:
    """A rate as an act states it: a decimal text and its unit (``%``, ``CNY/t``, ``USD/kg``)."""

    value: str
    unit: str


@frozen(kw_only=True)
class Term:
    """One condition of a measure under a key of its own."""

    key: str
    value: str


@frozen(kw_only=True)
class Alternative:
    """What another source says of one field of a change."""

    field: str
    value: str
    source: str
    locator: str = ""
    stance: Stance = "asserts"


@frozen(kw_only=True)
class Split:
    """How an amount divides: by exporter, ore, group or stage."""

    by: str
    parts: dict[str, str]


@frozen(kw_only=True)
class Holder:
    """An organisation's share of a quota; the amount may be unknown."""

    id: str
    value: Quantity | None = None


@frozen(kw_only=True)
class Parent:
    """An owner; ``share`` in percent, if known."""

    id: str
    share: str | None = None


@frozen(kw_only=True)
class _Change:
    """What every change carries. ``effective`` is its first day, ``until`` its last (closed)."""

    effective: EDTFDate | None = None
    until: EDTFDate | None = None
    duration: str | None = None
    actors: tuple[str, ...] = ()
    condition: str | None = None
    deadline: EDTFDate | None = None
    alternative: tuple[Alternative, ...] = ()


@frozen(kw_only=True)
class _MeasureChange(_Change):
    """A change to the named cells of one or several measures; an axis left out is None."""

    measure: tuple[str, ...]
    goods: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    parties: tuple[str, ...] | None = None
    activities: tuple[str, ...] | None = None
    codes: tuple[str, ...] = ()
    members: dict[str, tuple[str, ...]] = Factory(dict)


@frozen(kw_only=True)
class Propose(_MeasureChange):
    """A measure somebody wants: a draft, bill, threat, plan or recommendation."""

    do: ClassVar[str] = "propose"
    title: str | None = None
    instrument: str | None = None
    part_of: str | None = None
    rate: Rate | None = None
    terms: tuple[Term, ...] = ()
    proposal: Literal["draft", "bill", "threat", "plan", "recommendation"] | None = None


@frozen(kw_only=True)
class Impose(_MeasureChange):
    """The measure is alive on the named cells from ``effective`` through ``until``."""

    do: ClassVar[str] = "impose"
    title: str | None = None
    instrument: str | None = None
    modality: Literal["act", "practice"] = "act"
    part_of: str | None = None
    replaces: tuple[str, ...] = ()
    rate: Rate | None = None
    terms: tuple[Term, ...] = ()
    count: int | None = None


@frozen(kw_only=True)
class Amend(_MeasureChange):
    """Fields of the measure have other values over the window."""

    do: ClassVar[str] = "amend"
    title: str | None = None
    rate: Rate | None = None
    terms: tuple[Term, ...] = ()
    authority: str | None = None


@frozen(kw_only=True)
class Suspend(_MeasureChange):
    """The measure is held over the window, and comes back by itself after ``until``."""

    do: ClassVar[str] = "suspend"


@frozen(kw_only=True)
class Resume(_MeasureChange):
    """The measure is free again over the window."""

    do: ClassVar[str] = "resume"


@frozen(kw_only=True)
class End(_MeasureChange):
    """``effective`` is the first day without the measure."""

    do: ClassVar[str] = "end"
    reason: Literal["expired", "repealed", "replaced", "annulled", "withdrawn"] | None = None


@frozen(kw_only=True)
class Allocate(_Change):
    """An amount of a quota for a period: a batch added, or the total set."""

    do: ClassVar[str] = "allocate"
    quota: str
    under: str
    period: Period
    batch: str | None = None
    mode: Literal["add", "total"] = "add"
    value: Quantity | None = None
    unit: str = "t"
    basis: str = "unspecified"
    status: Literal["firm", "provisional", "undisclosed"] = "firm"
    settles: str | None = None
    split: tuple[Split, ...] = ()
    holders: tuple[Holder, ...] = ()


@frozen(kw_only=True)
class Advance(_Change):
    """One or several disputes reach a stage (WTO Dispute Settlement Understanding)."""

    do: ClassVar[str] = "advance"
    disputes: tuple[str, ...]
    stage: Stage
    by: tuple[str, ...] = ()
    respondent: str | None = None
    third_parties: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    findings: str | None = None


@frozen(kw_only=True)
class _OrganisationChange(_Change):
    organisation: str


@frozen(kw_only=True)
class Establish(_OrganisationChange):
    """An organisation comes into being, or into the record."""

    do: ClassVar[str] = "establish"
    name: str
    aliases: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    parents: tuple[Parent, ...] = ()


@frozen(kw_only=True)
class Merge(_OrganisationChange):
    """The organisations in ``from`` become part of, or turn into, this one."""

    do: ClassVar[str] = "merge"
    from_: tuple[str, ...]
    name: str | None = None
    aliases: tuple[str, ...] = ()
    parents: tuple[Parent, ...] = ()


@frozen(kw_only=True)
class Rename(_OrganisationChange):
    """The organisation keeps its identity under another name."""

    do: ClassVar[str] = "rename"
    name: str
    aliases: tuple[str, ...] = ()


@frozen(kw_only=True)
class Transfer(_OrganisationChange):
    """``share`` percent passes to ``to``: signed when announced, completed when effective."""

    do: ClassVar[str] = "transfer"
    to: str
    from_: str | None = None
    share: str | None = None


@frozen(kw_only=True)
class Dissolve(_OrganisationChange):
    """The organisation ceases to exist."""

    do: ClassVar[str] = "dissolve"
    to: str | None = None


@frozen(kw_only=True)
class Observe(_Change):
    """A quantity somebody published about a period."""

    do: ClassVar[str] = "observe"
    series: str
    publisher: str
    period: Period
    value: Quantity | None = None
    unit: str = "t"
    basis: str = "unspecified"
    stage: str | None = None
    denominator: str | None = None
    vintage: str | None = None
    nature: Literal["actual", "estimate", "forecast"] = "actual"


@frozen(kw_only=True)
class Verify(_Change):
    """Somebody looked, and found nothing newer about the things, through a day."""

    do: ClassVar[str] = "verify"
    things: tuple[str, ...]
    through: EDTFDate
    note: str | None = None


MeasureChange = Propose | Impose | Amend | Suspend | Resume | End
OrganisationChange = Establish | Merge | Rename | Transfer | Dissolve
Change = MeasureChange | Allocate | Advance | OrganisationChange | Observe | Verify

CHANGES: dict[str, type[Change]] = {
    kind.do: kind
    for kind in (
        *(Propose, Impose, Amend, Suspend, Resume, End, Allocate, Advance),
        *(Establish, Merge, Rename, Transfer, Dissolve, Observe, Verify),
    )
}
AXES = ("goods", "forms", "targets", "parties", "activities")
