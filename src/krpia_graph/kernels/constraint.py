"""A network in, Burt's constraint of each node out: how far its neighbours are tied to one another.

Burt 1992, "Structural Holes", chapter 2.
"""

import numpy as np

from krpia_graph.kernels.csr import Csr, Values
from krpia_graph.kernels.shares import mutual, products, scaled


def constraint(graph: Csr) -> Values:
    """The sum over the neighbours j of i of (p_ij + sum over q of p_iq * p_qj)^2; NaN without neighbours.

    p_ij is the share that the weights between i and j have in all weights of i. Weights have to be positive,
    loops are not looked at.
    """
    weights = mutual(graph)
    shares = scaled(weights, np.asarray(weights.sum(axis=1)))
    values = np.full(graph.n, np.nan)
    for rows, direct, indirect in products(shares, shares):
        local = direct + indirect
        values[rows] = np.asarray((local * local).sum(axis=1))
    values[np.diff(weights.indptr) == 0] = np.nan
    return values
