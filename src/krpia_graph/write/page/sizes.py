"""The ties of a picture in, how large each node may be drawn out: by cases, degree or betweenness.

The values are those of the picture as it is drawn, all types of entities together. They say where to look
first, not who matters: rankings of organisations are the business of `krpia_graph.analyse`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import networkx as nx

SMALLEST_RADIUS, LARGEST_RADIUS = 12, 60
SAMPLED_FROM = 2000  # nodes; from here on betweenness is estimated from `PIVOTS` of them
PIVOTS = 100
SEED = 20190517


@dataclass(frozen=True, slots=True)
class Size:
    """A measure of a node: its value, and the radius (units of the picture) that stands for it.

    An estimated value comes from paths that begin at a sample of the nodes.
    """

    value: float
    radius: int
    estimated: bool = False


def sizes(cases: Mapping[str, int], ties: Iterable[tuple[str, str]]) -> dict[str, dict[str, Size]]:
    """For each measure the size of each node of `cases` (id -> number of cases).

    `cases`: how many cases name it. `degree`: how many others it is tied to. `betweenness`: the share of
    shortest paths between others (hops) that lead through it, within 0 and 1. An area, not a radius, stands
    for a value, so that a node of twice the value covers twice the ground.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(cases))
    graph.add_edges_from(sorted({(min(t), max(t)) for t in ties if t[0] != t[1]}))
    pivots = PIVOTS if len(graph) > SAMPLED_FROM else None
    between: dict[str, float] = nx.betweenness_centrality(graph, k=pivots, seed=SEED)
    return {
        "cases": {name: Size(count, _by_count(count)) for name, count in cases.items()},
        "degree": {name: Size(graph.degree[name], _by_count(graph.degree[name])) for name in cases},
        "betweenness": _by_share({name: round(between[name], 6) for name in cases}),
    }


def _by_count(count: int) -> int:
    return min(round(6 + 6 * sqrt(count)), LARGEST_RADIUS)


def _by_share(values: Mapping[str, float]) -> dict[str, Size]:
    """The largest of the values as large as may be, the others in proportion."""
    most = max(values.values(), default=0.0) or 1.0
    span = LARGEST_RADIUS - SMALLEST_RADIUS
    return {
        name: Size(value, round(SMALLEST_RADIUS + span * sqrt(value / most)))
        for name, value in values.items()
    }
