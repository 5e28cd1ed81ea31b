"""A network, weights of its nodes and some sources in, what leads through each node from them out.

Brandes' algorithm (2001, "A Faster Algorithm for Betweenness Centrality") for many sources at once, hop by
hop. A cell is a node and a source, numbered through; all cells that are so many hops from their source are
one level. From a level with many cells a product of matrices leads to the next, from one with few their arcs.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Numbers, Values

CELLS = 1 << 21  # that are worked on at once: 16 MB an array; fewer would be slow on long chains
FEW = 16  # times as many cells as arcs: the arcs are followed one by one

Hops = npt.NDArray[np.int32]
Table = npt.NDArray[np.float64]


def sweep(outward: csr_array, inward: csr_array, sources: Numbers, starts: Values, ends: Values) -> Values:
    """For each node the sum, over all paths from `sources` to other nodes, of the share that leads through it.

    `starts` says how often each source counts, `ends` how often each node counts as the end of a path. A path
    leads through neither of its ends. `outward` holds 1 for every arc, `inward` is its transpose.
    """
    total = np.zeros(outward.shape[0])
    width = max(1, CELLS // max(1, len(total)))
    for first in range(0, len(sources), width):
        chosen = sources[first : first + width]
        total += _Searches(outward, inward, chosen).through(ends) @ starts[first : first + width]
    return total


class _Searches:
    """Searches from some sources, one a column: how far each node is (hops), and by how many paths."""

    def __init__(self, outward: csr_array, inward: csr_array, sources: Numbers) -> None:
        self.outward, self.inward = outward, inward
        shape = outward.shape[0], len(sources)
        self.hops = np.full(shape, -1, dtype=np.int32)
        self.paths = np.zeros(shape)
        self.levels: list[Numbers | None] = []
        self._search(sources * shape[1] + np.arange(shape[1]))

    def _search(self, cells):
        hops, paths = self.hops.reshape(-1), self.paths.reshape(-1)
        hops[cells] = 0
        paths[cells] = 1
        self.levels.append(cells)
        place = np.empty(len(hops), dtype=np.int32)
        number = 0
        front = None
        while True:
            number += 1
            cells = self.levels[-1]
            steps = None if cells is None else self._steps(self.outward, cells)
            if steps is not None:
                ends, degree = steps
                new = hops[ends] < 0
                values = np.repeat(paths[cells], degree)[new]
                ends = ends[new]
                np.add.at(paths, ends, values)
                hops[ends] = number
                order = np.arange(len(ends), dtype=np.int32)
                place[ends] = order
                found = ends[place[ends] == order]
                if not len(found):
                    return
                self.levels.append(found)
                front = None
            else:
                if front is None:
                    front = self.paths * (self.hops == number - 1)
                reached = self.inward @ front
                reached *= self.hops < 0
                mask = reached > 0
                size = np.count_nonzero(mask)
                if not size:
                    return
                self.paths += reached
                np.copyto(self.hops, np.int32(number), where=mask)
                front = reached
                self.levels.append(np.flatnonzero(mask) if size * FEW < len(hops) else None)

    def _steps(self, arcs, cells):
        count, width = self.hops.shape
        if len(cells) * FEW > count * width:
            return None
        nodes = cells // width
        first = arcs.indptr[nodes]
        degree = arcs.indptr[nodes + 1] - first
        most = int(degree.sum())
        if most * FEW > count * width:
            return None
        steps = np.arange(most) + np.repeat(first - (np.cumsum(degree) - degree), degree)
        ends = arcs.indices[steps].astype(np.int64)
        ends *= width
        ends += np.repeat(cells - nodes * width, degree)
        return ends, degree

    def through(self, ends):
        width = self.hops.shape[1]
        hops, paths = self.hops.reshape(-1), self.paths.reshape(-1)
        behind = np.zeros_like(self.paths)
        flat = behind.reshape(-1)
        with np.errstate(divide="ignore"):
            inverse = ends[:, None] / self.paths
        invflat = inverse.reshape(-1)
        for number in range(len(self.levels) - 1, 1, -1):
            cells = self.levels[number]
            steps = None if cells is None else self._steps(self.inward, cells)
            if steps is not None:
                to, degree = steps
                nearer = hops[to] == number - 1
                np.add.at(flat, to[nearer], np.repeat(flat[cells] + invflat[cells], degree)[nearer])
                continue
            before = self.levels[number - 1]
            steps = None if before is None else self._steps(self.outward, before)
            if steps is not None:
                to, degree = steps
                values = np.where(hops[to] == number, flat[to] + invflat[to], 0.0)
                some = degree > 0
                starts = (np.cumsum(degree) - degree)[some]
                flat[before[some]] += np.add.reduceat(values, starts)
                continue
            back = behind + inverse
            back *= self.hops == number
            np.nan_to_num(back, copy=False, nan=0.0)
            came = self.outward @ back
            came *= self.hops == number - 1
            behind += came
        behind *= self.paths
        behind[self.hops == 0] = 0
        return behind
