"""The verb `report`: documents in, a folder about who is central out: a page, tables and RDF."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli.asking import Data, Sources, built
from krpia_graph.cli.lenses import with_lens
from krpia_graph.cli.output import say
from krpia_graph.model.lens import PLAIN, Lens, Resampling

RESAMPLING = Resampling()


@with_lens
def report(
    measure: Annotated[str, typer.Argument(help="What the actors are ranked by.")] = "strength",
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")] = Path("report"),
    language: Annotated[str, typer.Option("--lang", help="en or ko.")] = "en",
    lens: Lens = PLAIN,
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help="Other sets of cases that say how far ranks move.")
    ] = RESAMPLING.count,
    scheme: Annotated[
        str, typer.Option("--scheme", help="bootstrap, dropout or confidence: how they are drawn.")
    ] = RESAMPLING.scheme,
    unit: Annotated[str, typer.Option("--unit", help="case or document: what is drawn.")] = RESAMPLING.unit,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws.")] = RESAMPLING.seed,
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
    analysis = analyse(graph, measure, lens, Resampling(resamples, seed, scheme, unit))
    written = write_files(to, report_files(graph, analysis, language, parquet))
    counts = len(analysis.ranking), len(analysis.ties), len(analysis.cases)
    say("actors: {}, ties: {}, cases: {}; ranked by {}".format(*counts, measure))
    say(f"wrote {to}: {', '.join(path.name for path in written)}")
    say(f"open {to / 'report.html'} first")
