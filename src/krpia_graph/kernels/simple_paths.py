"""Whole lengths of arcs in, the shortest simple paths between two nodes out.

Lengths are whole numbers so that equal paths are equal: floating sums would leave their order to the machine.
"""

import heapq
from collections.abc import Collection
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from krpia_graph.kernels.csr import Csr, Numbers

EXACT = 2**53  # up to which a float is exact on whole numbers


def simple_paths(network: Csr, source: int, target: int, count: int = 1) -> list[list[int]]:
    """The `count` shortest paths without a repeated node, each as its nodes from `source` to `target`.

    The weights of the network are the lengths: whole numbers from 1. Of equal paths the one whose nodes come
    first in the order of their numbers is first; fewer than `count` where there are no more. After Yen,
    Management Science 17 (11), 1971.
    Raises ValueError for lengths that are not whole or too large to be added up exactly.
    """
    lengths = network.weights
    if not np.array_equal(lengths, np.floor(lengths)) or (len(lengths) and lengths.min() < 1):
        raise ValueError("lengths are whole numbers from 1")
    if len(lengths) and lengths.max() * network.n >= EXACT:
        raise ValueError(f"a path of {network.n} nodes could be longer than {EXACT}")
    best = _shortest(network, source, target)
    heap = [best] if best else []
    seen = {tuple(best[1])} if best else set()
    found: list[list[int]] = []
    while heap and len(found) < count:
        _, path = heapq.heappop(heap)
        found.append(path)
        if len(found) == count:
            break
        for place in range(len(path) - 1):
            root = path[: place + 1]
            taken = {other[place + 1] for other in found if other[: place + 1] == root}
            spur = _shortest(network, path[place], target, root[:-1], taken)
            if spur:
                whole = root[:-1] + spur[1]
                if tuple(whole) not in seen:
                    seen.add(tuple(whole))
                    heapq.heappush(heap, (_length(network, root) + spur[0], whole))
    return found


def _shortest(
    network: Csr, source: int, target: int, shut: Collection[int] = (), taken: Collection[int] = ()
) -> tuple[int, list[int]] | None:
    """The length and the nodes of the first of the shortest paths; None where there is no path.

    It enters no node of `shut`, and its first step leads to none of `taken`.
    """
    if source == target:
        return 0, [source]
    left = _towards(network, target, {*shut, source})
    steps = [(left[j] + w, j) for j, w in _arcs(network, source) if j not in taken and np.isfinite(left[j])]
    if not steps:
        return None
    length, node = min(steps)
    path = [source, node]
    while node != target:
        _, node = min((left[j] + w, j) for j, w in _arcs(network, node) if np.isfinite(left[j]))
        path.append(node)
    return int(length), path


def _towards(network: Csr, target: int, shut: Collection[int]) -> Numbers:
    """How far each node is from `target` over paths that avoid the nodes of `shut`, infinite out of reach."""
    open_ = np.ones(network.n, dtype=bool)
    open_[list(shut)] = False
    rows = np.repeat(np.arange(network.n), np.diff(network.indptr))
    kept = open_[rows] & open_[network.indices]
    ends = (network.indices[kept], rows[kept])  # against the arcs: from the target
    backwards = csr_array((network.weights[kept], ends), shape=(network.n, network.n))
    left: Numbers = dijkstra(backwards, indices=target)
    return left


def _arcs(network: Csr, node: int) -> list[tuple[int, float]]:
    span = slice(network.indptr[node], network.indptr[node + 1])
    return list(zip(network.indices[span].tolist(), network.weights[span].tolist(), strict=True))


def _length(network: Csr, path: list[int]) -> int:
    return int(sum(dict(_arcs(network, a))[b] for a, b in pairwise(path)))
