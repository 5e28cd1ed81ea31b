"""AUC and precision are what their definitions say, equal scores included."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.kernels.hits import auc, precision

scored = st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=6)


@given(scored)
def test_auc_is_the_share_of_hits_above_misses(found: list[tuple[int, bool]]) -> None:
    hits, misses = ([score for score, hit in found if hit is wanted] for wanted in (True, False))
    won = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(hits, misses)]
    expected = float(np.mean(won)) if won else float("nan")
    scores, hit = (np.array(column) for column in zip(*found, strict=True))
    assert auc(scores.astype(float), hit) == pytest.approx(expected, nan_ok=True)


@given(scored, st.integers(1, 7))
def test_precision_is_the_mean_over_all_orders_of_equal_scores(
    found: list[tuple[int, bool]], count: int
) -> None:
    shares = []
    for order in permutations(found):
        first = sorted(order, key=lambda pair: -pair[0])[:count]
        shares.append(sum(hit for _, hit in first) / len(first))
    scores, hits = (np.array(column) for column in zip(*found, strict=True))
    assert precision(scores.astype(float), hits, count) == pytest.approx(np.mean(shares))


def test_without_scores_there_is_no_figure() -> None:
    nothing = np.zeros(0)
    assert np.isnan([auc(nothing, nothing > 0), precision(nothing, nothing > 0, 10)]).all()
