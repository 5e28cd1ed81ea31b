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

CELLS = 1 << 18  # that are worked on at once: 2 MB an array, so that caches hold much of it
LEAST = 8  # sources at once, however many nodes: with fewer a product loses its speed
LONG = 64  # levels, from which on more cells are worked on at once: then steps cost more than their cells
CELLS_IF_LONG = 1 << 21
FEW = 12  # times as many cells as arcs: the arcs are followed one by one

Table = npt.NDArray[np.float64]  # a row a node, a column a source
Levels = list[Numbers | None]  # the cells of each, from the sources on; None where they are many


@dataclass(frozen=True, eq=False)
class Tables:
    """What is known of each cell, and room to work in, used again by one batch of sources after the other.

    `paths`: how many shortest paths lead there, `hops`: one more than their length, 0 out of reach.
    `carried`: for each of these paths, how much ends there or leads on from there; `alone`: how much ends
    there. The others hold nothing between two steps: to ask for memory at each costs as much as the work.
    """

    paths: Table
    hops: npt.NDArray[np.int32]
    carried: Table
    alone: Table
    front: Table
    turn: npt.NDArray[np.int32]
    mask: npt.NDArray[np.bool_]

    def first(self, width: int) -> "Tables":
        """The same for fewer sources, in the same memory."""
        count = len(self.paths)
        arrays = vars(self).values()
        return Tables(*(array.reshape(-1)[: count * width].reshape(count, width) for array in arrays))


def tables(count: int, width: int) -> Tables:
    """Room for so many nodes and sources."""
    kinds = (np.float64, np.int32, np.float64, np.float64, np.float64, np.int32, np.bool_)
    return Tables(*(np.empty((count, width), dtype=kind) for kind in kinds))


def sweep(outward: csr_array, inward: csr_array, sources: Numbers, starts: Values, ends: Values) -> Values:
    """For each node the sum, over all pairs of a source and a node, of the share of paths through it.

    `starts` says how often each source counts, `ends` how often each node counts as the end of a path. No
    path leads through its own ends. `outward` holds 1 for every arc, `inward` is its transpose.
    """
    count = outward.shape[0]
    total, first, width = np.zeros(count), 0, 0
    wanted = max(LEAST, CELLS // max(1, count))
    while first < len(sources):
        if wanted != width:
            width = wanted
            room = tables(count, min(width, len(sources) - first))
        part = slice(first, first + width)
        work = room.first(len(sources[part]))
        levels = search(outward, inward, sources[part], work)
        carry_back(outward, inward, levels, ends, work)
        np.multiply(work.carried, starts[part], out=work.carried)
        total += work.carried.sum(axis=1)
        first = part.stop
        if len(levels) > LONG:
            wanted = max(LEAST, CELLS_IF_LONG // count)
    return total


def search(outward: csr_array, inward: csr_array, sources: Numbers, work: Tables) -> Levels:
    """The levels of searches from the sources; fills `paths` and `hops` of `work`, a column for each."""
    work.paths.fill(0.0)
    work.hops.fill(0)
    cells = sources * len(sources) + np.arange(len(sources))
    work.paths.reshape(-1)[cells] = 1.0
    work.hops.reshape(-1)[cells] = 1
    levels: Levels = [cells]
    far: Numbers | None
    while True:
        near, number = levels[-1], np.int32(len(levels) + 1)
        if near is not None and (steps := _steps(outward, near, work)) is not None:
            far = _reach_by_arcs(near, *steps, number, work)
        else:
            far = _reach_by_product(inward, number, work)
        if far is not None and not len(far):
            return levels
        levels.append(far)


def _reach_by_arcs(near: Numbers, to: Numbers, degree: Numbers, number: np.int32, work: Tables) -> Numbers:
    paths, hops, turn = work.paths.reshape(-1), work.hops.reshape(-1), work.turn.reshape(-1)
    new = hops[to] == 0
    to = to[new]
    np.add.at(paths, to, np.repeat(paths[near], degree)[new])
    hops[to] = number
    turns = np.arange(len(to), dtype=np.int32)
    turn[to] = turns
    far: Numbers = to[turn[to] == turns]  # the last to write its turn at a cell stands for it
    return far


def _reach_by_product(inward: csr_array, number: np.int32, work: Tables) -> Numbers | None:
    hops, mask = work.hops, work.mask
    np.equal(hops, number - 1, out=mask)
    # SciPy makes a new array for the product; being the only one, it gets the memory of the last one.
    reached = inward @ np.multiply(work.paths, mask, out=work.front)
    reached *= np.equal(hops, 0, out=mask)
    np.greater(reached, 0.0, out=mask)
    np.add(work.paths, reached, out=work.paths)
    np.add(hops, np.multiply(mask, number, out=work.turn), out=hops)
    return np.flatnonzero(mask) if np.count_nonzero(mask) * FEW < mask.size else None


def carry_back(outward: csr_array, inward: csr_array, levels: Levels, ends: Values, work: Tables) -> None:
    """Fills `carried` of `work` from the farthest level back; at last it is what leads through each cell."""
    hops, carried = work.hops.reshape(-1), work.carried.reshape(-1)
    np.divide(ends[:, np.newaxis], np.maximum(work.paths, 1.0, out=work.alone), out=work.alone)
    np.copyto(work.carried, work.alone)
    for number in range(len(levels), 2, -1):
        far, near = levels[number - 1], levels[number - 2]
        if far is not None and (steps := _steps(inward, far, work)) is not None:
            to, degree = steps
            nearer = hops[to] == number - 1
            np.add.at(carried, to[nearer], np.repeat(carried[far], degree)[nearer])
        elif near is not None and (steps := _steps(outward, near, work)) is not None:
            to, degree = steps
            farther = hops[to] == number
            np.add.at(carried, np.repeat(near, degree)[farther], carried[to[farther]])
        else:
            _carry_by_product(outward, number, work)
    np.subtract(work.carried, work.alone, out=work.carried)
    np.multiply(work.carried, work.paths, out=work.carried)


def _carry_by_product(outward: csr_array, number: int, work: Tables) -> None:
    np.equal(work.hops, number, out=work.mask)
    came = outward @ np.multiply(work.carried, work.mask, out=work.front)
    came *= np.equal(work.hops, number - 1, out=work.mask)
    np.add(work.carried, came, out=work.carried)


def _steps(arcs: csr_array, cells: Numbers, work: Tables) -> tuple[Numbers, Numbers] | None:
    """The cells to which `arcs` lead, one after the other, and how many lead from each of `cells`.

    None if they are so many that a product of matrices is quicker.
    """
    nodes, source = np.divmod(cells, work.hops.shape[1])
    first = arcs.indptr[nodes]
    degree = arcs.indptr[nodes + 1] - first
    most = int(degree.sum())
    if most * FEW > work.hops.size:
        return None
    arc = np.arange(most) + np.repeat(first - (np.cumsum(degree) - degree), degree)
    to = arcs.indices[arc] * np.int64(work.hops.shape[1])
    to += np.repeat(source, degree)
    return to, degree
