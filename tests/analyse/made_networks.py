"""Networks to measure: of a few ties between nodes of one letter, and those of textbooks."""

from typing import Any

import networkx as nx
import numpy as np

from krpia_graph.analyse import Network
from krpia_graph.model.centrality import Actor


def network(*ties: str, alone: str = "", **weights: float) -> Network:
    """Ties such as "ab" of weight 1; `ab=2` gives one another weight. A capital is of another type."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(alone)
    graph.add_edges_from(((tie[0], tie[1]) for tie in ties), weight=1.0)
    for tie, weight in weights.items():
        graph.edges[tie[0], tie[1]]["weight"] = weight
    return of_networkx(graph, {node: "korean" if node.isupper() else "global" for node in graph})


def of_networkx(graph: Any, types: dict[Any, str] | None = None) -> Network:
    """The network of a graph of networkx; nodes in order of their names, as everywhere."""
    nodes = sorted(graph)
    number = {node: n for n, node in enumerate(nodes)}
    ties = {(min(number[a], number[b]), max(number[a], number[b])): d for a, b, d in graph.edges(data=True)}
    actors = [Actor(str(node), (types or {}).get(node, "global"), str(node)) for node in nodes]
    weights = [float(ties[pair].get("weight", 1.0)) for pair in sorted(ties)]
    return Network(actors, np.array(sorted(ties), dtype=np.int64).reshape(-1, 2), np.array(weights))


PATH = network("ab", "bc")
STAR = network("ma", "mb", "mc", "md")
PAIR = network("ab")
PAIR_AND_ONE = network("ab", alone="c")
TWO = network("ab", "bc", "de")
