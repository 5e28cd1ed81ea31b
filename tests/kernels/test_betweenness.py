"""Betweenness is that of networkx, exact, or near it where it is estimated."""

from random import Random
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import csr, networks, same, vector, with_trees

from krpia_graph.kernels import sweep
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


@settings(max_examples=300, deadline=None)
@given(with_trees())
def test_hanging_trees_change_nothing(graph: Any) -> None:
    assert same(betweenness(csr(graph)), vector(graph, nx.betweenness_centrality(graph)))


@settings(max_examples=300, deadline=None)
@given(with_trees(), st.data())
def test_sources_may_stand_in_trees(graph: Any, data: st.DataObject) -> None:
    """What leads from each source through each node is counted along all shortest paths, one by one."""
    sources = data.draw(st.lists(st.sampled_from(list(graph)), unique=True, max_size=6))
    expected = dict.fromkeys(graph, 0.0)
    for source in sources:
        for end in nx.node_connected_component(graph, source) - {source}:
            paths = list(nx.all_shortest_paths(graph, source, end))
            for path in paths:
                for node in path[1:-1]:
                    expected[node] += 1 / len(paths)
    number = {node: place for place, node in enumerate(graph)}
    found = dependencies(csr(graph), np.array([number[source] for source in sources], dtype=np.int64))
    assert same(found, vector(graph, expected))


@settings(max_examples=100, deadline=None)
@given(st.one_of(networks(), with_trees()), st.randoms(use_true_random=False))
def test_parts_of_the_sources_add_up_to_all_of_them(graph: Any, chance: Random) -> None:
    sources = np.arange(len(graph))
    half = np.array([chance.random() < 0.5 for _ in sources], dtype=bool)
    network = csr(graph)
    parts = dependencies(network, sources[half]) + dependencies(network, sources[~half])
    assert same(parts, dependencies(network, sources))


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(30),
        nx.path_graph(31),
        nx.balanced_tree(3, 4),
        nx.lollipop_graph(6, 9),
        nx.cycle_graph(90),
    ],
    ids=["star", "path", "tree", "lollipop", "cycle"],
)
@pytest.mark.parametrize("directed", [False, True])
def test_networks_of_one_shape(graph: Any, directed: bool) -> None:
    network = nx.DiGraph(graph.edges) if directed else graph
    assert same(betweenness(csr(network)), vector(network, nx.betweenness_centrality(network)))


@pytest.mark.parametrize("directed", [False, True])
def test_batches_and_their_sizes_change_nothing(monkeypatch: pytest.MonkeyPatch, directed: bool) -> None:
    """Batches of 8, of which the last is narrower, and from a long chain on of more."""
    monkeypatch.setattr(sweep, "CELLS", 1)
    monkeypatch.setattr(sweep, "CELLS_IF_LONG", 20 * 400)
    graph = nx.disjoint_union(nx.circular_ladder_graph(150), nx.barabasi_albert_graph(101, 2, seed=3))
    network = nx.DiGraph(graph.edges) if directed else graph
    assert same(betweenness(csr(network)), vector(network, nx.betweenness_centrality(network)))


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
