"""A network in, the betweenness of each node out: exact, or estimated from some of the nodes.

Brandes' algorithm (`sweep`) on what is left of an undirected network without its hanging trees (`trees`).
"""

import numpy as np
from scipy.sparse.csgraph import connected_components

from krpia_graph.kernels.csr import Csr, Numbers, Values, transposed
from krpia_graph.kernels.sweep import sweep
from krpia_graph.kernels.trees import hanging_trees


def betweenness(graph: Csr, sources: Numbers | None = None, normalized: bool = True) -> Values:
    """The share of shortest paths (hops) between two others that lead through each node.

    `sources`: the different nodes from which paths are counted, all if not given; from fewer the shares are
    estimates, right on average over all choices of as many, and may leave the range from 0 to 1. A source
    lies between the others only on the paths from the other sources, so it has none (NaN) where it is the
    only one. Not `normalized`: the number of pairs (undirected) or ordered pairs, instead of the share.
    Weights and loops are not looked at. The scales are those of networkx.
    """
    count = graph.n
    if count < 3:
        return np.zeros(count)
    chosen = np.arange(count) if sources is None else np.asarray(sources, dtype=np.int64)
    others = np.full(count, float(len(chosen)))  # sources from which a path may lead through the node
    others[chosen] -= 1
    pairs = 1.0 if normalized else (count - 1) * (count - 2) / (1 if graph.directed else 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Values = dependencies(graph, chosen) / (others * (count - 2)) * pairs
    return shares


def dependencies(graph: Csr, sources: Numbers) -> Values:
    """How much of the paths from `sources` to each other node leads through each node, summed.

    Sums over parts of the sources add up to the sum over all of them, so that parts may be computed apart.
    """
    starts = np.bincount(sources, minlength=graph.n).astype(np.float64)
    if not graph.directed:
        return _around_trees(graph, starts)
    chosen = np.flatnonzero(starts)
    return sweep(graph.hops, transposed(graph.hops, True), chosen, starts[chosen], np.ones(graph.n))


def _around_trees(graph: Csr, starts: Values) -> Values:
    """The same of an undirected network: searched is what is left without its trees, the rest is counted.

    A node lies between two others of its component if they are in different branches that hang on it, or one
    in a branch and the other in the rest; where both are in the rest it has to be searched, and only there,
    a node standing for all that hangs on it.
    """
    trees = hanging_trees(graph)
    size, started = trees.gather(np.ones(graph.n)), trees.gather(starts)
    piece = connected_components(graph.hops, directed=False)[1]
    others = np.bincount(piece, minlength=graph.n)[piece] - 1.0
    from_rest = np.bincount(piece, starts, minlength=graph.n)[piece] - started
    total: Values = from_rest * (size - 1)
    hanging = np.flatnonzero(trees.parent >= 0)
    from_branch = started * (others - size)
    np.add.at(total, trees.parent[hanging], from_branch[hanging])
    core = np.flatnonzero((trees.parent < 0) & (size <= others))
    ties = graph.hops[core][:, core]
    chosen = np.flatnonzero(started[core])
    total[core] += sweep(ties, ties, chosen, started[core[chosen]], size[core])
    return total
