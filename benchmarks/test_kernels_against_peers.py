"""How the kernels compare with networkx, igraph, rustworkx and networkit at 5,000 and 50,000 ties.

All get the same network in their own form, converted beforehand, and have to find the same values; seconds
are those of the processor, in one thread, the least of some rounds. What is not installed is skipped.
"""

import gc
import os
import time
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np
import pytest
from made_up_ties import made_up_ties, name
from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.csr import Csr, Values, from_edges
from krpia_graph.kernels.harmonic import harmonic
from krpia_graph.kernels.pagerank import pagerank

NODES = {5_000: 1_812, 50_000: 15_404}  # ties -> nodes
PIVOTS = 256
NEAR = 1e-16  # a step of PageRank may change so much a node: igraph solves to the last digit
SLOW = {  # at 50,000 ties, half a minute to a quarter of an hour
    ("networkx", "harmonic"),
    ("networkit", "harmonic"),
    ("krpia", "betweenness"),
    ("networkx", "betweenness"),
    ("rustworkx", "betweenness"),
    ("networkit", "betweenness"),
}
ROUNDS = 3

Network = tuple[int, list[tuple[int, int]], list[float]]


def network(ties: int) -> Network:
    """The nodes, the different pairs that are tied, and how often each is."""
    number = {name(node): node for node in range(NODES[ties])}
    weights: dict[tuple[int, int], float] = {}
    for a, b in made_up_ties(NODES[ties], ties):
        pair = (min(number[a], number[b]), max(number[a], number[b]))
        if a != b:
            weights[pair] = weights.get(pair, 0.0) + 1.0
    return NODES[ties], list(weights), list(weights.values())


def with_krpia(
    count: int, pairs: list[tuple[int, int]], weights: list[float]
) -> Mapping[str, Callable[[], Any]]:
    graph: Csr = from_edges(count, np.array(pairs), np.array(weights))
    pivots = np.arange(PIVOTS)
    return {
        "pagerank": lambda: pagerank(graph, tol=NEAR, max_iter=1000),
        "harmonic": lambda: harmonic(graph),
        "betweenness": lambda: betweenness(graph),
        "betweenness from pivots": lambda: betweenness(graph, pivots),
    }


def with_networkx(
    count: int, pairs: list[tuple[int, int]], weights: list[float]
) -> Mapping[str, Callable[[], Any]]:
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in zip(pairs, weights, strict=True))
    return {
        "pagerank": lambda: list(nx.pagerank(graph, tol=NEAR, max_iter=1000).values()),
        "harmonic": lambda: list(nx.harmonic_centrality(graph).values()),
        "betweenness": lambda: list(nx.betweenness_centrality(graph).values()),
        "betweenness from pivots": lambda: list(nx.betweenness_centrality(graph, k=PIVOTS, seed=1).values()),
    }


def with_igraph(
    count: int, pairs: list[tuple[int, int]], weights: list[float]
) -> Mapping[str, Callable[[], Any]]:
    igraph = pytest.importorskip("igraph")
    graph = igraph.Graph(count, pairs)
    others = (count - 1) * (count - 2) / 2
    return {
        "pagerank": lambda: graph.pagerank(weights=weights),
        "harmonic": lambda: np.array(graph.harmonic_centrality()) * (count - 1),
        "betweenness": lambda: np.array(graph.betweenness(directed=False)) / others,
    }


def with_rustworkx(
    count: int, pairs: list[tuple[int, int]], weights: list[float]
) -> Mapping[str, Callable[[], Any]]:
    rustworkx = pytest.importorskip("rustworkx")
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from([(a, b, w) for (a, b), w in zip(pairs, weights, strict=True)])
    both = graph.to_directed()
    ranks = {"weight_fn": float, "tol": NEAR, "max_iter": 1000}
    return {
        "pagerank": lambda: list(rustworkx.pagerank(both, **ranks).values()),
        "betweenness": lambda: list(
            rustworkx.betweenness_centrality(graph, parallel_threshold=count + 1).values()
        ),
    }


def with_networkit(
    count: int, pairs: list[tuple[int, int]], _: list[float]
) -> Mapping[str, Callable[[], Any]]:
    networkit = pytest.importorskip("networkit")
    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(count, weighted=False)  # hops: it would take weights for lengths
    for a, b in pairs:
        graph.addEdge(a, b)
    others = (count - 1) * (count - 2)
    return {
        "harmonic": lambda: networkit.centrality.HarmonicCloseness(graph, False).run().scores(),
        "betweenness": lambda: np.array(networkit.centrality.Betweenness(graph).run().scores()) / others,
    }


PEERS = {
    "krpia": with_krpia,
    "networkx": with_networkx,
    "igraph": with_igraph,
    "rustworkx": with_rustworkx,
    "networkit": with_networkit,
}
found: dict[tuple[int, str], Values] = {}


@pytest.mark.parametrize("library", PEERS)
@pytest.mark.parametrize("measure", ["pagerank", "harmonic", "betweenness", "betweenness from pivots"])
@pytest.mark.parametrize("ties", NODES)
def test_kernel(benchmark: BenchmarkFixture, ties: int, measure: str, library: str) -> None:
    if ties > 5_000 and (library, measure) in SLOW and "KRPIA_SLOW_PEERS" not in os.environ:
        pytest.skip("takes long: set KRPIA_SLOW_PEERS")
    computed = PEERS[library](*network(ties)).get(measure)
    if computed is None:
        pytest.skip(f"{library} has no {measure}, or not the same")
    seconds: list[float] = []
    values: list[Values] = []

    def run() -> None:
        gc.collect()
        start = time.process_time()
        result = computed()
        seconds.append(time.process_time() - start)
        values.append(np.array(result, dtype=np.float64))

    timed: Callable[..., Any] = benchmark.pedantic
    timed(run, rounds=ROUNDS if library == "krpia" or ties <= 5_000 else 1)
    benchmark.extra_info["seconds of the processor"] = round(min(seconds), 5)
    print(ties, measure, library, round(min(seconds), 5))  # noqa: T201
    if "pivots" not in measure:  # each draws its own
        expected = found.setdefault((ties, measure), values[0])
        assert np.allclose(values[0], expected, rtol=1e-6, atol=1e-9)
