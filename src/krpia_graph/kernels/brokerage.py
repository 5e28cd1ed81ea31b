"""A network and the group of each node in, out how often each node mediates, in each of five roles.

Gould & Fernandez 1989, "Structures of Mediation: A Formal Approach to Brokerage in Transaction Networks". The
definitions are those of `brokerage` in the R package sna.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Csr, Numbers
from krpia_graph.kernels.groups import checked
from krpia_graph.kernels.triangles import among, triangles


@dataclass(frozen=True, eq=False)
class Brokerage:
    """For each node b, the ordered pairs (a, c) with a to b to c but not a to c, by the three groups."""

    coordinator: Numbers  # all three of one group
    itinerant: Numbers  # a and c of one group, b of another; also called consultant
    gatekeeper: Numbers  # b and c of one group, a of another: b lets in
    representative: Numbers  # a and b of one group, c of another: b speaks outwards
    liaison: Numbers  # three groups


def brokerage(graph: Csr, groups: Numbers) -> Brokerage:
    """The counts of the five roles of every node.

    Undirected, a pair counts in both orders, so that every gatekeeper is as often a representative. Pairs of
    which an end or the broker is of unknown group (-1) do not count. Weights and loops are not looked at.
    Raises ValueError for groups that are not one a node.
    """
    numbers = checked(graph, groups)
    counts = _paths(graph, numbers)
    arcs = _keys(graph)
    for block in triangles(graph):
        known = block[(numbers[block] >= 0).all(axis=1)]
        for a, b, c in permutations(known.T):
            closed = np.ones(len(a), dtype=bool)
            if graph.directed:
                for tail, head in ((a, b), (b, c), (a, c)):
                    closed &= among(arcs, tail * graph.n + head)
            broker = b[closed]
            role = _role(numbers[a[closed]], numbers[broker], numbers[c[closed]])
            counts -= np.bincount(role * graph.n + broker, minlength=5 * graph.n).reshape(5, graph.n)
    return Brokerage(*counts)


def _role(a: Numbers, b: Numbers, c: Numbers) -> npt.NDArray[np.intp]:
    """The number of the role of a broker of group b between ends of the groups a and c, in their order."""
    alike = np.array([[4, 2], [3, 0]])[(a == b).astype(np.int64), (b == c).astype(np.int64)]
    return np.where((a == c) & (a != b), 1, alike)


def _paths(graph: Csr, groups: Numbers) -> Numbers:
    """The paths a to b to c with a other than c by role and b (5 x nodes), whether or not a leads to c."""
    count = graph.n
    tails = np.repeat(np.arange(count), np.diff(graph.indptr))
    known = (groups[tails] >= 0) & (groups[graph.indices] >= 0)
    tails, heads = tails[known], graph.indices[known]
    same = groups[tails] == groups[heads]
    returned = among(_keys(graph), heads * count + tails)

    def number(ends: Numbers, which: npt.NDArray[np.bool_]) -> Numbers:
        return np.bincount(ends[which], minlength=count).astype(np.int64)

    out_same, out_other = number(tails, same), number(tails, ~same)
    in_same, in_other = number(heads, same), number(heads, ~same)
    shape = (count, int(groups.max(initial=-1)) + 1)
    ones = np.ones(int((~same).sum()), dtype=np.int64)
    towards = csr_array((ones, (tails[~same], groups[heads[~same]])), shape=shape)
    away = csr_array((ones, (heads[~same], groups[tails[~same]])), shape=shape)
    alike = np.asarray((towards * away).sum(axis=1), dtype=np.int64)
    return np.stack(
        (
            in_same * out_same - number(tails, same & returned),
            alike - number(tails, ~same & returned),
            in_other * out_same,
            in_same * out_other,
            in_other * out_other - alike,
        )
    )


def _keys(graph: Csr) -> Numbers:
    """One number for each arc, ascending."""
    return np.repeat(np.arange(graph.n), np.diff(graph.indptr)) * graph.n + graph.indices
