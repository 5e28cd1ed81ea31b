"""The networks of the textbooks have the values that were published for them, by other software than ours.

Each value is as the source named with it gives it, to the digits that it gives. What nobody was found to have
published (PageRank, harmonic, Katz, constraint) is held against libraries that know nothing of each other.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pytest
from kernels.networks import csr, vector

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.constraint import constraint
from krpia_graph.kernels.core_number import core_number
from krpia_graph.kernels.csr import Csr, Values
from krpia_graph.kernels.eigenvector import leading_eigenvector
from krpia_graph.kernels.harmonic import harmonic
from krpia_graph.kernels.katz import katz
from krpia_graph.kernels.pagerank import pagerank

KARATE: Any = nx.karate_club_graph()
WOMEN: Any = nx.davis_southern_women_graph()
FLORENCE: Any = nx.florentine_families_graph()
KITE: Any = nx.krackhardt_kite_graph()
KITE_NAMES = ("Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")


def ties(graph: Any) -> Csr:
    """The network without weights, as all of the sources take it."""
    return csr(graph, None)


def rounded(values: Iterable[float], digits: int) -> list[float]:
    return [round(float(value), digits) + 0.0 for value in values]


def table(text: str) -> dict[str, float]:
    """Names and their values, one after the other."""
    words = text.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


def by_name(graph: Any, values: Values, digits: int) -> Mapping[str, float]:
    return dict(zip(graph, rounded(values, digits), strict=True))


def test_betweenness_in_the_karate_club() -> None:
    """Output of igraph in the textbook of machine learning with R of Packt Publishing, second edition,
    chapter 12, on network data (read in a Chinese translation): members 1 to 34, numbers of pairs."""
    assert rounded(betweenness(ties(KARATE), normalized=False), 7) == [
        *(231.0714286, 28.4785714, 75.8507937, 6.2880952, 0.3333333, 15.8333333, 15.8333333, 0.0),
        *(29.5293651, 0.4476190, 0.3333333, 0.0, 0.0, 24.2158730, 0.0, 0.0, 0.0, 0.0, 0.0, 17.1468254),
        *(0.0, 0.0, 0.0, 9.3, 1.1666667, 2.0277778, 0.0, 11.7920635, 0.9476190, 1.5428571),
        *(7.6095238, 73.0095238, 76.6904762, 160.5515873),
    ]


def test_eigenvector_in_the_karate_club() -> None:
    """Output of evcent of the package sna, in descending order, in course notes in R that follow the
    sections of Kolaczyk and Csardi 2014, "Statistical Analysis of Network Data with R" (4.2.2)."""
    assert sorted(rounded(leading_eigenvector(ties(KARATE)), 8), reverse=True) == [
        *(0.37336347, 0.35549144, 0.31719250, 0.30864422, 0.26595992, 0.22740391, 0.22647272, 0.21117972),
        *(0.19103384, 0.17475830, 0.17095975, 0.15011857, 0.14791251, 0.13496082, 0.13347715, 0.13107782),
        *(0.10267425, 0.10140326, 0.10140326, 0.10140326, 0.10140326, 0.10140326, 0.09239954, 0.09239954),
        *(0.08425463, 0.07948305, 0.07948305, 0.07596882, 0.07596882, 0.07557941, 0.05920647, 0.05705244),
        *(0.05285570, 0.02363563),
    ]


def test_core_numbers_in_the_karate_club() -> None:
    """Output of graph.coreness of igraph in the same notes (4.3.1): ten members in the 4-core."""
    found = core_number(ties(KARATE))
    fourth = {member + 1 for member in np.flatnonzero(found == 4)}
    assert fourth == {1, 2, 3, 4, 8, 9, 14, 31, 33, 34}
    assert np.bincount(found.astype(np.int64)).tolist() == [0, 1, 11, 12, 10]
    assert found[11] == 1


def test_betweenness_of_southern_women() -> None:
    """Davis, Gardner and Gardner 1941; values from the tests of the R package manynet
    (test-measure_centrality.R): the first five women and the last three events, numbers of pairs."""
    found = by_name(WOMEN, betweenness(ties(WOMEN), normalized=False), 4)
    women = ("Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers", "Charlotte McDowd")
    assert [found[name] for name in women] == [42.9802, 22.8541, 38.9796, 22.0215, 4.7153]
    assert [found[event] for event in ("E12", "E13", "E14")] == [8.1786, 1.0128, 1.0128]


def test_eigenvector_of_southern_women() -> None:
    """The same source: of the two projections, women by shared events and events by shared women, as
    shares of the largest value; the first three and the last three."""
    sides = [[n for n, side in WOMEN.nodes(data="bipartite") if side == which] for which in (0, 1)]
    women, events = (nx.bipartite.weighted_projected_graph(WOMEN, side) for side in sides)
    found = leading_eigenvector(csr(women))
    assert rounded(found[:3] / found.max(), 4) == [0.9009, 0.8497, 1.0]
    found = leading_eigenvector(csr(events))
    assert rounded(found[-3:] / found.max(), 4) == [0.4764, 0.2907, 0.2907]


def test_betweenness_of_florentine_families() -> None:
    """Padgett and Ansell 1993; output of igraph in Nardin and Bitsikokos 2024, "Social Network Analysis:
    Centrality Measures Example with the Medici Network", without the Pucci, who married none of them."""
    assert by_name(FLORENCE, betweenness(ties(FLORENCE)), 8) == table(
        """Medici 0.52197802 Guadagni 0.25457875 Albizzi 0.21245421 Salviati 0.14285714
        Ridolfi 0.11355311 Bischeri 0.10439560 Strozzi 0.10256410 Barbadori 0.09340659
        Tornabuoni 0.09157509 Castellani 0.05494505 Peruzzi 0.02197802 Acciaiuoli 0.0 Ginori 0.0
        Lamberteschi 0.0 Pazzi 0.0"""
    )


