"""Graphs of networkx in, centrality from the kernels out: the backend "krpia" of networkx.

`nx.pagerank(G, backend="krpia")`, or plain calls after `nx.config.backend_priority.algos = ["krpia"]`. The
names and parameters of the functions are those of networkx, so are the values. networkx keeps a converted
graph with the one that it came from and cannot see a weight that is set by `G[u][v]["weight"] = ...`; it
says so in a warning when it uses it again.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from numbers import Real
from random import Random
from typing import Any, ClassVar

import networkx as nx
import numpy as np

from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.constraint import constraint as constraint_of
from krpia_graph.kernels.csr import ConvergenceError, Csr, Numbers, Values, from_edges
from krpia_graph.kernels.effective_size import effective_size as effective_size_of
from krpia_graph.kernels.eigenvector import eigenvector
from krpia_graph.kernels.harmonic import harmonic
from krpia_graph.kernels.katz import katz
from krpia_graph.kernels.pagerank import pagerank as pagerank_of

Scores = dict[Any, float]

BURT = ("constraint", "effective_size")  # functions of graphs without parallel edges and loops
WORTHWHILE = 2000  # edges; below, the conversion costs more than it saves


@dataclass(eq=False)
class ArrayGraph:
    """A graph of networkx as arrays: its nodes, its edges as pairs of their numbers, and data of the edges.

    `known`: the attributes that were asked for at the conversion, a number for each edge (1 where it has
    none). `data`: all attributes of each edge, where networkx asked to keep them.
    """

    __networkx_backend__: ClassVar[str] = "krpia"

    nodes: list[Any]
    ends: Numbers
    directed: bool
    multigraph: bool
    known: Mapping[str, Values] = field(default_factory=dict)
    data: list[dict[Any, Any]] | None = None
    _made: dict[str | None, Csr] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.nodes)

    def is_directed(self) -> bool:
        """Whether its edges have a direction, as networkx asks it."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Whether two nodes may have several edges, as networkx asks it."""
        return self.multigraph

    def csr(self, weight: str | None) -> Csr:
        """The network with the weights of an attribute, or 1 for each edge; made once."""
        if weight not in self._made:
            weights = None if weight is None else self._weights(weight)
            self._made[weight] = from_edges(len(self.nodes), self.ends, weights, self.directed)
        return self._made[weight]

    def _weights(self, weight: str) -> Values:
        if weight in self.known:
            return self.known[weight]
        if self.data is None:
            raise nx.NetworkXError(f"the graph was converted without the attribute {weight!r} of its edges")
        return _numbers(self.data, weight, 1)


def _numbers(data: list[dict[Any, Any]], attribute: str, default: float) -> Values:
    return np.array([edge.get(attribute, default) for edge in data], dtype=np.float64)


