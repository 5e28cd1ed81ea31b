"""A network in, its core out, and how well core and periphery describe it.

Borgatti & Everett 2000, "Models of core/periphery structures", the discrete model: ideally, everyone in the
core is tied to everyone, and no two of the periphery are. How well that fits is the correlation of the ties
with the ideal ones over all pairs.
"""

from dataclasses import dataclass
from math import nan

import numpy as np
import numpy.typing as npt

from krpia_graph.kernels.core_number import core_number
from krpia_graph.kernels.csr import Csr, Numbers, Values

BETTER = 1e-12  # by which a fit has to be better: less is the rounding of two fits that are the same


@dataclass(frozen=True, eq=False)
class CorePeriphery:
    """A division of the nodes."""

    core: npt.NDArray[np.bool_]  # for each node, whether it is in the core
    correlation: float  # of the ties with the ideal ones: at most 1; NaN where no pair or every pair is tied


def core_periphery(graph: Csr) -> CorePeriphery:
    """A core that no node can enter or leave without making the fit worse, or as good.

    Two searches, of which the better counts, or else the first: they start with the best of the cores that
    are the first nodes by number of neighbours, and by core number; then one node after the other moves, the
    best move first, of equal ones that of the smaller number. Not all divisions are looked at: the fit is
    a lower bound of the best. (Lip 2011, "A Fast Algorithm for the Discrete Core/Periphery Bipartitioning
    Problem", is quick and exact for another question: ties between core and periphery do not count there.)
    Weights and loops are not looked at. Raises ValueError for a directed network.
    """
    if graph.directed:
        raise ValueError("a directed network: core and periphery are those of undirected ones")
    degree, cores = np.diff(graph.indptr), core_number(graph)
    best = CorePeriphery(np.zeros(graph.n, dtype=bool), nan)
    for order in (np.lexsort((-cores, -degree)), np.lexsort((-degree, -cores))):
        fits = _fit(graph, np.arange(1, graph.n + 1), _touched(graph, order))
        if np.isnan(fits).all():
            return best
        found = _climbed(graph, np.isin(np.arange(graph.n), order[: int(np.nanargmax(fits)) + 1]))
        if not found.correlation <= best.correlation + BETTER:
            best = found
    return best


def correlation(graph: Csr, core: npt.NDArray[np.bool_]) -> float:
    """How well a core fits: from -1 to 1; NaN if no pair or every pair is tied, or would ideally be."""
    tails = np.repeat(core, np.diff(graph.indptr))
    touched = int((tails | core[graph.indices]).sum()) // 2
    return float(_fit(graph, np.array([core.sum()]), np.array([touched]))[0])


def _climbed(graph: Csr, start: npt.NDArray[np.bool_]) -> CorePeriphery:
    """The core when no single move of a node is left that makes the fit better."""
    core = start.copy()
    outside = np.asarray(graph.hops @ (~core).astype(np.float64)).astype(np.int64)  # peripheral neighbours
    fit = correlation(graph, core)
    size, touched = int(core.sum()), _ties(graph) - int(outside[~core].sum()) // 2
    while True:
        step = np.where(core, -1, 1)
        fits = _fit(graph, size + step, touched + step * outside)
        node = int(np.argmax(np.where(np.isnan(fits), -2, fits)))
        if not fits[node] > fit + BETTER:
            return CorePeriphery(core, fit)
        fit, size, touched = (
            float(fits[node]),
            size + int(step[node]),
            touched + int(step[node] * outside[node]),
        )
        outside[graph.indices[graph.indptr[node] : graph.indptr[node + 1]]] -= step[node]
        core[node] = not core[node]


def _ties(graph: Csr) -> int:
    return len(graph.indices) // 2


def _touched(graph: Csr, order: Numbers) -> Numbers:
    """How many ties have an end among the first node of the order, the first two, ... all."""
    place = np.empty(graph.n, dtype=np.int64)
    place[order] = np.arange(graph.n)
    earlier = np.minimum(place[np.repeat(np.arange(graph.n), np.diff(graph.indptr))], place[graph.indices])
    return np.cumsum(np.bincount(earlier, minlength=graph.n)) // 2


def _fit(graph: Csr, size: Numbers, touched: Numbers) -> Values:
    """The correlation for cores of so many nodes that are the end of so many ties."""
    pairs, ties = float(graph.n * (graph.n - 1) // 2), float(_ties(graph))
    ideal = (size * (size - 1) // 2 + size * (graph.n - size)).astype(np.float64)
    spread = np.sqrt(ties * (pairs - ties)) * np.sqrt(ideal * (pairs - ideal))
    fits: Values = np.full(len(size), np.nan)
    np.divide(pairs * touched - ties * ideal, spread, out=fits, where=spread > 0)
    return fits
