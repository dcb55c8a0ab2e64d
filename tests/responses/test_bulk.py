"""Building in bulk pauses the garbage collector, and leaves it as it found it."""

import gc
from collections.abc import Iterator

import pytest

from reetimeline.responses.bulk import in_bulk


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Switch the collector on again whatever a test did."""
    yield
    gc.enable()


@in_bulk
def seen(*, fails: bool = False) -> bool:
    """Return whether the collector runs inside."""
    if fails:
        raise ValueError("within")
    return gc.isenabled()


def test_nothing_is_collected_meanwhile() -> None:
    """Off inside, on again after it, nested or not."""
    assert gc.isenabled()
    assert seen() is False
    assert in_bulk(seen)() is False
    assert gc.isenabled()


def test_an_error_leaves_it_on() -> None:
    """However the function ends, the collector goes on."""
    with pytest.raises(ValueError, match="within"):
        seen(fails=True)
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    """A program that runs without the collector is not given one."""
    gc.disable()
    assert seen() is False
    assert not gc.isenabled()
