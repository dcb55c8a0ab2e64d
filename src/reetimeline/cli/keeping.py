"""Curating and keeping: ``check``, ``append``, ``new``."""

from __future__ import annotations

from pathlib import Path

import click

from reetimeline.cli.options import Code, Day, format_option, give, store_option


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--due", type=Day(), help="Also list scheduled days up to this one not reviewed.")
@click.option("--since", type=Day(), help="With --due: leave out what came due before this day.")
@click.option("--sources", is_flag=True, help="Report on links and sources instead.")
@format_option("text", "json")
@store_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    path: Path | None,
    due: str | None,
    since: str | None,
    form: str,
    store: str | None,
    *,
    sources: bool,
) -> None:
    """Review a record: everything that is wrong with it, all at once, with file and line.

    \b
    reetimeline check events
    reetimeline check events --due 2026-11-30 --since 2026-11-01
    """
    from reetimeline.library import open_record
    from reetimeline.publish.reviews import review_json, review_text, sources_text
    from reetimeline.review import due as due_rule
    from reetimeline.review.reviewing import reviewed

    if since is not None and (due is None or since > due):
        raise click.UsageError("--since goes with --due, and lies before it")
    kept = open_record(path or store or ctx.obj)
    found = reviewed(kept)
    extra = tuple(sorted(set(due_rule(found.case, due, since)))) if due else ()
    if sources:
        give(sources_text(found.case))
    elif form == "json":
        give(review_json(found, extra))
    else:
        for fault in (*found.problems, *found.findings, *extra):
            click.echo(str(fault), err=True)
        give(review_text(found, extra))
    if found.problems or found.findings or extra:
        ctx.exit(1)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--recorded", type=Day(), help="The day to record; default: today (UTC).")
@click.option("--expected", type=int, help="Refuse unless the log has this many records before.")
@store_option
@click.pass_context
def append(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    recorded: str | None,
    expected: int | None,
    store: str | None,
) -> None:
    """Record event files in a store, all of them or none.

    A directory store takes its own pending files: reetimeline --store events append events

    \b
    reetimeline --store sqlite:///record.sqlite append events/2025/*.toml
    """
    from reetimeline.library import append_files

    named = store or ctx.obj
    if named is None:
        raise click.UsageError("the bundled record is read-only: name a store with --store")
    records = append_files(named, paths, recorded=recorded, expected=expected)
    for record in records:
        click.echo(f"{record.position}  {record.event.id}")


@click.command()
@click.argument("announced", type=Day())
@click.argument("slug")
@click.option("--title", required=True)
@click.option("--kind", type=Code("kind"), required=True)
@click.option("--actor", "actors", type=Code("actor"), multiple=True, required=True)
@click.option("--source", required=True, help="The id of a source in sources/.")
@click.option("--locator", default="", help="Where in the source: paragraph, page, article.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
def new(
    announced: str,
    slug: str,
    title: str,
    kind: str,
    actors: tuple[str, ...],
    source: str,
    locator: str,
    output: Path | None,
) -> None:
    """Draft an event file to fill in: the id is the day, the first actor and SLUG.

    \b
    reetimeline new 2026-12-01 licence-list --title "…" --kind export-control \\
        --actor CN/MOFCOM --source mofcom/2026-99 -o events/2026/2026-12-01-cn-licence-list.toml
    """
    from reetimeline.record.drafting import draft
    from reetimeline.record.durable import write_durably

    text = draft(announced, slug, title, kind, actors, source, locator)
    if output is None:
        give(text)
    elif output.exists():
        raise click.UsageError(f"{output} exists: a draft replaces nothing")
    else:
        write_durably(output, text.encode())
