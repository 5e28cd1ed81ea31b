"""Betweenness is that of networkx, exact, or near it where it is estimated."""

from random import Random
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import csr, networks, same, vector

from krpia_graph.kernels.betweenness import betweenness, dependencies


@settings(max_examples=300, deadline=None)
@given(networks(), st.booleans())
def test_it_is_that_of_networkx(graph: Any, normalized: bool) -> None:
    expected = nx.betweenness_centrality(graph, normalized=normalized)
    assert same(betweenness(csr(graph), normalized=normalized), vector(graph, expected))


@settings(max_examples=200, deadline=None)
@given(networks(), st.integers(2, 8), st.integers(0, 1000), st.booleans())
def test_it_is_that_of_networkx_from_some_sources(graph: Any, most: int, seed: int, normalized: bool) -> None:
    if len(graph) > most:
        expected = nx.betweenness_centrality(graph, k=most, normalized=normalized, seed=seed)
        sources = np.array(Random(seed).sample(list(range(len(graph))), most))
        assert same(betweenness(csr(graph), sources, normalized), vector(graph, expected))


def test_parts_of_the_sources_add_up_to_all_of_them() -> None:
    graph = csr(nx.barabasi_albert_graph(300, 2, seed=7))
    parts = [dependencies(graph, np.arange(start, start + 100)) for start in (0, 100, 200)]
    assert np.allclose(sum(parts) / (299 * 298), betweenness(graph), rtol=0, atol=1e-12)


def test_few_arcs_and_many_give_the_same() -> None:
    """A path is followed arc by arc, a thicket by products of matrices; joined, they need both."""
    graph = nx.disjoint_union(nx.path_graph(150), nx.gnm_random_graph(150, 1500, seed=2))
    graph.add_edge(149, 150)
    for network in (graph, nx.DiGraph(graph.edges)):
        assert same(betweenness(csr(network)), vector(network, nx.betweenness_centrality(network)))


def test_estimates_are_near_where_pivots_are_many() -> None:
    graph = csr(nx.barabasi_albert_graph(1500, 2, seed=3))
    exact = betweenness(graph)
    estimated = betweenness(graph, np.array(sorted(Random(1).sample(range(1500), 400))))
    leading = np.argsort(-exact)[:20]
    assert np.abs(estimated[leading] / exact[leading] - 1).max() < 0.25
    assert set(np.argsort(-estimated)[:5].tolist()) == set(leading[:5].tolist())


def test_nothing_lies_between_without_ties() -> None:
    assert not betweenness(csr(nx.empty_graph(5))).any()
    assert not betweenness(csr(nx.empty_graph(0))).any()


def test_of_one_source_nothing_is_known_about_itself() -> None:
    found = betweenness(csr(nx.path_graph(4)), np.array([1]))
    assert np.isnan(found[1])
    assert found[[0, 2, 3]].tolist() == [0.0, 0.5, 0.0]
