"""How sure a finding is: what counts of right and wrong findings say of the rule that made it.

A rule is counted under the kind of finding that it makes. Its name is read from left to right: `shape.head`
is one of the family `shape`, and `shape` is one of the ways in which a `name` is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from krpia_graph.model.case import (
    Amount,
    Case,
    Count,
    Duration,
    Facet,
    Mark,
    Mention,
    Period,
    RelationMention,
)
from krpia_graph.model.document import Statement

FindingKind = Literal["name", "relation", "period", "duration", "amount", "count", "facet", "case", "edge"]
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)

REVIEW = "review"
"""The rule of a mention that a person put where it is; behind the dot of a rule: a person confirmed it."""

FAMILIES: dict[FindingKind, tuple[str, ...]] = {
    "name": ("binding", "cell", "lexicon", "shape"),
    "period": ("cell", "period"),
    "duration": ("duration",),
    "amount": ("amount", "cell"),
    "count": ("count",),
}
"""The families of the rules that stand in the code; those of the other kinds are named by the domain data."""

_KIND_OF: dict[type[Mark], FindingKind] = {
    Mention: "name",
    RelationMention: "relation",
    Period: "period",
    Duration: "duration",
    Amount: "amount",
    Count: "count",
    Facet: "facet",
}


def kind_of(mark: Mark) -> FindingKind:
    """The kind under which a mark is counted."""
    return _KIND_OF[type(mark)]


def told_in(case: Case, statements: Mapping[str, Statement]) -> str:
    """The kind of the statement that a case begins with, which is the rule that cases are counted by."""
    first = (statements[name] for name in case.statements if statements[name].start == case.start)
    return next(first).kind


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding that a reader called right or wrong: its kind and the rule that made it."""

    kind: FindingKind
    rule: str
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of a rule were accepted and rejected; `source` says where they were counted.

    `line` is that of the file, 0 where it comes from none.
    """

    kind: FindingKind
    rule: str
    accepted: int
    rejected: int
    source: str = ""
    line: int = field(default=0, compare=False)


TALLY_COLUMNS = ("kind", "rule", "accepted", "rejected", "source")
"""The columns of the file of counts."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How likely a finding is right: `mean` as expected, and at least `low`, with a chance of 95 %."""

    mean: float
    low: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.mean <= 1:
            raise ValueError(f"no belief: {self.mean} and at least {self.low}")


UNKNOWN = Belief(0.5, 0.05)
"""Before anything is counted every chance is as likely as any other: Beta(1, 1)."""
SETTLED = Belief(1.0, 1.0)
"""What a person decided is no estimate."""


@dataclass(frozen=True)
class Confidence:
    """The beliefs about everything in a graph.

    `rules` by kind and rule, `cases` by the id of the case, `edges` by the key of the edge (an edge that
    rests on the lexicon alone has none), `tallies` the counts of each rule itself, all sources together.
    """

    rules: Mapping[tuple[FindingKind, str], Belief] = field(default_factory=dict)
    cases: Mapping[str, Belief] = field(default_factory=dict)
    edges: Mapping[tuple[str, str, str, str], Belief] = field(default_factory=dict)
    tallies: Mapping[tuple[FindingKind, str], Tally] = field(default_factory=dict)

    def of(self, mark: Mark) -> Belief:
        """The belief about a name, relation, date, sum, count or facet; UNKNOWN where nothing was counted."""
        return self.rules.get((kind_of(mark), mark.rule), UNKNOWN)

    def of_case(self, case: str) -> Belief:
        """The belief about the case of that id."""
        return self.cases.get(case, UNKNOWN)
