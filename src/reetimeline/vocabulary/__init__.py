"""The controlled words of the record: goods, forms, jurisdictions, agencies, instruments and more.

In: the data files beside this one, and, for a store that has one, its own ``vocabulary.toml`` with
the same tables. Out: a `Vocabulary`, which checks a code, names it and expands a group of goods.
The functions of this room ask the vocabulary that ships with the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reetimeline.vocabulary.tables import Agency, Vocabulary, shipped

__all__ = ["Agency", "Vocabulary", "agency", "check", "expand_goods", "name_of", "shipped"]


def expand_goods(
    codes: Iterable[str], members: Mapping[str, Iterable[str]] | None = None
) -> tuple[str, ...]:
    """Return the goods that codes mean; see `Vocabulary.expand_goods`.

    >>> expand_goods(["Y", "magnet-rare-earths"])
    ('Pr', 'Nd', 'Sm', 'Tb', 'Dy', 'Y')
    """
    return shipped().expand_goods(codes, members)


def check(table: str, code: str) -> str:
    """Return the code if the table holds it, else raise `VocabularyError`.

    >>> check("instrument", "export-ban")
    'export-ban'
    """
    return shipped().check(table, code)


def name_of(code: str) -> str:
    """Return the English name of a code, or the code itself where no vocabulary names it.

    >>> name_of("Dy"), name_of("CN/MNR"), name_of("lynas")
    ('dysprosium', 'Ministry of Natural Resources of China', 'lynas')
    """
    return shipped().name_of(code)


def agency(code: str) -> Agency:
    """Return the agency of a code such as ``CN/MLR``; raise `VocabularyError` if there is none.

    >>> agency("CN/MLR").successor
    ('CN/MNR',)
    """
    return shipped().agency(code)
