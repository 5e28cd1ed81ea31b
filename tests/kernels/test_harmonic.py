"""Harmonic centrality is that of networkx, at any number of searches at once."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import company_like, csr, networks, same, vector

from krpia_graph.kernels import harmonic as module
from krpia_graph.kernels.harmonic import count_ones, count_ones_by_halves, harmonic


@settings(max_examples=300, deadline=None)
@given(networks())
def test_it_is_that_of_networkx(graph: Any) -> None:
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


@pytest.mark.parametrize("nodes", [63, 64, 65, 129])
def test_searches_of_more_than_a_word(nodes: int) -> None:
    graph = company_like(nodes, seed=nodes)
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


def test_searches_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CELLS", 1)  # 64 sources a batch
    graph = nx.disjoint_union(company_like(150, seed=1), nx.path_graph(40))
    assert same(harmonic(csr(graph)), vector(graph, nx.harmonic_centrality(graph)))


def test_arcs_count_towards_the_node() -> None:
    assert harmonic(csr(nx.DiGraph([(0, 1), (1, 2)]))).tolist() == [0.0, 1.0, 1.5]


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), max_size=50))
def test_ones_are_counted_alike_with_any_numpy(words: list[int]) -> None:
    found = np.array(words, dtype=np.uint64)
    expected = [word.bit_count() for word in words]
    assert count_ones_by_halves(found).tolist() == count_ones(found).tolist() == expected
