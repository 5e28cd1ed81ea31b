"""Centrality measures: networks small enough for paper, networks of textbooks, and plain networkx."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import pytest

from krpia_graph.analyse.measures import MEASURES

# Betweenness in the marriages of Florence (Padgett and Ansell, 1993), to three digits as networkx tests it.
FLORENCE = {
    "Acciaiuoli": 0.000, "Albizzi": 0.212, "Barbadori": 0.093, "Bischeri": 0.104, "Castellani": 0.055,
    "Ginori": 0.000, "Guadagni": 0.255, "Lamberteschi": 0.000, "Medici": 0.522, "Pazzi": 0.000,
    "Peruzzi": 0.022, "Ridolfi": 0.114, "Salviati": 0.143, "Strozzi": 0.103, "Tornabuoni": 0.092,
}  # fmt: skip
KITE_DEGREE = [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]  # Krackhardt, Administrative Science Quarterly 35 (1990)
KITE_BETWEENNESS = [0.023, 0.023, 0.000, 0.102, 0.000, 0.231, 0.231, 0.389, 0.222, 0.000]


def network(*ties: tuple[str, str], alone: str = "", **weights: float) -> Any:
    """A network of ties between nodes of one letter; `ab=2` gives the tie a-b a weight."""
    made: Any = nx.Graph()
    made.add_nodes_from(alone)
    made.add_edges_from(ties, weight=1.0)
    for tie, weight in weights.items():
        made.edges[tie[0], tie[1]]["weight"] = weight
    return made


PATH = network(("a", "b"), ("b", "c"))
STAR = network(("m", "a"), ("m", "b"), ("m", "c"), ("m", "d"))
PAIR = network(("a", "b"))
PAIR_AND_ONE = network(("a", "b"), alone="c")
TWO = network(("a", "b"), ("b", "c"), ("d", "e"))


def compute(measure: str, of: Any) -> Any:
    return MEASURES[measure].compute(of)


class TestByHand:
    @pytest.mark.parametrize(
        ("measure", "of", "values"),
        [
            ("degree", PATH, {"a": 1, "b": 2, "c": 1}),
            ("betweenness", PATH, {"a": 0, "b": 1, "c": 0}),
            ("harmonic", PATH, {"a": (1 + 1 / 2) / 2, "b": 1, "c": (1 + 1 / 2) / 2}),
            ("eigenvector", PATH, {"a": 1 / 2, "b": math.sqrt(1 / 2), "c": 1 / 2}),
            ("degree", STAR, {"m": 4, "a": 1, "b": 1, "c": 1, "d": 1}),
            ("betweenness", STAR, {"m": 1, "a": 0, "b": 0, "c": 0, "d": 0}),
            ("harmonic", STAR, {"m": 1} | dict.fromkeys("abcd", (1 + 3 / 2) / 4)),
            ("eigenvector", STAR, {"m": math.sqrt(1 / 2)} | dict.fromkeys("abcd", math.sqrt(1 / 8))),
            # middle = 0.15/5 + 0.85 * leaves, leaves = 1 - middle
            ("pagerank", STAR, {"m": 0.88 / 1.85} | dict.fromkeys("abcd", (1 - 0.88 / 1.85) / 4)),
            ("degree", TWO, {"a": 1, "b": 2, "c": 1, "d": 1, "e": 1}),
            ("betweenness", TWO, {"a": 0, "b": 1 / 6, "c": 0, "d": 0, "e": 0}),  # 1 of 4*3/2 pairs
            ("harmonic", TWO, {"a": 1.5 / 4, "b": 2 / 4, "c": 1.5 / 4, "d": 1 / 4, "e": 1 / 4}),
            ("eigenvector", TWO, {"a": 1 / 2, "b": math.sqrt(1 / 2), "c": 1 / 2, "d": None, "e": None}),
            ("eigenvector", PAIR, {"a": math.sqrt(1 / 2), "b": math.sqrt(1 / 2)}),
            ("eigenvector", PAIR_AND_ONE, {"a": math.sqrt(1 / 2), "b": math.sqrt(1 / 2), "c": None}),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_values(self, measure: str, of: Any, values: Mapping[str, float | None]) -> None:
        found = compute(measure, of)
        assert found.keys() == values.keys()
        assert [k for k, v in values.items() if v is None] == [k for k, v in found.items() if v is None]
        numbers = {k: v for k, v in values.items() if v is not None}
        assert {k: v for k, v in found.items() if v is not None} == pytest.approx(numbers, abs=1e-9)

    def test_strength_adds_weights_where_degree_counts_ties(self) -> None:
        weighted = network(("a", "b"), ("b", "c"), ab=0.5, bc=2.25)
        assert compute("strength", weighted) == {"a": 0.5, "b": 2.75, "c": 2.25}
        assert compute("degree", weighted) == {"a": 1, "b": 2, "c": 1}

    @pytest.mark.parametrize("measure", ["degree", "betweenness", "harmonic"])
    def test_a_measure_of_hops_takes_no_notice_of_weights(self, measure: str) -> None:
        ties = ("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")
        assert compute(measure, network(*ties, ab=9, cd=0.1)) == compute(measure, network(*ties))

    @pytest.mark.parametrize("measure", ["strength", "eigenvector", "pagerank"])
    def test_a_measure_of_ties_gives_more_to_the_heavier(self, measure: str) -> None:
        values = compute(measure, network(("m", "a"), ("m", "b"), ma=3))
        assert values["a"] > values["b"] > 0

    def test_of_equal_components_the_one_with_the_first_name_is_the_main_one(self) -> None:
        values = compute("eigenvector", network(("d", "e"), ("e", "f"), ("a", "b"), ("b", "c")))
        assert {node for node, value in values.items() if value is None} == set("def")

    def test_ranks_of_a_walk_sum_to_one(self) -> None:
        assert math.fsum(compute("pagerank", TWO).values()) == pytest.approx(1)


class TestTextbooks:
    def test_the_medici_stand_between_the_other_families(self) -> None:
        values = compute("betweenness", nx.florentine_families_graph())
        assert {family: round(value, 3) for family, value in values.items()} == FLORENCE

    def test_krackhardts_kite(self) -> None:
        kite = nx.krackhardt_kite_graph()
        assert list(compute("degree", kite).values()) == KITE_DEGREE
        betweenness = compute("betweenness", kite).values()
        assert [round(value, 3) for value in betweenness] == KITE_BETWEENNESS

    def test_the_two_heads_of_zacharys_karate_club(self) -> None:
        club = nx.karate_club_graph()
        degree, betweenness = compute("degree", club), compute("betweenness", club)
        assert (degree[0], degree[33]) == (16, 17)  # Zachary, Journal of Anthropological Research 33 (1977)
        assert sum(degree.values()) == 2 * 78
        assert round(betweenness[0], 3) == 0.438
        assert round(betweenness[33], 3) == 0.304


PLAIN: dict[str, Callable[[Any], Any]] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "harmonic": lambda g: {n: v / (len(g) - 1) for n, v in nx.harmonic_centrality(g).items()},
    "eigenvector": lambda g: nx.eigenvector_centrality(g, max_iter=10_000, tol=1e-12, weight="weight"),
    "pagerank": lambda g: nx.pagerank(g, tol=1e-12, max_iter=1000),
}


class TestAgainstNetworkx:
    @pytest.mark.parametrize("measure", PLAIN)
    def test_values_of_the_karate_club(self, measure: str) -> None:
        club = nx.karate_club_graph()
        assert compute(measure, club) == pytest.approx(PLAIN[measure](club), abs=1e-8)


@pytest.mark.parametrize("measure", MEASURES)
class TestEveryMeasure:
    def test_says_what_it_means(self, measure: str) -> None:
        assert len(MEASURES[measure].meaning.split()) >= 3

    @pytest.mark.parametrize(
        "of", [PATH, STAR, TWO, PAIR, PAIR_AND_ONE, network(alone="ab"), network(alone="a")]
    )
    def test_gives_every_node_a_number_or_nothing(self, measure: str, of: Any) -> None:
        values = compute(measure, of)
        assert set(values) == set(of)
        assert all(value is None or (math.isfinite(value) and value >= 0) for value in values.values())

    def test_takes_an_empty_network(self, measure: str) -> None:
        assert compute(measure, nx.Graph()) == {}

    def test_puts_the_middle_of_a_star_first(self, measure: str) -> None:
        values = {node: value for node, value in compute(measure, STAR).items() if value is not None}
        assert max(values, key=values.__getitem__) == "m"
        assert len({round(values[leaf], 9) for leaf in "abcd"}) == 1

    def test_takes_no_notice_of_names_and_order(self, measure: str) -> None:
        club = nx.karate_club_graph()
        other = nx.Graph()
        other.add_nodes_from(reversed(list(club)))
        other.add_edges_from(reversed(list(club.edges(data=True))))
        renamed = nx.relabel_nodes(other, {node: 33 - node for node in other})
        values, again = compute(measure, club), compute(measure, renamed)
        assert {33 - node: value for node, value in again.items()} == pytest.approx(values, abs=1e-9)
