"""Options that several commands share, and how answers leave."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from reetimeline.library import History

    Word = click.ParamType[str]
else:
    Word = click.ParamType  # older click has no subscript

Command = TypeVar("Command", bound=Callable[..., Any])
KINDS = ("measure", "quota", "dispute", "organisation", "series")
FORMATS = ("text", "json", "csv", "md")
STATUSES = ("in-force", "suspended", "scheduled", "proposed", "partial", "uncertain", "ended")


class Day(Word):
    """A strict ISO day; anything else is a usage error, never today instead."""

    name = "YYYY-MM-DD"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day as text once it is known to be one."""
        from reetimeline.edtf import day
        from reetimeline.errors import DateError

        try:
            day(value)
        except DateError as error:
            self.fail(str(error), param, ctx)
        return value


class Code(Word):
    """A code of a vocabulary: a good, target, actor, form, instrument or kind."""

    def __init__(self, table: str) -> None:
        self.name = table.upper()
        self.table = table

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code once a vocabulary knows it."""
        from reetimeline.errors import VocabularyError
        from reetimeline.vocabulary import shipped

        words = shipped()
        checks = {
            "good": words.check_good,
            "form": words.check_form,
            "target": words.check_target,
            "actor": words.check_actor,
        }
        try:
            if self.table in checks:
                checks[self.table](value)
            else:
                words.check(self.table, value)
        except VocabularyError as error:
            self.fail(str(error), param, ctx)
        return value


def store_option(command: Command) -> Command:
    """Accept ``--store`` after the command too."""
    return click.option("--store", default=None, help="As before the command.")(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Accept ``--format`` with the formats a command can give; text is the default."""
    return click.option(
        "--format", "form", type=click.Choice(formats or FORMATS), default="text", show_default=True
    )


def cut_options(command: Command) -> Command:
    """Accept ``--known-on`` and ``--recorded-by``."""
    for option in (
        click.option("--recorded-by", metavar="N|DAY", help="As the record was at a size or day."),
        click.option("--known-on", type=Day(), help="Drop what was not announced by that day."),
    ):
        command = option(command)
    return command


def kind_option(command: Command) -> Command:
    """Accept ``--kind``, where things of several kinds share an id."""
    return click.option(
        "--kind", type=click.Choice(KINDS), help="Which is meant where several things share an id."
    )(command)


def opened(ctx: click.Context, store: str | None) -> History:
    """Return the history of the store named after the command, before it, or the bundled one."""
    from reetimeline.library import load

    return load(store or ctx.obj)


def give(text: str) -> None:
    """Write an answer to stdout."""
    click.echo(text, nl=False)


def nothing(ctx: click.Context, answer: Sequence[Any] | Mapping[str, Any] | int) -> None:
    """Leave with exit code 1 if an answer is empty."""
    if not answer:
        ctx.exit(1)


def style() -> Callable[[str, str], str]:
    """Return how to style text: not at all unless a person watches (``NO_COLOR`` honoured)."""
    import os

    from reetimeline.publish.words import bare

    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return bare

    def styled(text: str, name: str) -> str:
        return click.style(text, bold=True) if name == "bold" else click.style(text, fg=name)

    return styled


def width() -> int:
    """Return the width to wrap text to: the terminal's, 100 in a pipe."""
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 120) if sys.stdout.isatty() else 100
