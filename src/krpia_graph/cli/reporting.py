"""The verb `report`: documents in, a folder about who is central out: a page, tables and RDF."""

from pathlib import Path
from typing import Annotated

import typer

from krpia_graph.cli import lenses
from krpia_graph.cli.asking import Data, Sources, built
from krpia_graph.cli.output import say
from krpia_graph.model.lens import Resampling

RESAMPLING = Resampling()


def report(
    measure: Annotated[str, typer.Argument(help="What the actors are ranked by.")] = "strength",
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")] = Path("report"),
    language: Annotated[str, typer.Option("--lang", help="en or ko.")] = "en",
    projection: lenses.Projection = lenses.PROJECTION,
    level: lenses.Level = lenses.LEVEL,
    case_model: lenses.CaseModel = lenses.CASE_MODEL,
    weights: lenses.Weights = lenses.WEIGHTS,
    half_life: lenses.HalfLife = lenses.HALF_LIFE,
    years: lenses.InYears = "",
    ego: lenses.Ego = "",
    radius: lenses.Radius = lenses.RADIUS,
    brokerage: lenses.Brokerage = lenses.BROKERAGE,
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
    lens = lenses.lens_of(projection, level, case_model, weights, half_life, years, ego, radius, brokerage)
    graph = built(source, data)
    analysis = analyse(graph, measure, lens, Resampling(resamples, seed, scheme, unit))
    written = write_files(to, report_files(graph, analysis, language, parquet))
    counts = len(analysis.ranking), len(analysis.ties), len(analysis.cases)
    say("actors: {}, ties: {}, cases: {}; ranked by {}".format(*counts, measure))
    say(f"wrote {to}: {', '.join(path.name for path in written)}")
    say(f"open {to / 'report.html'} first")
