"""How well findings agree with what a reader marked: counts, their shares, and what is kept of both."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, false and missed findings.

    >>> score = Score(right=3, false=1, missed=2)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.6, 0.667)
    """

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.false
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class EvaluationRecord:
    """The figures of an evaluation as they are kept with the domain data.

    `gold` names the annotated texts, `texts` how many there are; `gold_sha256` and `domain_sha256` are the
    fingerprints of the annotations with their texts and of the domain data, `version` is that of the package.
    """

    gold: str
    texts: int
    gold_sha256: str
    domain_sha256: str
    version: str
    scores: Mapping[str, Score]
