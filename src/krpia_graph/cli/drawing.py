"""The verb `figure`: documents in, a figure for a paper out."""

import re
from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.making import Data, Files, Reader
from krpia_graph.cli.output import say

_MILLIMETRES = {"": 1.0, "mm": 1.0, "cm": 10.0, "in": 25.4}


def figure(
    files: Files = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="The file to write; default: figure with the format's suffix.")
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", help="svg, pdf or png; default: what the suffix of --to says, else svg."),
    ] = "",
    width: Annotated[
        str, typer.Option("--width", help="The whole width: 183mm (two columns), 89mm (one), 18.3cm, 7.2in.")
    ] = "183mm",
    language: Annotated[str, typer.Option("--lang", help="en or ko.")] = "en",
    by_period: Annotated[
        bool, typer.Option("--by-period", help="A panel for each period of years that the cases name.")
    ] = False,
    size: Annotated[
        str, typer.Option("--size", help="What sizes stand for: cases, degree or betweenness.")
    ] = "cases",
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Draw so many entities, those with most cases.")
    ] = 1500,
    dpi: Annotated[int, typer.Option("--dpi", min=300, max=1200, help="Dots an inch, for png.")] = 600,
    data: Data = None,
    reader: Reader = "",
) -> None:
    """Draw the network for a paper: vector text, no title, the same places as on the page."""
    import logging

    from krpia_graph.pipeline import build
    from krpia_graph.write.atomic import write_files
    from krpia_graph.write.figure import Options, rendered

    chosen = format_ or (to.suffix.removeprefix(".").lower() if to else "svg")
    options = Options(chosen, millimetres(width), language, size, by_period, limit, dpi)
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # that it looks at fonts is no news
    graph = build(files or (), data, reader)
    made = rendered(graph, options)
    path = to or Path(f"figure.{chosen}")
    write_files(path.parent, {path.name: [made.content]})
    say(f"wrote {path}: {made.width_mm:g} x {made.height_mm:.0f} mm, {made.names} names")
    say(made.caption)
    if made.missing:
        say(f"the font has no {' '.join(made.missing)}: □ stands for it")


def millimetres(text: str) -> float:
    """The length that a text gives in mm, cm or in; a plain number is mm."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?|\.\d+)\s*(mm|cm|in|)", text.strip().lower())
    if not match:
        raise typer.BadParameter(f"{text!r} is no width; write it as 183mm, 18.3cm or 7.2in")
    return float(match[1]) * _MILLIMETRES[match[2]]
