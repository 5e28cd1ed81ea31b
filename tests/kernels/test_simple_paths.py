"""The shortest simple paths are those of networkx, and of equal ones the first by number comes first."""

from itertools import islice
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.kernels.csr import from_edges
from krpia_graph.kernels.simple_paths import EXACT, simple_paths

NODES = 9
pair = st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda ends: ends[0] != ends[1])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(pair, st.integers(1, 4), max_size=24), st.booleans(), pair, st.integers(1, 6))
def test_they_are_those_of_networkx_in_a_settled_order(
    arcs: dict[tuple[int, int], int], directed: bool, ends: tuple[int, int], count: int
) -> None:
    graph: Any = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(NODES))
    for (a, b), length in arcs.items():
        graph.add_edge(a, b, weight=length)
    rows = np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2)
    lengths = np.array([graph[a][b]["weight"] for a, b in rows.tolist()], dtype=np.float64)
    found = simple_paths(from_edges(NODES, rows, lengths, directed), *ends, count)
    every = sorted((nx.path_weight(graph, path, "weight"), path) for path in all_simple_paths(graph, *ends))
    assert found == [path for _, path in islice(every, count)]


def all_simple_paths(graph: Any, source: int, target: int) -> list[list[int]]:
    return list(nx.all_simple_paths(graph, source, target))


def test_a_node_is_a_path_to_itself() -> None:
    network = from_edges(2, np.array([[0, 1]]), np.array([3.0]))
    assert simple_paths(network, 1, 1, count=5) == [[1]]


@pytest.mark.parametrize("length", [0.0, 0.5, float(EXACT)])
def test_lengths_that_cannot_be_added_up_exactly_are_refused(length: float) -> None:
    with pytest.raises(ValueError, match=r"whole numbers from 1|could be longer"):
        simple_paths(from_edges(2, np.array([[0, 1]]), np.array([length])), 0, 1)
