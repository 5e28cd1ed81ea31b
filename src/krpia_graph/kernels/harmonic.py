"""A network in, the harmonic centrality of each node out: how near it is to all others, in hops.

Exact from all nodes, estimated from some of them; many searches at once (`searches`).
"""

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.searches import count_ones, searches


def harmonic(graph: Csr, sources: Numbers | None = None) -> Values:
    """The sum of 1 / distance from every other node (hops); a node out of reach adds nothing.

    Directed, along the arcs towards the node. `sources`: the different nodes from which distances are taken,
    all if not given; from fewer the sums are estimates, right on average over all choices of as many. A
    source has no distance to itself, so it has none (NaN) where it is the only one. Weights and loops are not
    looked at.
    """
    chosen = np.arange(graph.n) if sources is None else np.asarray(sources, dtype=np.int64)
    total: Values = np.zeros(graph.n)
    for hop, nodes, reached in searches(graph, chosen[np.diff(graph.indptr)[chosen] > 0]):
        total[nodes] += count_ones(reached).sum(axis=1, dtype=np.int64) / hop
    if sources is None:
        return total
    others = np.full(graph.n, float(len(chosen)))  # sources that are not the node itself
    others[chosen] -= 1
    with np.errstate(divide="ignore", invalid="ignore"):
        total *= (graph.n - 1) / others
    return total
