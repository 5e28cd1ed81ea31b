"""Many searches at once: who is reached is counted right, with any numpy, and as far as networks go."""

from typing import Any

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import csr, networks

from krpia_graph.kernels.searches import count_ones, count_ones_by_halves, searches


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), max_size=50))
def test_ones_are_counted_alike_with_any_numpy(words: list[int]) -> None:
    found = np.array(words, dtype=np.uint64)
    expected = [word.bit_count() for word in words]
    assert count_ones_by_halves(found).tolist() == count_ones(found).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(networks())
def test_each_node_is_reached_once_from_each_source_that_leads_there(graph: Any) -> None:
    times = np.zeros(len(graph), dtype=np.int64)
    for _, nodes, reached in searches(csr(graph), np.arange(len(graph))):
        times[nodes] += count_ones(reached).sum(axis=1, dtype=np.int64)
    above = {node: len(nx.ancestors(graph, node)) for node in graph}
    if not graph.is_directed():
        above = {node: len(nx.node_connected_component(graph, node)) - 1 for node in graph}
    assert times.tolist() == [above[node] for node in graph]
