"""Nodes, ties and weights in, a network that measures are computed on out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from krpia_graph.analyse.communities import communities
from krpia_graph.kernels.brokerage import Brokerage, brokerage
from krpia_graph.kernels.connectivity import components
from krpia_graph.kernels.csr import Csr, Numbers, Values, from_edges
from krpia_graph.model.centrality import Actor
from krpia_graph.model.lens import PLAIN, Lens


@dataclass(frozen=True, eq=False)
class Network:
    """Actors in the order of their ids, tied in pairs.

    `ends`: a row of two numbers of actors for each tie, no pair twice, in order; `weights` one for each.
    `partition`: the community of each actor where it is known beforehand. `lens` says between
    which groups one mediates and how communities are found. `hurried`: what takes long may be estimated on
    smaller networks already, because it is one of hundreds that are looked at.
    """

    actors: Sequence[Actor]
    ends: Numbers
    weights: Values
    directed: bool = False
    partition: Numbers | None = None
    lens: Lens = PLAIN
    hurried: bool = False

    def __len__(self) -> int:
        return len(self.actors)

    @cached_property
    def csr(self) -> Csr:
        """The network as the kernels read it, with its weights."""
        return from_edges(len(self), self.ends, self.weights, self.directed)

    @cached_property
    def components(self) -> Numbers:
        """The number of the part that each actor belongs to: 0 is the largest, of equals that of the first.

        Directed, a part holds together whatever the directions are.
        """
        return by_size(components(self.csr))

    @cached_property
    def main(self) -> Numbers:
        """The numbers of the actors in the largest part; none where nobody is tied."""
        inside = np.flatnonzero(self.components == 0)
        return inside if len(inside) > 1 else inside[:0]

    @cached_property
    def communities(self) -> Numbers:
        """The number of the community of each actor, the largest first."""
        if self.partition is not None:
            return self.partition
        return by_size(communities(self.csr, self.lens.communities))

    @cached_property
    def mediation(self) -> Brokerage:
        """How often each actor mediates between groups, in each of the five roles."""
        return brokerage(self.csr, self.groups(self.lens.brokerage))

    @cached_property
    def undirected(self) -> Csr:
        """The network as the kernels read it, whatever the directions are."""
        return from_edges(len(self), self.ends, self.weights) if self.directed else self.csr

    def groups(self, attribute: str) -> Numbers:
        """The number of the group of each actor by an attribute of it, -1 where that is empty."""
        values = [getattr(actor, attribute) for actor in self.actors]
        number = {value: n for n, value in enumerate(sorted(set(values) - {""}))}
        return np.array([number.get(value, -1) for value in values], dtype=np.int64)

    def within(self, chosen: Numbers) -> "Network":
        """The network of the chosen actors (ascending numbers) and of the ties between them."""
        place = np.full(len(self), -1)
        place[chosen] = np.arange(len(chosen))
        kept = (place[self.ends] >= 0).all(axis=1)
        actors = [self.actors[number] for number in chosen.tolist()]
        ends: Numbers = place[self.ends[kept]]
        return Network(actors, ends, self.weights[kept], self.directed, lens=self.lens)

    def to_networkx(self) -> Any:
        """A `networkx.Graph` (`DiGraph`) of the ids, isolated ones too.

        Node attributes: `label`, `label_ko`, `type`, `country`; edge attribute: `weight`.
        """
        import networkx as nx

        graph: Any = nx.DiGraph() if self.directed else nx.Graph()
        for actor in self.actors:
            graph.add_node(
                actor.id, label=actor.label, label_ko=actor.label_ko, type=actor.type, country=actor.country
            )
        ids = [actor.id for actor in self.actors]
        for (a, b), weight in zip(self.ends.tolist(), self.weights.tolist(), strict=True):
            graph.add_edge(ids[a], ids[b], weight=weight)
        return graph


def by_size(parts: Numbers) -> Numbers:
    """The parts numbered anew: 0 is the largest, of equals the one whose first member comes first."""
    numbers, first, counts = np.unique(parts, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    new = np.empty(len(numbers), dtype=np.int64)
    new[order] = np.arange(len(numbers))
    found: Numbers = new[np.searchsorted(numbers, parts)]
    return found
