"""What a report shows, as plain values: a ranking, its ties, and the series behind its plots."""

from collections.abc import Mapping
from dataclasses import dataclass

from krpia_graph.model.centrality import Centrality, Ranking
from krpia_graph.model.portrait import WholeNetwork
from krpia_graph.model.ties import Tie


@dataclass(frozen=True, slots=True)
class Year:
    """One year: the ids of its cases, how many ties they make for the first time and how many they repeat.

    `main` is the share in the largest component of the actors that the cases up to then name.
    """

    year: int
    cases: tuple[str, ...]
    new: int
    repeated: int
    main: float


@dataclass(frozen=True, slots=True)
class TypeMatrix:
    """Which types are tied with which: `counts[i][j]` ties between actors of `types` i and j, symmetric.

    Directed, those from i to j.
    """

    types: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """How betweenness was found: from all actors where `pivots` is None, else from so many, by `seed`."""

    pivots: int | None
    seed: int | None


@dataclass(frozen=True)
class Analysis:
    """A network seen through the lens of its `ranking`, whose rows are all its actors.

    `cases` are the ids of the cases behind it, `undated` those of them without a year. `degrees` are rows of
    a number of partners and how many actors have at least as many, ascending. `meanings` says what each
    measure is, `communities` which library found them,
    `whole` what is true of the network as a whole.
    """

    ranking: Ranking
    ties: tuple[Tie, ...]
    cases: tuple[str, ...]
    undated: tuple[str, ...]
    years: tuple[Year, ...]
    mixing: TypeMatrix
    degrees: tuple[tuple[int, int], ...]
    directed: bool
    estimate: Estimate
    meanings: Mapping[str, str]
    communities: str
    whole: WholeNetwork | None = None

    def ties_of(self, actor: str) -> tuple[Tie, ...]:
        """The ties of the actor of that id, those with most cases first, equal ones by the partner's name."""
        found = [tie for tie in self.ties if actor in (tie.a.id, tie.b.id)]
        scheme = self.ranking.lens.weights
        order = {id(tie): (-len(tie.cases), -tie.weights[scheme], tie.other(actor).label) for tie in found}
        return tuple(sorted(found, key=lambda tie: order[id(tie)]))

    def sure_of_first(self, chance: float, first: int = 10) -> tuple[Centrality, ...]:
        """Those of the `first` rows who are among the ten first in so large a share of the draws."""
        by = self.ranking.measure
        return tuple(
            row
            for row in self.ranking[:first]
            if (place := row.places.get(by)) and place.top10 is not None and place.top10 >= chance
        )
