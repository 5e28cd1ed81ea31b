"""The verb `render`: documents in, the page that one opens in a browser out."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.making import Data, Files, Reader
from krpia_graph.cli.output import say


def render(
    files: Files = None,
    to: Annotated[Path, typer.Option("--to", help="The file to write.")] = Path("network.html"),
    large: Annotated[
        bool, typer.Option("--large", help="The page for more than 1,500 entities: needs WebGL to draw.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="Hold so many entities, those with most cases."),
    ] = None,
    data: Data = None,
    reader: Reader = "",
) -> None:
    """Write the interactive page: one file that works without a network."""
    from krpia_graph.pipeline import build
    from krpia_graph.write.atomic import write_files
    from krpia_graph.write.page import large_network_html, network_html, sigma, vis

    graph = build(files or (), data, reader)
    most = limit or (sigma.MOST_ENTITIES if large else vis.MOST_ENTITIES)
    page = large_network_html(graph, most) if large else network_html(graph, most)
    write_files(to.parent, {to.name: page})
    drawn = {a.entity for case in graph.cases.values() for a in case.arguments if a.entity in graph.entities}
    say(f"wrote {to}: {min(len(drawn), most)} entities")
    if len(drawn) > most:
        hint = "" if large else "; --large makes a page that holds all of them"
        say(f"{len(drawn) - most} entities with fewer cases are left out{hint}")
