"""The verbs of the command line and what they share."""

from importlib.metadata import version
from typing import Annotated

import typer

from krpia_graph.cli import (
    asking,
    audit,
    comparing,
    diffing,
    drawing,
    explaining,
    making,
    mapping,
    networking,
    pathfinding,
    predicting,
    querying,
    rendering,
    reporting,
    review,
    scoring,
    serving,
    validating,
)

app = typer.Typer(
    help="Pharma partnerships as a knowledge graph in which every edge can show the sentence it came from.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("build")(making.build)
app.command("render")(rendering.render)
app.command("figure")(drawing.figure)
app.command("report")(reporting.report)
app.command("extract")(making.extract)
app.command("evaluate")(scoring.evaluate)
app.command("check")(making.check)
app.command("validate")(validating.validate)
app.command("ontology")(validating.ontology)
app.command("audit")(audit.audit)
app.command("map")(mapping.map_columns)
app.command("review")(review.review)
app.command("show")(asking.show)
app.command("explain")(explaining.explain)
app.command("rank")(asking.rank)
app.command("path")(pathfinding.path)
app.command("predict")(predicting.predict)
app.command("compare")(comparing.compare)
app.command("network")(networking.network)
app.command("serve")(serving.serve)
app.command("diff")(diffing.diff)
app.command("query", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    querying.query
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"krpia-graph {version('krpia-graph')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options before the verb."""
