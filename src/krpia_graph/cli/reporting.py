"""The verb `report`: documents in, a folder about who is central out: a page, tables and RDF."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.asking import Data, Sources, built
from krpia_graph.cli.output import say
from krpia_graph.cli.shared import DRAWN, with_shared_options
from krpia_graph.model.lens import PLAIN, Lens, Resampling

NULLS = 200


@with_shared_options
def report(
    measure: Annotated[str, typer.Argument(help="What the actors are ranked by.")] = "strength",
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")] = Path("report"),
    language: Annotated[str, typer.Option("--lang", help="en or ko.")] = "en",
    lens: Lens = PLAIN,
    resampling: Resampling = DRAWN,
    nulls: Annotated[
        int, typer.Option("--nulls", min=0, help="Null networks for the figures of the whole; 0: none.")
    ] = NULLS,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet, too.")] = False,
    source: Sources = None,
    data: Data = None,
) -> None:
    """Write a report of who is central: a page with plots and the words behind them, tables, RDF.

    The same input gives the same files; all are written, or none and the old ones stay.
    """
    import logging

    from krpia_graph.analyse.analysis import analyse
    from krpia_graph.write.analysis import report_files
    from krpia_graph.write.atomic import write_files

    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # that it looks at fonts is no news
    graph = built(source, data)
    analysis = analyse(graph, measure, lens, resampling, nulls)
    written = write_files(to, report_files(graph, analysis, language, parquet))
    counts = len(analysis.ranking), len(analysis.ties), len(analysis.cases)
    say("actors: {}, ties: {}, cases: {}; ranked by {}".format(*counts, measure))
    say(f"wrote {to}: {', '.join(path.name for path in written)}")
    say(f"open {to / 'report.html'} first")
