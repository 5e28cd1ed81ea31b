"""Ties that might come, and how well such guesses did on ties that are known, as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from krpia_graph.model.centrality import Actor
from krpia_graph.model.frames import Tabular
from krpia_graph.model.lens import PLAIN, Lens

CHANCE = "chance"
"""The method that draws lots: what the others are held against."""


@dataclass(frozen=True, slots=True)
class CommonPartner:
    """A partner of both ends of a pair, with the ids of the cases that tie it with each."""

    actor: Actor
    cases: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A pair that is not tied, how much speaks for a tie, and the partners that the two share."""

    rank: int
    one: Actor
    other: Actor
    score: float
    common: tuple[CommonPartner, ...]

    def record(self) -> dict[str, Any]:
        """The prediction as plain values."""
        return {
            "rank": self.rank,
            "one": self.one.id,
            "other": self.other.id,
            "labels": [self.one.label, self.other.label],
            "score": self.score,
            "common": [
                {
                    "actor": shared.actor.id,
                    "label": shared.actor.label,
                    "cases": [list(c) for c in shared.cases],
                }
                for shared in self.common
            ],
        }


@dataclass(frozen=True)
class Predictions(Sequence[Prediction], Tabular):
    """The pairs for whose tie most speaks, by one method; `untied` of them were scored."""

    method: str
    rows: tuple[Prediction, ...]
    untied: int
    lens: Lens = PLAIN

    @overload
    def __getitem__(self, index: int) -> Prediction: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Prediction, ...]: ...

    def __getitem__(self, index: int | slice) -> Prediction | tuple[Prediction, ...]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Prediction]:
        return iter(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """A row a pair; what speaks for it is a list."""
        return [row.record() for row in self.rows]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a method did: AUC and the precision of its ten best, each a mean over the repeats.

    The AUC is the chance that a pair which was held out has a higher score than one that is not tied, equal
    scores counting half. Nine in ten repeats lie between `low` and `high`, None where there was but one.
    """

    method: str
    auc: float
    low: float | None
    high: float | None
    precision: float
    beats_chance: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of holding ties out: what was held out of how much, and how each method did.

    `held`: how many pairs, on average over the `repeats`; `candidates`: how many pairs were scored with them.
    `outcomes` is empty where `refusal` says why nothing can be told. The last outcome is that of chance.
    """

    way: str
    held: float
    candidates: float
    repeats: int
    outcomes: tuple[Outcome, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class BackTest:
    """The two trials: ties that came later, and ties that were left out at random."""

    later: Trial
    left_out: Trial
    lens: Lens = PLAIN
    seed: int = 0

    @property
    def trials(self) -> tuple[Trial, Trial]:
        """Both, in their order."""
        return self.later, self.left_out
