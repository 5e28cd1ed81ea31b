"""The position of the organisations in their network, one row each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Centrality:
    """One organisation's measures on the network in which two organisations are tied by each case they share.

    `degree` counts partners; `strength` adds the weights of the ties, where a case of k organisations gives
    each tie 1/(k-1). `betweenness`, `harmonic` (the sum of 1/distance, divided by the number of other
    organisations) and `degree` count hops; `eigenvector` (None off the main component) and `pagerank` use
    the weights. `rank` and `cases` serve the reader.
    """

    entity: str
    type: str
    label: str
    cases: int
    degree: int
    strength: float
    betweenness: float
    harmonic: float
    eigenvector: float | None
    pagerank: float
