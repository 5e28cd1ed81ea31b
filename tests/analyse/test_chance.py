"""A value beside what chance gave: mean, bounds, ratio and p, and other distributions of groups."""

import numpy as np
import pytest

from krpia_graph.analyse.chance import compared, permuted, share_as_far
from krpia_graph.analyse.figures import OfGroups
from krpia_graph.kernels.assortativity import e_i_index, group_assortativity
from krpia_graph.kernels.csr import Csr, Numbers, from_edges
from krpia_graph.model.portrait import Figure

HUNDRED = np.arange(1.0, 101.0)


def test_mean_bounds_ratio_and_p() -> None:
    figure = compared("f", 101.0, HUNDRED, signed=False)
    assert (figure.value, figure.null, figure.low, figure.high) == (101, 50.5, 5, 95)
    assert figure.ratio == 2
    assert figure.p == pytest.approx(1 / 101)  # never 0: the value itself is one of them


def test_no_ratio_where_it_says_nothing() -> None:
    assert compared("f", 101.0, HUNDRED, signed=True).ratio is None
    assert compared("f", 1.0, np.zeros(3), signed=False).ratio is None


def test_what_is_not_defined_is_none_and_null_networks_without_it_do_not_count() -> None:
    nan = float("nan")
    assert compared("f", nan, HUNDRED, signed=False) == Figure("f", None)
    assert compared("f", 2.0, np.array([nan, nan]), signed=False) == Figure("f", 2.0)
    assert compared("f", 2.0, np.array([nan, 4.0]), signed=False).null == 4


def test_p_looks_at_both_sides() -> None:
    drawn = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    assert share_as_far(-2.0, drawn) == share_as_far(2.0, drawn) == pytest.approx(3 / 6)
    assert share_as_far(0.0, drawn) == 1
    assert share_as_far(0.0, np.array([float("nan")])) is None


def test_dealt_out_anew_the_groups_are_as_large_and_the_unknown_stay_unknown() -> None:
    graph = from_edges(6, np.array([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]))
    groups = np.array([0, 0, -1, 1, 1, 2])
    seen: list[list[int]] = []

    def note(_: Csr, dealt: Numbers) -> float:
        seen.append(dealt.tolist())
        return 0.0

    permuted(graph, groups, note, 20, 7)
    assert {tuple(sorted(dealt)) for dealt in seen} == {(-1, 0, 0, 1, 1, 2)}
    assert {dealt[2] for dealt in seen} == {-1}
    assert len({tuple(dealt) for dealt in seen}) > 5


@pytest.mark.parametrize("figure", [group_assortativity, e_i_index])
def test_p_is_about_uniform_where_ties_do_not_look_at_groups(figure: OfGroups) -> None:
    generator = np.random.Generator(np.random.PCG64(11))
    shares = []
    for trial in range(120):
        ends = np.unique(np.sort(generator.integers(0, 40, (90, 2)), axis=1), axis=0)
        graph = from_edges(40, ends[ends[:, 0] < ends[:, 1]])
        groups = generator.integers(0, 3, 40)
        drawn = permuted(graph, groups, figure, 99, trial)
        shares.append(share_as_far(figure(graph, groups), drawn) or 0)
    below = [sum(share <= bound for share in shares) / len(shares) for bound in (0.1, 0.25, 0.5, 0.75)]
    assert below == pytest.approx([0.1, 0.25, 0.5, 0.75], abs=0.12)
