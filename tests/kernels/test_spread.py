"""Participation and diversity are by their formulas, over the ties whose other end is known."""

from math import nan
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given, settings
from kernels.grouped import grouped
from kernels.networks import csr, same

from krpia_graph.kernels.csr import Numbers, Values
from krpia_graph.kernels.diversity import diversity
from krpia_graph.kernels.participation import participation


def by_formula(graph: Any, groups: Numbers, weighted: bool) -> Values:
    """1 - sum of squared shares, node by node."""
    group = dict(zip(graph, groups.tolist(), strict=True))
    values = []
    for node in graph:
        ties: dict[int, float] = {}
        partners = set(nx.all_neighbors(graph, node))
        for partner in partners:
            both = [(node, partner), (partner, node)] if graph.is_directed() else [(node, partner)]
            weight = sum(graph.edges[pair]["weight"] for pair in both if graph.has_edge(*pair))
            if group[partner] >= 0:
                ties[group[partner]] = ties.get(group[partner], 0) + (weight if weighted else 1)
        whole = sum(ties.values())
        values.append(1 - sum((part / whole) ** 2 for part in ties.values()) if ties else nan)
    return np.array(values, dtype=np.float64)


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_participation_is_by_its_formula(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    assert same(participation(csr(graph), groups), by_formula(graph, groups, weighted=True))


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_diversity_is_by_its_formula(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    assert same(diversity(csr(graph), groups), by_formula(graph, groups, weighted=False))
    assert same(diversity(csr(graph), groups, weighted=True), by_formula(graph, groups, weighted=True))


@settings(deadline=None)
@given(grouped())
def test_they_lie_between_0_and_what_so_many_groups_allow(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    most = 1 - 1 / (int(groups.max(initial=0)) + 1)
    for values in (participation(csr(graph), groups), diversity(csr(graph), groups)):
        defined = values[~np.isnan(values)]
        assert ((defined >= 0) & (defined <= most + 1e-12)).all()


def test_a_hub_with_partners_of_two_kinds() -> None:
    """Partners: one of group 0 by a weight of 3, one of group 1 by 1, one unknown. 1 - (3/4)^2 - (1/4)^2."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 3), (0, 2, 1), (0, 3, 9)])
    groups = np.array([0, 0, 1, -1])
    assert participation(csr(graph), groups).tolist() == [0.375, 0, 0, 0]
    assert diversity(csr(graph), groups).tolist() == [0.5, 0, 0, 0]


def test_without_partners_of_known_group_neither_is_defined() -> None:
    graph = nx.path_graph(2)
    assert np.isnan(participation(csr(graph), np.array([-1, -1]))).all()
    assert np.isnan(diversity(csr(graph), np.array([-1, -1]))).all()
