"""Betweenness is that of networkx, exact, or near it where it is estimated."""

from random import Random

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.write.page.betweenness import betweenness


def ties(graph: "nx.Graph[int]") -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    return np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2)


@given(st.integers(1, 40), st.integers(0, 120), st.integers(0, 10_000))
def test_it_is_that_of_networkx(count: int, most: int, seed: int) -> None:
    graph = nx.gnm_random_graph(count, most, seed=seed)
    expected = nx.betweenness_centrality(graph)
    found = betweenness(count, ties(graph))
    assert np.allclose(found, [expected[node] for node in range(count)], rtol=0, atol=1e-9)


def test_parts_of_the_sources_add_up_to_all_of_them() -> None:
    graph = nx.barabasi_albert_graph(300, 2, seed=7)
    parts = [betweenness(300, ties(graph), np.arange(start, start + 100)) for start in (0, 100, 200)]
    assert np.allclose(sum(parts) / 3, betweenness(300, ties(graph)), rtol=0, atol=1e-12)


def test_few_arcs_and_many_give_the_same() -> None:
    """A path is followed arc by arc, a thicket by products of matrices; joined, they need both."""
    graph = nx.disjoint_union(nx.path_graph(150), nx.gnm_random_graph(150, 1500, seed=2))
    graph.add_edge(149, 150)
    expected = nx.betweenness_centrality(graph)
    assert np.allclose(betweenness(300, ties(graph)), [expected[n] for n in range(300)], rtol=0, atol=1e-9)


def test_estimates_are_near_where_pivots_are_many() -> None:
    graph = nx.barabasi_albert_graph(1500, 2, seed=3)
    exact = betweenness(1500, ties(graph))
    pivots = np.array(sorted(Random(1).sample(range(1500), 400)))
    estimated = betweenness(1500, ties(graph), pivots)
    leading = np.argsort(-exact)[:20]
    assert np.abs(estimated[leading] / exact[leading] - 1).max() < 0.25
    assert set(np.argsort(-estimated)[:5].tolist()) == set(leading[:5].tolist())


def test_nothing_lies_between_without_ties() -> None:
    assert not betweenness(5, np.empty((0, 2), dtype=np.int64)).any()
    assert not betweenness(0, np.empty((0, 2), dtype=np.int64)).any()
