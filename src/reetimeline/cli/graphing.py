"""Which action answered which: ``responses`` and ``graph``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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

POLICIES = ("stated", "official", "all")
SECTIONS = (
    *("policies", "episodes", "chain", "set-off", "answerers"),
    *("relations", "pairs", "matrix", "bursts"),
)
TARGETS = ("graphml", "gexf", "dot", "json", "mermaid", "csv", "svg", "png")
policy_option = click.option(
    "--policy",
    type=click.Choice(POLICIES),
    default="all",
    show_default=True,
    help="Whose word is taken for an answer.",
)


@click.command()
@click.argument("event_id", metavar="ID")
@click.option("--depth", type=click.IntRange(1), default=1, show_default=True, help="Steps.")
@click.option("--up", "way", flag_value="up", help="Only what it answered.")
@click.option("--down", "way", flag_value="down", help="Only what answered it.")
@click.option("--on", type=Day(), help="The graph as of a day.")
@policy_option
@format_option("text", "json")
@store_option
@click.pass_context
def responses(
    ctx: click.Context,
    /,
    event_id: str,
    depth: int,
    way: str | None,
    on: str | None,
    policy: str,
    form: str,
    store: str | None,
) -> None:
    """Show what an event answered and what answered it, with lags in days and sources.

    \b
    reetimeline responses 2022-10-07-us-chip-controls --down
    reetimeline responses 2025-04-04-cn-medium-heavy-licence --up --policy stated
    """
    from reetimeline.publish.graph_text import responses_text
    from reetimeline.publish.tables import as_json
    from reetimeline.responses import under
    from reetimeline.responses.trees import tree

    kept = opened(ctx, store)
    found = under(kept.responses(on), policy)
    ways = {"up": "What it answered", "down": "What answered it"}
    trees = {
        heading: tree(found, event_id, up=name == "up", depth=depth)
        for name, heading in ways.items()
        if way in (None, name)
    }
    if form == "json":
        keys = dict(zip(ways.values(), ("answered", "answered_by"), strict=True))
        told = {keys[heading]: [b.to_dict() for b in found] for heading, found in trees.items()}
        give(as_json({"event": event_id, "policy": policy, **told}))
    else:
        give(responses_text(found, event_id, trees, kept.sources, style=style()))
    nothing(ctx, sum(map(len, trees.values())))


@click.command()
@click.option("--on", type=Day(), help="The graph as of a day.")
@click.option("--known-on", type=Day(), help="Drop what was not announced by that day.")
@click.option("--relation", multiple=True, help="Only these: responds-to, retaliates …")
@click.option("--basis", type=click.Choice(("stated", "inferred")), help="Only these responses.")
@policy_option
@click.option("--episode", metavar="ID", help="Only the episode that holds this event.")
@click.option("--depth", type=click.IntRange(0), help="With --episode: within so many answers.")
@click.option(
    "--to",
    nargs=2,
    type=(click.Choice(TARGETS), click.Path(dir_okay=False, allow_dash=True, path_type=Path)),
    metavar="FORM FILE",
    help=f"Write the graph instead: {', '.join(TARGETS)}; - is stdout.",
)
@click.option(
    "--show", multiple=True, type=click.Choice(SECTIONS), help="Only these parts of the text."
)
@format_option("text", "json")
@store_option
@click.pass_context
def graph(
    ctx: click.Context,
    /,
    policy: str,
    episode: str | None,
    depth: int | None,
    to: tuple[str, Path] | None,
    show: tuple[str, ...],
    form: str,
    store: str | None,
    **cut: Any,
) -> None:
    """Measure the graph of answers, or write it for another tool.

    \b
    reetimeline graph --relation retaliates --show answerers --show policies
    reetimeline graph --episode 2022-10-07-us-chip-controls --depth 1 --to svg chips.svg
    reetimeline graph --to gexf responses.gexf
    """
    from reetimeline.publish.graph_files import graph_bytes
    from reetimeline.publish.graph_text import summary_text
    from reetimeline.publish.tables import as_json
    from reetimeline.responses import summary
    from reetimeline.responses.parts import narrowed

    if depth is not None and episode is None:
        raise click.UsageError("--depth needs --episode ID, the event to start from")
    cut["relations"] = cut.pop("relation") or None
    found = narrowed(opened(ctx, store).responses(**cut), policy, episode, depth)
    if to is not None:
        made = graph_bytes(found, to[0], title=episode or "Which action answered which")
        with click.open_file(str(to[1]), "wb") as file:  # a refusal above leaves no file behind
            file.write(made)
    elif form == "json":
        give(as_json(summary(found)))
    else:
        give(summary_text(summary(found), found, only=show, style=style()))
    nothing(ctx, len(found))
