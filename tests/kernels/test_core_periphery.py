"""The core fits as well as is said; where there is an ideal one it is found."""

from itertools import product
from math import isnan
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from kernels.networks import csr, networks

from krpia_graph.kernels.core_periphery import core_periphery, correlation


def by_definition(graph: Any, core: npt.NDArray[np.bool_]) -> float:
    """Pearson's correlation of the upper triangles of the ties and of the ideal ones."""
    pairs = np.triu_indices(len(graph), 1)
    ties = nx.to_numpy_array(graph, weight=None)[pairs]
    ideal = (core[:, None] | core[None, :]).astype(float)[pairs]
    alike = any(len(set(side.tolist())) < 2 for side in (ties, ideal))
    return float("nan") if alike else float(np.corrcoef(ties, ideal)[0, 1])


@settings(max_examples=200, deadline=None)
@given(networks(directed=False, loops=False, multi=False))
def test_the_fit_is_the_correlation_with_the_ideal(graph: Any) -> None:
    network = csr(graph)
    found = core_periphery(network)
    assert found.correlation == pytest.approx(by_definition(graph, found.core), abs=1e-9, nan_ok=True)
    assert correlation(network, found.core) == pytest.approx(found.correlation, nan_ok=True)
    pairs = len(graph) * (len(graph) - 1) // 2
    assert isnan(found.correlation) == (not 0 < graph.size() < pairs)


def best_of_all(graph: Any) -> float:
    cores = (np.array(core) for core in product([False, True], repeat=len(graph)))
    return max(value for core in cores if not isnan(value := by_definition(graph, core)))


def test_it_is_mostly_the_best_of_all_divisions() -> None:
    """Random networks are the hard ones: none has much of a core."""
    graphs = [nx.gnm_random_graph(8, 11, seed=seed) for seed in range(40)]
    missed = np.array([best_of_all(graph) - core_periphery(csr(graph)).correlation for graph in graphs])
    assert (missed < 1e-9).sum() >= 35
    assert missed.min() > -1e-9 and missed.max() < 0.13


@settings(max_examples=200, deadline=None)
@given(networks(directed=False, loops=False, multi=False))
def test_no_single_move_makes_it_better(graph: Any) -> None:
    network = csr(graph)
    found = core_periphery(network)
    for node in range(len(graph)):
        moved = found.core.copy()
        moved[node] = not moved[node]
        fit = correlation(network, moved)
        assert isnan(fit) or fit <= found.correlation + 1e-9


def test_a_star_has_its_centre_as_core() -> None:
    found = core_periphery(csr(nx.star_graph(6)))
    assert found.core.tolist() == [True] + [False] * 6
    assert found.correlation == pytest.approx(1)


def test_an_ideal_core_of_three_is_found() -> None:
    graph = nx.complete_graph(3)
    graph.add_edges_from((core, other) for core in range(3) for other in range(3, 12))
    found = core_periphery(csr(graph))
    assert np.flatnonzero(found.core).tolist() == [0, 1, 2]
    assert found.correlation == pytest.approx(1)


def test_directed_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="directed"):
        core_periphery(csr(nx.DiGraph([(0, 1)])))
