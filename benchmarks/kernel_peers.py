"""A network in, the measures of it that each library can compute out: as calls that only have to be timed.

What a library has not, or has not right, is left out: networkit's eigenvector swings on networks of two sides
and its Katz centrality is another one; rustworkx has neither harmonic nor constraint; scales are ours.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from random import Random
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from made_up_ties import made_up_ties

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.constraint import constraint
from krpia_graph.kernels.csr import Csr, Values, from_edges
from krpia_graph.kernels.eigenvector import leading_eigenvector
from krpia_graph.kernels.harmonic import harmonic
from krpia_graph.kernels.katz import katz
from krpia_graph.kernels.pagerank import pagerank

Calls = Mapping[str, Callable[[], Any]]

PIVOTS = 256
SEED = 1  # networkx draws its pivots with it, and all others take the same
STEPS = 20_000  # at most, until values are near enough:
RANKS = 1e-10  # that the ranks change in a step, all together; igraph ends there, too
VECTOR = 1e-8  # the same of the eigenvector, where it is iterated; ours and igraph's are to the last digit
WALKS = 1e-10  # that the Katz centrality of a node changes in a step, on average


@dataclass(frozen=True, eq=False)
class Network:
    """The pairs that are tied, a row each, and how often they are."""

    count: int
    pairs: npt.NDArray[np.int64]
    weights: Values

    @cached_property
    def csr(self) -> Csr:
        return from_edges(self.count, self.pairs, self.weights)

    @cached_property
    def alpha(self) -> float:
        """For Katz: half of what it may be at the most."""
        first = leading_eigenvector(self.csr)
        return float(0.5 / (first @ (self.csr.inward @ first)))

    @cached_property
    def pivots(self) -> list[int]:
        return Random(SEED).sample(list(range(self.count)), PIVOTS)

    @cached_property
    def triples(self) -> list[tuple[int, int, float]]:
        return [(*pair, w) for pair, w in zip(self.pairs.tolist(), self.weights.tolist(), strict=True)]


def made_up_network(count: int, ties: int) -> Network:
    ends = np.array([(int(a[1:]), int(b[1:])) for a, b in made_up_ties(count, ties)])
    ends = np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1)
    pairs, times = np.unique(ends, axis=0, return_counts=True)
    return Network(count, pairs, times.astype(np.float64))


def with_krpia(network: Network) -> Calls:
    graph, alpha, pivots = network.csr, network.alpha, np.array(network.pivots)
    return {
        "pagerank": lambda: pagerank(graph, tol=RANKS / graph.n, max_iter=STEPS),
        "eigenvector": lambda: leading_eigenvector(graph),
        "katz": lambda: katz(graph, alpha, tol=WALKS, max_iter=STEPS),
        "harmonic": lambda: harmonic(graph),
        "betweenness": lambda: betweenness(graph),
        "pivots": lambda: betweenness(graph, pivots),
        "constraint": lambda: constraint(graph),
    }


def with_networkx(network: Network) -> Calls:
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(network.count))
    graph.add_weighted_edges_from(network.triples)
    calls = {
        "pagerank": lambda: nx.pagerank(graph, tol=RANKS / network.count, max_iter=STEPS),
        "eigenvector": lambda: nx.eigenvector_centrality(
            graph, STEPS, tol=VECTOR / network.count, weight="weight"
        ),
        "katz": lambda: nx.katz_centrality(graph, network.alpha, max_iter=STEPS, tol=WALKS, weight="weight"),
        "harmonic": lambda: nx.harmonic_centrality(graph),
        "betweenness": lambda: nx.betweenness_centrality(graph),
        "pivots": lambda: nx.betweenness_centrality(graph, k=PIVOTS, seed=SEED),
        "constraint": lambda: nx.constraint(graph, weight="weight"),
    }
    return {measure: _values(call) for measure, call in calls.items()}


def _values(call: Callable[[], Mapping[int, float]]) -> Callable[[], list[float]]:
    return lambda: list(call().values())


def with_igraph(network: Network) -> Calls:
    igraph = import_module("igraph")
    count = network.count
    graph = igraph.Graph(count, network.pairs.tolist())
    weights = network.weights.tolist()
    from_others = np.full(count, float(PIVOTS))
    from_others[network.pivots] -= 1

    def eigenvector() -> Values:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # it is nearly 0 in small components
            found: Values = np.array(graph.eigenvector_centrality(weights=weights))
        return found / float(np.linalg.norm(found))

    return {
        "pagerank": lambda: graph.pagerank(weights=weights),
        "eigenvector": eigenvector,
        "harmonic": lambda: np.array(graph.harmonic_centrality()) * (count - 1),
        "betweenness": lambda: np.array(graph.betweenness(directed=False)) * 2 / ((count - 1) * (count - 2)),
        "pivots": lambda: (
            np.array(graph.betweenness(directed=False, sources=network.pivots))
            * 2
            / (from_others * (count - 2))
        ),
        "constraint": lambda: graph.constraint(weights=weights),
    }


def with_rustworkx(network: Network) -> Calls:
    rustworkx = import_module("rustworkx")
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(network.count))
    graph.add_edges_from(network.triples)
    both = graph.to_directed()
    calls = {
        "pagerank": lambda: rustworkx.pagerank(
            both, weight_fn=float, tol=RANKS / network.count, max_iter=STEPS
        ),
        "eigenvector": lambda: rustworkx.eigenvector_centrality(
            graph, weight_fn=float, tol=VECTOR / network.count, max_iter=STEPS
        ),
        "katz": lambda: rustworkx.katz_centrality(
            graph, network.alpha, weight_fn=float, tol=WALKS, max_iter=STEPS
        ),
        "betweenness": lambda: rustworkx.betweenness_centrality(graph, parallel_threshold=network.count + 1),
    }
    return {measure: _values(call) for measure, call in calls.items()}


def with_networkit(network: Network) -> Calls:
    networkit = import_module("networkit")
    networkit.setNumberOfThreads(1)
    count = network.count
    weighted, plain = networkit.Graph(count, weighted=True), networkit.Graph(count)
    for a, b, weight in network.triples:
        weighted.addEdge(a, b, weight)
        plain.addEdge(a, b)  # hops: it would take weights for lengths
    pairs = (count - 1) * (count - 2)

    def ranks() -> Values:
        search = networkit.centrality.PageRank(weighted, tol=RANKS)
        search.norm = networkit.centrality.Norm.L1_NORM
        found: Values = np.array(search.run().scores())
        return found / float(found.sum())  # of nodes without ties it loses a part

    return {
        "pagerank": ranks,
        "harmonic": lambda: networkit.centrality.HarmonicCloseness(plain, False).run().scores(),
        "betweenness": lambda: np.array(networkit.centrality.Betweenness(plain).run().scores()) / pairs,
        "pivots": lambda: networkit.centrality.EstimateBetweenness(plain, PIVOTS).run().scores(),
    }


PEERS: Mapping[str, Callable[[Network], Calls]] = {
    "krpia": with_krpia,
    "networkx": with_networkx,
    "igraph": with_igraph,
    "rustworkx": with_rustworkx,
    "networkit": with_networkit,
}
