"""A network in, the largest eigenvalue of its matrix of weights out: below 1 / it Katz centrality exists."""

import numpy as np
from scipy.sparse.linalg import ArpackNoConvergence, eigs, eigsh

from krpia_graph.kernels.csr import ConvergenceError, Csr
from krpia_graph.kernels.eigenvector import DENSE


def largest_eigenvalue(graph: Csr) -> float:
    """The largest absolute eigenvalue; 0 without a cycle of arcs. Weights have to be positive.

    Raises ConvergenceError if the solver gives up.
    """
    if not graph.inward.nnz:
        return 0.0
    if graph.n <= DENSE:
        matrix = graph.inward.toarray()
        values = np.linalg.eigvals(matrix) if graph.directed else np.linalg.eigvalsh(matrix)
        return float(np.abs(values).max())
    solve = eigs if graph.directed else eigsh
    try:
        found = solve(graph.inward, k=1, which="LM", v0=np.ones(graph.n), return_eigenvectors=False)
    except ArpackNoConvergence as error:
        raise ConvergenceError(10 * graph.n) from error
    return float(np.abs(found).max())
