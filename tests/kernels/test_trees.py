"""Hanging trees are what a 2-core lacks; each of their nodes knows on which one it hangs."""

from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import csr, networks, with_trees

from krpia_graph.kernels.trees import hanging_trees

UNDIRECTED = st.one_of(with_trees(), networks(directed=False))


def without_loops(graph: Any) -> Any:
    found: Any = nx.Graph(graph)
    found.remove_edges_from(list(nx.selfloop_edges(found)))
    return nx.convert_node_labels_to_integers(found)


@settings(max_examples=200, deadline=None)
@given(UNDIRECTED)
def test_the_2_core_and_one_node_of_each_tree_are_left(graph: Any) -> None:
    plain = without_loops(graph)
    left = set(np.flatnonzero(hanging_trees(csr(graph)).parent < 0).tolist())
    core = set(nx.k_core(plain, 2))
    assert core <= left
    for piece in nx.connected_components(plain):
        assert left & piece == core & piece or len(left & piece) == 1


@settings(max_examples=200, deadline=None)
@given(UNDIRECTED)
def test_every_node_hangs_on_a_neighbour_and_goes_before_it(graph: Any) -> None:
    plain, trees = without_loops(graph), hanging_trees(csr(graph))
    order = [int(node) for nodes in trees.rounds for node in nodes]
    place = {node: at for at, node in enumerate(order)}
    assert sorted(order) == np.flatnonzero(trees.parent >= 0).tolist()
    for node in order:
        parent = int(trees.parent[node])
        assert plain.has_edge(node, parent)
        assert place.get(parent, len(order)) > place[node]


@settings(deadline=None)
@given(UNDIRECTED)
def test_gathering_loses_nothing(graph: Any) -> None:
    trees = hanging_trees(csr(graph))
    assert trees.gather(np.ones(len(graph)))[trees.parent < 0].sum() == len(graph)


def test_of_a_path_one_node_is_left() -> None:
    trees = hanging_trees(csr(nx.path_graph(5)))
    assert trees.parent.tolist() == [1, 2, -1, 2, 3]
    assert trees.gather(np.ones(5)).tolist() == [1, 2, 5, 2, 1]
