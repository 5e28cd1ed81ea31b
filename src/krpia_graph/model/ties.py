"""Ties of a network, as plain values: who is tied to whom, how much, and which cases say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from krpia_graph.model.centrality import Actor


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors; in a directed network `a` acts on `b`, else they are in the order of their ids.

    `weights`: what their cases add up to, by scheme. `cases` are ids, in the order of the graph, `dated` the
    first and the last year that they name, `relations` their relation types, sorted. `sure`: the lowest and
    the mean confidence of the cases. `bridge`: without it a component would fall apart.
    """

    a: Actor
    b: Actor
    weights: Mapping[str, float]
    cases: tuple[str, ...]
    dated: tuple[int | None, int | None] = (None, None)
    relations: tuple[str, ...] = ()
    sure: tuple[float | None, float | None] = (None, None)
    bridge: bool = False

    @property
    def repeated(self) -> bool:
        """Whether more than one case says so."""
        return len(self.cases) > 1

    def other(self, actor: str) -> Actor:
        """The partner of the actor of that id."""
        return self.b if actor == self.a.id else self.a

    def record(self) -> dict[str, Any]:
        """One flat row, its keys those of `tie_columns`; empty cells are None."""
        cells: list[Any] = [
            *(self.a.id, self.a.label, self.b.id, self.b.label),
            *self.weights.values(),
            *(len(self.cases), *self.dated, ";".join(self.relations), *self.sure),
            *(self.bridge, self.repeated, ";".join(self.cases)),
        ]
        return dict(zip(tie_columns(self.weights), cells, strict=True))


def tie_columns(schemes: Iterable[str]) -> list[str]:
    """The columns of a table of ties, with the weight by each scheme."""
    return [
        *("a", "a_label", "b", "b_label", *(f"weight_{scheme}" for scheme in schemes)),
        *("n_cases", "first_year", "last_year", "relations", "confidence_lowest", "confidence_mean"),
        *("is_bridge", "is_repeated", "case_ids"),
    ]
