"""PageRank, Katz and eigenvector centrality are those of networkx, step for step."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks, same, vector

from krpia_graph.kernels.csr import ConvergenceError
from krpia_graph.kernels.eigenvector import DENSE, eigenvector, leading_eigenvector
from krpia_graph.kernels.katz import katz
from krpia_graph.kernels.pagerank import pagerank

STEPS = 20_000


@settings(max_examples=300, deadline=None)
@given(networks())
def test_pagerank_is_that_of_networkx(graph: Any) -> None:
    assert same(pagerank(csr(graph)), vector(graph, nx.pagerank(graph)))


@settings(deadline=None)
@given(networks())
def test_pagerank_without_weights_counts_parallel_edges(graph: Any) -> None:
    assert same(pagerank(csr(graph, None)), vector(graph, nx.pagerank(graph, weight=None)))


@settings(deadline=None)
@given(networks())
def test_pagerank_sums_to_one(graph: Any) -> None:
    assert len(graph) == 0 or abs(pagerank(csr(graph)).sum() - 1) < 1e-12


@settings(max_examples=200, deadline=None)
@given(networks(multi=False))
def test_katz_is_that_of_networkx(graph: Any) -> None:
    """Weights up to 10 at up to 24 neighbours: an `alpha` at which it always has a solution."""
    expected = nx.katz_centrality(graph, alpha=0.002, beta=0.5, weight="weight")
    assert same(katz(csr(graph), alpha=0.002, beta=0.5), vector(graph, expected))


@settings(deadline=None)
@given(networks(multi=False, loops=False))
def test_katz_solves_its_equation(graph: Any) -> None:
    network = csr(graph)
    found = katz(network, alpha=0.002, normalized=False, tol=1e-13)
    assert np.allclose(found, 0.002 * (network.inward @ found) + 1, rtol=0, atol=1e-10)


def test_katz_beyond_its_limit_does_not_converge() -> None:
    with pytest.raises(ConvergenceError, match="within 1000 iterations"):
        katz(csr(nx.complete_graph(12)), alpha=0.2)


@settings(max_examples=200, deadline=None)
@given(networks(multi=False))
def test_eigenvector_is_that_of_networkx(graph: Any) -> None:
    if len(graph):
        expected = nx.eigenvector_centrality(graph, STEPS, weight="weight")
        assert same(eigenvector(csr(graph), STEPS), vector(graph, expected))


@settings(max_examples=200, deadline=None)
@given(networks(directed=False))
def test_the_leading_eigenvector_of_a_network_in_one_piece_solves_its_equation(graph: Any) -> None:
    """networkx iterates and ends too early for nine digits."""
    for nodes in nx.connected_components(graph):
        network = csr(graph.subgraph(nodes))
        found = leading_eigenvector(network)
        assert abs(np.linalg.norm(found) - 1) < 1e-12
        matrix = nx.to_numpy_array(graph.subgraph(nodes), weight="weight", multigraph_weight=sum)
        largest = np.linalg.eigvalsh(matrix)[-1]
        assert np.allclose(matrix @ found, largest * found, rtol=0, atol=1e-9 * max(1, largest))


def test_the_leading_eigenvector_of_a_large_network_is_that_of_networkx() -> None:
    graph = company_like(2 * DENSE, seed=5)
    expected = nx.eigenvector_centrality_numpy(graph, weight="weight")
    assert same(leading_eigenvector(csr(graph)), vector(graph, expected))


def test_the_two_sides_of_a_star_have_half_of_it_each() -> None:
    """A plain power iteration swings on a network of two sides."""
    found = leading_eigenvector(csr(nx.complete_bipartite_graph(2, 5)))
    assert np.allclose(found, [0.5] * 2 + [(0.5 / 5) ** 0.5] * 5, rtol=0, atol=1e-12)


def test_the_leading_eigenvector_of_a_directed_network_is_refused() -> None:
    with pytest.raises(ValueError, match="directed"):
        leading_eigenvector(csr(nx.DiGraph([(0, 1)])))


def test_too_few_steps_are_no_result() -> None:
    with pytest.raises(ConvergenceError):
        pagerank(csr(nx.star_graph(9)), max_iter=1, tol=1e-12)
    with pytest.raises(ConvergenceError):
        eigenvector(csr(nx.star_graph(9)), max_iter=1, tol=1e-12)
