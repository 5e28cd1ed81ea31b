"""A knowledge graph in, its actors ranked by centrality out."""

from collections.abc import Mapping

import numpy as np

from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.measures import MEASURES, is_exact
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.resampling import Intervals, affordable, bounds, intervals
from krpia_graph.analyse.weights import first_year, last_year
from krpia_graph.kernels.connectivity import cuts
from krpia_graph.kernels.csr import Values
from krpia_graph.model.centrality import Centrality, Place, Ranking
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens, Resampling

DEFAULT_MEASURE = "strength"  # of the measures the one that loses least when cases are missing
UNDRAWN = Resampling(count=0)
_DIGITS = 9  # what is left of a float after this is the arithmetic of the machine


def rank(
    graph: KnowledgeGraph,
    measure: str = DEFAULT_MEASURE,
    type_: str = "",
    top: int | None = None,
    lens: Lens = PLAIN,
    resampling: Resampling = UNDRAWN,
) -> Ranking:
    """The actors by a measure, highest first; equal ones by name, those without a value last.

    `type_` keeps one entity type, `top` the first so many; ranks are those among all actors. Every row holds
    the values of all measures. With a `resampling` every rank has the interval in which it would lie with
    other cases, and the chance to be among the ten first; in a network of more than 5,000 ties from at most
    100 draws, and in one of more than 2,000 actors from estimates of betweenness and harmonic.
    Raises UnknownNameError for a measure, a type or a name of the lens that does not exist.
    """
    for name in (measure, *resampling.measures):
        if name not in MEASURES:
            raise UnknownNameError("measure", name, MEASURES)
    if type_ and type_ not in graph.vocabulary.entity_types:
        raise UnknownNameError("entity type", type_, graph.vocabulary.entity_types)
    cases = case_ties(graph, lens)
    network = cases.network()
    present = {actor.type for actor in network.actors}
    if type_ and present and type_ not in present:
        raise UnknownNameError("type of actor in this network", type_, present)
    used = affordable(resampling, len(network.ends))
    rows = [row for row in _rows(graph, cases, network, used) if type_ in ("", row.type)]
    best = -1 if MEASURES[measure].least_first else 1

    def order(row: Centrality) -> tuple[bool, float, str, str]:
        value = row.values[measure]
        return value is None, -best * (value or 0), row.label, row.entity

    kept = tuple(sorted(rows, key=order)[:top])
    drawn = used if used.count else None
    return Ranking(measure, kept, tuple(MEASURES), lens, drawn, is_exact(network))


def _rows(
    graph: KnowledgeGraph, cases: CaseTies, network: Network, resampling: Resampling
) -> list[Centrality]:
    values = {name: measure.compute(network) for name, measure in MEASURES.items()}
    drawn = intervals(cases, graph, resampling)
    places = {name: _places(name, values[name], drawn) for name in values}
    sizes = np.bincount(network.components)
    cut = cuts(network.undirected).points
    shared = _repeated(cases, network)
    rows = []
    for number, actor in enumerate(network.actors):
        named = cases.by_actor[actor.id]
        component = int(network.components[number])
        first = min((y for case in named if (y := first_year(case)) is not None), default=None)
        last = max((y for case in named if (y := last_year(case)) is not None), default=None)
        rows.append(
            Centrality(
                actor=actor,
                cases=tuple(case.id for case in named),
                dated=(first, last),
                partners=int(values["degree"][number]),
                repeated=int(shared[number]),
                component=component + 1,
                component_size=int(sizes[component]),
                community=int(network.communities[number]) + 1,
                articulation=bool(cut[number]),
                values={name: _rounded(found[number]) for name, found in values.items()},
                places={n: p for n, found in places.items() if (p := found[number]) is not None},
            )
        )
    return rows


def _places(name: str, values: Values, drawn: Mapping[str, Intervals]) -> list[Place | None]:
    """The place of each actor by a measure; None where it has no value."""
    best, _ = bounds(values, MEASURES[name].least_first)
    found: list[Place | None] = []
    for number, rank_ in enumerate(best.tolist()):
        if np.isnan(values[number]):
            found.append(None)
        elif name not in drawn:
            found.append(Place(rank_))
        else:
            low, high = int(drawn[name].low[number]), int(drawn[name].high[number])
            share = round(float(drawn[name].top10[number]), 3)
            found.append(Place(rank_, min(low, rank_), max(high, rank_), share))
    return found


def _repeated(cases: CaseTies, network: Network) -> Values:
    """How many of its ties rest on more than one case, for each actor; none in a derived network."""
    number = {actor.id: n for n, actor in enumerate(network.actors)}
    found = np.zeros(len(network))
    if cases.derive is None:
        for ends, behind in cases.by_tie.items():
            if len({case.id for case in behind}) > 1:
                found[[number[end] for end in ends]] += 1
    return found


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), _DIGITS) + 0.0
