"""A network in, the betweenness of each node out: exact, or estimated from some of the nodes.

Brandes' algorithm (2001, "A Faster Algorithm for Betweenness Centrality") for many sources at once, hop by
hop. A cell is a node and a source, numbered through; all cells that are so many hops from their source are
one level, from which a product of matrices leads to the next or, where it is small, its arcs one by one.
"""

import numpy as np
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Csr, Numbers, Values, transposed

CELLS = 1 << 21  # that are worked on at once: 16 MB an array; fewer would be slow on long chains
FEW = 16  # times as many cells as arcs: the arcs are followed one by one


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
    total = np.zeros(graph.n)
    if not len(graph.indices):
        return total
    outward = graph.hops
    inward = transposed(outward, graph.directed)
    batch = max(1, CELLS // graph.n)
    for start in range(0, len(sources), batch):
        total += _dependencies(outward, inward, sources[start : start + batch])
    return total


def _dependencies(outward: csr_array, inward: csr_array, sources: Numbers) -> Values:
    count, width = outward.shape[0], len(sources)
    hops = np.full(count * width, -1, dtype=np.int32)
    paths, through = np.zeros(count * width), np.zeros(count * width)
    level = sources * width + np.arange(width)
    paths[level] = 1.0
    levels: list[Numbers] = []
    while len(level):
        hops[level] = len(levels)
        levels.append(level)
        cells, sums = _along(outward, inward, level, paths[level], width)
        new = hops[cells] < 0
        level = cells[new]
        paths[level] = sums[new]
    for number in range(len(levels) - 1, 1, -1):
        level = levels[number]
        cells, sums = _along(inward, outward, level, (1 + through[level]) / paths[level], width)
        nearer = hops[cells] == number - 1
        cells = cells[nearer]
        through[cells] += sums[nearer] * paths[cells]
    total: Values = through.reshape(count, width).sum(axis=1)
    return total


def _along(
    arcs: csr_array, reverse: csr_array, cells: Numbers, values: Values, width: int
) -> tuple[Numbers, Values]:
    """The cells to which `arcs` lead from `cells`, and the sums of the values that come along them."""
    count = arcs.shape[0]
    nodes, source = np.divmod(cells, width)
    first = arcs.indptr[nodes].astype(np.int64)
    degree = arcs.indptr[nodes + 1] - first
    most = int(degree.sum())
    if most * FEW > count * width:
        front = np.zeros((count, width))
        front[nodes, source] = values
        reached = (reverse @ front).ravel()
        far = np.flatnonzero(reached)
        return far, reached[far]
    steps = np.arange(most) + np.repeat(first - (np.cumsum(degree) - degree), degree)
    ends = arcs.indices[steps].astype(np.int64) * width + np.repeat(source, degree)
    far, which = np.unique(ends, return_inverse=True)
    sums = np.zeros(len(far))
    np.add.at(sums, which, np.repeat(values, degree))
    return far.astype(np.int64), sums
