"""Sentences of running text in, the passages that report one deal each out.

One case is one deal, not one sentence. A sentence with words that show a relation opens a case or joins the
one that it shares a party with; a sentence without such words joins the case before it where it goes on about
the same parties or only adds dates and sums. "The two signed ..." takes in the sentence before it, which
names them. What names fewer than two parties reports no case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from krpia_graph.model.case import NameHit, Passage, RelationMention
from krpia_graph.model.document import Statement

_REMEMBERED = 12  # deals that a sentence may come back to


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement with what was found in it."""

    statement: Statement
    parties: frozenset[str]
    objects: frozenset[str]
    relations: tuple[RelationMention, ...]
    figures: bool  # whether it states a date or a sum


@dataclass
class _Deal:
    sentences: list[Sentence] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)

    def take(self, sentence: Sentence) -> None:
        self.sentences.append(sentence)
        self.parties |= sentence.parties
        self.objects |= sentence.objects


def deal_passages(sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """The passages of the deals that the sentences of one document report, in document order."""
    deals: list[_Deal] = []
    current: _Deal | None = None
    before: Sentence | None = None  # the sentence before, where it belongs to no deal yet
    for sentence in sentences:
        spoken_of = sentence.parties or (before.parties if before else frozenset())
        if sentence.relations and spoken_of and (sentence.parties or current is None):
            current = _joined(sentence, deals) if sentence.parties else None
            if current is None:
                current = _Deal()
                if before and len(sentence.parties) < 2 and before.parties:
                    current.take(before)
                deals.append(current)
            current.take(sentence)
            before = None
        elif current and _goes_on(sentence, current):
            current.take(sentence)
            before = None
        else:
            before = sentence
    for deal in deals:
        if len(deal.parties) >= 2:
            yield Passage(tuple(s.statement for s in deal.sentences))


def _joined(sentence: Sentence, deals: Sequence[_Deal]) -> _Deal | None:
    """The latest deal that the sentence is about as well."""
    for deal in reversed(deals[-_REMEMBERED:]):
        shared = sentence.parties & deal.parties
        same_object = not sentence.objects or not deal.objects or bool(sentence.objects & deal.objects)
        enough = shared and (
            sentence.parties <= deal.parties or deal.parties <= sentence.parties or len(shared) >= 2
        )
        if enough and same_object:
            return deal
    return None


def _goes_on(sentence: Sentence, deal: _Deal) -> bool:
    if sentence.parties:
        return sentence.parties <= deal.parties
    if sentence.objects & deal.objects:
        return True
    return sentence.figures or bool(sentence.relations)


def objects_of(hits: Sequence[NameHit]) -> frozenset[str]:
    """The drugs among the names."""
    return frozenset(hit.candidates[0] for hit in hits if hit.candidates[0].startswith("drug:"))
