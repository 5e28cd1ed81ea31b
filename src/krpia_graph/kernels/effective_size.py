"""A network in, Burt's effective size of each node out: its neighbours less those that are redundant.

Burt 1992, "Structural Holes", chapter 2.
"""

import numpy as np

from krpia_graph.kernels.csr import Csr, Values
from krpia_graph.kernels.shares import mutual, products, scaled


def effective_size(graph: Csr) -> Values:
    """The sum over the neighbours j of i of 1 - sum over q of p_iq * m_jq; NaN without neighbours.

    p_iq is the share that the weights between i and q have in all weights of i, m_jq the weight between j
    and q in relation to the largest of j. Weights have to be positive, loops are not looked at.
    """
    weights = mutual(graph)
    degree = np.diff(weights.indptr)
    shares = scaled(weights, np.asarray(weights.sum(axis=1)))
    marginal = scaled(weights, weights.max(axis=1).toarray().ravel() if graph.n else np.zeros(0))
    values = np.full(graph.n, np.nan)
    for rows, _, redundant in products(shares, marginal.T.tocsr()):
        values[rows] = degree[rows] - np.asarray(redundant.sum(axis=1))
    values[degree == 0] = np.nan
    return values
