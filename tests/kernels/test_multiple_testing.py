"""Corrected chances are those of the two procedures, also where most tests are not even listed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from krpia_graph.kernels.multiple_testing import Correction, corrected

CHANCES = st.lists(st.floats(0, 1), max_size=12)
METHODS: list[Correction] = ["holm", "benjamini-hochberg"]


@settings(max_examples=200, deadline=None)
@given(CHANCES.filter(bool))
def test_benjamini_hochberg_is_that_of_scipy(chances: list[float]) -> None:
    expected = false_discovery_control(chances, method="bh")
    assert np.allclose(corrected(np.array(chances), "benjamini-hochberg"), expected, rtol=1e-12, atol=0)


@settings(max_examples=200, deadline=None)
@given(CHANCES, st.floats(0.001, 0.999))
def test_holm_goes_down_until_a_chance_is_too_large(chances: list[float], level: float) -> None:
    """As published: the smallest against level / m, the next against level / (m - 1), until one fails."""
    kept = np.zeros(len(chances), dtype=bool)
    for done, which in enumerate(np.argsort(chances, kind="stable")):
        if (len(chances) - done) * chances[which] > level:
            break
        kept[which] = True
    assert (corrected(np.array(chances)) <= level).tolist() == kept.tolist()


@settings(deadline=None)
@given(CHANCES, st.integers(0, 20), st.sampled_from(METHODS))
def test_tests_that_are_not_given_have_the_chance_1(
    chances: list[float], more: int, method: Correction
) -> None:
    given_all = corrected(np.array(chances + [1.0] * more), method)
    found = corrected(np.array(chances), method, len(chances) + more)
    assert found.tolist() == given_all[: len(chances)].tolist()


def test_by_hand() -> None:
    """0.01 * 3, 0.02 * 2, 0.5 * 1; or 0.01 * 3 / 1, 0.02 * 3 / 2, 0.5 * 3 / 3."""
    chances = np.array([0.5, 0.01, 0.02])
    assert corrected(chances) == pytest.approx([0.5, 0.03, 0.04])
    assert corrected(chances, "benjamini-hochberg") == pytest.approx([0.5, 0.03, 0.03])


def test_less_tests_than_chances_are_refused() -> None:
    with pytest.raises(ValueError, match="2 chances out of 1 tests"):
        corrected(np.array([0.1, 0.2]), tests=1)
