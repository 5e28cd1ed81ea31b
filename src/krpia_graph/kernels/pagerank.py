"""A network in, the PageRank of each node out: how likely a walk along its weighted edges is there.

Page, Brin, Motwani and Winograd 1999, "The PageRank Citation Ranking"; by power iteration.
"""

import numpy as np

from krpia_graph.kernels.csr import ConvergenceError, Csr, Values


def pagerank(graph: Csr, alpha: float = 0.85, max_iter: int = 100, tol: float = 1e-6) -> Values:
    """Chances that sum to 1; a walk goes on with chance `alpha` and else begins anew at any node.

    From a node that no weight leads out of it begins anew, too. Ends when the changes of a step sum to less
    than n * `tol`, as in networkx; raises ConvergenceError if no step out of `max_iter` does.
    """
    count = graph.n
    if not count:
        return np.zeros(0)
    leaving = np.asarray(graph.arcs.sum(axis=1)) + graph.loops
    stuck = np.flatnonzero(leaving == 0)
    share = np.divide(1.0, leaving, out=np.zeros(count), where=leaving != 0)
    rank: Values = np.full(count, 1.0 / count)
    for _ in range(max_iter):
        before = rank
        anew = (alpha * before[stuck].sum() + (1 - alpha)) / count
        rank = alpha * (graph.inward @ (before * share)) + anew
        if np.abs(rank - before).sum() < count * tol:
            return rank
    raise ConvergenceError(max_iter)
