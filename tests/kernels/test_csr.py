"""Edges become sorted rows: parallel ones summed, loops apart, both directions where there is none."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import csr, networks

from krpia_graph.kernels.csr import from_edges


@settings(max_examples=200, deadline=None)
@given(networks())
def test_the_matrix_is_that_of_networkx(graph: "nx.Graph[int]") -> None:
    found = csr(graph)
    expected = nx.to_numpy_array(graph, weight="weight", multigraph_weight=sum)
    assert np.allclose(found.inward.toarray(), expected.T, rtol=0, atol=1e-12)


def test_parallel_edges_are_summed_and_loops_are_kept_apart() -> None:
    ends = np.array([(0, 1), (1, 0), (2, 2), (2, 2)])
    graph = from_edges(3, ends, np.array([1.0, 2.0, 4.0, 8.0]))
    assert graph.arcs.toarray().tolist() == [[0, 3, 0], [3, 0, 0], [0, 0, 0]]
    assert graph.loops.tolist() == [0, 0, 12]


def test_arcs_keep_their_direction() -> None:
    graph = from_edges(2, np.array([(0, 1)]), np.array([5.0]), directed=True)
    assert graph.arcs.toarray().tolist() == [[0, 5], [0, 0]]
    assert graph.inward.toarray().tolist() == [[0, 0], [5, 0]]


def test_an_edge_of_weight_0_is_an_edge() -> None:
    graph = from_edges(2, np.array([(0, 1)]), np.array([0.0]))
    assert graph.hops.toarray().tolist() == [[0, 1], [1, 0]]


@settings(deadline=None)
@given(networks())
def test_rows_ascend(graph: "nx.Graph[int]") -> None:
    found = csr(graph)
    for row in range(found.n):
        columns = found.indices[found.indptr[row] : found.indptr[row + 1]]
        assert (np.diff(columns) > 0).all()


@pytest.mark.parametrize("end", [-1, 3])
def test_an_end_that_is_no_node_is_refused(end: int) -> None:
    with pytest.raises(ValueError, match="not among 0 to 2"):
        from_edges(3, np.array([(0, end)]))


def test_weights_have_to_be_one_for_each_edge() -> None:
    with pytest.raises(ValueError, match="1 weights for 2 edges"):
        from_edges(3, np.array([(0, 1), (1, 2)]), np.array([1.0]))
