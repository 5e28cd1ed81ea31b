"""A network in, how many ties join which groups of its actors out."""

import numpy as np

from krpia_graph.analyse.network import Network
from krpia_graph.model.portrait import Mixing

ATTRIBUTES = ("type", "country")
_DIGITS = 9


def mixing(network: Network) -> tuple[Mixing, ...]:
    """The ties of each two groups that have any, in the order of their names.

    A tie of an actor whose group is not known counts under the empty name.
    """
    found = []
    for attribute in ATTRIBUTES:
        names = [getattr(actor, attribute) for actor in network.actors]
        groups = sorted(set(names))
        number = {name: n for n, name in enumerate(groups)}
        ends = np.array([number[name] for name in names], dtype=np.int64)[network.ends]
        if not network.directed:
            ends = np.sort(ends, axis=1)
        pair = ends[:, 0] * len(groups) + ends[:, 1]
        ties = np.bincount(pair, minlength=len(groups) ** 2)
        weights = np.bincount(pair, network.weights, minlength=len(groups) ** 2)
        for each in np.flatnonzero(ties).tolist():
            one, other = groups[each // len(groups)], groups[each % len(groups)]
            found.append(Mixing(attribute, one, other, int(ties[each]), round(float(weights[each]), _DIGITS)))
    return tuple(found)
