"""A network and nodes in, out hop by hop which other nodes the searches from these reach.

Many searches at once, one a bit: a word of 64 bits says which of 64 sources have reached a node, and a hop
is a bitwise or over its neighbours (Then et al. 2014, "The More the Merrier: Efficient Multi-Source Graph
Traversal"). A search ends after as many hops as the network is wide, so that long chains are slow.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from krpia_graph.kernels.csr import Csr, Numbers, transposed

Words = npt.NDArray[np.uint64]

CELLS = 1 << 20  # words gathered along the edges at once: 8 MB


def searches(graph: Csr, sources: Numbers) -> Iterator[tuple[int, Numbers, Words]]:
    """The hops, the nodes that arcs lead to, and for each a row of words: which searches reach it now.

    `sources` are different nodes; a search reaches a node once, after as few hops as possible, and never its
    own source. In batches, each from 1 hop on: the words of a batch are counted, not told apart.
    """
    inward = transposed(graph.hops, graph.directed)
    tied = np.flatnonzero(np.diff(inward.indptr))
    starts = inward.indptr[tied]
    width = 64 * max(1, CELLS // max(1, len(inward.indices)))
    for first in range(0, len(sources), width):
        front = _starts(graph.n, sources[first : first + width])
        seen, hop = front[tied], 0
        while len(tied):
            hop += 1
            reached = np.bitwise_or.reduceat(front.take(inward.indices, axis=0), starts, axis=0) & ~seen
            if not reached.any():
                break
            yield hop, tied, reached
            seen |= reached
            front = np.zeros_like(front)
            front[tied] = reached


def _starts(count: int, sources: Numbers) -> Words:
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
