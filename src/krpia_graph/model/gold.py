"""What a person found in a document by reading it: the annotations that the extraction is scored against.

Positions are 0-based, half-open code points into the document.
"""

from dataclasses import dataclass

from krpia_graph.model.document import Span


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A marked stretch: what it is, what it stands for, and its role where one was noted."""

    type: str
    canonical: str
    surface: str
    span: Span
    role: str = ""


@dataclass(frozen=True, slots=True)
class GoldCase:
    """One case with the mentions that fill its slots (`slots` by name: participants, drugs, ..., periods).

    `triggers` are the words that show its relation.
    """

    relation_types: tuple[str, ...]
    span: Span
    slots: dict[str, tuple[GoldMention, ...]]
    triggers: tuple[Span, ...] = ()

    @property
    def marks(self) -> frozenset[Span]:
        """Everything marked in the case."""
        return frozenset((*(m.span for mentions in self.slots.values() for m in mentions), *self.triggers))


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The annotations of one document; `elsewhere` are true mentions that fill no slot of a case.

    `begin` is where the annotated text begins in its file (its first line may hold its address): positions
    count from there. `ignored` spans neither count nor cost.
    """

    path: str
    begin: int
    cases: tuple[GoldCase, ...]
    elsewhere: tuple[GoldMention, ...]
    ignored: tuple[Span, ...]
