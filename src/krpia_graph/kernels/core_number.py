"""A network in, the core number of each node out: the largest k for which it is in a k-core.

Seidman 1983, "Network Structure and Minimum Degree": a k-core is what is left when everyone with fewer than k
neighbours has gone, and those who have fewer than k then, and so on.
"""

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, transposed


def core_number(graph: Csr) -> Numbers:
    """The core numbers; directed, the arcs of both directions are counted, as in networkx.

    Weights and loops are not looked at.
    """
    both = graph.hops + transposed(graph.hops, True) if graph.directed else graph.hops
    left = np.asarray(both.sum(axis=1)).astype(np.int64)
    cores = np.zeros(graph.n, dtype=np.int64)
    there = np.ones(graph.n, dtype=bool)
    core = 0
    while there.any():
        core = max(core, int(left[there].min()))
        going = np.flatnonzero(there & (left <= core))
        while len(going):
            cores[going] = core
            there[going] = False
            rows = both[going]
            lost = np.bincount(rows.indices, rows.data, minlength=graph.n).astype(np.int64)
            left -= lost
            going = np.flatnonzero(there & (left <= core) & (lost > 0))
    return cores
