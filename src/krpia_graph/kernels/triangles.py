"""A network in, its triangles out, each once: what transitivity, clustering and brokerage rest on.

Every edge is directed from the node of fewer neighbours to that of more, so that no node has many edges that
lead on from it, and two steps along them are looked up among the edges (Latapy 2008, "Main-memory triangle
computations for very large (sparse (power-law)) graphs"). In blocks: the two-step paths are never all there.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Csr, Numbers, transposed

PATHS = 1 << 20  # of two steps that are looked up at once: about 50 MB


def tied(graph: Csr) -> csr_array:
    """The matrix that is 1 for every two nodes with an arc between them, either way; without loops."""
    both = (graph.hops + transposed(graph.hops, True)).tocsr() if graph.directed else graph.hops.copy()
    both.data = np.ones(both.nnz)
    both.sort_indices()
    return both


def triangles(graph: Csr) -> Iterator[Numbers]:
    """Blocks of rows of three nodes, any two of them tied, whichever way: every such set in one row."""
    both = tied(graph)
    degree = np.diff(both.indptr)
    order = np.argsort(degree, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(graph.n)
    low, high = place[np.repeat(np.arange(graph.n), degree)], place[both.indices]
    edges = np.sort((low * graph.n + high)[low < high])
    low, high = np.divmod(edges, max(1, graph.n))
    first = np.searchsorted(low, np.arange(graph.n + 1))
    cost = np.concatenate(([0], np.cumsum(np.diff(first)[high], dtype=np.int64)))
    start = 0
    while start < len(edges):
        end = max(start + 1, int(np.searchsorted(cost, cost[start] + PATHS, side="right")) - 1)
        a, b = low[start:end], high[start:end]
        count = np.diff(cost[start : end + 1])
        step = np.arange(int(count.sum())) - np.repeat(cost[start:end] - cost[start], count)
        c = high[np.repeat(first[b], count) + step]
        a, b = np.repeat(a, count), np.repeat(b, count)
        closed = among(edges, a * graph.n + c)
        yield order[np.column_stack((a, b, c))[closed]]
        start = end


def among(ascending: Numbers, wanted: Numbers) -> npt.NDArray[np.bool_]:
    """For each number that is wanted, whether it is among the ascending ones."""
    if not len(ascending):
        return np.zeros(len(wanted), dtype=bool)
    at = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    there: npt.NDArray[np.bool_] = ascending[at] == wanted
    return there
