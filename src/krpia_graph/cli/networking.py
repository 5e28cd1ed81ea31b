"""The verb `network`: what is true of the whole network, as tables, JSON or a file, with its warnings."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.asking import AsJson, Data, Sources, built
from krpia_graph.cli.output import print_json, print_table, say
from krpia_graph.cli.shared import with_shared_options
from krpia_graph.model.lens import PLAIN, Lens


@with_shared_options
def network(
    lens: Lens = PLAIN,
    by: Annotated[str, typer.Option("--by", help="Slices of time: year (all up to it) or window.")] = "",
    window: Annotated[int, typer.Option("--window", min=1, help="The years of a window.")] = 5,
    nulls: Annotated[int, typer.Option("--nulls", min=0, help="How many null networks.")] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the null networks.")] = 20190517,
    to: Annotated[Path | None, typer.Option("--to", help="Write a file instead: .csv or .md.")] = None,
    source: Sources = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """The figures of the whole network under every case model, beside those that chance gives.

    The chosen case model is that of the slices, and the first shown.
    """
    from krpia_graph.analyse import whole_network
    from krpia_graph.write.atomic import write_files
    from krpia_graph.write.network_tables import legend, network_format, tables

    written = network_format(to.suffix.lower()) if to else None  # refused before anything is computed
    whole = whole_network(built(source, data), lens, nulls, seed, by, window)
    if to and written:
        write_files(to.parent, {to.name: written(whole)})
    if as_json:
        print_json(whole.record())
        return
    if to:
        say(f"wrote {to}")
    else:
        for table in tables(whole):
            print_table(table.columns, table.rows, table.title)
        for line in legend(whole):
            say(line)
    for warning in whole.warnings:
        say(f"warning: {warning}")
