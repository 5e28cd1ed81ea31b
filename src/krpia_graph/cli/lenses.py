"""Options that say how the graph is looked at as a network, and what they make of it."""

import re
from typing import Annotated

import typer

from krpia_graph.model.edtf import Years
from krpia_graph.model.lens import PLAIN, Lens

Projection = Annotated[
    str,
    typer.Option(
        "--projection", help="organisations, bipartite, companies, drugs, regions, directed: what is tied."
    ),
]
Level = Annotated[
    str, typer.Option("--level", help="group: a company with its affiliates; legal: each on its own.")
]
CaseModel = Annotated[
    str,
    typer.Option("--case-model", help="stated, clique (all with all), star (first lead with each): who is."),
]
Weights = Annotated[
    str,
    typer.Option("--weights", help="newman (1/(k-1) for a case of k), count, confidence, recency: how much."),
]
HalfLife = Annotated[float, typer.Option("--half-life", min=0.1, help="With recency: years.")]
InYears = Annotated[
    str, typer.Option("--years", help="Cases with one of these years: 2015/2019, 2015/.., ../2019, 2017.")
]
Ego = Annotated[str, typer.Option("--ego", help="Keep one actor and those around it.")]
Radius = Annotated[int, typer.Option("--radius", min=0, help="With --ego: steps.")]
Brokerage = Annotated[
    str, typer.Option("--brokerage", help="type or country: the groups between which one mediates.")
]

PROJECTION, LEVEL, CASE_MODEL, WEIGHTS = PLAIN.projection, PLAIN.level, PLAIN.case_model, PLAIN.weights
HALF_LIFE, RADIUS, BROKERAGE = PLAIN.half_life, PLAIN.radius, PLAIN.brokerage


def lens_of(
    projection: str = PROJECTION,
    level: str = LEVEL,
    case_model: str = CASE_MODEL,
    weights: str = WEIGHTS,
    half_life: float = HALF_LIFE,
    years: str = "",
    ego: str = "",
    radius: int = RADIUS,
    brokerage: str = BROKERAGE,
) -> Lens:
    """The lens of the options."""
    return Lens(projection, level, case_model, weights, half_life, years_of(years), ego, radius, brokerage)


def years_of(text: str) -> Years | None:
    """The years that a text names; None where it is empty."""
    if not text:
        return None
    found = re.fullmatch(r"(?:(\d{4})|\.\.)/(?:(\d{4})|\.\.)|(\d{4})", text.strip())
    if not found:
        raise typer.BadParameter(f"{text!r} are no years; write them as 2015/2019, 2015/.., ../2019 or 2017")
    first, last, only = (int(year) if year else None for year in found.groups())
    if first and last and first > last:
        raise typer.BadParameter(f"{text!r}: the first year comes after the last")
    return (only, only) if only else (first, last)
