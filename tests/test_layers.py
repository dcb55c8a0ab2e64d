"""Data flows one way: a module imports only from rooms before its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reetimeline

PACKAGE = Path(reetimeline.__file__).parent
GROUND = ("errors", "edtf", "quantity", "change", "event", "vocabulary")
ROOMS = ("record", "replay", "responses", "review", "publish", "archive")
HEIGHTS = {
    **dict.fromkeys(GROUND, 0),
    **{room: height for height, room in enumerate(ROOMS, 1)},
    "library": 10,
    "__init__": 11,
    "cli": 12,
    "__main__": 13,
}
FIRST = {
    "errors": (),
    "edtf": ("errors",),
    "quantity": ("errors",),
    "vocabulary": ("errors",),
    "change": ("errors", "edtf", "quantity"),
}
"""What each module of the ground may know of its neighbours there; an event may know them all."""


def room_of(path: Path) -> str:
    """Return the room a file belongs to."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(source: str, path: str = "module.py") -> Iterator[tuple[int, str]]:
    """Yield the line and room of every import of the package, wherever in the file it stands."""
    for node in ast.walk(ast.parse(source, path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides its room"
            module = node.module or ""
            rooms = module == "reetimeline"
            names = [f"{module}.{a.name}" for a in node.names] if rooms else [module]
        else:
            continue
        for name in names:
            head, _, rest = name.partition(".")
            if head == "reetimeline":
                yield node.lineno, rest.partition(".")[0] or "__init__"


def back(room: str, other: str) -> bool:
    """Tell whether an import from one room into another runs against the flow."""
    if room == other:
        return False
    if room in GROUND and other in GROUND:
        return room in FIRST and other not in FIRST[room]
    if other not in HEIGHTS:  # a public name taken from the front of the package
        other = "__init__"
    return HEIGHTS[other] >= HEIGHTS[room]


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_way_back(path: Path) -> None:
    """No module imports from its own height or above, for types or inside functions either."""
    room = room_of(path)
    found = imported(path.read_text(encoding="utf-8"), str(path))
    wrong = [f"{path}:{line}: {room} imports {other}" for line, other in found if back(room, other)]
    assert not wrong, "\n".join(wrong)


def test_every_room_has_a_height() -> None:
    """A new room is placed in the flow before it is used."""
    assert {room_of(path) for path in FILES} <= set(HEIGHTS)


@pytest.mark.parametrize(
    "source",
    [
        "from reetimeline.cli import main",
        "import reetimeline.publish.words",
        "def late():\n    from reetimeline.publish import words",
        "if TYPE_CHECKING:\n    from reetimeline.review import Case",
        "from reetimeline import History",
        "import reetimeline as ree",
    ],
)
def test_a_way_back_is_seen(source: str) -> None:
    """The test itself sees an import from above wherever it hides."""
    assert any(back("replay", other) for _, other in imported(source))


@pytest.mark.parametrize(
    "source",
    [
        "from reetimeline.record.kept import Record",
        "import reetimeline.edtf",
        "import json\nfrom attrs import frozen",
        "from reetimeline.replay.boxes import Box",
    ],
)
def test_the_way_forward_is_open(source: str) -> None:
    """Imports from rooms before and from the same room are no finding."""
    assert not any(back("replay", other) for _, other in imported(source))


@pytest.mark.parametrize("room", [p for p in PACKAGE.iterdir() if (p / "__init__.py").exists()])
def test_a_room_says_what_flows_through_it(room: Path) -> None:
    """Every room of more than one module opens with a docstring."""
    tree = ast.parse((room / "__init__.py").read_text(encoding="utf-8"))
    assert len((ast.get_docstring(tree) or "").split()) > 10
