"""Options that several verbs share: how the graph is seen as a network, which other cases are tried."""

import re
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from krpia_graph.model.edtf import Years
from krpia_graph.model.lens import PLAIN, Lens, Resampling

DRAWN = Resampling()


def _lens(
    projection: Annotated[
        str,
        typer.Option(
            "--projection",
            help="What is tied: organisations, bipartite, companies, backbone, drugs, regions or directed.",
        ),
    ] = PLAIN.projection,
    level: Annotated[
        str, typer.Option("--level", help="group: a company with its affiliates; legal: each on its own.")
    ] = PLAIN.level,
    case_model: Annotated[
        str,
        typer.Option(
            "--case-model",
            help="Who is tied in a case: stated, clique (all with all) or star (the first lead with each).",
        ),
    ] = PLAIN.case_model,
    weights: Annotated[
        str,
        typer.Option(
            "--weights", help="What a case of k adds: newman (1/(k-1)), count, confidence or recency."
        ),
    ] = PLAIN.weights,
    half_life: Annotated[
        float, typer.Option("--half-life", min=0.1, help="With recency: years.")
    ] = PLAIN.half_life,
    years: Annotated[
        str, typer.Option("--years", help="Cases with one of these: 2015/2019, 2015/.., ../2019 or 2017.")
    ] = "",
    ego: Annotated[str, typer.Option("--ego", help="Keep one actor and those around it.")] = PLAIN.ego,
    radius: Annotated[int, typer.Option("--radius", min=0, help="With --ego: steps.")] = PLAIN.radius,
    brokerage: Annotated[
        str, typer.Option("--brokerage", help="type or country: the groups between which one mediates.")
    ] = PLAIN.brokerage,
    communities: Annotated[
        str, typer.Option("--communities", help="louvain, or leiden with the extra `fast`.")
    ] = PLAIN.communities,
) -> Lens:
    return Lens(
        projection,
        level,
        case_model,
        weights,
        half_life,
        years_of(years),
        ego,
        radius,
        brokerage,
        communities,
    )


def _resampling(
    resamples: Annotated[
        int, typer.Option("--resamples", min=0, help="Other sets of cases to rank; 0: no range of ranks.")
    ] = DRAWN.count,
    scheme: Annotated[
        str, typer.Option("--scheme", help="How they are drawn: bootstrap, dropout or confidence.")
    ] = DRAWN.scheme,
    unit: Annotated[
        str, typer.Option("--unit", help="What is drawn: each case, or each document.")
    ] = DRAWN.unit,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the generator that draws.")] = DRAWN.seed,
) -> Resampling:
    return Resampling(resamples, seed, scheme, unit)


SHARED: dict[str, Callable[..., Any]] = {"lens": _lens, "resampling": _resampling}
"""What a parameter of a verb is made of, by its name: a function whose parameters are options."""


def with_shared_options(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with options in place of its parameters that are in `SHARED`."""
    own = signature(verb)
    options = {name: signature(SHARED[name]).parameters for name in own.parameters if name in SHARED}

    @wraps(verb)
    def run(**given: Any) -> None:
        made = {
            name: SHARED[name](**{option: given.pop(option) for option in parts})
            for name, parts in options.items()
        }
        verb(**made, **given)

    parameters: list[Parameter] = []
    for name, parameter in own.parameters.items():
        parameters += options[name].values() if name in options else [parameter]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]  # typer reads it
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


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
