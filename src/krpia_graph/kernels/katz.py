"""A network in, the Katz centrality of each node out: all walks that end there, longer ones counting less.

Katz 1953, "A New Status Index Derived from Sociometric Analysis".
"""

import numpy as np

from krpia_graph.kernels.csr import ConvergenceError, Csr, Values


def katz(
    graph: Csr,
    alpha: float = 0.1,
    beta: float = 1.0,
    max_iter: int = 1000,
    tol: float = 1e-6,
    normalized: bool = True,
) -> Values:
    """The solution x of x = alpha * A'x + beta, of length 1 if `normalized`.

    It exists for an `alpha` below 1 / the largest eigenvalue of the matrix of weights. Ends when the changes
    of a step sum to less than n * `tol`, as in networkx; raises ConvergenceError if no step out of `max_iter`
    does.
    """
    values: Values = np.zeros(graph.n)
    if not graph.n:
        return values
    with np.errstate(over="ignore", invalid="ignore"):  # beyond the limit of alpha it grows without end
        for _ in range(max_iter):
            before = values
            values = alpha * (graph.inward @ before) + beta
            if np.abs(values - before).sum() < graph.n * tol:
                length = float(np.linalg.norm(values)) if normalized else 1.0
                values /= length or 1.0
                return values
    raise ConvergenceError(max_iter)
