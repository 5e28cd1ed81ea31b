"""Assortativity and mixing are those of networkx, and not defined where everything is alike."""

from math import isnan
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.grouped import grouped
from kernels.networks import csr, networks

from krpia_graph.kernels.assortativity import degree_assortativity, e_i_index, group_assortativity, mixing
from krpia_graph.kernels.csr import Numbers


def known_part(graph: Any, groups: Numbers) -> Any:
    """The nodes of known group, which is their attribute."""
    group = dict(zip(graph, groups.tolist(), strict=True))
    part = graph.subgraph([node for node in graph if group[node] >= 0]).copy()
    nx.set_node_attributes(part, group, "group")
    return part


@settings(max_examples=200, deadline=None)
@given(networks(loops=False, multi=False))
def test_degrees_are_correlated_as_in_networkx(graph: Any) -> None:
    found = degree_assortativity(csr(graph))
    ends = list(nx.node_degree_xy(graph, *(("out", "in") if graph.is_directed() else ())))
    if any(len(set(side)) < 2 for side in zip(*ends, strict=True)) or not ends:
        assert isnan(found)
    else:
        assert found == pytest.approx(nx.degree_assortativity_coefficient(graph), abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_groups_mix_as_in_networkx(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    part = known_part(graph, groups)
    size = int(groups.max(initial=-1)) + 1
    pairs = dict(enumerate(range(size)))
    expected = nx.attribute_mixing_matrix(part, "group", mapping=pairs, normalized=False) if size else []
    assert mixing(csr(graph), groups).tolist() == np.asarray(expected).tolist()


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_groups_are_assorted_as_in_networkx(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    part = known_part(graph, groups)
    found = group_assortativity(csr(graph), groups)
    if len({part.nodes[node]["group"] for edge in part.edges for node in edge}) < 2:
        assert isnan(found)
    else:
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(part, "group"), abs=1e-9)


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_the_e_i_index_compares_ties_between_and_within(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    part = known_part(graph, groups)
    kinds = [part.nodes[a]["group"] != part.nodes[b]["group"] for a, b in part.edges]
    found = e_i_index(csr(graph), groups)
    if kinds:
        assert found == pytest.approx((sum(kinds) - (len(kinds) - sum(kinds))) / len(kinds))
    else:
        assert isnan(found)


def test_a_chain_of_two_groups() -> None:
    """a a b b: two ties within, one between. Ends: 3 of each group, so that 1/2 would be within by chance."""
    network, groups = csr(nx.path_graph(4)), np.array([0, 0, 1, 1])
    assert mixing(network, groups).tolist() == [[2, 1], [1, 2]]
    assert e_i_index(network, groups) == -1 / 3
    assert group_assortativity(network, groups) == pytest.approx((2 / 3 - 1 / 2) / (1 - 1 / 2))
    assert degree_assortativity(network) == pytest.approx(-1 / 2)


def test_a_star_is_as_disassortative_as_can_be() -> None:
    assert degree_assortativity(csr(nx.star_graph(5))) == -1
