"""The documentation says what the program does: blocks run, links resolve, nothing is stale."""

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from reetimeline.cli.program import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "events" / "README.md", *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]^]*\]\(([^)\s]+)\)")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def name(path: Path) -> str:
    """Return a page's path as shown in test ids."""
    return path.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[tuple[int, str]]:
    """Return the Python blocks of a page with the line each begins on."""
    text = page.read_text(encoding="utf-8")
    return [(text[: m.start()].count("\n") + 2, m.group(1)) for m in BLOCK.finditer(text)]


def expected(source: str) -> Iterator[tuple[ast.stmt, Any, bool]]:
    """Yield each statement with the literal its comment gives, and whether it gives one.

    ``day.on  # "2025-11-20"`` says what the expression is; a comment in words says nothing.
    """
    lines = source.splitlines()
    for statement in ast.parse(source).body:
        line = lines[(statement.end_lineno or 1) - 1]
        comment = line.encode()[statement.end_col_offset or 0 :].decode().strip()
        try:
            yield statement, ast.literal_eval(comment.removeprefix("#").strip()), True
        except (SyntaxError, ValueError):
            yield statement, None, False


def run(source: str, names: dict[str, Any], place: str) -> None:
    """Run one block in the names of its page; compare what it promises."""
    if ">>> " in source:
        test = doctest.DocTestParser().get_doctest(source, {}, place, place, 0)
        test.globs = names
        said: list[str] = []
        failed = doctest.DocTestRunner(optionflags=FLAGS).run(
            test, out=said.append, clear_globs=False
        )
        assert not failed.failed, "".join(said)
        return
    for statement, value, promised in expected(source):
        if promised and isinstance(statement, ast.Expr):
            found = eval(compile(ast.Expression(statement.value), place, "eval"), names)
            assert found == value, f"{place}: {ast.unparse(statement)} is {found!r}"
        else:
            exec(compile(ast.Module([statement], []), place, "exec"), names)


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)], ids=name)
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All Python blocks of a page run in order, and what they show is what they give.

    Those that open the bundled record need its log: without one they fail.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REETIMELINE_STORE", raising=False)
    names: dict[str, Any] = {"__name__": "docs"}
    for line, source in blocks(page):
        run(source, names, f"{name(page)}:{line}")


def test_bundled_record_is_there() -> None:
    """The bundled record holds records: without its log no page that quotes it can be right."""
    from reetimeline import load

    assert load().size > 0, "events/LOG is missing: reetimeline --store events append events"


def test_nothing_generated_is_stale() -> None:
    """``docs/make.py --check`` finds every block, page, timeline and schema up to date."""
    done = subprocess.run(
        [sys.executable, str(DOCS / "make.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands_have_help_and_a_page(command: str) -> None:
    """Every command has help, every option of it too, and a page that people read names it."""
    found = main.get_command(click.Context(main), command)
    assert found is not None
    assert found.help
    for option in found.params:
        if isinstance(option, click.Option) and option.name not in ("form", "title", "output"):
            assert option.help or option.is_flag or option.required, f"{command} {option.name}"
    reference = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
    assert f"\n## {command}\n" in reference
    guides = [ROOT / "README.md", ROOT / "events" / "README.md", DOCS / "tutorial.md"]
    guides += sorted((DOCS / "how-to").glob("*.md"))
    words = re.compile(rf"reetimeline\b[^\n`]*\b{command}\b")
    assert any(words.search(page.read_text(encoding="utf-8")) for page in guides)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_resolve(page: Path) -> None:
    """Every relative link of a page names a file, and a heading of it if it says so."""
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name(page)} links to {target}"
        if heading:
            assert heading in anchors(file.read_text(encoding="utf-8")), f"{name(page)}: {target}"


def anchors(text: str) -> set[str]:
    """Return the anchors that a forge gives to the headings of a page."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.replace(" ", "-") for head in kept}


def test_every_page_is_in_the_index() -> None:
    """``docs/README.md`` links to every page below ``docs/``."""
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / target.partition("#")[0]).resolve() for target in LINK.findall(index)}
    pages = {page.resolve() for page in DOCS.rglob("*.md")} - {(DOCS / "README.md").resolve()}
    assert not {path.name for path in pages - linked}


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("*.md")), ids=name)
def test_decisions_are_short(page: Path) -> None:
    """A decision has its four parts and at most 40 lines."""
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    for part in ("Context", "Decision", "Consequences", "Rejected"):
        assert f"## {part}" in text


def test_python_reference_is_complete() -> None:
    """Every public name has its place in the reference."""
    import reetimeline

    text = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    for public in reetimeline.__all__:
        assert f"\n### {public}\n" in text or f"| `{public}` |" in text


def test_every_kind_of_change_is_described() -> None:
    """The reference of event files names every change and every key it may have."""
    from reetimeline.change import CHANGES
    from reetimeline.event import Citation, Event, Response, Source
    from reetimeline.record.shape import keys_of

    text = (DOCS / "reference" / "event-files.md").read_text(encoding="utf-8")
    for kind in (Event, Citation, Response, Source, *CHANGES.values()):
        for key in keys_of(kind):
            assert f"`{key}`" in text, f"{kind.__name__}: {key}"
    for verb in CHANGES:
        assert f"`{verb}`" in text


def test_every_key_of_the_output_is_described() -> None:
    """The reference of the output names every key of every row of ``state``."""
    from reetimeline.publish.schemas import schema

    text = (DOCS / "reference" / "output.md").read_text(encoding="utf-8")
    state = schema("state")
    for row in (state, *state["$defs"].values()):
        for key in row["properties"]:
            assert f"`{key}`" in text, key