def test_eigenvector_of_florentine_families() -> None:
    """The same source: the vector of length 1."""
    assert by_name(FLORENCE, leading_eigenvector(ties(FLORENCE)), 8) == table(
        """Medici 0.43030809 Strozzi 0.35598045 Ridolfi 0.34155264 Tornabuoni 0.32584230
        Guadagni 0.28911560 Bischeri 0.28280009 Peruzzi 0.27573037 Castellani 0.25902617
        Albizzi 0.24395611 Barbadori 0.21170525 Salviati 0.14591720 Acciaiuoli 0.13215429
        Lamberteschi 0.08879189 Ginori 0.07492271 Pazzi 0.04481344"""
    )


def test_betweenness_of_the_kite() -> None:
    """Krackhardt 1990; values from the tests of the R package igraph ("betweenness works for kite graph")."""
    found = dict(zip(KITE_NAMES, rounded(betweenness(ties(KITE)), 3), strict=True))
    assert found == table(
        """Heather 0.389 Fernando 0.231 Garth 0.231 Ike 0.222 Diane 0.102 Andre 0.023 Beverly 0.023
        Carol 0.0 Ed 0.0 Jane 0.0"""
    )


def test_eigenvector_of_the_kite() -> None:
    """From the same tests ("evcent works"): shares of the largest value, that of Diane."""
    found = leading_eigenvector(ties(KITE))
    assert dict(zip(KITE_NAMES, rounded(found / found.max(), 3), strict=True)) == table(
        """Andre 0.732 Beverly 0.732 Carol 0.594 Diane 1.0 Fernando 0.827 Ed 0.594 Garth 0.827
        Heather 0.407 Ike 0.1 Jane 0.023"""
    )


ALL = pytest.mark.parametrize(
    "graph", [KARATE, WOMEN, FLORENCE, KITE], ids=["karate", "women", "florence", "kite"]
)


@ALL
def test_the_others_are_those_of_networkx(graph: Any) -> None:
    network = ties(graph)
    for found, expected in (
        (
            pagerank(network, tol=1e-13, max_iter=1000),
            nx.pagerank(graph, tol=1e-13, max_iter=1000, weight=None),
        ),
        (harmonic(network), nx.harmonic_centrality(graph)),
        (katz(network, 0.05, tol=1e-13), nx.katz_centrality(graph, 0.05, tol=1e-13)),
        (constraint(network), nx.constraint(graph)),
    ):
        assert np.allclose(found, vector(graph, expected), rtol=0, atol=1e-10)


@ALL
def test_the_others_are_those_of_igraph(graph: Any) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is no dependency: pip install igraph")
    number = {node: place for place, node in enumerate(graph)}
    other = igraph.Graph(len(graph), [(number[a], number[b]) for a, b in graph.edges])
    network = ties(graph)
    for found, expected in (
        (pagerank(network, tol=1e-13, max_iter=1000), other.pagerank()),
        (harmonic(network) / (len(graph) - 1), other.harmonic_centrality()),
        (constraint(network), other.constraint()),
    ):
        assert np.allclose(found, expected, rtol=0, atol=1e-10)


@ALL
def test_katz_is_that_of_rustworkx(graph: Any) -> None:
    rustworkx = pytest.importorskip("rustworkx", reason="rustworkx is no dependency: pip install rustworkx")
    other = rustworkx.networkx_converter(nx.Graph(graph.edges))
    expected = rustworkx.katz_centrality(other, alpha=0.05, tol=1e-13, max_iter=1000)
    found = dict(zip(graph, katz(ties(graph), 0.05, tol=1e-13), strict=True))
    for node, value in expected.items():
        assert abs(found[other[node]] - value) < 1e-10
