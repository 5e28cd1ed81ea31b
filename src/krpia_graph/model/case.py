"""What was found in the statements: mentions, and cases with their filled slots.

Every value that stands for words of a document carries `surface`, `start`, `end` and the `rule` that found
it; `document.text[start:end] == surface` holds for all of them.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from krpia_graph.model.document import Span, Statement
from krpia_graph.model.language_model import Answers
from krpia_graph.model.lexicon import Entity

Slot = Literal["participants", "drugs", "diseases", "regions", "programmes"]
SLOTS: tuple[Slot, ...] = ("participants", "drugs", "diseases", "regions", "programmes")


@dataclass(frozen=True, slots=True)
class Advice:
    """What a language model, `by` as it is named in rules, takes a name for: an entity, a role, or both."""

    by: str
    entity: str = ""
    role: str = ""


class NameHit(msgspec.Struct, frozen=True, gc=False):
    """A name recognised in a text, with the entities it may mean (more than one: not settled yet).

    `usual` is the one of the candidates that is meant when nothing around decides, `role` what the words
    beside the name say of its part. `advice` counts only where all else leaves meaning or role open. A long
    document has hundreds of thousands: a struct is made in a tenth of the time of a dataclass, and the
    garbage collector, for which it holds nothing, need not visit it.
    """

    surface: str
    start: int
    end: int
    candidates: tuple[str, ...]
    rule: str
    needs_cue: bool = False
    usual: str = ""
    role: str = ""
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, settled: the entity it means and that entity's type."""

    surface: str
    type: str
    entity: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class RelationMention:
    """The words that say how the parties deal with each other."""

    type: str
    surface: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Period:
    """A date or an interval, `edtf` in the Extended Date/Time Format (ISO 8601-2)."""

    edtf: str
    surface: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time that names no year; `iso8601` such as `P10Y`."""

    iso8601: str
    surface: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; `value` in whole units of the ISO 4217 `currency`.

    `role` says what it is paid as, where the words beside it do: upfront, milestones, royalty, total, funding
    or investment.
    """

    value: int | float
    currency: str
    surface: str
    start: int
    end: int
    rule: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """What else a text says of a deal: `name` is exclusivity, stage or status, `value` as in the rules."""

    name: str
    value: str
    surface: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Count:
    """A stated number of territories ("13 Southeast Asian countries", "over 50 countries").

    `maximum` is None where the text leaves it open; `region` is the entity that the counted ones lie in,
    empty where the text names none.
    """

    minimum: int
    maximum: int | None
    region: str
    surface: str
    start: int
    end: int
    rule: str


Mark = Mention | RelationMention | Period | Duration | Amount | Count | Facet


@dataclass(frozen=True, slots=True)
class Passage:
    """The statements that one case is read from: a bullet, its details, and the header above it.

    Without `reports` the statements name things and report no case. `scope` are the stretches of the readable
    text that count where these are not the whole body, `relations` the relation words where they are known.
    `news` is what the text was published to tell.
    """

    body: tuple[Statement, ...]
    header: Statement | None = None
    reports: bool = True
    scope: tuple[Span, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    news: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything recognised in one passage, before names are settled.

    `text` is the stretch of the document from the bullet to its last detail, markers between them included.
    `published` is the day on which news was published, where the document says so.
    """

    passage: Passage
    text: str
    names: tuple[NameHit, ...]
    relations: tuple[RelationMention, ...]
    periods: tuple[Period, ...]
    durations: tuple[Duration, ...]
    amounts: tuple[Amount, ...]
    counts: tuple[Count, ...]
    facets: tuple[Facet, ...] = ()
    published: Period | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The findings of one document, in document order, and the entities that the lexicon does not know.

    `answers` is None unless a language model was asked.
    """

    findings: tuple[Finding, ...]
    entities: dict[str, Entity]
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """An entity that fills a slot of a case, in a role, with the mentions that say so."""

    entity: str
    type: str
    role: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One partnership as one place of a document reports it.

    `text` is `document.text[start:end]`: the bullet with its details; `statements` are the ids of header,
    bullet and details, in document order. `reported` is the day on which the news of it was published: it
    stands outside the case and is no date of the deal.
    """

    id: str
    source: str
    statements: tuple[str, ...]
    category: str
    header: str
    text: str
    start: int
    end: int
    relations: tuple[RelationMention, ...] = ()
    participants: tuple[Argument, ...] = ()
    drugs: tuple[Argument, ...] = ()
    diseases: tuple[Argument, ...] = ()
    regions: tuple[Argument, ...] = ()
    programmes: tuple[Argument, ...] = ()
    periods: tuple[Period, ...] = ()
    durations: tuple[Duration, ...] = ()
    amounts: tuple[Amount, ...] = ()
    counts: tuple[Count, ...] = ()
    facets: tuple[Facet, ...] = ()
    reported: Period | None = None

    def slot(self, name: Slot) -> tuple[Argument, ...]:
        """The arguments of one slot."""
        arguments: tuple[Argument, ...] = getattr(self, name)
        return arguments

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments of all slots, in the order of `SLOTS`."""
        return tuple(argument for name in SLOTS for argument in self.slot(name))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything in the case that stands for words of the document."""
        mentions = (mention for argument in self.arguments for mention in argument.mentions)
        dated: tuple[Mark, ...] = (*self.periods, *self.durations)
        return (*mentions, *self.relations, *dated, *self.amounts, *self.counts, *self.facets)

    @property
    def relation_types(self) -> tuple[str, ...]:
        """The ids of the relation types, each once, sorted."""
        return tuple(sorted({relation.type for relation in self.relations}))


DoubtReason = Literal[
    "unknown_organisation",
    "fuzzy_alias",
    "unknown_party",
    "ambiguous_name",
    "needs_cue",
    "no_relation",
    "no_participant",
    "unparsed_date",
    "conflict",
    "stale_decision",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at: a stretch of a source, the reason, and what it might mean."""

    reason: DoubtReason
    source: str
    surface: str
    start: int
    end: int
    candidates: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one document says: its cases, every mention in it, entities new to the lexicon, and doubts.

    `judged` are the names that the rules had found and people decided about: the mention as it was found, and
    whether it was right.
    """

    cases: tuple[Case, ...]
    mentions: tuple[Mention, ...]
    entities: dict[str, Entity]
    doubts: tuple[Doubt, ...]
    judged: tuple[tuple[Mention, bool], ...] = ()
