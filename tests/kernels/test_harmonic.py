"""Harmonic centrality is that of networkx, at any number of searches at once."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks, same, vector

from krpia_graph.kernels import searches
from krpia_graph.kernels.harmonic import harmonic


@settings(max_examples=300, deadline=None)
@given(networks())
def test_it_is_that_of_networkx(graph: Any) -> None:
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


@pytest.mark.parametrize("nodes", [63, 64, 65, 129])
def test_searches_of_more_than_a_word(nodes: int) -> None:
    graph = company_like(nodes, seed=nodes)
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


def test_searches_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "CELLS", 1)  # 64 sources a batch
    graph = nx.disjoint_union(company_like(150, seed=1), nx.path_graph(40))
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


def test_arcs_count_towards_the_node() -> None:
    assert harmonic(csr(nx.DiGraph([(0, 1), (1, 2)]))).tolist() == [0.0, 1.0, 1.5]


def test_some_sources_give_the_share_of_their_distances() -> None:
    """On a path of four from its second: distances 1, 0, 1, 2, taken for those from all three others."""
    found = harmonic(csr(nx.path_graph(4)), np.array([1]))
    assert found[[0, 2, 3]].tolist() == [3.0, 3.0, 1.5]
    assert np.isnan(found[1])


@settings(max_examples=100, deadline=None)
@given(networks())
def test_all_sources_are_the_exact_sum(graph: Any) -> None:
    if len(graph) > 1:
        assert same(harmonic(csr(graph), np.arange(len(graph))), harmonic(csr(graph)))


def test_estimates_are_near_where_sources_are_many() -> None:
    graph = csr(company_like(1500, seed=2))
    some = np.random.default_rng(3).choice(1500, 400, replace=False)
    assert np.abs(harmonic(graph, some) / harmonic(graph) - 1).max() < 0.05
