"""Constraint and effective size are those of networkx, whatever the size of a block of rows."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks, same, vector

from krpia_graph.kernels import shares
from krpia_graph.kernels.constraint import constraint
from krpia_graph.kernels.effective_size import effective_size


@settings(max_examples=200, deadline=None)
@given(networks(multi=False, loops=False))
def test_constraint_is_that_of_networkx(graph: Any) -> None:
    expected = nx.constraint(graph, weight="weight") if graph.size() else dict.fromkeys(graph, float("nan"))
    assert same(constraint(csr(graph)), vector(graph, expected))


@settings(max_examples=200, deadline=None)
@given(networks(multi=False, loops=False))
def test_effective_size_is_that_of_networkx(graph: Any) -> None:
    """By way of its `nodes`: the other way of networkx divides by the largest weight of the wrong node."""
    found = effective_size(csr(graph))
    expected = vector(graph, nx.effective_size(graph, nodes=list(graph), weight="weight"))
    defined = ~np.isnan(expected)
    assert same(found[defined], expected[defined])


@settings(deadline=None)
@given(networks(directed=False, multi=False, loops=False))
def test_effective_size_without_weights_is_by_the_formula_of_borgatti(graph: Any) -> None:
    expected = nx.effective_size(graph, nodes=list(graph))
    assert same(effective_size(csr(graph, None)), vector(graph, expected))


def test_a_node_that_only_others_point_at_has_neighbours() -> None:
    """networkx leaves it out, though it counts both directions everywhere else."""
    assert effective_size(csr(nx.DiGraph([(0, 1)]))).tolist() == [1.0, 1.0]


def test_blocks_of_rows_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    network = csr(company_like(400, seed=4))
    whole = constraint(network), effective_size(network)
    monkeypatch.setattr(shares, "PRODUCTS", 50)
    assert same(constraint(network), whole[0])
    assert same(effective_size(network), whole[1])


def test_on_a_pure_network_of_two_sides_constraint_is_concentration() -> None:
    """No two neighbours are tied: what is left is the sum of squared shares."""
    graph = nx.complete_bipartite_graph(3, 4)
    assert same(constraint(csr(graph)), np.array([1 / 4] * 3 + [1 / 3] * 4))
