"""Every triangle is found once; transitivity and clustering are those of networkx."""

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks, same, vector

from krpia_graph.kernels import triangles as module
from krpia_graph.kernels.transitivity import clustering, transitivity
from krpia_graph.kernels.triangles import triangles


@settings(max_examples=200, deadline=None)
@given(networks())
def test_every_three_nodes_that_are_tied_are_found_once(graph: Any) -> None:
    ties = nx.to_numpy_array(nx.Graph(graph.to_undirected()), weight=None) > 0
    expected = {
        three
        for three in combinations(range(len(graph)), 3)
        if all(ties[a, b] for a, b in combinations(three, 2))
    }
    found = [tuple(sorted(row)) for block in triangles(csr(graph)) for row in block.tolist()]
    assert sorted(found) == sorted(expected)


@settings(max_examples=200, deadline=None)
@given(networks(directed=False, multi=False))
def test_they_are_those_of_networkx(graph: Any) -> None:
    network = csr(graph)
    assert transitivity(network) == pytest.approx(nx.transitivity(graph), abs=1e-12)
    assert same(clustering(network), vector(graph, nx.clustering(graph)))


def test_a_triangle_with_a_tail() -> None:
    """Of the five pairs of neighbours of one node three are tied; at the node with the tail, one of three."""
    network = csr(nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3)]))
    assert transitivity(network) == 3 / 5
    assert clustering(network).tolist() == [1, 1, 1 / 3, 0]


def test_blocks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = company_like(400, seed=4)
    monkeypatch.setattr(module, "PATHS", 1)
    assert same(clustering(csr(graph)), vector(graph, nx.clustering(graph)))


def test_directed_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="directed"):
        transitivity(csr(nx.DiGraph([(0, 1)])))
    assert np.concatenate(list(triangles(csr(nx.DiGraph([(0, 1), (2, 1), (0, 2)]))))).shape == (1, 3)
