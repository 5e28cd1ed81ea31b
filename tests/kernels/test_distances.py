"""Distances are counted as networkx finds them, at any number of searches at once."""

from collections import Counter
from math import isnan
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks

from krpia_graph.kernels import searches
from krpia_graph.kernels.distances import distances


def counted(graph: Any, sources: list[Any] | None = None) -> list[int]:
    chosen = list(graph) if sources is None else sources
    hops = Counter(d for node in chosen for d in nx.single_source_shortest_path_length(graph, node).values())
    return [0, *(hops[distance] for distance in range(1, max(hops, default=0) + 1))]


@settings(max_examples=300, deadline=None)
@given(networks())
def test_they_are_those_of_networkx(graph: Any) -> None:
    found = distances(csr(graph))
    expected = counted(graph)
    assert found.counts.tolist() == expected
    assert (found.pairs, found.diameter) == (sum(expected), len(expected) - 1)
    if found.pairs:
        assert found.mean == pytest.approx(sum(d * n for d, n in enumerate(expected)) / sum(expected))
    else:
        assert isnan(found.mean)


@pytest.mark.parametrize("nodes", [63, 64, 65, 129])
def test_searches_of_more_than_a_word(nodes: int) -> None:
    graph = company_like(nodes, seed=nodes)
    found = distances(csr(graph))
    assert found.counts.tolist() == counted(graph)
    assert found.mean == pytest.approx(nx.average_shortest_path_length(graph))
    assert found.diameter == nx.diameter(graph)


def test_searches_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "CELLS", 1)  # 64 sources a batch
    graph = nx.disjoint_union(company_like(150, seed=1), nx.path_graph(40))
    assert distances(csr(graph)).counts.tolist() == counted(graph)


def test_a_chain_of_four() -> None:
    """Each way 3 pairs at one hop, 2 at two, 1 at three."""
    found = distances(csr(nx.path_graph(4)))
    assert (found.counts.tolist(), found.pairs, found.diameter) == ([0, 6, 4, 2], 12, 3)
    assert found.mean == 20 / 12


@pytest.mark.parametrize("directed", [False, True])
def test_from_some_of_the_nodes(directed: bool) -> None:
    graph = company_like(100, seed=3)
    graph = nx.DiGraph(graph.edges) if directed else graph
    found = distances(csr(graph), np.array([5, 50]))
    nodes = list(graph)
    assert found.counts.tolist() == counted(graph, [nodes[5], nodes[50]])
