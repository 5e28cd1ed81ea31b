"""The chances of ties sum up to the degrees, whatever the degrees."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.kernels.bicm import bicm
from krpia_graph.kernels.csr import ConvergenceError, Numbers, Values


@st.composite
def tables(draw: st.DrawFn) -> Numbers:
    """Networks as matrices of 0 and 1, sparse and dense ones, with empty and full rows and columns."""
    height, width = draw(st.integers(0, 10)), draw(st.integers(0, 10))
    cells = draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    table = np.array(cells, dtype=np.int64).reshape(height, width)
    return table & np.array(draw(st.lists(st.booleans(), min_size=width, max_size=width)), dtype=np.int64)


def full(rows: Numbers, columns: Numbers) -> Values:
    chances = bicm(rows, columns)
    return chances.table[np.ix_(chances.rows, chances.columns)]


@settings(max_examples=300, deadline=None)
@given(tables())
def test_the_chances_sum_up_to_the_degrees(table: Numbers) -> None:
    chances = full(table.sum(axis=1), table.sum(axis=0))
    assert ((chances >= 0) & (chances <= 1)).all()
    assert np.abs(chances.sum(axis=1) - table.sum(axis=1)).max(initial=0) < 1e-6
    assert np.abs(chances.sum(axis=0) - table.sum(axis=0)).max(initial=0) < 1e-6


@settings(max_examples=200, deadline=None)
@given(tables())
def test_the_odds_are_those_of_a_row_times_those_of_a_column(table: Numbers) -> None:
    """Only then is the entropy the largest: any two by two of them have an odds ratio of 1."""
    chances = full(table.sum(axis=1), table.sum(axis=0))
    inner = (chances > 1e-6) & (chances < 1 - 1e-6)
    if not inner.all() or chances.size == 0:
        return
    odds = np.log(chances / (1 - chances))
    assert np.allclose(odds - odds[:1] - odds[:, :1] + odds[0, 0], 0, atol=1e-6)


def test_where_all_are_alike_every_chance_is_the_density() -> None:
    assert np.allclose(full(np.full(4, 3), np.full(6, 2)), 1 / 2)


def test_nested_rows_leave_nothing_to_chance() -> None:
    assert full(np.array([3, 2, 1]), np.array([3, 2, 1])).tolist() == [[1, 1, 1], [1, 1, 0], [1, 0, 0]]


def test_a_block_that_only_one_way_is_possible_has_chances_of_nearly_0_and_1() -> None:
    """No row is full or empty, and yet the last two rows can only be tied to the first two columns."""
    degrees = np.array([3, 3, 1, 1])
    expected = [[1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0]]
    assert np.allclose(full(degrees, degrees), expected, atol=1e-6)


def test_a_thousand_rows_of_many_degrees() -> None:
    rows = np.arange(1000) % 200 + 1
    columns = np.full(500, rows.sum() // 500)
    columns[: rows.sum() % 500] += 1
    chances = bicm(rows, columns)
    sums = chances.table @ chances.column_sizes
    assert np.abs(sums[chances.rows] - rows).max() < 1e-6


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([1, 1], [1], "rows have 2 ties and columns 1"),
        ([3, 0], [2, 1], "among 0 to 2"),
        ([3, 3, 3, 1], [4, 4, 1, 1], "no network has these degrees"),
    ],
)
def test_degrees_that_cannot_be_are_refused(rows: list[int], columns: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bicm(np.array(rows), np.array(columns))


def test_degrees_that_cannot_be_without_showing_it_lead_to_no_chances() -> None:
    """Two rows of degree 5 need ten ties; columns have at most 2 with them, and five of the seven only 1."""
    with pytest.raises(ConvergenceError):
        bicm(np.array([5, 5, 1, 1, 1, 1]), np.array([5, 4, 1, 1, 1, 1, 1]))