def convert_from_nx(
    graph: Any,
    edge_attrs: Mapping[str, float] | None = None,
    preserve_edge_attrs: bool = False,
    **_: Any,
) -> ArrayGraph:
    """The arrays of a graph of networkx, with the attributes of edges that `edge_attrs` gives defaults for.

    Attributes of nodes and of the graph are left out: no function of the backend reads them.
    """
    nodes = list(graph)
    number = {node: index for index, node in enumerate(nodes)}
    edges = list(graph.edges(data=True))
    ends = np.array([(number[a], number[b]) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    data = [edge for _, _, edge in edges]
    known = {name: _numbers(data, name, default) for name, default in (edge_attrs or {}).items()}
    kept = [dict(edge) for edge in data] if preserve_edge_attrs else None
    return ArrayGraph(nodes, ends, graph.is_directed(), graph.is_multigraph(), known, kept)


def convert_to_nx(result: Any, **_: Any) -> Any:
    """The graph of networkx of an `ArrayGraph`, with the attributes it kept; other results as they are."""
    if not isinstance(result, ArrayGraph):
        return result
    kinds = {(0, 0): nx.Graph, (1, 0): nx.DiGraph, (0, 1): nx.MultiGraph, (1, 1): nx.MultiDiGraph}
    graph = kinds[result.directed, result.multigraph]()
    graph.add_nodes_from(result.nodes)
    for place, (a, b) in enumerate(result.ends.tolist()):
        kept = result.data[place] if result.data else {n: float(v[place]) for n, v in result.known.items()}
        graph.add_edge(result.nodes[a], result.nodes[b], **kept)
    return graph


def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
    """True, or the reason why a function cannot be had with these arguments."""
    if name not in FUNCTIONS:
        return f"no function {name}"
    try:
        given = inspect.signature(FUNCTIONS[name]).bind(*args, **kwargs).arguments
    except TypeError as error:
        return str(error)
    for parameter in ("personalization", "nstart", "dangling", "nbunch", "distance", "sources"):
        if given.get(parameter) is not None:
            return f"{parameter} is not supported"
    if given.get("nodes") is not None:
        return "nodes is not supported: all are computed at once"
    if name in BURT and not _simple(given["G"]):
        return "parallel edges and loops are not supported"
    if given.get("endpoints"):
        return "endpoints is not supported"
    if name == "betweenness_centrality" and given.get("weight") is not None:
        return "betweenness is counted in hops: weight is not supported"
    if not isinstance(given.get("beta", 1.0), Real):
        return "beta has to be one number"
    return True


def _simple(graph: Any) -> bool:
    """Whether a graph of either kind has no parallel edges and no loops."""
    if graph.is_multigraph():
        return False
    ends = graph.ends.tolist() if isinstance(graph, ArrayGraph) else graph.edges
    return all(a != b for a, b in ends)


def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:  # noqa: ARG001
    """True, or the reason why networkx itself would be as quick; asked only for calls without `backend=`."""
    graph = args[0] if args else kwargs["G"]
    if isinstance(graph, ArrayGraph) or graph.number_of_edges() >= WORTHWHILE:
        return True
    return f"fewer than {WORTHWHILE} edges"


def pagerank(
    G: ArrayGraph,  # noqa: N803
    alpha: float = 0.85,
    personalization: None = None,  # noqa: ARG001
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: None = None,  # noqa: ARG001
    weight: str | None = "weight",
    dangling: None = None,  # noqa: ARG001
) -> Scores:
    """`networkx.pagerank`; weights of parallel edges are summed."""
    return _scores(G, lambda: pagerank_of(G.csr(weight), alpha, max_iter, tol))


def harmonic_centrality(
    G: ArrayGraph,  # noqa: N803
    nbunch: None = None,  # noqa: ARG001
    distance: None = None,  # noqa: ARG001
    sources: None = None,  # noqa: ARG001
) -> Scores:
    """`networkx.harmonic_centrality`, in hops."""
    return _scores(G, lambda: harmonic(G.csr(None)))


def betweenness_centrality(
    G: ArrayGraph,  # noqa: N803
    k: int | None = None,
    normalized: bool = True,
    weight: None = None,  # noqa: ARG001
    endpoints: bool = False,  # noqa: ARG001
    seed: Any = None,
) -> Scores:
    """`networkx.betweenness_centrality`, in hops; of `k` nodes those that networkx would draw by `seed`."""
    sources = None
    if k is not None and k != len(G):
        draw = seed if hasattr(seed, "sample") else Random(seed)
        sources = np.array(draw.sample(list(range(len(G))), k), dtype=np.int64)
    return _scores(G, lambda: betweenness(G.csr(None), sources, normalized))


def eigenvector_centrality(
    G: ArrayGraph,  # noqa: N803
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: None = None,  # noqa: ARG001
    weight: str | None = None,
) -> Scores:
    """`networkx.eigenvector_centrality`."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    return _scores(G, lambda: eigenvector(G.csr(weight), max_iter, tol))


def katz_centrality(
    G: ArrayGraph,  # noqa: N803
    alpha: float = 0.1,
    beta: float = 1.0,
    max_iter: int = 1000,
    tol: float = 1.0e-6,
    nstart: None = None,  # noqa: ARG001
    normalized: bool = True,
    weight: str | None = None,
) -> Scores:
    """`networkx.katz_centrality`."""
    return _scores(G, lambda: katz(G.csr(weight), alpha, beta, max_iter, tol, normalized))


def constraint(
    G: ArrayGraph,  # noqa: N803
    nodes: None = None,  # noqa: ARG001
    weight: str | None = None,
) -> Scores:
    """`networkx.constraint`, of all nodes."""
    return _scores(G, lambda: constraint_of(G.csr(weight)))


def effective_size(
    G: ArrayGraph,  # noqa: N803
    nodes: None = None,  # noqa: ARG001
    weight: str | None = None,
) -> Scores:
    """`networkx.effective_size` of all nodes, right with weights, too.

    networkx 3.6.1 divides by the largest weight of the wrong node where it computes all at once.
    """
    return _scores(G, lambda: effective_size_of(G.csr(weight)))


def _scores(graph: ArrayGraph, compute: Callable[[], Values]) -> Scores:
    """Each node with its value; an iteration that fails, fails as it does in networkx."""
    try:
        values = compute()
    except ConvergenceError as error:
        raise nx.PowerIterationFailedConvergence(error.steps) from error
    return dict(zip(graph.nodes, values.tolist(), strict=True))


FUNCTIONS: dict[str, Callable[..., Scores]] = {
    function.__name__: function
    for function in (
        betweenness_centrality,
        constraint,
        effective_size,
        eigenvector_centrality,
        harmonic_centrality,
        katz_centrality,
        pagerank,
    )
}
