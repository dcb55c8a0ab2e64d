"""Questions: ``state``, ``history``, ``why``."""

from __future__ import annotations

from typing import Any

import click

from reetimeline.cli.options import (
    STATUSES,
    Code,
    Day,
    cut_options,
    format_option,
    give,
    kind_option,
    nothing,
    opened,
    store_option,
    style,
    width,
)


@click.command()
@click.argument("day", type=Day())
@cut_options
@click.option("--actor", type=Code("actor"), help="CN, or one agency: CN/MOFCOM.")
@click.option("--target", type=Code("target"), help="Whom it is aimed at: US, JP …")
@click.option("--good", type=Code("good"), help="Dy, Ga, graphite, or a group: rare-earths.")
@click.option("--form", "material", type=Code("form"), help="oxide, magnet, technology …")
@click.option("--party", help="A listed firm.")
@click.option("--instrument", type=Code("instrument"), help="export-licence, export-quota …")
@click.option("--status", type=click.Choice(STATUSES), help="Ended things show only if asked.")
@click.option("--sources", is_flag=True, help="Show who says so, under each thing.")
@format_option()
@store_option
@click.pass_context
def state(
    ctx: click.Context, /, day: str, form: str, store: str | None, *, sources: bool, **asked: Any
) -> None:
    """Say what holds on a day.

    \b
    reetimeline state 2025-11-20
    reetimeline state 2025-11-20 --good Dy --sources
    reetimeline state 2025-12-01 --known-on 2025-10-20 --format json
    """
    from reetimeline.publish.state_text import citation_lines, state_text
    from reetimeline.publish.tables import as_csv, as_json, as_markdown

    history = opened(ctx, store)
    cut = {name: asked.pop(name) for name in ("known_on", "recorded_by")}
    asked["form"] = asked.pop("material")
    found = history.at(day, **cut).only(**asked)
    if form == "json":
        give(as_json(found.to_dict()))
    elif form == "text":
        cited = None
        if sources:
            cited = {e.id: citation_lines(e, history.sources) for e in history.events()}
        give(state_text(found.to_dict(), style=style(), width=width(), citations=cited))
    else:
        give({"csv": as_csv, "md": as_markdown}[form](found.to_records()))
    nothing(ctx, len(found))


@click.command()
@click.argument("thing")
@kind_option
@cut_options
@format_option()
@store_option
@click.pass_context
def history(ctx: click.Context, /, thing: str, form: str, store: str | None, **asked: Any) -> None:
    """Tell the whole life of one thing: its statuses, values and events.

    \b
    reetimeline history cn-mofcom-2025-57-licence
    reetimeline history cn-export-quota --kind quota
    reetimeline history DS431 --format csv
    """
    from reetimeline.publish.answers import life_text
    from reetimeline.publish.tables import as_csv, as_json, as_markdown
    from reetimeline.replay.lives import life

    rows = life(opened(ctx, store), thing, **asked)
    if form == "text":
        give(life_text(rows, thing, style=style()))
    else:
        give({"json": as_json, "csv": as_csv, "md": as_markdown}[form](rows))
    nothing(ctx, rows)


@click.command()
@click.argument("thing")
@click.option("--on", "day", type=Day(), help="The day asked about; default: the last recorded.")
@click.option("--field", help="Only citations that speak of this field: until, rate, announced …")
@kind_option
@cut_options
@format_option("text", "json")
@store_option
@click.pass_context
def why(
    ctx: click.Context,
    /,
    thing: str,
    day: str | None,
    field: str | None,
    kind: str | None,
    form: str,
    store: str | None,
    **cut: Any,
) -> None:
    """Name the events and sources that make an answer, and those that deny it.

    \b
    reetimeline why cn-mofcom-2025-57-licence --on 2025-11-20
    reetimeline why cn-japan-halt-2010 --on 2010-10-01 --field effective
    """
    from reetimeline.publish.answers import why_text
    from reetimeline.publish.tables import as_json

    kept = opened(ctx, store)
    found = kept.at(day or kept.last_day(), **cut).why(thing, field, kind=kind)
    if form == "json":
        give(as_json(found.to_dict()))
    else:
        give(why_text(found, kept.sources, style=style()))
    nothing(ctx, found.events)
