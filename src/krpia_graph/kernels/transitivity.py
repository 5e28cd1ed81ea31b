"""A network in, out how often two neighbours of a node are tied themselves: at each node, and in all."""

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.triangles import triangles


def transitivity(graph: Csr) -> float:
    """The share of the pairs of neighbours of one node that are tied, over all nodes: from 0 to 1.

    0 where no node has two neighbours, as in networkx. Weights and loops are not looked at. Newman, Strogatz
    & Watts 2001, "Random graphs with arbitrary degree distributions and their applications". Raises
    ValueError for a directed network.
    """
    tied, pairs = _pairs(graph)
    every = int(pairs.sum())
    return int(tied.sum()) / every if every else 0.0


def clustering(graph: Csr) -> Values:
    """For each node the share of the pairs of its neighbours that are tied: from 0 to 1.

    0 where a node has less than two neighbours, as in networkx. Weights and loops are not looked at. Watts &
    Strogatz 1998, "Collective dynamics of 'small-world' networks". Raises ValueError for a directed network.
    """
    tied, pairs = _pairs(graph)
    return np.divide(tied, pairs, out=np.zeros(graph.n), where=pairs > 0)


def _pairs(graph: Csr) -> tuple[Numbers, Numbers]:
    """For each node how many pairs of its neighbours are tied, and how many pairs there are."""
    if graph.directed:
        raise ValueError("a directed network: its triangles are of several kinds")
    tied = np.zeros(graph.n, dtype=np.int64)
    for block in triangles(graph):
        tied += np.bincount(block.ravel(), minlength=graph.n)
    degree = np.diff(graph.indptr)
    return tied, degree * (degree - 1) // 2
