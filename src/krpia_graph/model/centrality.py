"""Positions in a network, as plain values: actors, their measures, and how sure their ranks are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from krpia_graph.model.frames import Tabular
from krpia_graph.model.lens import PLAIN, Lens, Resampling


@dataclass(frozen=True, slots=True)
class Actor:
    """A node of a network: `id` is that of the entity that it is named after.

    `members` are the ids of all entities that it stands for: a company and its affiliates.
    """

    id: str
    type: str
    label: str
    label_ko: str = ""
    country: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A rank, 1 the most central; equal values share the best of their places.

    `low` and `high` bound the ranks of nine in ten sets of cases that might have been, `top10` is the share
    of them in which it was among the ten first; None where nothing was resampled.
    """

    rank: int
    low: int | None = None
    high: int | None = None
    top10: float | None = None


@dataclass(frozen=True, slots=True)
class Centrality:
    """One actor: what its cases and ties are, its value by measure (None where not defined), its places.

    `cases` are ids, `dated` the first and the last year that they name. `repeated` counts the partners with
    which it has more than one case. `component` and `community` number the parts of the network, the largest
    first; `articulation`: without it its component would fall apart. `places` has no entry for a measure
    without a value.
    """

    actor: Actor
    cases: tuple[str, ...]
    dated: tuple[int | None, int | None]
    partners: int
    repeated: int
    component: int
    component_size: int
    community: int
    articulation: bool
    values: Mapping[str, float | None]
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The id of the actor."""
        return self.actor.id

    @property
    def type(self) -> str:
        """The entity type of the actor."""
        return self.actor.type

    @property
    def label(self) -> str:
        """The English label of the actor."""
        return self.actor.label

    def record(self) -> dict[str, Any]:
        """One flat row, its keys those of `columns`; empty cells are None."""
        cells: list[Any] = [
            *(self.actor.id, self.actor.label, self.actor.label_ko, self.actor.type, self.actor.country),
            *(self.component, self.component_size, self.component == 1),
            *(len(self.cases), self.partners, self.repeated, *self.dated, self.community, self.articulation),
        ]
        for measure, value in self.values.items():
            place = self.places.get(measure)
            cells.append(value)
            cells += [place.rank, place.low, place.high, place.top10] if place else [None] * 4
        cells += [";".join(self.actor.members), ";".join(self.cases)]
        return dict(zip(columns(self.values), cells, strict=True))


def columns(measures: Iterable[str]) -> list[str]:
    """The columns of a table of actors."""
    each = [f"{m}{part}" for m in measures for part in ("", "_rank", "_rank_low", "_rank_high", "_p_top10")]
    return [
        *("id", "label", "label_ko", "type", "country"),
        *("component", "component_size", "in_main_component"),
        *("n_cases", "n_partners", "n_repeat_ties", "first_year", "last_year"),
        *("community", "is_articulation", *each, "members", "case_ids"),
    ]


@dataclass(frozen=True)
class Ranking(Sequence[Centrality], Tabular):
    """Actors in the order of a measure, with everything that says how the order came about.

    `measures` are those of each row. `exact`: betweenness and harmonic were computed from all nodes, not
    estimated from some. `resampling` is None where no other sets of cases were looked at.
    """

    measure: str
    rows: tuple[Centrality, ...]
    measures: tuple[str, ...]
    lens: Lens = PLAIN
    resampling: Resampling | None = None
    exact: bool = True

    @overload
    def __getitem__(self, index: int) -> Centrality: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Centrality, ...]: ...

    def __getitem__(self, index: int | slice) -> Centrality | tuple[Centrality, ...]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Centrality]:
        return iter(self.rows)

    @property
    def columns(self) -> list[str]:
        """The keys of each record."""
        return columns(self.measures)

    def records(self) -> list[dict[str, Any]]:
        """The rows as flat dictionaries, as they stand in `centrality.csv`."""
        return [row.record() for row in self.rows]
