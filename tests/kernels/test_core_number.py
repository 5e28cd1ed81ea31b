"""Core numbers are those of networkx."""

from typing import Any

import networkx as nx
from hypothesis import given, settings
from kernels.networks import company_like, csr, networks

from krpia_graph.kernels.core_number import core_number


@settings(max_examples=300, deadline=None)
@given(networks(multi=False, loops=False))
def test_they_are_those_of_networkx(graph: Any) -> None:
    assert core_number(csr(graph)).tolist() == list(nx.core_number(graph).values())


def test_a_chain_is_taken_down_link_by_link() -> None:
    graph = nx.disjoint_union(nx.path_graph(200), company_like(200, seed=2))
    assert core_number(csr(graph)).tolist() == list(nx.core_number(graph).values())
