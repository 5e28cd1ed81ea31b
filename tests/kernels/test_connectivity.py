"""Components, articulation points and bridges are those of networkx."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from kernels.networks import csr, networks

from krpia_graph.kernels.connectivity import components, cuts


@settings(max_examples=300, deadline=None)
@given(networks())
def test_components_are_numbered_by_their_first_nodes(graph: Any) -> None:
    found = components(csr(graph)).tolist()
    pieces = nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    nodes = list(graph)
    numbered = sorted((min(nodes.index(n) for n in piece), piece) for piece in pieces)
    expected = {node: number for number, (_, piece) in enumerate(numbered) for node in piece}
    assert found == [expected[node] for node in graph]


@settings(max_examples=300, deadline=None)
@given(networks(directed=False, multi=False))
def test_cuts_are_those_of_networkx(graph: Any) -> None:
    found = cuts(csr(graph))
    names = list(graph)
    points = {name for name, cut in zip(names, found.points, strict=True) if cut}
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    assert points == set(nx.articulation_points(graph))
    expected = sorted(tuple(sorted(names.index(end) for end in edge)) for edge in nx.bridges(graph))
    assert [tuple(row) for row in found.bridges.tolist()] == expected


def test_two_triangles_joined_by_an_edge() -> None:
    found = cuts(csr(nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)])))
    assert found.points.tolist() == [False, False, True, True, False, False]
    assert found.bridges.tolist() == [[2, 3]]


def test_two_triangles_at_a_node_have_no_bridge() -> None:
    found = cuts(csr(nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)])))
    assert found.points.tolist() == [False, False, True, False, False]
    assert found.bridges.tolist() == []


def test_a_chain_is_longer_than_calls_may_be_nested() -> None:
    found = cuts(csr(nx.path_graph(20_000)))
    assert found.points.sum() == 19_998
    assert len(found.bridges) == 19_999


def test_directed_networks_are_refused() -> None:
    with pytest.raises(ValueError, match="directed"):
        cuts(csr(nx.DiGraph([(0, 1)])))
