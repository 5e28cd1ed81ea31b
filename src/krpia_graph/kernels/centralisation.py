"""The values of the nodes of a network in, out how far one node stands above the others: a star has 1.

Freeman 1979, "Centrality in Social Networks: Conceptual Clarification": the sum of the differences to the
largest value, divided by the largest sum that a network of as many nodes can have, that of the star.
For undirected networks without loops.
"""

from math import nan

import numpy as np

from krpia_graph.kernels.csr import Numbers, Values


def degree_centralisation(degrees: Numbers) -> float:
    """Of the numbers of neighbours of the nodes: from 0 (all alike) to 1; NaN for less than three nodes."""
    count = len(degrees)
    return _below_largest(degrees) / ((count - 1) * (count - 2)) if count > 2 else nan


def betweenness_centralisation(shares: Values) -> float:
    """Of betweenness (normalized, as shares of the pairs): from 0 to 1; NaN for less than three nodes."""
    count = len(shares)
    return _below_largest(shares) / (count - 1) if count > 2 else nan


def _below_largest(values: Numbers | Values) -> float:
    return float(np.sum(np.max(values) - values))
