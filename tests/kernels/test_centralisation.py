"""A star has the centralisation 1, a ring 0, and everything else is in between."""

from math import isnan
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import csr, networks

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.centralisation import betweenness_centralisation, degree_centralisation
from krpia_graph.kernels.csr import Csr


def both(network: Csr) -> tuple[float, float]:
    degrees = degree_centralisation(np.diff(network.indptr))
    return degrees, betweenness_centralisation(betweenness(network))


@pytest.mark.parametrize("leaves", [2, 3, 10])
def test_a_star_has_1(leaves: int) -> None:
    assert both(csr(nx.star_graph(leaves))) == pytest.approx((1, 1))


def test_a_ring_has_0() -> None:
    assert both(csr(nx.cycle_graph(7))) == pytest.approx((0, 0))


def test_a_chain_of_five() -> None:
    """Degrees 1 2 2 2 1: 2 of 12. Pairs between: 0 3 4 3 0 of 6, which is 10 of 4 * 6."""
    assert both(csr(nx.path_graph(5))) == pytest.approx((2 / 12, 10 / 24))


@settings(max_examples=200, deadline=None)
@given(networks(directed=False, loops=False, multi=False))
def test_it_is_at_least_0_and_at_most_1(graph: Any) -> None:
    for value in both(csr(graph)):
        assert isnan(value) == (len(graph) < 3)
        assert isnan(value) or -1e-12 <= value <= 1 + 1e-12
