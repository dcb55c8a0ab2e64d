"""Comparisons: ``diff``."""

from __future__ import annotations

import click

from reetimeline.cli.options import (
    Day,
    format_option,
    give,
    nothing,
    opened,
    store_option,
    style,
)


@click.command()
@click.argument("days", type=Day(), nargs=-1, required=True, metavar="DAY [DAY]")
@click.option(
    "--known-on",
    "known",
    type=Day(),
    nargs=2,
    metavar="A B",
    help="With one DAY: what became known about it between A and B.",
)
@click.option("--recorded-by", metavar="N|DAY", help="As the record was at a size or day.")
@format_option()
@store_option
@click.pass_context
def diff(
    ctx: click.Context,
    /,
    days: tuple[str, ...],
    known: tuple[str, str] | None,
    recorded_by: str | None,
    form: str,
    store: str | None,
) -> None:
    """Say what changed between two days, or what became known about one.

    \b
    reetimeline diff 2025-11-06 2025-11-10
    reetimeline diff --known-on 2025-10-01 2025-10-20 2025-12-01
    """
    from reetimeline.publish.answers import diff_text
    from reetimeline.publish.tables import as_csv, as_json, as_markdown

    if len(days) != (1 if known else 2):
        raise click.UsageError("give two days, or --known-on A B and one day")
    kept = opened(ctx, store)
    if known:
        found = kept.diff_known(known[0], known[1], days[0], recorded_by=recorded_by)
    else:
        found = kept.diff(days[0], days[1], recorded_by=recorded_by)
    if form == "text":
        give(diff_text(found, style=style()))
    elif form == "json":
        give(as_json(found.to_dict()))
    else:
        give({"csv": as_csv, "md": as_markdown}[form](found.to_records()))
    nothing(ctx, len(found))
