"""Timelines for documents: ``timeline``."""

from __future__ import annotations

from pathlib import Path

import click

from reetimeline.cli.options import Code, Day, give, nothing, opened, store_option


@click.command()
@click.option("--from", "first", type=Day(), help="First day, included.")
@click.option("--to", "last", type=Day(), help="Last day, included.")
@click.option("--actor", type=Code("actor"), help="CN, or one agency: CN/MOFCOM.")
@click.option("--good", type=Code("good"), help="Events that touch this good.")
@click.option("--kind", type=Code("kind"), help="quota, export-control, dispute …")
@click.option("--thing", help="Events that touch this measure, quota, dispute …")
@click.option("--title", default="Timeline", show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "csv", "json", "mermaid")),
    default="md",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the file is stale.")
@store_option
@click.pass_context
def timeline(
    ctx: click.Context,
    /,
    title: str,
    form: str,
    output: Path | None,
    store: str | None,
    *,
    check: bool,
    **asked: str | None,
) -> None:
    """Write a timeline: days in words, statuses changed, sources in footnotes.

    \b
    reetimeline timeline --from 2025-01-01 --actor CN --format md -o docs/timelines/2025.md
    reetimeline timeline --thing cn-mofcom-2025-57-licence --format mermaid
    """
    from reetimeline.publish.chronology import chronology
    from reetimeline.publish.timelines import timeline_text
    from reetimeline.record.durable import write_durably

    if check and output is None:
        raise click.UsageError("--check needs -o FILE, the file to check")
    kept = opened(ctx, store)
    moments = chronology(kept, **asked)
    text = timeline_text(kept, moments, form, title=title, last=asked["last"])
    if output is None:
        give(text)
    elif check:
        if not output.exists() or output.read_bytes() != text.encode():
            click.echo(f"{output} is stale: write it again without --check", err=True)
            ctx.exit(1)
    else:
        write_durably(output, text.encode())
    nothing(ctx, moments)
