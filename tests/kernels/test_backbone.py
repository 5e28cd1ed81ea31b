"""Pairs that share more than their degrees explain are found, with exact chances; random ones rarely are."""

from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.test_bicm import tables

from krpia_graph.kernels import backbone as module
from krpia_graph.kernels.backbone import at_least, backbone
from krpia_graph.kernels.bicm import bicm
from krpia_graph.kernels.csr import Numbers
from krpia_graph.kernels.multiple_testing import Correction

CHANCE = st.floats(1e-30, 1) | st.just(0.0)  # no products that are too small for a float


def by_enumeration(chances: list[float], sizes: list[int]) -> list[float]:
    """Every outcome of every trial, one by one."""
    trials = [chance for chance, size in zip(chances, sizes, strict=True) for _ in range(size)]
    exactly = [0.0] * (len(trials) + 1)
    for outcome in product([0, 1], repeat=len(trials)):
        exactly[sum(outcome)] += float(
            np.prod([p if won else 1 - p for p, won in zip(trials, outcome, strict=True)])
        )
    return [sum(exactly[least:]) for least in range(len(exactly))]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CHANCE, st.integers(1, 3)), max_size=3), st.integers(0, 8))
def test_successes_are_as_likely_as_all_outcomes_together(trials: list[tuple[float, int]], most: int) -> None:
    chances, sizes = [p for p, _ in trials], [n for _, n in trials]
    found = at_least(np.array([chances]), np.array(sizes, dtype=np.int64), most)[0]
    expected = (by_enumeration(chances, sizes) + [0.0] * most)[: most + 1]
    assert np.allclose(found, expected, rtol=1e-9, atol=0)


def test_small_chances_keep_their_digits() -> None:
    """20 of 20 trials of a chance of one in a hundred: 1e-40, far below what 1 - 0.99... could show."""
    assert at_least(np.array([[0.01]]), np.array([20]), 20)[0, 20] == pytest.approx(1e-40, rel=1e-9)


@settings(max_examples=200, deadline=None)
@given(tables())
def test_each_pair_has_the_chance_of_its_own_trials(table: Numbers) -> None:
    rows, columns = np.nonzero(table)
    found = backbone(rows, columns)
    together = table @ table.T
    expected = [(i, j) for i in range(len(table)) for j in range(i + 1, len(table)) if together[i, j]]
    assert [tuple(pair) for pair in found.pairs.tolist()] == expected
    assert found.shared.tolist() == [together[pair] for pair in expected]
    model = bicm(table.sum(axis=1), table.sum(axis=0))
    chances = model.table[np.ix_(model.rows, model.columns)]
    for (i, j), shared, chance in zip(expected, found.shared, found.chances, strict=True):
        alone = at_least(
            (chances[i] * chances[j])[None], np.ones(table.shape[1], dtype=np.int64), int(shared)
        )
        assert chance == pytest.approx(alone[0, -1], rel=1e-6)


def test_two_of_six_columns_each() -> None:
    """Six rows and columns of degree 2: every tie has a chance of 1/3, two in a column have 1/9."""
    rows = np.repeat(np.arange(6), 2)
    columns = np.array([0, 1, 0, 1, 2, 3, 3, 4, 4, 5, 5, 2])
    found = backbone(rows, columns)
    expected = sum(comb(6, k) * (1 / 9) ** k * (8 / 9) ** (6 - k) for k in range(2, 7))
    assert (found.pairs[0].tolist(), found.shared[0]) == ([0, 1], 2)
    assert found.chances[0] == pytest.approx(expected)
    assert found.corrected[0] == 1.0  # of 15 pairs: that one shares two is no wonder


def planted(seed: int) -> tuple[Numbers, Numbers]:
    """60 rows with about 8 of 200 columns at random; the rows 0 and 1 have twenty of their own."""
    random = np.random.Generator(np.random.PCG64(seed))
    table = random.random((60, 200)) < 0.04
    table[:2, :20] = True
    rows, columns = np.nonzero(table)
    return rows, columns


@pytest.mark.parametrize("method", ["holm", "benjamini-hochberg"])
def test_a_planted_pair_is_found_and_random_ones_rarely(method: Correction) -> None:
    found = [backbone(*planted(seed), method) for seed in range(20)]
    backbones = [[tuple(pair) for pair in f.pairs[f.corrected < 0.05].tolist()] for f in found]
    assert all((0, 1) in pairs for pairs in backbones)
    assert sum(len(pairs) - 1 for pairs in backbones) <= 4


def test_blocks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = planted(3)
    whole = backbone(*ties)
    monkeypatch.setattr(module, "PRODUCTS", 1)
    monkeypatch.setattr(module, "CELLS", 1)
    parts = backbone(*ties)
    assert parts.pairs.tolist() == whole.pairs.tolist()
    assert parts.corrected.tolist() == whole.corrected.tolist()


def test_a_tie_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        backbone(np.array([0, 0]), np.array([1, 1]))
