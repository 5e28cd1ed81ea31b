"""What a person decided about a place of a document, as one line of `decisions.jsonl` records it.

A decision is tied to a document by the SHA-256 of its file and to a place by its span and the words there;
`source`, the document's id, only serves to say which document a decision was meant for that no longer fits.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from krpia_graph.model.case import DoubtReason
from krpia_graph.model.document import Span
from krpia_graph.model.lexicon import Entity

Action = Literal["accept", "reject", "link", "new"]
ACTIONS: tuple[Action, ...] = get_args(Action)
REASONS: tuple[DoubtReason, ...] = get_args(DoubtReason)
ABOUT_STATEMENTS: frozenset[str] = frozenset(
    ("no_relation", "no_participant", "unparsed_date", "conflict", "stale_decision")
)
"""The reasons that doubt a statement; all others doubt what a name means."""


class Question(NamedTuple):
    """What a decision answers: a span of a document; `reason` is empty where the doubt is about a name."""

    document: str
    span: Span
    reason: str


def question(document: str, span: Span, reason: str) -> Question:
    """The question of a doubt: all doubts about the name at one span are one question."""
    return Question(document, span, reason if reason in ABOUT_STATEMENTS else "")


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with the words at a span. Of several answers to one question the last one stands.

    `entity` is the id that `link` and `new` give the words; `label` is the name of a new entity, `by` who
    decided, `date` when (ISO 8601), both empty where it was not said. `line` is that of the file.
    """

    document: str
    source: str
    start: int
    end: int
    surface: str
    action: Action
    reason: DoubtReason | Literal[""] = ""
    entity: str = ""
    label: str = ""
    by: str = ""
    note: str = ""
    date: str = ""
    line: int = field(default=0, compare=False)

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)

    @property
    def question(self) -> Question:
        """What it answers."""
        return question(self.document, self.span, self.reason)

    @property
    def new_entity(self) -> Entity:
        """The entity that an action `new` brings into the world."""
        type_ = self.entity.partition(":")[0]
        return Entity(
            id=self.entity,
            type=type_,
            kind="",
            label_en=self.label,
            label_ko=self.label if any("가" <= c <= "힣" for c in self.label) else "",
            country="KR" if type_ == "korean_company" else "",
            source="review",
        )
