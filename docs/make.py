"""Writes the parts of the documentation that come from the program and the record.

Three sorts of text are made, always from the bundled record:

- Under a mark ``<!-- output: reetimeline ARGS -->``, in ``README.md`` and any page below ``docs/``,
  the fenced ``text`` block is filled with what that command prints. ``| head N`` at the end of the
  mark keeps the first N lines; ``output 1:`` in place of ``output:`` expects exit code 1.
- The pages of `from_program` and `from_record` are written whole.
- The JSON Schemas of the outputs are written into the package.

``python docs/make.py`` writes what is stale, ``--check`` only names it and exits with 1. Nothing
here reads the clock: the same program and record give the same bytes.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
MARK = re.compile(
    r"^<!-- output(?: (?P<code>\d))?: reetimeline (?P<args>.+?)(?: \| head -?(?P<head>\d+))? -->\n"
    r"```text\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def pages() -> list[Path]:
    """Return the pages whose blocks are filled: the README and everything below ``docs/``."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def filled(text: str, answer: Callable[[str, int], str]) -> str:
    """Return a page with the block under every mark filled by ``answer(args, exit code)``."""

    def fill(found: re.Match[str]) -> str:
        mark = found.group(0).partition("\n")[0]
        shown = f"$ reetimeline {found['args']}"
        lines = answer(found["args"], int(found["code"] or 0)).splitlines()
        if found["head"]:
            limit = int(found["head"])
            shown += f" | head -{limit}"
            lines = lines[:limit]
        body = "\n".join([shown, *(line.rstrip() for line in lines)])
        return f"{mark}\n```text\n{body}\n```"

    return MARK.sub(fill, text)


@cache
def answer(args: str, code: int) -> str:
    """Return what a command prints; a command that ends otherwise than expected is an error."""
    import shlex

    from reetimeline.cli import main

    result = CliRunner().invoke(main, shlex.split(args), prog_name="reetimeline")
    if result.exit_code != code:
        said = result.output or repr(result.exception)
        raise click.ClickException(f"`reetimeline {args}` ended with {result.exit_code}: {said}")
    return result.output


def wanted() -> Iterator[tuple[Path, str]]:
    """Yield every file this program answers for, with the text it should have."""
    sys.path.insert(0, str(ROOT / "docs"))
    import from_program
    import from_record

    from reetimeline.library import load
    from reetimeline.publish.schemas.deriving import NAMES, derived

    history = load()
    every = {**from_program.PAGES, **from_record.PAGES}
    whole = {ROOT / "docs" / name: make(history) for name, make in every.items()}
    yield from whole.items()
    for path in pages():
        if path not in whole:
            text = path.read_text(encoding="utf-8")
            yield path, filled(text, answer)
    for name in NAMES:
        path = ROOT / "src" / "reetimeline" / "publish" / "schemas" / f"{name}.json"
        yield path, json.dumps(derived(name), ensure_ascii=False, indent=2) + "\n"


def one_record() -> None:
    """Let all commands of this run share one replay of the bundled record: it is read once."""
    from reetimeline import library

    os.environ.pop("REETIMELINE_STORE", None)
    os.environ["NO_COLOR"] = "1"
    library.load = cache(library.load)  # type: ignore[assignment]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and name the stale files.")
def main(*, check: bool) -> None:
    """Write the generated parts of the documentation."""
    one_record()
    stale = [
        (path, text)
        for path, text in wanted()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        click.echo(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}", err=check)
    if check and stale:
        click.echo("write them again with: python docs/make.py", err=True)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
