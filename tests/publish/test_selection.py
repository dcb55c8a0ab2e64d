"""Selections of events."""

import pytest
from traps import change, event, first

import reetimeline as ree
from reetimeline.publish.selection import selected

HISTORY = ree.replayed(
    [
        event("2025-01-01", first(goods=["Dy"])),
        event("2025-02-01", change("suspend"), actors=["CN/MOFCOM"]),
        event("2025-03", first(measure="us-a", goods=["*"]), actors=["US"], kind="law"),
        event("2025-04-01", kind="statement"),
    ]
)


@pytest.mark.parametrize(
    ("asked", "months"),
    [
        ({}, [1, 2, 3, 4]),
        ({"first": "2025-02-01"}, [2, 3, 4]),
        ({"last": "2025-02-01"}, [1, 2]),
        ({"first": "2025-03-15", "last": "2025-03-16"}, [3]),
        ({"actor": "CN"}, [1, 2, 4]),
        ({"actor": "CN/MOFCOM"}, [2]),
        ({"kind": "law"}, [3]),
        ({"good": "Dy"}, [1, 2, 3]),
        ({"good": "rare-earths"}, [1, 2, 3]),
        ({"good": "Ga"}, [3]),
        ({"thing": "cn-test"}, [1, 2]),
        ({"thing": "cn-test", "actor": "US"}, []),
    ],
)
def test_each_condition(asked: dict[str, str], months: list[int]) -> None:
    """Days are closed and count for what may lie between them; conditions add up."""
    found = selected(HISTORY, **asked)
    assert [int(e.announced.text[5:7]) for e in found] == months
