"""A network in, the harmonic centrality of each node out: how near it is to all others, in hops.

Many searches at once, one a bit: a word of 64 bits says which of 64 sources have reached a node, and a hop
is a bitwise or over its neighbours (Then et al. 2014, "The More the Merrier: Efficient Multi-Source Graph
Traversal"). Exact. A search ends after as many hops as the network is wide, so that long chains are slow.
"""

import numpy as np
import numpy.typing as npt

from krpia_graph.kernels.csr import Csr, Values, transposed

Words = npt.NDArray[np.uint64]

CELLS = 1 << 20  # words gathered along the edges at once: 8 MB


def harmonic(graph: Csr) -> Values:
    """The sum of 1 / distance from every other node (hops); a node out of reach adds nothing.

    Directed, along the arcs towards the node. Weights and loops are not looked at.
    """
    total = np.zeros(graph.n)
    inward = transposed(graph.hops, graph.directed)
    degree = np.diff(inward.indptr)
    tied = np.flatnonzero(degree)
    starts = inward.indptr[tied]
    sources = np.flatnonzero((degree > 0) | (np.diff(graph.indptr) > 0))
    width = 64 * max(1, CELLS // max(1, len(inward.indices)))
    for first in range(0, len(sources), width):
        chosen = sources[first : first + width]
        front = _searches(graph.n, chosen)
        seen, hop = front[tied], 0
        while True:
            hop += 1
            reached = np.bitwise_or.reduceat(front.take(inward.indices, axis=0), starts, axis=0) & ~seen
            found = count_ones(reached).sum(axis=1, dtype=np.int64)
            if not found.any():
                break
            total[tied] += found / hop
            seen |= reached
            front = np.zeros_like(front)
            front[tied] = reached
    return total


def _searches(count: int, sources: npt.NDArray[np.int64]) -> Words:
    """For each node the words (64 sources each) in which only the bit of a search from it is set."""
    words = np.zeros((count, -(-len(sources) // 64)), dtype=np.uint64)
    place = np.arange(len(sources))
    words[sources, place // 64] = np.uint64(1) << (place % 64).astype(np.uint64)
    return words


def count_ones_by_halves(words: Words) -> npt.NDArray[np.uint8]:
    """How many bits of each word are set: sums of pairs, of fours, of bytes (Hacker's Delight, 5-1)."""
    pairs = words - ((words >> np.uint64(1)) & np.uint64(0x5555555555555555))
    low = np.uint64(0x3333333333333333)
    fours = (pairs & low) + ((pairs >> np.uint64(2)) & low)
    eights = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    ones: npt.NDArray[np.uint8] = ((eights * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.uint8)
    return ones


count_ones = getattr(np, "bitwise_count", count_ones_by_halves)  # numpy has it from version 2 on
