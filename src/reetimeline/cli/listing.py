"""The events themselves: ``log`` and ``show``."""

from __future__ import annotations

import click

from reetimeline.cli.options import (
    Code,
    Day,
    format_option,
    give,
    nothing,
    opened,
    store_option,
    style,
)


@click.command()
@click.option("--since", type=Day(), help="Announced on or after this day.")
@click.option("--until", type=Day(), help="Announced on or before this day.")
@click.option("--kind", type=Code("kind"), help="quota, export-control, dispute …")
@click.option("--actor", type=Code("actor"), help="CN, or one agency: CN/MOFCOM.")
@click.option("--good", type=Code("good"), help="Events that touch this good.")
@click.option("--thing", help="Events that touch this measure, quota, dispute …")
@format_option()
@store_option
@click.pass_context
def log(
    ctx: click.Context,
    /,
    since: str | None,
    until: str | None,
    kind: str | None,
    actor: str | None,
    good: str | None,
    thing: str | None,
    form: str,
    store: str | None,
) -> None:
    """List events in the order announced.

    \b
    reetimeline log --since 2025-10-01 --actor CN/MOFCOM
    reetimeline log --kind dispute --format csv
    """
    from reetimeline.publish.answers import event_row, log_text
    from reetimeline.publish.selection import selected
    from reetimeline.publish.tables import as_csv, as_json, as_markdown

    events = selected(
        opened(ctx, store), first=since, last=until, kind=kind, actor=actor, good=good, thing=thing
    )
    if form == "text":
        give(log_text(events, style=style()))
    else:
        rows = [event_row(event) for event in events]
        give({"json": as_json, "csv": as_csv, "md": as_markdown}[form](rows))
    nothing(ctx, events)


@click.command()
@click.argument("event_id", metavar="ID")
@format_option("text", "json")
@store_option
@click.pass_context
def show(ctx: click.Context, /, event_id: str, form: str, store: str | None) -> None:
    """Show one event with its changes, what it answered, and its sources.

    \b
    reetimeline show 2025-11-07-cn-suspends-october-controls
    """
    from reetimeline.publish.answers import event_text
    from reetimeline.publish.tables import as_json
    from reetimeline.record.writing import event_to_wire

    kept = opened(ctx, store)
    event = kept.event(event_id)
    if event is None:
        raise kept.unknown(event_id)
    wire = event_to_wire(event)
    if form == "json":
        give(as_json(wire))
    else:
        give(event_text(event, wire, kept.sources, style=style()))
