"""A network, weights of its nodes and some sources in, how much of their paths leads through each node out.

Brandes' algorithm (2001, "A Faster Algorithm for Betweenness Centrality") for many sources at once, hop by
hop. A cell is a node and a source, numbered through; all cells that are so many hops from their source are
one level. Where levels have many cells, a product of matrices leads from one to the next; where one has few,
its arcs are followed one by one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Numbers, Values

CELLS = 1 << 18  # that are worked on at once: 2 MB an array, so that caches hold the most of it
LONG = 64  # levels from which on more cells are worked on at once: a level then costs more than its cells
CELLS_IF_LONG = 1 << 21
FEW = 12  # times as many cells as arcs: the arcs are followed one by one

Table = npt.NDArray[np.float64]  # a row a node, a column a source


@dataclass(frozen=True, eq=False)
class Searches:
    """All shortest paths from some sources, one a column: `paths` is how many lead to each node.

    `hops` is one more than their length, 0 for nodes out of reach; `levels` are the cells of each level,
    None where they are many.
    """

    hops: npt.NDArray[np.int32]
    paths: Table
    levels: list[Numbers | None]


def sweep(outward: csr_array, inward: csr_array, sources: Numbers, starts: Values, ends: Values) -> Values:
    """For each node the sum, over the paths from all sources to all nodes, of the share that leads through it.

    `starts` says how often each source counts, `ends` how often each node counts as the end of a path. No
    path leads through its own ends. `outward` holds 1 for every arc, `inward` is its transpose.
    """
    count = outward.shape[0]
    total, first, cells = np.zeros(count), 0, CELLS
    while first < len(sources):
        part = slice(first, first + max(1, cells // count))
        searches = search(outward, inward, sources[part])
        total += (through(outward, inward, searches, ends) * starts[part]).sum(axis=1)
        first = part.stop
        cells = CELLS_IF_LONG if len(searches.levels) > LONG else CELLS
    return total


def search(outward: csr_array, inward: csr_array, sources: Numbers) -> Searches:
    """All shortest paths from each of the different sources, counted."""
    shape = outward.shape[0], len(sources)
    paths, hops = np.zeros(shape), np.zeros(shape, dtype=np.int32)
    paths_of, hops_of = paths.reshape(-1), hops.reshape(-1)
    order = np.empty(len(hops_of), dtype=np.int32)
    cells = sources * shape[1] + np.arange(shape[1])
    paths_of[cells], hops_of[cells] = 1.0, 1
    levels: list[Numbers | None] = [cells]
    while True:
        number = len(levels) + 1
        steps = _steps(outward, levels[-1], shape)
        if steps is None:
            front = paths * (hops == number - 1)
            reached = inward @ front
            reached *= hops == 0
            new = reached > 0
            size = np.count_nonzero(new)
            paths += reached
            hops += new * np.int32(number)
            far = np.flatnonzero(new) if size * FEW < len(hops_of) else None
        else:
            to, degree = steps
            new = hops_of[to] == 0
            to = to[new]
            np.add.at(paths_of, to, np.repeat(paths_of[levels[-1]], degree)[new])
            hops_of[to] = number
            turn = np.arange(len(to), dtype=np.int32)
            order[to] = turn
            far = to[order[to] == turn]  # the last that wrote its number at a cell stands for it
            size = len(far)
        if not size:
            return Searches(hops, paths, levels)
        levels.append(far)


def through(outward: csr_array, inward: csr_array, searches: Searches, ends: Values) -> Table:
    """How much of the paths from the source of each column leads through each node: from the farthest back.

    Carried back is, for each path to a node, its share of the paths that end there or lead on from there.
    """
    hops, paths, levels = searches.hops, searches.paths, searches.levels
    alone = ends[:, None] / np.maximum(paths, 1.0)
    carried = alone.copy()
    hops_of, carried_of = hops.reshape(-1), carried.reshape(-1)
    for number in range(len(levels), 2, -1):
        if (steps := _steps(inward, levels[number - 1], hops.shape)) is not None:
            to, degree = steps
            nearer = hops_of[to] == number - 1
            np.add.at(carried_of, to[nearer], np.repeat(carried_of[levels[number - 1]], degree)[nearer])
        elif (steps := _steps(outward, levels[number - 2], hops.shape)) is not None:
            to, degree = steps
            farther = hops_of[to] == number
            near = np.repeat(levels[number - 2], degree)[farther]
            np.add.at(carried_of, near, carried_of[to[farther]])
        else:
            came = outward @ (carried * (hops == number))
            came *= hops == number - 1
            carried += came
    carried -= alone
    carried *= paths
    return carried


def _steps(
    arcs: csr_array, cells: Numbers | None, shape: tuple[int, int]
) -> tuple[Numbers, npt.NDArray[np.integer]] | None:
    """The cells to which `arcs` lead, one after the other, and how many lead from each of `cells`.

    None if they are so many that a product of matrices is quicker.
    """
    if cells is None:
        return None
    count, width = shape
    nodes, source = np.divmod(cells, width)
    first = arcs.indptr[nodes]
    degree = arcs.indptr[nodes + 1] - first
    most = int(degree.sum())
    if most * FEW > count * width:
        return None
    arc = np.arange(most) + np.repeat(first - (np.cumsum(degree) - degree), degree)
    to = arcs.indices[arc] * np.int64(width)
    to += np.repeat(source, degree)
    return to, degree
