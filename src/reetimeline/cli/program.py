"""The program and its commands, loaded only when called."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from reetimeline.errors import (
    DateError,
    QuantityError,
    ReetimelineError,
    VocabularyError,
)

COMMANDS = {
    "append": "keeping",
    "check": "keeping",
    "diff": "comparing",
    "graph": "graphing",
    "history": "asking",
    "log": "listing",
    "new": "keeping",
    "responses": "graphing",
    "show": "listing",
    "state": "asking",
    "timeline": "timelines",
    "why": "asking",
}
USAGE = (DateError, QuantityError, VocabularyError)


class Program(click.Group):
    """A group whose commands are imported when they are called, and whose errors are one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None for an unknown name."""
        home = COMMANDS.get(cmd_name)
        if home is None:
            return None
        module = import_module(f"reetimeline.cli.{home}")
        return vars(module)[cmd_name.replace("-", "_")]  # type: ignore[no-any-return]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, with a hint for a misspelt one."""
        from reetimeline.errors import did_you_mean

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"{error.message} {hint}".strip(), ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of this package becomes one message and an exit code."""
        try:
            return super().invoke(ctx)
        except ReetimelineError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(2 if isinstance(error, USAGE) else 1)
        except OSError as error:
            if error.errno == errno.EPIPE:  # who reads the answer has read enough
                raise
            click.echo(f"Error: {error.filename}: {error.strerror}", err=True)
            ctx.exit(1)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reetimeline")
@click.option(
    "--store",
    envvar="REETIMELINE_STORE",
    help="Where the record is kept: a directory, sqlite:///FILE. Default: the bundled record.",
)
@click.pass_context
def main(ctx: click.Context, store: str | None) -> None:
    """What held in rare-earth trade policy on a day, why, and how sure that is.

    \b
    reetimeline state 2025-11-20
    reetimeline state 2025-12-01 --known-on 2025-10-20 --good Dy
    reetimeline why cn-mofcom-2025-57-licence --on 2025-11-20
    """
    ctx.obj = store
