"""Centrality measures: networks small enough for paper, networks of textbooks, and plain networkx."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pytest
from analyse.made_networks import PAIR, PAIR_AND_ONE, PATH, STAR, TWO, network, of_networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.analyse import Network
from krpia_graph.analyse.measures import DAMPING, MEASURES

# Betweenness in the marriages of Florence (Padgett and Ansell, 1993), to three digits as networkx tests it.
FLORENCE = {
    "Acciaiuoli": 0.000, "Albizzi": 0.212, "Barbadori": 0.093, "Bischeri": 0.104, "Castellani": 0.055,
    "Ginori": 0.000, "Guadagni": 0.255, "Lamberteschi": 0.000, "Medici": 0.522, "Pazzi": 0.000,
    "Peruzzi": 0.022, "Ridolfi": 0.114, "Salviati": 0.143, "Strozzi": 0.103, "Tornabuoni": 0.092,
}  # fmt: skip
KITE_DEGREE = [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]  # Krackhardt, Administrative Science Quarterly 35 (1990)
KITE_BETWEENNESS = [0.023, 0.023, 0.000, 0.102, 0.000, 0.231, 0.231, 0.389, 0.222, 0.000]


def compute(measure: str, of: Network) -> dict[str, float | None]:
    """The values by id; None where the measure is not defined."""
    values = MEASURES[measure].compute(of).tolist()
    return {
        actor.id: None if math.isnan(value) else value for actor, value in zip(of.actors, values, strict=True)
    }


_ALPHA = DAMPING / math.sqrt(2)
_END, _MIDDLE = 1 + _ALPHA, 1 + 2 * _ALPHA
KATZ = [value / math.hypot(_END, _MIDDLE, _END) for value in (_END, _MIDDLE, _END)]


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
            # ends = 1 + alpha * middle, middle = 1 + 2 * alpha * ends; then made one long
            ("katz", PATH, dict(zip("abc", KATZ, strict=True))),
            ("core", network("ab", "bc", "ac", "cd", alone="e"), {"a": 2, "b": 2, "c": 2, "d": 1, "e": 0}),
            ("constraint", STAR, {"m": 1 / 4} | dict.fromkeys("abcd", 1)),
            ("constraint", network("ab", "bc", "ac"), dict.fromkeys("abc", 2 * (1 / 2 + 1 / 4) ** 2)),
            ("effective_size", network("ab", "bc", "ac", "cd"), {"a": 1, "b": 1, "c": 3 - 2 / 3, "d": 1}),
            ("efficiency", network("ab", "bc", "ac", "cd"), {"a": 0.5, "b": 0.5, "c": 7 / 9, "d": 1}),
            ("constraint", PAIR_AND_ONE, {"a": 1, "b": 1, "c": None}),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_values(self, measure: str, of: Network, values: Mapping[str, float | None]) -> None:
        found = compute(measure, of)
        assert found.keys() == values.keys()
        assert [k for k, v in values.items() if v is None] == [k for k, v in found.items() if v is None]
        numbers = {k: v for k, v in values.items() if v is not None}
        assert {k: v for k, v in found.items() if v is not None} == pytest.approx(numbers, abs=1e-9)

    def test_strength_adds_weights_where_degree_counts_ties(self) -> None:
        weighted = network("ab", "bc", ab=0.5, bc=2.25)
        assert compute("strength", weighted) == {"a": 0.5, "b": 2.75, "c": 2.25}
        assert compute("degree", weighted) == {"a": 1, "b": 2, "c": 1}

    @pytest.mark.parametrize("measure", ["degree", "betweenness", "harmonic", "core"])
    def test_a_measure_of_hops_takes_no_notice_of_weights(self, measure: str) -> None:
        ties = "ab", "bc", "ac", "cd"
        assert compute(measure, network(*ties, ab=9, cd=0.1)) == compute(measure, network(*ties))

    @pytest.mark.parametrize("measure", ["strength", "eigenvector", "pagerank", "katz"])
    def test_a_measure_of_ties_gives_more_to_the_heavier(self, measure: str) -> None:
        values = compute(measure, network("ma", "mb", ma=3))
        a, b = values["a"], values["b"]
        assert a is not None and b is not None and a > b > 0

    def test_of_equal_components_the_one_with_the_first_name_is_the_main_one(self) -> None:
        values = compute("eigenvector", network("de", "ef", "ab", "bc"))
        assert {node for node, value in values.items() if value is None} == set("def")

    def test_ranks_of_a_walk_sum_to_one(self) -> None:
        assert MEASURES["pagerank"].compute(TWO).sum() == pytest.approx(1)


class TestTextbooks:
    def test_the_medici_stand_between_the_other_families(self) -> None:
        values = compute("betweenness", of_networkx(nx.florentine_families_graph()))
        assert {family: round(value or 0, 3) for family, value in values.items()} == FLORENCE

    def test_krackhardts_kite(self) -> None:
        kite = of_networkx(nx.krackhardt_kite_graph())
        assert list(compute("degree", kite).values()) == KITE_DEGREE
        assert MEASURES["betweenness"].compute(kite).round(3).tolist() == KITE_BETWEENNESS

    def test_the_two_heads_of_zacharys_karate_club(self) -> None:
        club = of_networkx(nx.karate_club_graph())
        degree, betweenness = (MEASURES[name].compute(club) for name in ("degree", "betweenness"))
        assert degree[[0, 33]].tolist() == [16, 17]  # Zachary, Journal of Anthropological Research 33 (1977)
        assert degree.sum() == 2 * 78
        assert betweenness[[0, 33]].round(3).tolist() == [0.438, 0.304]


def _katz(graph: Any) -> dict[Any, float]:
    largest = max(abs(nx.adjacency_spectrum(graph)))
    found: dict[Any, float] = nx.katz_centrality_numpy(graph, alpha=DAMPING / largest, weight="weight")
    return found


PLAIN: dict[str, Callable[[Any], Any]] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "harmonic": lambda g: {n: v / (len(g) - 1) for n, v in nx.harmonic_centrality(g).items()},
    "eigenvector": lambda g: nx.eigenvector_centrality(g, max_iter=10_000, tol=1e-12, weight="weight"),
    "pagerank": lambda g: nx.pagerank(g, tol=1e-15, max_iter=2000),
    "katz": _katz,
    "core": nx.core_number,
    "constraint": lambda g: nx.constraint(g, weight="weight"),
    "effective_size": lambda g: nx.effective_size(g, nodes=list(g), weight="weight"),  # right that way alone
    "efficiency": lambda g: {
        n: v / g.degree(n) for n, v in nx.effective_size(g, nodes=list(g), weight="weight").items()
    },
}


TIED = ("constraint", "effective_size", "efficiency")  # networkx gives those without ties other values


class TestAgainstNetworkx:
    @pytest.mark.parametrize("measure", PLAIN)
    def test_values_of_the_karate_club(self, measure: str) -> None:
        club = nx.karate_club_graph()
        found = MEASURES[measure].compute(of_networkx(club))
        assert dict(zip(club, found.tolist(), strict=True)) == pytest.approx(PLAIN[measure](club), abs=1e-8)


@st.composite
def networks(draw: st.DrawFn) -> Any:
    """Graphs of networkx with weights: in pieces, of two sides, with isolates, or a single node."""
    count = draw(st.integers(1, 16))
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(count))
    node, weight = st.integers(0, count - 1), st.sampled_from([0.25, 1 / 3, 0.5, 1.0, 2.0])
    two_sides = draw(st.booleans())
    for a, b, value in draw(st.lists(st.tuples(node, node, weight), max_size=40)):
        if a != b and not (two_sides and (a + b) % 2 == 0):
            graph.add_edge(a, b, weight=value)
    return graph


@pytest.mark.parametrize("measure", [name for name in PLAIN if name != "eigenvector"])
@settings(max_examples=200, deadline=None)
@given(graph=networks())
def test_it_is_that_of_networkx_on_any_network(measure: str, graph: Any) -> None:
    if not graph.size():
        return
    found = MEASURES[measure].compute(of_networkx(graph))
    tied = graph.subgraph([node for node in graph if graph.degree(node)])
    plain = PLAIN[measure](tied if measure in TIED else graph)
    expected = np.array([plain.get(node, math.nan) for node in graph])
    assert np.allclose(found, expected, rtol=1e-9, atol=1e-9, equal_nan=True)


@settings(max_examples=200, deadline=None)
@given(graph=networks())
def test_the_eigenvector_is_that_of_the_largest_eigenvalue(graph: Any) -> None:
    """networkx stops too early for nine digits: held against the matrix."""
    network = of_networkx(graph)
    found = MEASURES["eigenvector"].compute(network)
    main = network.main.tolist()
    assert np.flatnonzero(~np.isnan(found)).tolist() == main
    if main:
        matrix = nx.to_numpy_array(graph, nodelist=main)
        values = found[main]
        assert (values > 0).all()
        assert np.linalg.norm(values) == pytest.approx(1)
        assert matrix @ values == pytest.approx(np.linalg.eigvalsh(matrix)[-1] * values, abs=1e-9)


@pytest.mark.parametrize("measure", MEASURES)
class TestEveryMeasure:
    def test_says_what_it_means(self, measure: str) -> None:
        assert len(MEASURES[measure].meaning.split()) >= 3

    @pytest.mark.parametrize(
        "of", [PATH, STAR, TWO, PAIR, PAIR_AND_ONE, network(alone="ab"), network(alone="a"), network()]
    )
    def test_gives_every_node_a_number_or_nothing(self, measure: str, of: Network) -> None:
        values = MEASURES[measure].compute(of)
        assert values.shape == (len(of),)
        assert values.dtype == np.float64
        assert ((values >= 0) | np.isnan(values)).all()

    def test_puts_nobody_before_the_middle_of_a_star(self, measure: str) -> None:
        values = compute(measure, STAR)
        known = [value for value in values.values() if value is not None]
        assert values["m"] in (None, min(known) if MEASURES[measure].least_first else max(known))
        assert len({None if (v := values[leaf]) is None else round(v, 9) for leaf in "abcd"}) == 1

    def test_takes_no_notice_of_names_and_order(self, measure: str) -> None:
        club = nx.karate_club_graph()
        renamed = nx.relabel_nodes(club, {node: 33 - node for node in club})
        values, again = (MEASURES[measure].compute(of_networkx(graph)) for graph in (club, renamed))
        assert np.allclose(again[::-1], values, rtol=0, atol=1e-9, equal_nan=True)
