"""Sizes of nodes: an area for a value, and values that are estimates say so."""

from itertools import pairwise

import networkx as nx
import pytest

from krpia_graph.write.page.sizes import EXACT_UP_TO, LARGEST_RADIUS, SMALLEST_RADIUS, sizes

STAR = [("hub", leaf) for leaf in "abcd"]


def test_values_of_a_star() -> None:
    found = sizes({"hub": 4, **dict.fromkeys("abcd", 1)}, [*STAR, ("a", "hub"), ("a", "a")])
    assert {name: size.value for name, size in found["degree"].items()} == {
        "hub": 4,
        **dict.fromkeys("abcd", 1),
    }
    assert found["betweenness"]["hub"].value == 1.0
    assert found["betweenness"]["a"].value == 0.0
    assert not any(size.estimated for measure in found.values() for size in measure.values())


def test_more_is_never_smaller() -> None:
    found = sizes({str(n): n for n in range(1, 200)}, [(str(n), str(n // 2)) for n in range(2, 200)])
    for measure in found.values():
        ranked = sorted(measure.values(), key=lambda size: size.value)
        assert all(a.radius <= b.radius for a, b in pairwise(ranked))
        assert all(6 <= size.radius <= LARGEST_RADIUS for size in ranked)
    radii = [size.radius for size in found["betweenness"].values()]
    assert (min(radii), max(radii)) == (SMALLEST_RADIUS, LARGEST_RADIUS)


def test_ties_to_what_is_not_drawn_do_not_count() -> None:
    assert sizes({"a": 1, "b": 1}, [("a", "b"), ("a", "gone")])["degree"]["a"].value == 1


@pytest.fixture(scope="module")
def many() -> "nx.Graph[int]":
    return nx.barabasi_albert_graph(EXACT_UP_TO + 1, 2, seed=5)


def test_betweenness_of_very_many_is_estimated_and_says_so(many: "nx.Graph[int]") -> None:
    cases = {f"n{node:05}": 1 for node in many}
    ties = [(f"n{a:05}", f"n{b:05}") for a, b in many.edges]
    found = sizes(cases, ties)
    assert all(size.estimated for size in found["betweenness"].values())
    assert not any(size.estimated for size in found["degree"].values())
    assert found == sizes(dict(reversed(cases.items())), [(b, a) for a, b in reversed(ties)])
    assert all(0 <= size.value <= 1 for size in found["betweenness"].values())
