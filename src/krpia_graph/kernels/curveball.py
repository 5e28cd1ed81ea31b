"""A two-mode network in, a random one out in which every row and every column has as many ties as before.

Strona et al. 2014, "A fast and unbiased procedure to randomize ecological binary matrices with fixed row and
column totals": two rows put the columns that only one of them has together and deal them out again. Here all
rows do so at once, two by two (Carstens et al. 2018, "Parallel and I/O-efficient Randomisation of Massive
Networks using Global Curveball Trades"). A round leads from any network to another as likely as back, so that
after many rounds all networks with these degrees are equally likely.
"""

import numpy as np
from numpy.random import PCG64

from krpia_graph.kernels.csr import Numbers

ROUNDS = 50


def curveball(pairs: Numbers, seed: int, rounds: int = ROUNDS) -> Numbers:
    """As many pairs (row, column), ascending, each once, with the same number for each row and each column.

    `pairs`: rows of two numbers, in any order. The same pairs and seed give the same network anywhere: only
    the bits of PCG64 are drawn, and numbers are put in order by them. How many `rounds` are enough depends on
    the network and is not known in general; in a round every row trades once. R packages take 5 trades for
    each row, as many as 10 rounds have; of 100,000 heavy-tailed ties those left in place were 6 in 100 then,
    and 6 in 1,000 after 50. Raises ValueError for a pair that is there twice.
    """
    ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    rows = reseated(ends, np.zeros(len(ends), dtype=np.int64), seed, rounds)
    order = np.lexsort((ends[:, 1], rows))
    return np.column_stack((rows[order], ends[order, 1]))


def reseated(pairs: Numbers, strata: Numbers, seed: int, rounds: int = ROUNDS) -> Numbers:
    """The new row of each pair (row, column), where only pairs of one stratum change rows.

    `strata`: a number from 0 for each pair. Every row keeps its number of pairs in each stratum, every pair
    its column, and no row comes into a column twice, whatever the strata: were they drawn apart, it could.
    A trade moves the pairs of columns that one of the two rows has. That is slower than without strata, and
    in a small table that is nearly full, not every other one can be reached. Raises ValueError for a pair
    that is there twice.
    """
    ends, kinds = np.asarray(pairs, dtype=np.int64).reshape(-1, 2), np.asarray(strata, dtype=np.int64)
    names, rows = np.unique(ends[:, 0], return_inverse=True)
    found, columns = np.unique(ends[:, 1], return_inverse=True)
    if len(np.unique(rows * max(1, len(found)) + columns)) < len(ends):
        raise ValueError("a pair is there twice: each row and column can be tied once")
    bits = PCG64(seed)
    for _ in range(rounds):
        rows = _traded(rows, columns, kinds, (len(names), len(found)), bits)
    return names[rows]


def _traded(rows: Numbers, columns: Numbers, strata: Numbers, shape: tuple[int, int], bits: PCG64) -> Numbers:
    """The new row of each tie after a round; of an odd number of rows one does not trade."""
    height, width = shape
    kinds = int(strata.max(initial=0)) + 1
    dealt = _shuffled(height, bits)
    pair = np.empty(height, dtype=np.int64)
    pair[dealt] = np.arange(height) // 2
    first, second = dealt[0::2], np.append(dealt[1::2], dealt[height - height % 2 :])
    table = pair[rows]
    same = table * width + columns
    order = np.argsort(same, kind="stable")
    twice = same[order][1:] == same[order][:-1]
    single = np.ones(len(rows), dtype=bool)
    single[order[1:][twice]] = single[order[:-1][twice]] = False
    open_to_trade = np.flatnonzero(single)
    mixed = open_to_trade[_shuffled(len(open_to_trade), bits)]
    seats = table * kinds + strata  # what two rows deal out at once
    mixed = mixed[np.argsort(seats[mixed], kind="stable")]
    seats, table = seats[mixed], table[mixed]
    place = np.arange(len(seats)) - np.searchsorted(seats, seats)
    of_first = np.bincount(seats[rows[mixed] == first[table]], minlength=len(first) * kinds)
    traded = rows.copy()
    traded[mixed] = np.where(place < of_first[seats], first[table], second[table])
    return traded


def _shuffled(count: int, bits: PCG64) -> Numbers:
    """The numbers below `count` in random order: that of as many random words of 64 bits."""
    return np.argsort(bits.random_raw(count), kind="stable")
