"""The ties of a picture in, how large each node may be drawn out: by cases, degree or betweenness.

The values are those of the picture as it is drawn, all types of entities together. They say where to look
first, not who matters: rankings of organisations are the business of `krpia_graph.analyse`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from random import Random

import numpy as np

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.csr import from_edges

SMALLEST_RADIUS, LARGEST_RADIUS = 12, 60
EXACT_UP_TO = 4000  # nodes; above, betweenness is estimated from the paths that begin at `PIVOTS` of them
PIVOTS = 500
SEED = 20190517


@dataclass(frozen=True, slots=True)
class Size:
    """A measure of a node: its value, and the radius (units of the picture) that stands for it.

    `estimated`: the value is no exact one; a page or figure that shows it has to say so.
    """

    value: float
    radius: int
    estimated: bool = False


def sizes(cases: Mapping[str, int], ties: Iterable[tuple[str, str]]) -> dict[str, dict[str, Size]]:
    """For each measure the size of each node of `cases` (id -> number of cases).

    `cases`: how many cases name it. `degree`: how many others it is tied to. `betweenness`: the share of
    shortest paths between others (hops) that lead through it, within 0 and 1; estimated from `PIVOTS` nodes
    where there are more than `EXACT_UP_TO`. An area, not a radius, stands for a value, so that a node of
    twice the value covers twice the ground. Ties whose ends are not in `cases` are ignored.
    """
    nodes = sorted(cases)
    index = {name: number for number, name in enumerate(nodes)}
    pairs = sorted({(min(t), max(t)) for t in ties if t[0] != t[1] and t[0] in index and t[1] in index})
    ends = np.array([(index[a], index[b]) for a, b in pairs], dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=len(nodes)).tolist()
    estimated = len(nodes) > EXACT_UP_TO
    pivots = np.array(sorted(Random(SEED).sample(range(len(nodes)), PIVOTS))) if estimated else None
    shares = np.clip(betweenness(from_edges(len(nodes), ends), pivots), 0.0, 1.0).round(6).tolist()
    return {
        "cases": {name: Size(count, _by_count(count)) for name, count in cases.items()},
        "degree": {name: Size(degree[index[name]], _by_count(degree[index[name]])) for name in cases},
        "betweenness": _by_share({name: shares[index[name]] for name in cases}, estimated),
    }


def _by_count(count: int) -> int:
    return min(round(6 + 6 * sqrt(count)), LARGEST_RADIUS)


def _by_share(values: Mapping[str, float], estimated: bool) -> dict[str, Size]:
    """The largest of the values as large as may be, the others in proportion."""
    most = max(values.values(), default=0.0) or 1.0
    span = LARGEST_RADIUS - SMALLEST_RADIUS
    return {
        name: Size(value, round(SMALLEST_RADIUS + span * sqrt(value / most)), estimated)
        for name, value in values.items()
    }
