"""A network in, out whether like is tied to like: by number of neighbours, or by the groups of the nodes.

Loops and weights are not looked at. Everything is counted in whole numbers and divided once, so that a value
that is not defined is NaN and never what is left of rounding.
"""

from math import nan, sqrt

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers
from krpia_graph.kernels.groups import checked


def degree_assortativity(graph: Csr) -> float:
    """The correlation of the numbers of neighbours of the two ends over all ties: from -1 to 1.

    Directed, of the arcs out of the tail and those into the head, as in networkx. NaN where all are alike.
    Newman 2003, "Mixing patterns in networks".
    """
    outward = np.diff(graph.indptr)
    inward = np.bincount(graph.indices, minlength=graph.n)
    tail, head = np.repeat(outward, outward), inward[graph.indices]
    count, sum_tail, sum_head = len(tail), int(tail.sum()), int(head.sum())
    spread_tail = count * int((tail * tail).sum()) - sum_tail**2
    spread_head = count * int((head * head).sum()) - sum_head**2
    together = count * int((tail * head).sum()) - sum_tail * sum_head
    return together / sqrt(spread_tail * spread_head) if spread_tail and spread_head else nan


def mixing(graph: Csr, groups: Numbers) -> Numbers:
    """How many arcs lead from each group (rows) to each (columns); undirected, a tie counts both ways.

    Ties of nodes of unknown group (-1) are left out. Raises ValueError for groups that are not one a node.
    """
    tail, head = _ends(graph, groups)
    count = int(np.asarray(groups).max(initial=-1)) + 1
    return np.bincount(tail * count + head, minlength=count * count).reshape(count, count)


def group_assortativity(graph: Csr, groups: Numbers) -> float:
    """(sum of e_gg - sum of a_g b_g) / (1 - sum of a_g b_g): at most 1, 0 if ties do not look at groups.

    e_gh is the share of the ties from group g to h, a_g and b_g the shares of those from and to g. Ties of
    nodes of unknown group (-1) are left out. NaN without ties, and where all are within one group. Newman
    2003, "Mixing patterns in networks". Raises ValueError for groups that are not one a node.
    """
    tail, head = _ends(graph, groups)
    size = int(np.asarray(groups).max(initial=-1)) + 1
    count, within = len(tail), int((tail == head).sum())
    pairs = zip(np.bincount(tail, minlength=size), np.bincount(head, minlength=size), strict=True)
    chance = sum(int(a) * int(b) for a, b in pairs)
    return (count * within - chance) / (count**2 - chance) if count**2 > chance else nan


def e_i_index(graph: Csr, groups: Numbers) -> float:
    """(ties between groups - ties within) / all ties: from -1 (all within) to 1 (all between).

    Ties of nodes of unknown group (-1) are left out; NaN if no tie is left. Krackhardt & Stern 1988,
    "Informal Networks and Organizational Crises: An Experimental Simulation". Raises ValueError for groups
    that are not one a node.
    """
    tail, head = _ends(graph, groups)
    external = int((tail != head).sum())
    return (2 * external - len(tail)) / len(tail) if len(tail) else nan


def _ends(graph: Csr, groups: Numbers) -> tuple[Numbers, Numbers]:
    """The groups of the two ends of every arc between nodes of known group."""
    numbers = checked(graph, groups)
    tail, head = np.repeat(numbers, np.diff(graph.indptr)), numbers[graph.indices]
    known = (tail >= 0) & (head >= 0)
    return tail[known], head[known]
