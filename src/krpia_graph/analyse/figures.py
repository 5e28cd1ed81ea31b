"""The figures of a whole network: a network in, a number out.

To add a figure, add an entry to `FIGURES`; portraits, null networks, warnings and tables take it up.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from krpia_graph.analyse.measures import MEASURES
from krpia_graph.analyse.network import Network
from krpia_graph.kernels.assortativity import degree_assortativity, e_i_index, group_assortativity
from krpia_graph.kernels.centralisation import betweenness_centralisation, degree_centralisation
from krpia_graph.kernels.core_number import core_number
from krpia_graph.kernels.core_periphery import core_periphery
from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.distances import distances
from krpia_graph.kernels.modularity import modularity
from krpia_graph.kernels.transitivity import transitivity

OfGroups = Callable[[Csr, Numbers], float]


@dataclass(frozen=True, slots=True)
class Kind:
    """A figure by what it says and how it is computed from an undirected network; NaN where not defined.

    `signed`: it may be negative, so that a ratio to it says nothing. `given`: null networks have it in common
    with the real one. `groups`: the attribute of actors that it looks at, with `of_groups` for any other
    division of them.
    """

    meaning: str
    compute: Callable[[Network], float]
    signed: bool = False
    given: bool = False
    groups: str = ""
    of_groups: OfGroups | None = None


def _of_groups(meaning: str, compute: OfGroups, attribute: str) -> Kind:
    return Kind(
        meaning,
        lambda network: compute(network.csr, network.groups(attribute)),
        signed=True,
        groups=attribute,
        of_groups=compute,
    )


def _degrees(network: Network) -> Numbers:
    return np.diff(network.csr.indptr)


def _density(network: Network) -> float:
    pairs = len(network) * (len(network) - 1) // 2
    return len(network.ends) / pairs if pairs else nan


def _isolates(network: Network) -> float:
    return float(np.count_nonzero(_degrees(network) == 0))


def _main_share(network: Network) -> float:
    return len(network.main) / len(network) if len(network) else nan


def _largest_core(network: Network) -> float:
    return float(core_number(network.csr).max(initial=0))


FIGURES: dict[str, Kind] = {
    "nodes": Kind("actors, with and without ties", lambda network: float(len(network)), given=True),
    "edges": Kind("pairs of actors that are tied", lambda network: float(len(network.ends))),
    "isolates": Kind("actors without ties", _isolates),
    "components": Kind(
        "parts that hold together, each actor without ties one of them",
        lambda network: float(network.components.max(initial=-1) + 1),
    ),
    "main_component_share": Kind("share of the actors that are in the largest part", _main_share),
    "density": Kind("share of the pairs that are tied", _density),
    "degree_centralisation": Kind(
        "how far one actor stands above the others by partners; a star has 1",
        lambda network: degree_centralisation(_degrees(network)),
    ),
    "betweenness_centralisation": Kind(
        "how far one actor stands above the others by betweenness; a star has 1",
        lambda network: betweenness_centralisation(MEASURES["betweenness"].compute(network)),
    ),
    "largest_core": Kind("the largest k of a k-core", _largest_core),
    "core_periphery": Kind(
        "how well a core that is tied to all, and a periphery that is not tied in itself, describe the ties",
        lambda network: core_periphery(network.csr).correlation,
    ),
    "transitivity": Kind(
        "share of the pairs of partners of one actor that are tied", lambda network: transitivity(network.csr)
    ),
    "mean_distance": Kind(
        "steps between two actors, of those that reach each other",
        lambda network: distances(network.csr).mean,
    ),
    "modularity": Kind(
        "ties within the communities that were found, above those that chance has there",
        lambda network: modularity(network.csr, network.communities),
    ),
    "degree_assortativity": Kind(
        "correlation of the numbers of partners of the two ends of a tie",
        lambda network: degree_assortativity(network.csr),
        signed=True,
    ),
    "type_assortativity": _of_groups("how far ties join actors of one type", group_assortativity, "type"),
    "type_e_i": _of_groups("(ties between types - ties within) / all ties", e_i_index, "type"),
    "country_assortativity": _of_groups(
        "how far ties join actors of one country", group_assortativity, "country"
    ),
    "country_e_i": _of_groups("(ties between countries - ties within) / all ties", e_i_index, "country"),
}
"""What each says, where it comes from and how it is read: docs/how-to/read-the-network-table.md."""

SMALL_WORLD = "small_world"
"""(transitivity / null) / (mean distance / null), of a portrait, not of a network: Uzzi & Spiro 2005,
"Collaboration and Creativity: The Small World Problem"; the null networks are those of
`krpia_graph.analyse.null`."""


def undirected(network: Network) -> Network:
    """The network itself or, where it is directed, that of the pairs that are tied either way."""
    if not network.directed:
        return network
    return summed(network, network.ends, network.weights)


def summed(like: Network, ends: Numbers, weights: Values) -> Network:
    """The undirected network of the actors of another, of ties of which a pair may be there repeatedly."""
    pairs, number = np.unique(np.sort(ends, axis=1), axis=0, return_inverse=True)
    totals = np.bincount(number.ravel(), weights, minlength=len(pairs)).astype(np.float64)
    return replace(like, ends=pairs.reshape(-1, 2), weights=totals, directed=False)
