"""A random network keeps every degree; in the long run all networks with these degrees are equally likely."""

from collections import Counter
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.kernels.csr import Numbers
from krpia_graph.kernels.curveball import curveball

TIES = st.sets(st.tuples(st.integers(0, 12), st.integers(20, 30)), max_size=60)


def array(ties: set[tuple[int, int]]) -> Numbers:
    return np.array(sorted(ties), dtype=np.int64).reshape(-1, 2)


@settings(max_examples=300, deadline=None)
@given(TIES, st.integers(0, 1000), st.integers(0, 4))
def test_degrees_are_kept_and_no_pair_is_there_twice(
    ties: set[tuple[int, int]], seed: int, rounds: int
) -> None:
    found = curveball(array(ties), seed, rounds)
    rows = [tuple(row) for row in found.tolist()]
    assert rows == sorted(set(rows))
    for side in (0, 1):
        assert Counter(row[side] for row in rows) == Counter(tie[side] for tie in ties)


@settings(deadline=None)
@given(TIES, st.integers(0, 1000), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(
    ties: set[tuple[int, int]], seed: int, random: Random
) -> None:
    mixed = sorted(ties)
    random.shuffle(mixed)
    other = np.array(mixed, dtype=np.int64).reshape(-1, 2)
    assert curveball(array(ties), seed, 2).tolist() == curveball(other, seed, 2).tolist()


def test_the_same_seed_gives_the_same_bits_everywhere() -> None:
    """A golden value: it may change only if the way to draw does."""
    pairs = np.array([(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (2, 3), (3, 3), (3, 0)])
    expected = [(0, 1), (0, 2), (1, 0), (1, 1), (2, 2), (2, 3), (3, 0), (3, 3)]
    assert [tuple(pair) for pair in curveball(pairs, seed=2026).tolist()] == expected


def matrices(rows: tuple[int, ...], columns: tuple[int, ...]) -> list[frozenset[tuple[int, int]]]:
    """All of 0 and 1 with these sums, as the places of the ones."""
    choices = [list(combinations(range(len(columns)), degree)) for degree in rows]
    every = (frozenset((r, c) for r, chosen in enumerate(pick) for c in chosen) for pick in product(*choices))
    return [m for m in every if tuple(Counter(c for _, c in m)[c] for c in range(len(columns))) == columns]


@pytest.mark.parametrize(
    ("rows", "columns"), [((2, 2, 1), (2, 2, 1)), ((3, 2, 2, 1), (2, 2, 2, 2)), ((1, 1, 1), (1, 1, 1))]
)
def test_all_networks_with_these_degrees_are_equally_likely(
    rows: tuple[int, ...], columns: tuple[int, ...]
) -> None:
    """Chi square against the uniform distribution, five standard deviations above its mean at most."""
    every = matrices(rows, columns)
    start, draws = array(set(every[0])), 3000
    counts = Counter(frozenset(map(tuple, curveball(start, seed, 12).tolist())) for seed in range(draws))
    assert set(counts) <= set(every)
    expected = draws / len(every)
    chi_square = sum((counts[m] - expected) ** 2 / expected for m in every)
    free = len(every) - 1
    assert chi_square < free + 5 * (2 * free) ** 0.5


def test_two_rows_that_share_all_have_nothing_to_trade() -> None:
    pairs = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    assert curveball(pairs, seed=1).tolist() == pairs.tolist()


def test_a_pair_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        curveball(np.array([(0, 1), (0, 1)]), seed=1)
