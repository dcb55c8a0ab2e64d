"""Pages written from the program: its commands, its public names, its words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from textwrap import dedent
from typing import Any

import attrs
import click

import reetimeline
from reetimeline.library import History

NOTE = "<!-- Written by docs/make.py: do not edit. -->"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table and an empty line; nothing for no rows."""
    from reetimeline.publish.tables import escaped

    if not rows:
        return []
    every = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(escaped(str(cell)) for cell in row)} |" for row in every), ""]


def command_line(_: History) -> str:
    """Return the reference of the command line, from the commands themselves."""
    from reetimeline.cli.program import COMMANDS, main

    lines = ["# Command line", "", NOTE, ""]
    lines += [
        "Answers go to stdout, findings and errors to stderr. Exit code 0: fine. 1: findings, or",
        "nothing found. 2: the question was malformed. Text is plain in a pipe and coloured on a",
        "terminal; `NO_COLOR` turns colour off. Days are strict ISO days: `2025-11-20`.",
        "",
        "Shell completion is click's own, one line (or `zsh_source`, `fish_source`):",
        '`eval "$(_REETIMELINE_COMPLETE=bash_source reetimeline)"`.',
        "",
        "## reetimeline",
        "",
        *_command(main, "reetimeline"),
    ]
    context = click.Context(main)
    for name in sorted(COMMANDS):
        command = main.get_command(context, name)
        if command is not None:
            lines += [f"## {name}", "", *_command(command, f"reetimeline {name}")]
    return "\n".join(lines).rstrip() + "\n"


def _command(command: click.Command, name: str) -> Iterator[str]:
    told, _, examples = dedent(command.help or "").partition("\b\n")
    yield from [
        " ".join(part.split()) for part in told.strip().split("\n\n") for part in (part, "")
    ]
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    tail = "COMMAND" if isinstance(command, click.Group) else ""
    words = [name, "[OPTIONS]", *(_argument(p) for p in arguments), tail]
    yield from ["```text", " ".join(filter(None, words)), "```", ""]
    options = [p for p in command.params if isinstance(p, click.Option)]
    rows = [(f"`{_option(o)}`", _meaning(o)) for o in options]
    yield from table(("option", "meaning"), rows)
    if examples.strip():
        yield from ["```sh", *dedent(examples.strip("\n")).rstrip().splitlines(), "```", ""]


def _argument(argument: click.Argument) -> str:
    word = argument.metavar or (argument.name or "").upper()
    many = "..." if argument.nargs == -1 and argument.metavar is None else ""
    return (word if argument.required else f"[{word}]") + many


