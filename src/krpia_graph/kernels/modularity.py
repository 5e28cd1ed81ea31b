"""A network and a division of its nodes in, out how many more ties lie within the parts than chance has."""

from math import nan

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers
from krpia_graph.kernels.groups import checked


def modularity(graph: Csr, parts: Numbers) -> float:
    """(weight of the ties within parts) / (of all) - sum over the parts of (strength of the part / of all)^2.

    Less than 1, 0 where all is one part; NaN without ties. Loops are not looked at. Newman & Girvan 2004,
    "Finding and evaluating community structure in networks". Raises ValueError for a directed network and
    for parts that are not one from 0 on for each node.
    """
    if graph.directed:
        raise ValueError("a directed network: this is the modularity of undirected ones")
    numbers = checked(graph, parts)
    if len(numbers) and numbers.min() < 0:
        raise ValueError("a node is in no part: give each a number from 0")
    tail = numbers[np.repeat(np.arange(graph.n), np.diff(graph.indptr))]
    whole = float(graph.weights.sum())
    if not whole:
        return nan
    within = float(graph.weights[tail == numbers[graph.indices]].sum())
    strengths = np.bincount(tail, graph.weights)
    return within / whole - float(np.square(strengths / whole).sum())
