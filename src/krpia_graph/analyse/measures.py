"""The centrality measures: a network of organisations in, a value for each organisation out.

To add a measure, add an entry to `MEASURES`; table, ranking and command line take it up from there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np

_DENSE = 500  # up to so many nodes the dense solver is quicker and needs no start vector

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by what it says and how it is computed."""

    meaning: str
    compute: Callable[[Any], Values]


def _strength(network: Any) -> Values:
    return dict(network.degree(weight="weight"))


def _harmonic(network: Any) -> Values:
    others = max(1, len(network) - 1)
    return {node: value / others for node, value in nx.harmonic_centrality(network).items()}


def _eigenvector(network: Any) -> Values:
    """Defined within one component only: organisations outside the largest one have None."""
    values: dict[str, float | None] = dict.fromkeys(network)
    components = sorted(nx.connected_components(network), key=lambda c: (-len(c), min(c)))
    if components and len(components[0]) > 1:
        main = sorted(components[0])
        values |= dict(zip(main, _leading_eigenvector(network, main), strict=True))
    return values


def _leading_eigenvector(network: Any, nodes: list[str]) -> list[float]:
    """The eigenvector of the largest eigenvalue, positive, of length 1; the same bits at every run."""
    matrix = nx.to_scipy_sparse_array(network, nodelist=nodes, weight="weight", dtype=float)
    if len(nodes) <= _DENSE:
        vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
    else:
        from scipy.sparse.linalg import eigsh

        vector = eigsh(matrix, k=1, which="LA", v0=np.ones(len(nodes)))[1][:, 0]
    return [abs(float(value)) for value in vector]


def _pagerank(network: Any) -> Values:
    ranks: Values = nx.pagerank(network, weight="weight", tol=1e-12, max_iter=1000) if len(network) else {}
    return ranks


MEASURES: dict[str, Measure] = {
    "degree": Measure("number of partners", lambda network: dict(network.degree())),
    "strength": Measure("sum of the weights of its ties", _strength),
    "betweenness": Measure(
        "share of the shortest paths between others that lead through it (hops)",
        lambda network: nx.betweenness_centrality(network),
    ),
    "harmonic": Measure("mean of 1/distance to all others (hops); 0 for those out of reach", _harmonic),
    "eigenvector": Measure("central partners count more; only in the largest component", _eigenvector),
    "pagerank": Measure("chance that a walk along weighted ties is there", _pagerank),
}
