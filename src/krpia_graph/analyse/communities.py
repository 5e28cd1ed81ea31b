"""A network in, groups of nodes that are tied more closely than chance would have it out.

networkx finds them by Louvain (Blondel et al. 2008, "Fast unfolding of communities in large networks"). Where
networkit is installed (the extra `fast`), Leiden does (Traag, Waltman and van Eck 2019, "From Louvain to
Leiden"), which is quicker and never gives a community that is in two pieces.
"""

from importlib.util import find_spec
from typing import Any

import numpy as np

from krpia_graph.kernels.csr import Csr, Numbers, Values

SEED = 20190517


def leiden_is_there() -> bool:
    """Whether networkit is installed."""
    return find_spec("networkit") is not None


def communities(graph: Csr) -> Numbers:
    """The number of the community of each node; one without ties is alone. Directions are not looked at.

    The same network gives the same communities, with either library.
    """
    rows = np.repeat(np.arange(graph.n), np.diff(graph.indptr))
    once = rows < graph.indices if not graph.directed else np.ones(len(rows), dtype=bool)
    ends, weights = np.column_stack((rows[once], graph.indices[once])), graph.weights[once]
    return (_leiden if leiden_is_there() else _louvain)(graph.n, ends, weights)


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
    import networkit as nk

    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)  # several give other communities from run to run
    nk.setSeed(SEED, useThreadId=False)
    graph = nk.Graph(count, weighted=True)
    for (a, b), weight in zip(ends.tolist(), weights.tolist(), strict=True):
        graph.addEdge(a, b, weight)
    parts = nk.community.ParallelLeiden(graph, iterations=10).run().getPartition()
    nk.setNumberOfThreads(threads)
    return np.array(parts.getVector(), dtype=np.int64)
