"""A network in, out how many pairs are how far apart, in hops: from that mean distance and diameter.

Many searches at once, one a bit, as in `harmonic` (Then et al. 2014, "The More the Merrier: Efficient
Multi-Source Graph Traversal"). Exact. A search ends after as many hops as the network is wide, so that long
chains are slow.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, transposed
from krpia_graph.kernels.harmonic import CELLS, Words, count_ones


@dataclass(frozen=True, eq=False)
class Distances:
    """`counts[d]` is how many ordered pairs of different nodes are `d` hops apart, first to second."""

    counts: Numbers

    @property
    def pairs(self) -> int:
        """How many ordered pairs there are of which the first reaches the second."""
        return int(self.counts.sum())

    @property
    def mean(self) -> float:
        """The mean distance of those pairs, in hops; NaN without any."""
        hops = sum(distance * int(count) for distance, count in enumerate(self.counts))
        return hops / self.pairs if self.pairs else nan

    @property
    def diameter(self) -> int:
        """The largest distance of those pairs, in hops; 0 without any."""
        return len(self.counts) - 1


def distances(graph: Csr, sources: Numbers | None = None) -> Distances:
    """The distances along the arcs from `sources` (different nodes; all, if not given) to all other nodes.

    Undirected, all pairs count twice, once in each order. From some of the nodes the mean is an estimate and
    the diameter at least what is found. Weights and loops are not looked at.
    """
    chosen = np.arange(graph.n) if sources is None else np.asarray(sources, dtype=np.int64)
    chosen = chosen[np.diff(graph.indptr)[chosen] > 0]
    inward = transposed(graph.hops, graph.directed)
    width = 64 * max(1, CELLS // max(1, len(inward.indices)))
    counts = [0]
    tied = np.flatnonzero(np.diff(inward.indptr))
    starts = inward.indptr[tied]
    for first in range(0, len(chosen), width):
        front = _searches(graph.n, chosen[first : first + width])
        seen, hop = front[tied], 0
        while True:
            hop += 1
            reached = np.bitwise_or.reduceat(front[inward.indices], starts, axis=0) & ~seen
            found = int(count_ones(reached).sum(dtype=np.int64))
            if not found:
                break
            if hop == len(counts):
                counts.append(0)
            counts[hop] += found
            seen |= reached
            front = np.zeros_like(front)
            front[tied] = reached
    return Distances(np.array(counts, dtype=np.int64))


def _searches(count: int, sources: Numbers) -> Words:
    """For each node the words (64 sources each) in which only the bit of a search from it is set."""
    words = np.zeros((count, -(-len(sources) // 64)), dtype=np.uint64)
    place = np.arange(len(sources))
    words[sources, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    return words
