"""What two exports differ in, as plain values: changes of cases, entities, edges and what else there is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

ChangeKind = Literal["case", "entity", "edge", "document", "statement", "other"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""What a change is about; `other` are ontology, relation types, the header of the dataset and the like."""

What = Literal["added", "removed", "renamed", "merged", "split", "changed"]
WHATS: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True)
class Fact:
    """A property whose values differ: those only the old export has, and those only the new one has.

    All in words, with labels in place of IRIs. `had` and `has` count all values of the property, the common
    ones included.
    """

    property: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    had: int
    has: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: `old` and `new` are its IRIs in the two exports, empty where it is not there.

    A ledger makes them differ: `renamed`, or `merged` into a thing that has the address already, or, seen the
    other way, `split` from it. `unrecorded` is a case or entity that is gone without a row in the ledger.
    `told` is an edge at a case that is among the changes itself, and says the same of it.
    """

    kind: ChangeKind
    what: What
    old: str
    new: str
    label: str
    facts: tuple[Fact, ...] = ()
    unrecorded: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that two exports differ in, sorted by kind, by what happened, and by label.

    `bases` are the base IRIs of the two; where they differ, IRIs were compared as if both had the lesser.
    `totals` counts the things of each kind in both. `moved` counts words that stand in both exports at other
    offsets, which is no change.
    """

    bases: tuple[str, str]
    changes: tuple[Change, ...] = ()
    totals: Mapping[ChangeKind, tuple[int, int]] = field(default_factory=dict)
    moved: int = 0

    @property
    def same(self) -> bool:
        """Whether the two say the same, at the same places and with the same addresses."""
        return not self.changes and not self.moved and self.bases[0] == self.bases[1]

    def of(self, kind: ChangeKind, what: What | None = None) -> tuple[Change, ...]:
        """The changes of a kind, or of these those of one sort."""
        return tuple(c for c in self.changes if c.kind == kind and what in (None, c.what))
