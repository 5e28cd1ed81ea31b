"""Pairs change rows within their stratum; in the long run all tables with these numbers are alike likely."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.kernels.csr import Numbers
from krpia_graph.kernels.curveball import reseated

SEATS = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(20, 28)), st.integers(0, 2), max_size=50)
Seats = dict[tuple[int, int], int]


def arrays(seats: Seats) -> tuple[Numbers, Numbers]:
    return np.array(list(seats), dtype=np.int64).reshape(-1, 2), np.array(
        list(seats.values()), dtype=np.int64
    )


@settings(max_examples=200, deadline=None)
@given(SEATS, st.integers(0, 1000), st.integers(0, 4))
def test_every_row_keeps_its_number_of_pairs_in_each_stratum_and_comes_into_a_column_once(
    seats: Seats, seed: int, rounds: int
) -> None:
    pairs, strata = arrays(seats)
    rows = reseated(pairs, strata, seed, rounds).tolist()
    columns, kinds = pairs[:, 1].tolist(), strata.tolist()
    assert len(set(zip(rows, columns, strict=True))) == len(rows)
    assert Counter(zip(rows, kinds, strict=True)) == Counter((r, k) for (r, _), k in seats.items())


def test_all_tables_with_these_numbers_are_equally_likely() -> None:
    """Chi square against the uniform distribution, five standard deviations above its mean at most."""
    seats = {(0, 0): 0, (1, 1): 0, (0, 2): 0, (4, 3): 0, (2, 0): 1, (0, 1): 1, (3, 1): 1, (3, 2): 1}
    pairs, strata = arrays(seats)
    columns = pairs[:, 1].tolist()

    def is_table(rows: tuple[int, ...]) -> bool:
        return len(set(zip(rows, columns, strict=True))) == len(rows)

    def table(rows: tuple[int, ...]) -> frozenset[tuple[int, int, int]]:
        return frozenset(zip(rows, columns, strata.tolist(), strict=True))

    every = {
        table((*leads, *others))
        for leads in permutations((0, 1, 0, 4))
        for others in permutations((2, 0, 3, 3))
        if is_table((*leads, *others))
    }
    draws = 1000
    counts = Counter(table(tuple(reseated(pairs, strata, seed, 80).tolist())) for seed in range(draws))
    assert set(counts) == every
    expected, free = draws / len(every), len(every) - 1
    chi_square = sum((counts[t] - expected) ** 2 / expected for t in every)
    assert chi_square < free + 5 * (2 * free) ** 0.5


def test_a_pair_that_is_there_twice_is_refused() -> None:
    pairs = np.array([(0, 1), (0, 1)])
    with pytest.raises(ValueError, match="twice"):
        reseated(pairs, np.array([0, 1]), seed=1)
