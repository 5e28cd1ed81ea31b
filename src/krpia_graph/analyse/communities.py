"""A network in, groups of nodes that are tied more closely than chance would have it out.

networkx finds them by Louvain (Blondel et al. 2008, "Fast unfolding of communities in large networks"). With
networkit (the extra `fast`) Leiden can be had (Traag, Waltman and van Eck 2019, "From Louvain to Leiden"):
quicker, and never with a community that is in two pieces. Which it is, is asked for and does not depend on
what is installed, so that the same question has the same answer everywhere.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.model.errors import MissingExtraError

SEED = 20190517


def communities(graph: Csr, method: str = "louvain") -> Numbers:
    """The number of the community of each node; one without ties is alone. Directions are not looked at.

    The same in every run. Raises MissingExtraError where "leiden" is asked for and networkit is not there.
    """
    rows = np.repeat(np.arange(graph.n), np.diff(graph.indptr))
    once = rows < graph.indices if not graph.directed else np.ones(len(rows), dtype=bool)
    ends = np.column_stack((rows[once], graph.indices[once]))
    return METHODS[method](graph.n, ends, graph.weights[once])


def _louvain(count: int, ends: Numbers, weights: Values) -> Numbers:
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(range(count))
    for (a, b), weight in zip(ends.tolist(), weights.tolist(), strict=True):
        before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
        graph.add_edge(a, b, weight=before + weight)
    found = np.zeros(count, dtype=np.int64)
    if graph.number_of_edges():
        for number, members in enumerate(nx.community.louvain_communities(graph, weight="weight", seed=SEED)):
            found[sorted(members)] = number
    else:
        found = np.arange(count)
    return found


def _leiden(count: int, ends: Numbers, weights: Values) -> Numbers:
    try:
        import networkit as nk
    except ImportError:
        raise MissingExtraError("Leiden", "networkit", "fast") from None
    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)  # several give other communities from run to run
    nk.setSeed(SEED, useThreadId=False)
    graph = nk.Graph(count, weighted=True)
    for (a, b), weight in zip(ends.tolist(), weights.tolist(), strict=True):
        graph.addEdge(a, b, weight)
    parts = nk.community.ParallelLeiden(graph, iterations=10).run().getPartition()
    nk.setNumberOfThreads(threads)
    return np.array(parts.getVector(), dtype=np.int64)


METHODS: dict[str, Callable[[int, Numbers, Values], Numbers]] = {"louvain": _louvain, "leiden": _leiden}
