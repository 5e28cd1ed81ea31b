"""A network in, its components out, and the nodes and edges without which they fall apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components

from krpia_graph.kernels.csr import Csr, Numbers


@dataclass(frozen=True, eq=False)
class Cuts:
    """What a network has more components without."""

    points: npt.NDArray[np.bool_]  # for each node, whether it is an articulation point
    bridges: Numbers  # rows of the two ends of an edge, the smaller number first, ascending


def components(graph: Csr) -> Numbers:
    """The component of each node, numbered in the order of their first nodes; directed, the weak ones."""
    if not graph.n:
        return np.zeros(0, dtype=np.int64)
    labels = connected_components(graph.hops, directed=graph.directed, connection="weak")[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[inverse].astype(np.int64)


def cuts(graph: Csr) -> Cuts:
    """The articulation points and the bridges of an undirected network.

    One search in depth (Hopcroft & Tarjan 1973, "Efficient algorithms for graph manipulation"):
    where nothing below an edge of its tree leads above it, the edge is a bridge, and its upper end separates
    if nothing from below leads above that end.
    Loops and weights are not looked at. Raises ValueError for a directed network.
    """
    if graph.directed:
        raise ValueError("a directed network: cut points and bridges are those of undirected ones")
    ends, heads = graph.indptr[1:].tolist(), graph.indices.tolist()
    ahead = graph.indptr[:-1].tolist()  # the next arc of each node that was not looked at
    entered = [0] * graph.n  # when the search came to a node, from 1
    lowest = [0] * graph.n  # the earliest that is reached from below it by one edge outside the tree
    above = [-1] * graph.n
    points = np.zeros(graph.n, dtype=bool)
    bridges: list[tuple[int, int]] = []
    time = 0
    for root in range(graph.n):
        if entered[root]:
            continue
        time += 1
        entered[root] = lowest[root] = time
        node, branches = root, 0
        while node >= 0:
            upper = above[node]
            if ahead[node] < ends[node]:
                head = heads[ahead[node]]
                ahead[node] += 1
                if not entered[head]:
                    time += 1
                    entered[head] = lowest[head] = time
                    above[head] = node
                    node = head
                elif head != upper:
                    lowest[node] = min(lowest[node], entered[head])
                continue
            if upper >= 0:
                lowest[upper] = min(lowest[upper], lowest[node])
                if lowest[node] > entered[upper]:
                    bridges.append((min(upper, node), max(upper, node)))
                if upper == root:
                    branches += 1
                elif lowest[node] >= entered[upper]:
                    points[upper] = True
            node = upper
        points[root] = branches > 1
    return Cuts(points, np.array(sorted(bridges), dtype=np.int64).reshape(-1, 2))
