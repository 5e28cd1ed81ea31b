"""A two-mode network in, out the pairs of rows that share more columns than their degrees explain.

The stochastic degree sequence model of Neal 2014, with the chances of the bipartite configuration model,
which are nearest to the true ones according to Neal, Domagalski & Sagan 2021, "Comparing Alternatives to the
Fixed Degree Sequence Model for Extracting the Backbone of Bipartite Projections".
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import betainc, gammaln, xlog1py, xlogy

from krpia_graph.kernels.bicm import Chances, bicm
from krpia_graph.kernels.csr import Numbers, Values
from krpia_graph.kernels.multiple_testing import Correction, corrected
from krpia_graph.kernels.shares import PRODUCTS

CELLS = 1 << 20  # of distributions that are worked on at once: 8 MB an array


@dataclass(frozen=True, eq=False)
class Backbone:
    """Pairs of rows that share a column, ascending, and how likely they share as many without a reason."""

    pairs: Numbers  # rows of two numbers, the smaller first
    shared: Numbers  # how many columns each pair has in common
    chances: (
        Values  # that a random network in which rows and columns have their degrees on average has as many
    )
    corrected: Values  # for as many tests as there are pairs of rows; below 0.05, say, is the backbone


def backbone(rows: Numbers, columns: Numbers, method: Correction = "holm") -> Backbone:
    """All pairs of rows with a column in common, of the network of the ties (`rows[k]`, `columns[k]`).

    Rows and columns are numbered from 0. Every pair of rows that have ties counts as a test, also those that
    share nothing: which pairs do is what is tested. Chances are exact for the model, with no loss of digits
    where they are small. Raises ValueError for a tie that is there twice, ConvergenceError as `bicm`.
    """
    height, width = (int(np.max(side, initial=-1)) + 1 for side in (rows, columns))
    ties = csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(height, width))
    ties.sum_duplicates()
    if ties.nnz < len(rows):
        raise ValueError("a pair is there twice: each row and column can be tied once")
    degrees = np.diff(ties.indptr)
    model = bicm(degrees, np.bincount(ties.indices, minlength=width))
    found = list(_shared(ties))
    pairs = np.concatenate([block[0] for block in found] or [np.zeros((0, 2), dtype=np.int64)])
    shared = np.concatenate([block[1] for block in found] or [np.zeros(0, dtype=np.int64)])
    chances = _chances(model, pairs, shared)
    tied = int((degrees > 0).sum())
    return Backbone(pairs, shared, chances, corrected(chances, method, tied * (tied - 1) // 2))


def at_least(chances: Values, sizes: Numbers, most: int) -> Values:
    """The chances of at least 0, 1, ... `most` successes (one distribution a row, x most + 1).

    Of independent trials, `sizes[c]` of them with the chance `chances[d, c]` in distribution d. The last
    place gathers all that is more, so that nothing is ever subtracted: small chances keep their digits.
    """
    places = np.zeros((len(chances), most + 1))
    places[:, 0] = 1.0
    successes = np.arange(most + 1)
    for chance, size in zip(chances.T[:, :, None], sizes, strict=True):
        exactly = _binomial(chance, int(size), successes)
        upwards = np.where(successes > 0, _upper(chance, int(size), successes), 1.0)
        moved = np.zeros_like(places)
        for before in range(most):
            moved[:, before:most] += places[:, before, None] * exactly[:, : most - before]
            moved[:, most] += places[:, before] * upwards[:, most - before]
        moved[:, most] += places[:, most]
        places = moved
    tails: Values = np.cumsum(places[:, ::-1], axis=1)[:, ::-1]
    return np.minimum(1.0, tails)


def _binomial(chance: Values, size: int, successes: Numbers) -> Values:
    within = np.minimum(successes, size)
    ways = gammaln(size + 1) - gammaln(within + 1) - gammaln(size - within + 1)
    terms = np.exp(ways + xlogy(within, chance) + xlog1py(size - within, -chance))
    return np.where(successes <= size, terms, 0.0)


def _upper(chance: Values, size: int, successes: Numbers) -> Values:
    """The chance of at least so many successes, one or more."""
    within = np.clip(successes, 1, size)
    return np.where(successes <= size, betainc(within, size - within + 1, chance), 0.0)


def _shared(ties: csr_array) -> Iterator[tuple[Numbers, Numbers]]:
    """Blocks of the pairs of rows that share columns, and how many."""
    other = ties.T.tocsr()
    cost = np.concatenate(([0], np.cumsum(np.diff(other.indptr)[ties.indices], dtype=np.int64)))[ties.indptr]
    start, count = 0, ties.shape[0]
    while start < count:
        end = max(start + 1, int(np.searchsorted(cost, cost[start] + PRODUCTS, side="right")) - 1)
        product = (ties[start:end] @ other).tocoo()
        first, second = product.row.astype(np.int64) + start, product.col.astype(np.int64)
        order = np.lexsort((second, first))
        order = order[(first < second)[order]]
        yield np.column_stack((first[order], second[order])), product.data[order]
        start = end


def _chances(model: Chances, pairs: Numbers, shared: Numbers) -> Values:
    """The chance of each pair to share as many columns or more: one distribution for each two degrees."""
    kinds = np.sort(model.rows[pairs], axis=1)
    kind, which = np.unique(kinds[:, 0] * len(model.table) + kinds[:, 1], return_inverse=True)
    most = np.zeros(len(kind), dtype=np.int64)
    np.maximum.at(most, which, shared)
    first, second = np.divmod(kind, max(1, len(model.table)))
    values = np.zeros(len(pairs))
    for length in np.unique(most):
        alike = np.flatnonzero(most == length)
        step = max(1, CELLS // (int(length) + 1))
        for start in range(0, len(alike), step):
            block = alike[start : start + step]
            tails = at_least(
                model.table[first[block]] * model.table[second[block]], model.column_sizes, int(length)
            )
            place = np.full(len(kind), -1)
            place[block] = np.arange(len(block))
            here = np.flatnonzero(place[which] >= 0)
            values[here] = tails[place[which[here]], shared[here]]
    return values
