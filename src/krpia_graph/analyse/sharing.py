"""A two-mode network in, the network of one of its modes out: who shares partners with whom.

Those who have many partners share some by chance; the backbone keeps the pairs that share more than that.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from krpia_graph.analyse.network import Network
from krpia_graph.kernels.backbone import backbone

SIGNIFICANT = 0.05  # after the correction for as many tests as there are pairs (Holm)


def through_partners(type_: str) -> Callable[[Network], Network]:
    """Ties actors of a type by the partners that they share.

    A partner of k of them adds 1/(k-1) to each of their ties, as a case of k parties does.
    """

    def derive(network: Network) -> Network:
        chosen = np.flatnonzero([actor.type == type_ for actor in network.actors])
        place = {number: new for new, number in enumerate(chosen.tolist())}
        arcs = network.csr.arcs
        ties: dict[tuple[int, int], float] = {}
        for partner in sorted(set(range(len(network))) - place.keys()):
            around = arcs.indices[arcs.indptr[partner] : arcs.indptr[partner + 1]].tolist()
            sharing = [place[number] for number in around if number in place]
            for pair in combinations(sharing, 2):
                ties[pair] = ties.get(pair, 0.0) + 1 / (len(sharing) - 1)
        ends = np.array(sorted(ties), dtype=np.int64).reshape(-1, 2)
        weights = np.array([ties[a, b] for a, b in ends.tolist()], dtype=np.float64)
        actors = [network.actors[number] for number in chosen.tolist()]
        return Network(actors, ends, weights, lens=network.lens)

    return derive


def backbone_of(type_: str) -> Callable[[Network], Network]:
    """The ties of `through_partners` that are not to be expected from how many partners each has."""
    share = through_partners(type_)

    def derive(network: Network) -> Network:
        found = share(network)
        place = {actor.id: number for number, actor in enumerate(found.actors)}
        chosen = [place.get(actor.id, -1) for actor in network.actors]
        ties = [(chosen[a], b) if chosen[a] >= 0 else (chosen[b], a) for a, b in network.ends.tolist()]
        rows, columns = np.array(ties, dtype=np.int64).reshape(-1, 2).T
        tested = backbone(rows, columns)
        kept = {tuple(pair) for pair in tested.pairs[tested.corrected < SIGNIFICANT].tolist()}
        inside = np.array([tuple(pair) in kept for pair in found.ends.tolist()], dtype=np.bool_)
        return Network(found.actors, found.ends[inside], found.weights[inside], lens=network.lens)

    return derive
