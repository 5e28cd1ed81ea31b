"""A knowledge graph in, what is true of the whole network out, and what only a case model makes of it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.chance import compared, permuted, rounded, share_as_far
from krpia_graph.analyse.disagreement import disagreements
from krpia_graph.analyse.figures import FIGURES, SMALL_WORLD, undirected
from krpia_graph.analyse.mixing import mixing
from krpia_graph.analyse.null import null_networks, seatings
from krpia_graph.analyse.slices import slices
from krpia_graph.analyse.weights import undated
from krpia_graph.kernels.csr import Values
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.model.portrait import Figure, Portrait, WholeNetwork

NULLS = 200
LARGE = 2_000  # ties, above which the figures of a null network take a second
MOST_IF_LARGE = 20  # null networks
SEED = 20190517
WINDOW = 5  # years


def whole_network(
    graph: KnowledgeGraph,
    lens: Lens = PLAIN,
    nulls: int = NULLS,
    seed: int = SEED,
    by: str = "",
    window: int = WINDOW,
) -> WholeNetwork:
    """The figures of the network that a lens shows, under every case model, beside those of null networks.

    `nulls`: how many of these are drawn, and how often the groups are dealt out anew for `p`. `by`: "year"
    or "window" adds slices of time (`krpia_graph.analyse.slices`). The same seed gives the same figures.
    Raises UnknownNameError for a name that does not exist, ValueError for a negative number of null networks
    and a window of less than a year. Above 2,000 ties there are at most 20 null networks.
    """
    if nulls < 0:
        raise ValueError(f"{nulls} null networks: give 0 or more")
    models = dict.fromkeys((lens.case_model, *CASE_MODELS))
    cases = {model: case_ties(graph, replace(lens, case_model=model)) for model in models}
    own = cases[lens.case_model]
    if len(own.ends) > LARGE:
        nulls = min(nulls, MOST_IF_LARGE)
    sliced = tuple(slices(own, by, window)) if by else ()
    drawn = _by_chance(cases, graph, nulls, seed)
    portraits = tuple(_portrait(each, drawn[model], nulls, seed) for model, each in cases.items())
    timeless = undated(graph.cases.values())
    made = tuple(disagreements(portraits))
    warnings = [str(each) for each in made]
    if timeless and (by or lens.years):
        left = "no portrait has them" if lens.years else "no slice has them"
        warnings.append(f"{len(timeless)} of {len(graph.cases)} cases name no year: {left}")
    return WholeNetwork(portraits, sliced, timeless, tuple(warnings), made, lens, nulls, seed)


def _by_chance(
    cases: Mapping[str, CaseTies], graph: KnowledgeGraph, nulls: int, seed: int
) -> dict[str, dict[str, Values]]:
    """The figures of the null networks by case model and name; the seats are taken alike for each model."""
    chosen = {name: kind for name, kind in FIGURES.items() if not kind.given}
    found = {model: {name: np.full(nulls, np.nan) for name in chosen} for model in cases}
    seated = {model: null_networks(each) for model, each in cases.items()}
    first = next(iter(cases.values()))
    for number, seating in enumerate(seatings(first, graph.vocabulary.roles, nulls, seed)):
        for model, network_of in seated.items():
            network = network_of(seating)
            for name, kind in chosen.items():
                found[model][name][number] = kind.compute(network)
    return found


def _portrait(cases: CaseTies, drawn: Mapping[str, Values], nulls: int, seed: int) -> Portrait:
    network = cases.network()
    plain = undirected(network)
    figures = [Figure("cases", float(len(cases.cases)))]
    for name, kind in FIGURES.items():
        figure = compared(name, kind.compute(plain), drawn.get(name, np.zeros(0)), kind.signed)
        if kind.of_groups and figure.value is not None:
            dealt = permuted(plain.csr, plain.groups(kind.groups), kind.of_groups, nulls, seed)
            figure = replace(figure, p=share_as_far(figure.value, dealt))
        figures.append(figure)
    figures.append(_small_world(figures))
    return Portrait(cases.lens.case_model, cases.lens.years, len(network), tuple(figures), mixing(network))


def _small_world(figures: list[Figure]) -> Figure:
    ratios = {figure.name: figure.ratio for figure in figures}
    clustering, distance = ratios["transitivity"], ratios["mean_distance"]
    return Figure(SMALL_WORLD, None if clustering is None or not distance else rounded(clustering / distance))
