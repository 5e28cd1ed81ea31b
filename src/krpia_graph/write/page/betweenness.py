"""Nodes and ties in, the betweenness of each node out: exact, or estimated from some of the nodes.

Brandes' algorithm (2001, "A Faster Algorithm for Betweenness Centrality") for many sources at once, hop by
hop. A cell is a node and a source, numbered through; all cells that are so many hops from their source are
one level, from which a product of matrices leads to the next or, where it is small, its arcs one by one.
"""

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Numbers = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

CELLS = 1 << 21  # that are worked on at once: 16 MB an array
FEW = 16  # times as many cells as arcs: the arcs are followed one by one


def betweenness(count: int, ties: Numbers, sources: Numbers | None = None) -> Shares:
    """The share of shortest paths (hops) between two others that lead through each of `count` nodes.

    `ties`: rows of two different nodes, each pair once, read in both directions. `sources`: the nodes from
    which paths are counted, all if not given; from fewer the shares are estimates, right on average over all
    choices of as many, and may leave the range from 0 to 1.
    """
    shares = np.zeros(count)
    if count < 3 or not len(ties):
        return shares
    graph = _matrix(count, ties)
    chosen = np.arange(count) if sources is None else sources
    batch = max(1, CELLS // count)
    for start in range(0, len(chosen), batch):
        shares += _dependencies(graph, chosen[start : start + batch])
    return shares * (count / len(chosen) / ((count - 1) * (count - 2)))


def _matrix(count: int, ties: Numbers) -> csr_array:
    ends = np.concatenate((ties, ties[:, ::-1]))
    matrix = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    matrix.sort_indices()
    return matrix


def _dependencies(graph: csr_array, sources: Numbers) -> Shares:
    """How much of the paths from the sources to each other node leads through each node, summed."""
    count, width = graph.shape[0], len(sources)
    hops = np.full(count * width, -1, dtype=np.int32)
    paths, through = np.zeros(count * width), np.zeros(count * width)
    level = sources * width + np.arange(width)
    paths[level] = 1.0
    levels: list[Numbers] = []
    while len(level):
        hops[level] = len(levels)
        levels.append(level)
        cells, sums = _along(graph, level, paths[level], width)
        new = hops[cells] < 0
        level = cells[new]
        paths[level] = sums[new]
    for number in range(len(levels) - 1, 1, -1):
        level = levels[number]
        cells, sums = _along(graph, level, (1 + through[level]) / paths[level], width)
        nearer = hops[cells] == number - 1
        cells = cells[nearer]
        through[cells] += sums[nearer] * paths[cells]
    total: Shares = through.reshape(count, width).sum(axis=1)
    return total


def _along(graph: csr_array, cells: Numbers, values: Shares, width: int) -> tuple[Numbers, Shares]:
    """The cells to which arcs lead from `cells`, and the sums of the values that come along them."""
    count = graph.shape[0]
    nodes, source = np.divmod(cells, width)
    first = graph.indptr[nodes].astype(np.int64)
    degree = graph.indptr[nodes + 1] - first
    arcs = int(degree.sum())
    if arcs * FEW > count * width:
        front = np.zeros((count, width))
        front[nodes, source] = values
        reached = (graph @ front).ravel()
        far = np.flatnonzero(reached)
        return far, reached[far]
    steps = np.arange(arcs) + np.repeat(first - (np.cumsum(degree) - degree), degree)
    ends = graph.indices[steps].astype(np.int64) * width + np.repeat(source, degree)
    far, which = np.unique(ends, return_inverse=True)
    sums = np.zeros(len(far))
    np.add.at(sums, which, np.repeat(values, degree))
    return far.astype(np.int64), sums
