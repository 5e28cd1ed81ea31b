"""Edges as pairs of numbers in, the network as compressed sparse rows out: what every kernel reads."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


class ConvergenceError(ArithmeticError):
    """An iteration did not come near enough to its limit in the steps that it was given."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"no convergence within {steps} iterations")
        self.steps = steps


@dataclass(frozen=True, eq=False)
class Csr:
    """A network of `n` nodes, numbered from 0, each pair with at most one edge (one arc, if directed).

    Row i of the matrix holds where edges lead from i: `indices[indptr[i]:indptr[i + 1]]`, ascending, with
    their `weights`. Undirected, every edge stands in both rows. `loops` holds, for each node, the weight of
    the edges from it to itself; they are in no row.
    """

    indptr: Numbers
    indices: Numbers
    weights: Values
    loops: Values
    directed: bool

    @property
    def n(self) -> int:
        """How many nodes there are."""
        return len(self.loops)

    @cached_property
    def arcs(self) -> csr_array:
        """The matrix without loops: row i, column j is the weight of the arc from i to j."""
        return self._matrix(self.weights)

    @cached_property
    def hops(self) -> csr_array:
        """The matrix without loops and weights: 1 for every arc, those of weight 0 too."""
        return self._matrix(np.ones(len(self.indices)))

    @cached_property
    def inward(self) -> csr_array:
        """The matrix with loops, transposed: its product with a vector gathers at each node what comes in."""
        return transposed(self.arcs, self.directed) + diags_array(self.loops, format="csr")

    def _matrix(self, values: Values) -> csr_array:
        """Numbers of 32 bits, where they suffice: products wait for memory more than for the processor."""
        narrow = np.int32 if max(self.n, len(self.indices)) < 2**31 else np.int64
        arrays = values, self.indices.astype(narrow), self.indptr.astype(narrow)
        return csr_array(arrays, shape=(self.n, self.n))


def transposed(matrix: csr_array, directed: bool) -> csr_array:
    """The matrix of the reversed arcs, rows in order; the matrix itself where it is symmetric."""
    return matrix.T.tocsr() if directed else matrix


def from_edges(count: int, ends: Numbers, weights: Values | None = None, directed: bool = False) -> Csr:
    """The network of `count` nodes with the edges whose two `ends` are rows of numbers from 0 to count - 1.

    `weights`: one for each edge, 1 if not given. Parallel edges become one that weighs what they weigh
    together. Raises ValueError for an end that is no node and for weights that are not one an edge.
    """
    pairs = np.asarray(ends, dtype=np.int64).reshape(-1, 2)
    values = np.ones(len(pairs)) if weights is None else np.asarray(weights, dtype=np.float64)
    if len(values) != len(pairs):
        raise ValueError(f"{len(values)} weights for {len(pairs)} edges: give one for each")
    if len(pairs) and not (pairs.min() >= 0 and pairs.max() < count):
        raise ValueError(f"an edge ends at a node that is not among 0 to {count - 1}")
    own = pairs[:, 0] == pairs[:, 1]
    loops = np.bincount(pairs[own, 0], values[own], minlength=count).astype(np.float64)
    rows, columns, values = pairs[~own, 0], pairs[~own, 1], values[~own]
    if not directed:
        rows, columns = np.concatenate((rows, columns)), np.concatenate((columns, rows))
        values = np.concatenate((values, values))
    matrix = csr_array((values, (rows, columns)), shape=(count, count))
    matrix.sum_duplicates()
    indptr, indices = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64)
    return Csr(indptr, indices, matrix.data, loops, directed)