def _option(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        word = "|".join(str(choice) for choice in option.type.choices)
    elif isinstance(option.type, click.Path):
        word = "FILE"
    else:
        word = option.metavar or option.type.name.upper()
    return f"{names} {word}"


def _meaning(option: click.Option) -> str:
    usual = {"form": "The format of the answer.", "output": "The file to write; default: stdout."}
    told = option.help or usual.get(option.name or "", "")
    if option.multiple:
        told += " May be given several times."
    if option.required:
        told += " Required."
    if option.show_default and option.default is not None:
        told += f" Default: `{option.default}`."
    return told.strip()


def python(_: History) -> str:
    """Return the reference of the public names, from their docstrings."""
    from reetimeline.record.kept import Head, Store
    from reetimeline.replay.diff import Changed
    from reetimeline.replay.reasons import Cited, Reasons
    from reetimeline.replay.snapshot import Answer

    public = {name: getattr(reetimeline, name) for name in reetimeline.__all__}
    kinds = [value for value in public.values() if inspect.isclass(value)]
    errors = [kind for kind in kinds if issubclass(kind, Exception)]
    lines = ["# Python", "", NOTE, ""]
    lines += [
        "What the package exports, in alphabetical order, then what these names return, then the",
        "errors. Row classes are described with the [output](output.md), classes of events with",
        "the [event files](event-files.md). The examples run, given these names:",
        "",
        "```python",
        "import reetimeline as ree",
        "from reetimeline import *",
        "from reetimeline.edtf import parse",
        "```",
        "",
        "## Public names",
        "",
    ]
    for name, value in public.items():
        if value not in errors:
            lines += _name(name, value, "###")
    lines += ["## What they return", ""]
    for kind in (Answer, Changed, Cited, Head, Reasons, Store):
        lines += _name(kind.__name__, kind, "###")
    lines += ["## Errors", ""]
    lines += ["Every error has `message`, `place` (file, line, field) and `remedy`.", ""]
    rows = [
        (f"`{e.__name__}`", ", ".join(f"`{b.__name__}`" for b in e.__bases__), _first(e))
        for e in sorted(errors, key=lambda kind: len(kind.__mro__))
    ]
    lines += table(("error", "is a", "meaning"), rows)
    return "\n".join(lines).rstrip() + "\n"


def _name(name: str, value: Any, level: str) -> Iterator[str]:
    yield from [f"{level} {name}", ""]
    if not inspect.isclass(value):
        yield from ["```text", _signature(name, value), "```", ""]
    yield from _docstring(value)
    if not inspect.isclass(value):
        return
    if attrs.has(value):
        named = ", ".join(f"`{f.name}`" for f in attrs.fields(value) if f.name[0] != "_")
        yield from [f"Attributes: {named}.", ""]
    for member in sorted({n for kind in value.__mro__[:-1] for n in vars(kind) if n[0] != "_"}):
        found = inspect.getattr_static(value, member)
        if isinstance(found, classmethod | staticmethod):
            found = found.__func__
        if inspect.isfunction(found):
            yield from [f"{level}# {name}.{member}", ""]
            yield from ["```text", _signature(member, found), "```", ""]
            yield from _docstring(found)
        elif isinstance(found, property) or type(found).__name__ == "cached_property":
            yield from [f"{level}# {name}.{member}", "", *_docstring(found)]


def _signature(name: str, value: Any) -> str:
    parts: list[str] = []
    signature = inspect.signature(value)
    for parameter in signature.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in "".join(parts):
            parts.append("*")
        lead = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        parts.append(f"{lead}{parameter.name}: {parameter.annotation}{default}")
    return f"{name}({', '.join(parts)}) -> {signature.return_annotation}"


def _docstring(value: Any) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", inspect.getdoc(value) or ""):
        if part.startswith(">>>"):
            yield from ["```python", part, "```", ""]
        elif part:
            yield from [part.replace("``", "`"), ""]


def _first(value: Any) -> str:
    return (inspect.getdoc(value) or "").partition("\n\n")[0].replace("\n", " ").replace("``", "`")


def vocabulary(_: History) -> str:
    """Return the words the record may use, table by table."""
    from reetimeline.vocabulary import shipped
    from reetimeline.vocabulary.tables import FILES

    lines = ["# Vocabulary", "", NOTE, ""]
    lines += [
        "The codes that events may use. They stand in `src/reetimeline/vocabulary/*.toml`. A store",
        "may add its own in a `vocabulary.toml` beside its events, with the same tables: see",
        "[other commodities](../how-to/other-commodities.md). `*` stands for all.",
        "",
    ]
    for name in FILES:
        entries = shipped().table(name)
        keys = dict.fromkeys(key for entry in entries.values() for key in entry if key != "name")
        lines += [f"## {name}", ""]
        rows = [
            (f"`{code}`", entry["name"], *(_word(entry.get(key)) for key in keys))
            for code, entry in entries.items()
        ]
        lines += table(("code", "name", *keys), rows)
    return "\n".join(lines).rstrip() + "\n"


def _word(value: Any) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


PAGES: dict[str, Callable[[History], str]] = {
    "reference/command-line.md": command_line,
    "reference/python.md": python,
    "reference/vocabulary.md": vocabulary,
}
