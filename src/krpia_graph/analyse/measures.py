"""The centrality measures: a network in, a value for each of its actors out.

To add a measure, add an entry to `MEASURES`; tables, ranks, intervals and the command line take it up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from krpia_graph.analyse.network import Network
from krpia_graph.kernels.betweenness import betweenness
from krpia_graph.kernels.constraint import constraint
from krpia_graph.kernels.core_number import core_number
from krpia_graph.kernels.csr import Numbers, Values, from_edges
from krpia_graph.kernels.diversity import diversity
from krpia_graph.kernels.effective_size import effective_size
from krpia_graph.kernels.eigenvector import leading_eigenvector
from krpia_graph.kernels.harmonic import harmonic
from krpia_graph.kernels.katz import katz
from krpia_graph.kernels.pagerank import pagerank
from krpia_graph.kernels.participation import participation
from krpia_graph.kernels.spectrum import largest_eigenvalue

EXACT_UP_TO = 20_000  # actors; above, betweenness and harmonic are estimated from `PIVOTS` of them
EXACT_IN_A_HURRY_UP_TO = 2_000
PIVOTS = 512
SEED = 20190517
DAMPING = 0.85  # of Katz: how near its alpha comes to the largest that it converges for


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by what it says and how it is computed: a value an actor, NaN where it is not defined.

    `least_first`: the lower the value, the better the position.
    """

    meaning: str
    compute: Callable[[Network], Values]
    least_first: bool = False


def by_actor(network: Network, values: Mapping[str, float]) -> Values:
    """What networkx gives, by id, in the order of the actors."""
    return np.array([values.get(actor.id, np.nan) for actor in network.actors], dtype=np.float64)


def _degree(network: Network) -> Values:
    return np.bincount(network.ends.ravel(), minlength=len(network)).astype(np.float64)


def _strength(network: Network) -> Values:
    both = np.repeat(network.weights, 2)
    return np.bincount(network.ends.ravel(), both, minlength=len(network)).astype(np.float64)


def _pagerank(network: Network) -> Values:
    return pagerank(network.csr, tol=1e-14, max_iter=1000)


def _harmonic(network: Network) -> Values:
    return harmonic(network.csr, _sources(network)) / max(1, len(network) - 1)


def _betweenness(network: Network) -> Values:
    return np.clip(betweenness(network.csr, _sources(network)), 0.0, 1.0)


def _sources(network: Network) -> Numbers | None:
    """The actors from which paths are counted; None for all."""
    if is_exact(network):
        return None
    generator = np.random.Generator(np.random.PCG64(SEED))
    return np.sort(generator.choice(len(network), PIVOTS, replace=False))


def is_exact(network: Network) -> bool:
    """Whether betweenness and harmonic are computed from all actors."""
    return len(network) <= (EXACT_IN_A_HURRY_UP_TO if network.hurried else EXACT_UP_TO)


def _eigenvector(network: Network) -> Values:
    """Directions are not looked at. Defined within one part only: none outside the largest."""
    values = np.full(len(network), np.nan)
    inside = network.within(network.main)
    if len(inside):
        values[network.main] = leading_eigenvector(from_edges(len(inside), inside.ends, inside.weights))
    return values


def _katz(network: Network) -> Values:
    largest = largest_eigenvalue(network.csr)
    return katz(network.csr, alpha=DAMPING / largest if largest else 0.0, tol=1e-14)


def _efficiency(network: Network) -> Values:
    degree = _degree(network)
    shares: Values = np.full(len(degree), np.nan)
    return np.divide(effective_size(network.csr), degree, out=shares, where=degree > 0)


def _mediates(role: str) -> Callable[[Network], Values]:
    """How often an actor stands between two that are not tied, undirected each pair in both orders."""
    return lambda network: getattr(network.mediation, role).astype(np.float64)


MEASURES: dict[str, Measure] = {
    "degree": Measure("number of partners", _degree),
    "strength": Measure("sum of the weights of its ties", _strength),
    "pagerank": Measure("chance that a walk along weighted ties is there", _pagerank),
    "harmonic": Measure("mean of 1/distance to all others (hops); 0 for those out of reach", _harmonic),
    "betweenness": Measure(
        "share of the shortest paths between others that lead through it (hops)", _betweenness
    ),
    "eigenvector": Measure("central partners count more; only in the largest component", _eigenvector),
    "katz": Measure("all walks that end there, longer ones counting less", _katz),
    "core": Measure(
        "the largest k for which it is among actors with k partners each among themselves",
        lambda network: core_number(network.csr).astype(np.float64),
    ),
    "constraint": Measure(
        "how far its partners are tied to one another (Burt); low is free",
        lambda network: constraint(network.csr),
        least_first=True,
    ),
    "effective_size": Measure(
        "partners less those who are tied to other partners (Burt)",
        lambda network: effective_size(network.csr),
    ),
    "efficiency": Measure("effective size as a share of the partners", _efficiency),
    "coordinator": Measure("times it stands between two of its own group", _mediates("coordinator")),
    "itinerant": Measure("times it stands between two of one other group", _mediates("itinerant")),
    "gatekeeper": Measure("times another group reaches its own through it", _mediates("gatekeeper")),
    "representative": Measure("times its own group reaches another through it", _mediates("representative")),
    "liaison": Measure("times it stands between two other groups", _mediates("liaison")),
    "participation": Measure(
        "how evenly its ties spread over the communities, 0 for one",
        lambda network: participation(network.csr, network.communities),
    ),
    "diversity": Measure(
        "chance that two of its partners are of different types (Blau)",
        lambda network: diversity(network.csr, network.groups("type")),
    ),
}
