"""A network and the group of each node in, out how the ties of each node spread over the groups.

A group is a number from 0; -1 says that the group of a node is not known.
"""

import numpy as np
from scipy.sparse import csr_array

from krpia_graph.kernels.csr import Csr, Numbers, Values


def checked(graph: Csr, groups: Numbers) -> Numbers:
    """The groups as integers; raises ValueError unless there is one from -1 on for each node."""
    numbers = np.asarray(groups, dtype=np.int64)
    if numbers.shape != (graph.n,):
        raise ValueError(f"{numbers.size} groups for {graph.n} nodes: give one for each")
    if len(numbers) and numbers.min() < -1:
        raise ValueError(f"group {numbers.min()}: groups are numbers from 0, or -1 where it is not known")
    return numbers


def ties_to_groups(ties: csr_array, groups: Numbers) -> csr_array:
    """The sums of the ties (nodes x nodes) of each node to each group (nodes x groups), known groups only."""
    known = np.flatnonzero(groups >= 0)
    width = int(groups.max(initial=-1)) + 1
    within = csr_array((np.ones(len(known)), (known, groups[known])), shape=(len(groups), width))
    return (ties @ within).tocsr()


def dispersion(ties: csr_array, groups: Numbers) -> Values:
    """For each node 1 - the sum over the groups of (its ties to the group / its ties)^2; NaN without ties."""
    sums = ties_to_groups(ties, groups)
    total = np.asarray(sums.sum(axis=1), dtype=np.float64)
    squares = np.asarray((sums * sums).sum(axis=1), dtype=np.float64)
    concentration = np.divide(squares, total * total, out=np.full(len(groups), np.nan), where=total != 0)
    values: Values = np.maximum(0.0, 1.0 - concentration)
    return values
