"""The vocabulary as tables: where each lives, how a code is looked up, how a group opens.

A table maps codes to entries; an entry is a name, or a TOML table with a ``name``. Every file is
read when first asked for, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

from reetimeline.errors import VocabularyError, did_you_mean

Table = Mapping[str, Mapping[str, Any]]

FILES = {
    "element": "goods",
    "group": "goods",
    "good": "goods",
    "form": "forms",
    "jurisdiction": "jurisdictions",
    "agency": "agencies",
    "instrument": "instruments",
    "kind": "kinds",
    "stage": "stages",
    "unit": "units",
    "basis": "units",
    "relation": "relations",
    "dispute-stage": "disputes",
    "hs": "hs2022",
}
EVERY = "*"
_SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", re.ASCII)


@frozen(kw_only=True)
class Agency:
    """A public body or a part of a jurisdiction.

    ``from_`` and ``until`` are its first and last day as EDTF texts, where known; ``successor``
    lists the bodies that took over its work.
    """

    code: str
    name: str
    from_: str | None = None
    until: str | None = None
    successor: tuple[str, ...] = ()

    @property
    def jurisdiction(self) -> str:
        """The jurisdiction it belongs to."""
        return self.code.partition("/")[0]


class Vocabulary:
    """The words one store may use: what ships with the package, and what the store adds.

    ``extra`` holds tables as a store's ``vocabulary.toml`` does; an entry there stands in for one
    of the same code that ships with the package.
    """

    def __init__(self, extra: Mapping[str, Any] | None = None) -> None:
        self.extra = dict(extra or {})
        for name, table in self.extra.items():
            if name not in FILES:
                raise VocabularyError(
                    f"there is no table {name!r} of words",
                    remedy=did_you_mean(name, FILES) or f"the tables are {', '.join(FILES)}",
                )
            _entries(name, table)
        for group in self.extra.get("group", {}).values():
            for good in group["members"]:
                self.check_good(good)

    def table(self, name: str) -> Table:
        """Return one table, in the order of its file; additions of the store come last."""
        shipped_table = _shipped_file(FILES[name])[name]
        if name not in self.extra:
            return shipped_table
        return {**shipped_table, **_entries(name, self.extra[name])}

    def check(self, table: str, code: str) -> str:
        """Return the code if the table holds it; raise `VocabularyError` with near words if not."""
        known = self.table(table)
        if code in known:
            return code
        raise VocabularyError(
            f"{code!r} is no {table.replace('-', ' ')}",
            remedy=did_you_mean(code, known) or self._suggest_anywhere(code, table),
        )

    def check_good(self, code: str) -> str:
        """Return the code if it is a good, a group of goods or ``*``."""
        if code in self._goods_order or code in self.table("group") or code == EVERY:
            return code
        known = {**self._goods_order, **self.table("group")}
        named = [
            symbol
            for symbol, entry in self.table("element").items()
            if entry["name"] == code.lower()
        ]
        near = f"did you mean {named[0]}?" if named else did_you_mean(code, known)
        raise VocabularyError(
            f"{code!r} is no good of the vocabulary",
            remedy=near or "goods are element symbols (Dy), terms (graphite) or groups",
        )

    def check_form(self, code: str) -> str:
        """Return the code if it is a form of a good or ``*``."""
        return code if code == EVERY else self.check("form", code)

    def check_jurisdiction(self, code: str) -> str:
        """Return the code if it is a jurisdiction, an agency or a subdivision of one."""
        if "/" in code:
            return self.check("agency", code)
        return self.check("jurisdiction", code)

    def check_target(self, code: str) -> str:
        """Return the code if a measure can be aimed at it: a jurisdiction, a part of one, ``*``."""
        return code if code == EVERY else self.check_jurisdiction(code)

    def check_actor(self, code: str) -> str:
        """Return the code if it can act: a jurisdiction, an agency or an organisation's id."""
        a_firm = _SLUG.fullmatch(code) and code.upper() not in self.table("jurisdiction")
        return code if a_firm else self.check_jurisdiction(code)

    def expand_goods(
        self, codes: Iterable[str], members: Mapping[str, Iterable[str]] | None = None
    ) -> tuple[str, ...]:
        """Return the goods that codes mean: groups opened, each good once, in vocabulary order.

        ``members`` gives the members of groups as one act defines them, before the vocabulary's
        own. ``*`` stays as it is, last. Raises `VocabularyError` for an unknown code; no codes
        give no goods.
        """
        own = dict(members or {})
        groups = self.table("group")
        found: set[str] = set()
        waiting = list(codes)
        opened: set[str] = set()
        while waiting:
            code = waiting.pop()
            if code in own:
                waiting.extend(() if code in opened else own[code])
                opened.add(code)
            elif code in groups:
                found.update(groups[code]["members"])
            else:
                found.add(self.check_good(code))
        last = len(self._goods_order)
        return tuple(sorted(found, key=lambda good: self._goods_order.get(good, last)))

    def groups_with(self, good: str) -> tuple[str, ...]:
        """Return the groups that hold a good, in the order of the vocabulary."""
        return tuple(
            code for code, group in self.table("group").items() if good in group["members"]
        )

    def unions_with(self, jurisdiction: str, on: str) -> tuple[str, ...]:
        """Return the unions of jurisdictions that one belongs to on an ISO day, as the EU is.

        Both the first and the last day of a membership are in it.
        """
        found = []
        for code, entry in self.table("jurisdiction").items():
            days = entry.get("members", {}).get(jurisdiction, ())
            if days and days[0] <= on and (len(days) == 1 or on <= days[1]):
                found.append(code)
        return tuple(found)

    def name_of(self, code: str) -> str:
        """Return the name of a code in any table, or the code itself if none names it."""
        order = ("agency",) if "/" in code else FILES
        for name in order:
            if code in (table := self.table(name)):
                return str(table[code]["name"])
        return code

    def agency(self, code: str) -> Agency:
        """Return an agency; raise `VocabularyError` if the code is unknown."""
        entry = self.table("agency")[self.check("agency", code)]
        return Agency(
            code=code,
            name=entry["name"],
            from_=entry.get("from"),
            until=entry.get("until"),
            successor=tuple(entry.get("successor", ())),
        )

    @cached_property
    def _goods_order(self) -> dict[str, int]:
        codes = [*self.table("element"), *self.table("good")]
        return {code: place for place, code in enumerate(codes)}

    def _suggest_anywhere(self, code: str, table: str) -> str:
        for other in FILES:
            if other != table and code in self.table(other):
                return f"it is a {other.replace('-', ' ')}"
        return f"the vocabulary names every {table.replace('-', ' ')}; a store may add its own"


@cache
def shipped() -> Vocabulary:
    """Return the vocabulary that ships with the package."""
    return Vocabulary()


@cache
def _shipped_file(stem: str) -> dict[str, Table]:
    import tomllib

    text = Path(__file__).with_name(f"{stem}.toml").read_text(encoding="utf-8")
    return {name: _entries(name, table) for name, table in tomllib.loads(text).items()}


def _entries(name: str, table: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(table, Mapping):
        raise VocabularyError(f"{name!r} is not a table of words")
    entries: dict[str, dict[str, Any]] = {}
    for code, entry in table.items():
        entries[code] = {"name": entry} if isinstance(entry, str) else {}
        if isinstance(entry, Mapping):
            entries[code] = dict(entry)
        if not isinstance(entries[code].get("name"), str):
            raise VocabularyError(f"{code!r} has no name", remedy='write name = "…"')
        if name == "group" and not entries[code].get("members"):
            raise VocabularyError(f"the group {code!r} has no members")
    return entries
