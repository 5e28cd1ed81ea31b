"""A network in, how each node shares itself out among its neighbours: what Burt's measures rest on."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array, diags_array

from krpia_graph.kernels.csr import Csr, Values, transposed

PRODUCTS = 1 << 22  # entries of a block of a product, at most, where a row alone has no more: 48 MB


def mutual(graph: Csr) -> csr_array:
    """The weights between two nodes, both directions together; loops and weights of 0 are left out."""
    both = graph.arcs + transposed(graph.arcs, graph.directed)
    both.eliminate_zeros()
    both.sort_indices()
    return both


def scaled(matrix: csr_array, largest: Values) -> csr_array:
    """The matrix with row i divided by `largest[i]`; rows without a weight stay empty."""
    factors = np.divide(1.0, largest, out=np.zeros(len(largest)), where=largest != 0)
    return diags_array(factors) @ matrix


def products(left: csr_array, right: csr_array) -> Iterator[tuple[slice, csr_array, csr_array]]:
    """Blocks of rows of the product at the places where `left` has an entry: the rows, `left` and product.

    The whole product would have far more entries than the network: everyone at two hops.
    """
    cost = np.concatenate(([0], np.cumsum(np.diff(right.indptr)[left.indices], dtype=np.int64)))[left.indptr]
    start, count = 0, left.shape[0]
    while start < count:
        end = max(start + 1, int(np.searchsorted(cost, cost[start] + PRODUCTS, side="right")) - 1)
        rows = slice(start, min(end, count))
        block = left[rows]
        there = csr_array((np.ones(block.nnz), block.indices, block.indptr), shape=block.shape)
        yield rows, block, (block @ right) * there
        start = rows.stop
