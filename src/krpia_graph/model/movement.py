"""What became of the actors of one ranking in another, as plain values."""

from dataclasses import dataclass
from typing import Any

from krpia_graph.model.centrality import Actor, Centrality, Place
from krpia_graph.model.frames import Tabular


@dataclass(frozen=True, slots=True)
class Move:
    """An actor that both rankings have, with its value and its place in the old one and in the new one.

    `of`: how many actors the old and the new one have.
    """

    actor: Actor
    values: tuple[float | None, float | None]
    places: tuple[Place | None, Place | None]
    of: tuple[int, int]

    @property
    def change(self) -> int | None:
        """How many places it rose (below 0: fell); None where it has no value in one of the two."""
        old, new = self.places
        return old.rank - new.rank if old and new else None

    @property
    def moved(self) -> bool | None:
        """Whether the intervals of the two ranks lie apart; None where one of them has no interval.

        Else the cases might have been others and nothing have moved. They have to lie apart as ranks and as
        shares of the actors: who is last of 14 and last of 21 has not fallen.
        """
        old, new = (_interval(place, of) for place, of in zip(self.places, self.of, strict=True))
        if not (old and new):
            return None
        return all(map(_above, old, new)) or all(map(_above, new, old))

    @property
    def verdict(self) -> str:
        """The move in words."""
        if self.change is None:
            return "no value in one of the two"
        if self.moved is None:
            return "no intervals"
        if not self.moved:
            return "within the noise"
        return "moved up" if self.change > 0 else "moved down"

    def record(self) -> dict[str, Any]:
        """The move as plain values."""
        cells: dict[str, Any] = {"id": self.actor.id, "label": self.actor.label}
        for side, value, place in zip(("old", "new"), self.values, self.places, strict=True):
            cells[f"{side}_value"] = value
            cells[f"{side}_rank"] = place.rank if place else None
            cells[f"{side}_rank_low"] = place.low if place else None
            cells[f"{side}_rank_high"] = place.high if place else None
        return {**cells, "change": self.change, "moved": self.moved, "verdict": self.verdict}


_Bounds = tuple[float, float]


def _interval(place: Place | None, of: int) -> tuple[_Bounds, _Bounds] | None:
    """The bounds of a rank, and the same from 0, the first of all, to 1, the last."""
    if not place or place.low is None or place.high is None:
        return None
    last = max(of - 1, 1)
    return (place.low, place.high), ((place.low - 1) / last, (place.high - 1) / last)


def _above(one: _Bounds, other: _Bounds) -> bool:
    return one[1] < other[0]


@dataclass(frozen=True, slots=True)
class Movement(Tabular):
    """Two rankings by one measure held against each other.

    `moves`: who is in both, in the order of the new one. `entered`, `left`: who is in the new or the old one
    only. `spearman` and `kendall` (tau-b) are those of the values in both, None for fewer than three actors
    or where all have one value. `top`: how many of the ten first are the same, of how many. `jaccard`: ties
    in both as a share of those in either, None where ties are not known.
    """

    measure: str
    moves: tuple[Move, ...]
    entered: tuple[Centrality, ...]
    left: tuple[Centrality, ...]
    spearman: float | None
    kendall: float | None
    top: tuple[int, int]
    jaccard: float | None = None

    def records(self) -> list[dict[str, Any]]:
        """A flat row a move."""
        return [move.record() for move in self.moves]

    def record(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "measure": self.measure,
            "in_both": len(self.moves),
            "moved": None
            if all(m.moved is None for m in self.moves)
            else sum(m.moved is True for m in self.moves),
            "spearman": self.spearman,
            "kendall": self.kendall,
            "top_shared": self.top[0],
            "top_of": self.top[1],
            "jaccard_of_ties": self.jaccard,
            "moves": self.records(),
            "entered": [{"id": row.entity, "label": row.label} for row in self.entered],
            "left": [{"id": row.entity, "label": row.label} for row in self.left],
        }
