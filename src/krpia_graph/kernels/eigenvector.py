"""A network in, the eigenvector centrality of each node out: who is tied to those who are central.

Bonacich 1987, "Power and Centrality: A Family of Measures".
"""

import numpy as np
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from krpia_graph.kernels.csr import ConvergenceError, Csr, Values

DENSE = 500  # nodes, up to which the dense solver is quicker


def eigenvector(graph: Csr, max_iter: int = 100, tol: float = 1e-6) -> Values:
    """The vector of length 1 to which repeated sums over the edges that come in lead.

    Every step adds the vector itself (A + 1), without which it would swing for ever on a network of two
    sides. Ends when the changes of a step sum to less than n * `tol`, as in networkx, so that values are as
    near as that; raises ConvergenceError if no step out of `max_iter` does.
    """
    values: Values = np.full(graph.n, 1.0 / max(1, graph.n))
    if not graph.n:
        return values
    for _ in range(max_iter):
        before = values
        values = before + graph.inward @ before
        values = values / (float(np.linalg.norm(values)) or 1.0)
        if np.abs(values - before).sum() < graph.n * tol:
            return values
    raise ConvergenceError(max_iter)


def leading_eigenvector(graph: Csr) -> Values:
    """The same to the precision of the machine, for an undirected network in one piece (Lanczos).

    Of two pieces only the one of the larger eigenvalue would have values, so that the caller has to choose
    the piece. Weights have to be positive. Raises ValueError for a directed network, ConvergenceError if
    the solver gives up.
    """
    if graph.directed:
        raise ValueError("a directed network: its leading eigenvector is that of `eigenvector`")
    if graph.n <= DENSE:
        vector = np.linalg.eigh(graph.inward.toarray())[1][:, -1:] if graph.n else np.zeros((0, 1))
    else:
        try:
            vector = eigsh(graph.inward, k=1, which="LA", v0=np.ones(graph.n))[1]
        except ArpackNoConvergence as error:
            raise ConvergenceError(10 * graph.n) from error
    values: Values = np.abs(vector[:, 0])
    return values
