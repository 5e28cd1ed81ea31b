"""What cases add to ties in, how far the ranks move when the cases are others out.

The cases that are there are some of those that might have been reported. Each other set of cases, drawn from
them, gives a network of the same actors, and in it every measure ranks them anew. Measures of weights get
intervals that hold the true rank about as often as they say; those of steps (degree, harmonic, betweenness)
too narrow ones, because a draw has fewer different ties than the cases have (docs/decisions/0024).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from krpia_graph.analyse.case_ties import CaseTies
from krpia_graph.analyse.measures import MEASURES
from krpia_graph.kernels.csr import Numbers, Values
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling

COVERED = 0.90  # of the other ranks, how many an interval holds
DROPPED = 0.30  # the chance of a case to be left out by "dropout"
TOP = 10
LARGE = 5_000  # ties, above which a draw takes seconds
MOST_IF_LARGE = 100  # draws
UNITS = ("case", "document")
SCHEMES = ("bootstrap", "dropout", "confidence")


@dataclass(frozen=True, eq=False)
class Intervals:
    """For each actor the bounds of its rank, and its chance to be among the ten first."""

    low: Numbers
    high: Numbers
    top10: Values


def draws(cases: CaseTies, graph: KnowledgeGraph, resampling: Resampling) -> Iterator[Values]:
    """How often each case is in each of the other sets of cases; the same seed gives the same sets.

    Raises UnknownNameError for a scheme or a unit that does not exist.
    """
    if resampling.scheme not in SCHEMES:
        raise UnknownNameError("way of resampling", resampling.scheme, SCHEMES)
    if resampling.unit not in UNITS:
        raise UnknownNameError("unit of resampling", resampling.unit, UNITS)
    units = [case.id if resampling.unit == "case" else case.source for case in cases.cases]
    number = {unit: n for n, unit in enumerate(dict.fromkeys(units))}
    of_unit = np.array([number[unit] for unit in units], dtype=np.int64)
    kept = {"dropout": np.full(len(number), 1 - DROPPED)}
    if resampling.scheme == "confidence":
        sure = [graph.confidence.of_case(case.id).mean for case in cases.cases]
        kept["confidence"] = np.bincount(of_unit, sure, minlength=len(number)) / np.bincount(of_unit)
    generator = np.random.Generator(np.random.PCG64(resampling.seed))
    for _ in range(resampling.count):
        if resampling.scheme == "bootstrap":
            drawn = generator.integers(0, len(number), len(number)) if number else of_unit
            times = np.bincount(drawn, minlength=len(number)).astype(np.float64)
        else:
            times = (generator.random(len(number)) < kept[resampling.scheme]).astype(np.float64)
        yield times[of_unit]


def intervals(cases: CaseTies, graph: KnowledgeGraph, resampling: Resampling) -> dict[str, Intervals]:
    """For each measure that is asked for how far the ranks move; empty where nothing is drawn.

    Communities are those of all cases: who belongs together is not asked anew. Equal values share the mean of
    their places, and the chance to be among the ten first where the tenth place lies among them.
    """
    chosen = {name: MEASURES[name] for name in resampling.measures or MEASURES}
    whole = cases.network()
    places: dict[str, list[Values]] = {name: [] for name in chosen}
    first = {name: np.zeros(len(whole)) for name in chosen}
    for times in draws(cases, graph, resampling):
        network = cases.network(times, whole.communities, hurried=True)
        for name, measure in chosen.items():
            best, worst = bounds(measure.compute(network), measure.least_first)
            places[name].append((best + worst) / 2)
            first[name] += np.clip((TOP - best + 1) / (worst - best + 1), 0, 1)
    if not resampling.count:
        return {}
    ends = (1 - COVERED) / 2, (1 + COVERED) / 2
    found = {}
    for name, rows in places.items():
        low, high = np.quantile(np.array(rows), ends, axis=0, method="inverted_cdf")
        share = first[name] / resampling.count
        found[name] = Intervals(np.floor(low).astype(np.int64), np.ceil(high).astype(np.int64), share)
    return found


def affordable(resampling: Resampling, ties: int) -> Resampling:
    """The resampling with as many draws as a network of so many ties allows."""
    most = resampling.count if ties <= LARGE else min(resampling.count, MOST_IF_LARGE)
    return replace(resampling, count=most)


def bounds(values: Values, least_first: bool = False) -> tuple[Numbers, Numbers]:
    """The best and the worst place of each value, 1 the first: equal ones share them, NaN comes last.

    >>> bounds(np.array([2.0, 5.0, 2.0]))
    (array([2, 1, 2]), array([3, 1, 3]))
    """
    keys = np.round(values if least_first else -values, 9)  # beyond it stands the arithmetic of the machine
    keys = np.where(np.isnan(keys), np.inf, keys)
    ordered = np.sort(keys)
    best: Numbers = np.searchsorted(ordered, keys, side="left") + 1
    worst: Numbers = np.searchsorted(ordered, keys, side="right")
    return best, worst
