"""Modularity: cliques apart by hand, any network as networkx has it, and what is refused."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.kernels.csr import from_edges
from krpia_graph.kernels.modularity import modularity

TIES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.1, 5),
    min_size=1,
)


def test_two_triangles_apart_have_a_half() -> None:
    ends = np.array([(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)])
    assert modularity(from_edges(6, ends), np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(1 / 2)
    assert modularity(from_edges(6, ends), np.zeros(6, dtype=np.int64)) == 0


@given(TIES, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_as_in_networkx(ties: dict[tuple[int, int], float], parts: list[int]) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in ties.items())
    divided = [{n for n in range(8) if parts[n] == part} for part in set(parts)]
    csr = from_edges(8, np.array(list(ties)), np.array(list(ties.values())))
    wanted = nx.community.modularity(graph, divided)
    assert modularity(csr, np.array(parts)) == pytest.approx(wanted, abs=1e-12)


def test_none_without_ties() -> None:
    assert math.isnan(modularity(from_edges(2, np.zeros((0, 2), dtype=np.int64)), np.array([0, 1])))


def test_a_node_without_a_part_and_a_directed_network_are_refused() -> None:
    with pytest.raises(ValueError, match="in no part"):
        modularity(from_edges(2, np.array([(0, 1)])), np.array([0, -1]))
    with pytest.raises(ValueError, match="directed"):
        modularity(from_edges(2, np.array([(0, 1)]), directed=True), np.array([0, 0]))
