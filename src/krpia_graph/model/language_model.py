"""What a language model is told, what it was asked about a document, and what became of its answers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

DropReason = Literal[
    "too_long",
    "refused",
    "no_reply",
    "no_json",
    "wrong_shape",
    "unknown_number",
    "unknown_type",
    "unknown_role",
    "not_in_text",
    "part_of_word",
    "overlap",
    "rules_differ",
    "contradiction",
    "repeated",
    "no_case",
]
DROP_REASONS: tuple[DropReason, ...] = get_args(DropReason)
UNANSWERED: frozenset[DropReason] = frozenset(("too_long", "refused", "no_reply"))
"""The reasons that say why a passage has no answer; all others drop an answer or a part of one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question as the model gets it, and the answer that it should give."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told before each passage, as read from `data/llm/prompt.toml`.

    `system` holds the places `{entity_types}`, `{relation_types}` and `{roles}`, which the ids of the
    vocabulary fill, each with its definition or, without one, its label.
    """

    version: int
    system: str
    example: Example
    entity_types: Mapping[str, str] = field(default_factory=dict)
    relation_types: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drop:
    """An answer, or a part of one, that did not get into the graph.

    `start` and `end` are those of the passage that was asked about; `said` are the model's words, or those of
    its server, made printable and short.
    """

    reason: DropReason
    source: str
    start: int
    end: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a language model was asked, and what became of it.

    `asked` counts passages, `answered` those with a reply, `cached` those whose reply lay in the cache (the
    same question asked twice gives equal `Answers`, wherever the replies came from). `names`, `roles`,
    `senses` and `relations` count what was added, `agreed` what the rules had found as well.
    """

    model: str
    asked: int = 0
    answered: int = 0
    cached: int = field(default=0, compare=False)
    names: int = 0
    roles: int = 0
    senses: int = 0
    relations: int = 0
    agreed: int = 0
    drops: tuple[Drop, ...] = ()

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(
            self.model,
            self.asked + other.asked,
            self.answered + other.answered,
            self.cached + other.cached,
            self.names + other.names,
            self.roles + other.roles,
            self.senses + other.senses,
            self.relations + other.relations,
            self.agreed + other.agreed,
            (*self.drops, *other.drops),
        )

    def in_order(self) -> "Answers":
        """The same with the drops in the order of the passages, whatever the order of the documents."""
        return replace(self, drops=tuple(sorted(self.drops, key=lambda d: (d.source, d.start, d.end))))

    @property
    def dropped(self) -> dict[DropReason, int]:
        """How many were dropped for each reason for which there is one."""
        counts = Counter(drop.reason for drop in self.drops)
        return {reason: counts[reason] for reason in DROP_REASONS if counts[reason]}
