"""Every example in a docstring runs and gives what it says."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import reetimeline

MODULES = [
    reetimeline.__name__,
    *(
        module.name
        for module in pkgutil.walk_packages(reetimeline.__path__, f"{reetimeline.__name__}.")
        if not module.name.endswith("__main__")
    ),
]
RECORD = Path(reetimeline.__file__).parents[2] / "events"
UNLOGGED = RECORD.is_dir() and not (RECORD / "LOG").exists()
"""Whether this is a checkout whose record nobody has logged yet: it answers nothing."""


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The examples of a module."""
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(name)
    finder = doctest.DocTestFinder(exclude_empty=True)
    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.NORMALIZE_WHITESPACE
    for test in finder.find(module, name):
        said: list[str] = []
        if UNLOGGED and "load()" in (test.docstring or ""):
            continue
        result = doctest.DocTestRunner(optionflags=flags).run(test, out=said.append)
        assert result.failed == 0, "".join(said)


def test_there_are_examples() -> None:
    """The finder finds them."""
    from reetimeline import edtf

    found = doctest.DocTestFinder().find(edtf)
    assert sum(len(test.examples) for test in found) >= 5
