"""The figures of a network: a star, a clique and two parts by hand, and networks that have none of some."""

from itertools import combinations
from math import isnan

import numpy as np
import pytest

from krpia_graph.analyse.figures import FIGURES, undirected
from krpia_graph.analyse.network import Network
from krpia_graph.model.centrality import Actor


def network(count: int, ties: list[tuple[int, int]], types: str = "", directed: bool = False) -> Network:
    """Actors by number, the type of each a letter."""
    actors = [Actor(f"a{n}", types[n : n + 1] or "x", f"A{n}") for n in range(count)]
    return Network(actors, np.array(ties, dtype=np.int64).reshape(-1, 2), np.ones(len(ties)), directed)


def figures(of: Network) -> dict[str, float]:
    return {name: kind.compute(of) for name, kind in FIGURES.items()}


def test_a_star_of_four() -> None:
    found = figures(network(4, [(0, 1), (0, 2), (0, 3)], "abbb"))
    assert found["density"] == pytest.approx(3 / 6)
    assert (found["components"], found["main_component_share"], found["isolates"]) == (1, 1, 0)
    assert found["degree_centralisation"] == found["betweenness_centralisation"] == pytest.approx(1)
    assert (found["transitivity"], found["largest_core"]) == (0, 1)
    assert found["mean_distance"] == pytest.approx((3 * 1 + 3 * 2) / 6)
    assert found["core_periphery"] == pytest.approx(1)
    assert found["degree_assortativity"] == pytest.approx(-1)
    assert found["type_assortativity"] == pytest.approx(-1)
    assert found["type_e_i"] == 1


def test_a_clique_of_four() -> None:
    found = figures(network(4, list(combinations(range(4), 2)), "aabb"))
    assert (found["density"], found["transitivity"], found["mean_distance"]) == (1, 1, 1)
    assert found["degree_centralisation"] == found["betweenness_centralisation"] == 0
    assert found["largest_core"] == 3
    # Each has one of its own type and two of the other: e_aa = e_bb = 1/6, a_a = a_b = 1/2.
    assert found["type_assortativity"] == pytest.approx((1 / 3 - 1 / 2) / (1 / 2))
    assert found["type_e_i"] == pytest.approx((4 - 2) / 6)
    # All have as many partners, and no core fits better than another.
    assert isnan(found["degree_assortativity"])
    assert isnan(found["core_periphery"])


def test_a_triangle_a_pair_and_one_alone() -> None:
    found = figures(network(6, [(0, 1), (0, 2), (1, 2), (3, 4)], "aaabbb"))
    assert (found["nodes"], found["edges"], found["components"], found["isolates"]) == (6, 4, 3, 1)
    assert found["main_component_share"] == pytest.approx(3 / 6)
    assert found["mean_distance"] == 1
    assert found["transitivity"] == 1
    # 3/4 of the ties are in the triangle: 1 - (3/4)^2 - (1/4)^2.
    assert found["modularity"] == pytest.approx(1 - 9 / 16 - 1 / 16)
    assert found["degree_assortativity"] == found["type_assortativity"] == pytest.approx(1)
    assert found["type_e_i"] == -1


@pytest.mark.parametrize("count", [0, 1, 2])
def test_without_ties_most_are_not_defined_and_none_fails(count: int) -> None:
    found = figures(network(count, []))
    assert (found["nodes"], found["components"], found["isolates"]) == (count, count, count)
    undefined = ("mean_distance", "modularity", "degree_assortativity", "type_e_i", "core_periphery")
    assert all(isnan(found[name]) for name in undefined)


def test_a_tie_both_ways_is_one_when_directions_are_not_looked_at() -> None:
    found = undirected(network(3, [(0, 1), (1, 0), (2, 1)], directed=True))
    assert found.ends.tolist() == [[0, 1], [1, 2]]
    assert found.weights.tolist() == [2, 1]
