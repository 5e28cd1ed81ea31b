"""Random networks of every kind that a kernel meets, and their values as vectors to compare."""

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from krpia_graph.backend import convert_from_nx
from krpia_graph.kernels.csr import Csr, Values

EXACT = 1e-9


@st.composite
def networks(
    draw: st.DrawFn,
    directed: bool | None = None,
    loops: bool = True,
    multi: bool = True,
    weights: bool = True,
) -> Any:
    """Up to 24 nodes, none at all too: in pieces, of two sides, with isolates, loops and parallel edges."""
    count = draw(st.integers(0, 24))
    one_way = draw(st.booleans()) if directed is None else directed
    parallel = multi and draw(st.booleans())
    kinds = {(0, 0): nx.Graph, (1, 0): nx.DiGraph, (0, 1): nx.MultiGraph, (1, 1): nx.MultiDiGraph}
    graph = kinds[one_way, parallel]()
    graph.add_nodes_from(range(100, 100 + count))  # their names are not their numbers
    if count:
        two_sides = draw(st.booleans())
        node = st.integers(100, 99 + count)
        weight = st.floats(0.1, 10) if weights else st.just(1.0)
        for a, b, value in draw(st.lists(st.tuples(node, node, weight), max_size=60)):
            if (loops or a != b) and not (two_sides and (a + b) % 2 == 0):
                graph.add_edge(a, b, weight=value)
    return graph


@st.composite
def with_trees(draw: st.DrawFn) -> Any:
    """Up to 30 nodes, undirected, most of them in trees, which hang on a core or are all of a component."""
    graph: Any = nx.Graph(draw(networks(directed=False, multi=False, weights=False)).edges)
    for number in range(draw(st.integers(1, 30 - len(graph) if len(graph) < 29 else 1))):
        new = 1000 + number
        graph.add_node(new)
        if len(graph) > 1 and draw(st.integers(0, 9)):
            graph.add_edge(draw(st.sampled_from([node for node in graph if node != new])), new)
    return graph


def csr(graph: Any, weight: str | None = "weight") -> Csr:
    """The value of arrays of a graph of networkx."""
    return convert_from_nx(graph, {"weight": 1}).csr(weight)


def vector(graph: Any, scores: Mapping[Any, float]) -> Values:
    """The values of the nodes in the order of the graph."""
    return np.array([scores[node] for node in graph], dtype=np.float64)


def same(found: Values, expected: Values) -> bool:
    """Whether two vectors agree to 1e-9, NaN at the same places."""
    return found.shape == expected.shape and bool(
        np.allclose(found, expected, rtol=EXACT, atol=EXACT, equal_nan=True)
    )


def company_like(nodes: int, seed: int) -> Any:
    """A heavy-tailed network in one piece with weights, too large for the dense solver."""
    graph = nx.barabasi_albert_graph(nodes, 2, seed=seed)
    for a, b in graph.edges:
        graph[a][b]["weight"] = 1 + (7 * a + 3 * b) % 5
    return graph
