"""A network in, out how many pairs are how far apart, in hops: from that mean distance and diameter."""

from dataclasses import dataclass
from math import nan

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers
from krpia_graph.kernels.searches import count_ones, searches


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
    counts = [0]
    for hop, _, reached in searches(graph, chosen[np.diff(graph.indptr)[chosen] > 0]):
        counts += [0] * (hop + 1 - len(counts))
        counts[hop] += int(count_ones(reached).sum(dtype=np.int64))
    return Distances(np.array(counts, dtype=np.int64))
