"""The public names are one sorted, complete list, and each says what it is."""

import ast
import inspect
from pathlib import Path

import pytest

import reetimeline as ree

FRONT = ast.parse(Path(ree.__file__).read_text(encoding="utf-8"))


def shown_to_type_checkers() -> set[str]:
    """Return the names the front imports for type checkers."""
    branch = next(node for node in FRONT.body if isinstance(node, ast.If))
    imports = [node for node in branch.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def test_sorted_and_without_twins() -> None:
    """The list is in order, each name once."""
    assert ree.__all__ == sorted(set(ree.__all__))


def test_complete() -> None:
    """What loads, what type checkers see and what is listed are the same."""
    assert set(ree.__all__) == shown_to_type_checkers() == set(ree._HOMES)
    assert dir(ree) == ree.__all__


def test_every_error_is_public() -> None:
    """Whoever catches an error finds its class at the front."""
    tree = [ree.ReetimelineError]
    for error in tree:
        tree.extend(error.__subclasses__())
    public = {e.__name__ for e in tree if e.__module__ == "reetimeline.errors"}
    assert public <= set(ree.__all__)
    assert len(public) == 12


@pytest.mark.parametrize("name", ree.__all__)
def test_importable_with_a_docstring(name: str) -> None:
    """Each name can be had, and says what it is in its own words."""
    value = getattr(ree, name)
    words = inspect.getdoc(value) or ""
    assert len(words.split()) >= 4
    assert words[0].isupper() or words[0] == "`"
    parents = value.__mro__[1:] if isinstance(value, type) else ()
    assert all(value.__doc__ != parent.__doc__ for parent in parents)


def test_an_unknown_name() -> None:
    """A name that is none is an error that names it."""
    with pytest.raises(AttributeError, match="no_such_name"):
        ree.no_such_name  # noqa: B018 - the access is the test
