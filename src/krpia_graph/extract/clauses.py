"""A sentence, its names and relation words in, its clauses out: stretches that report deals of their own.

"A licensed X to B, and C sold Y to D" and "A exports to China, B to Yemen" are two clauses each; "A and B
signed with C" is one. A sentence is cut only before a party, and only where both sides tell of parties that
the other side does not name.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit, RelationMention
from krpia_graph.model.document import Span, Statement

_CUT = re.compile(
    r"(?P<item>[△▲▷▶▴◇]\s*)|;\s+|,\s+(?:(?:and|but|while|whereas)\s+)?|\s(?:and|while|whereas)\s+|(?<=[고며]),?\s+"
)
_LEAD_IN = re.compile(
    r"(?:(?:in|on|last|earlier)\b[^,;]{1,30},\s+|(?:지난|올|이달|\d{1,2}월|\d{1,2}일)[^,;]{0,16}\s)?(?:the\s+)?",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"[^;:]{0,80}\b(?:to|with|for)\s+(?:the\s+|some\s+)?(?:\w+\s+(?:countries|nations) of (?:the )?)?$"
)
_TOPIC = re.compile(r"(?:\([^()]{1,20}\))?[은는](?![가-힣])")
_WITH = re.compile(r"(?:\([^()]{1,20}\))?(?:와|과|에|에게)(?:는|도)? (?!협력|함께)[^,]{4}")
_EARLIER = re.compile(
    r"\bhad (?:been |also |already |earlier |previously )?"
    r"(?:\w+(?:ed|en|n't)|given|sold|won|bought|held|made|put)\b"
    r"|\b(?:previously|earlier (?:agreement|contract|deal)|in the past)\b"
    r"|앞서|이전에도|종전|지난\s?해|작년|기존\s?계약",
    re.IGNORECASE,
)


Placed = TypeVar("Placed", NameHit, RelationMention)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a statement with what was found in it.

    `span` is in the readable text. `listed` are clauses that share the relation words of their sentence,
    `topic` is the party of the sentence that such a clause is about as well; `earlier` ones speak of what was
    agreed before the news, `agreed` ones have words of agreement.
    """

    statement: Statement
    span: Span
    parties: frozenset[str]
    objects: frozenset[str]
    relations: tuple[RelationMention, ...]
    figures: bool = False
    listed: bool = False
    earlier: bool = False
    agreed: bool = True
    whole: bool = True
    topic: Span | None = None

    @property
    def scope(self) -> tuple[Span, ...]:
        """The stretches that the clause speaks in."""
        return (self.topic, self.span) if self.topic else (self.span,)


class Piece(NamedTuple):
    """A stretch of a sentence, whether it is an item of a list, and the party that the list is about."""

    span: Span
    listed: bool = False
    topic: Span | None = None


def speaks_of_before(words: str) -> bool:
    """Whether the words put what they say before the news.

    >>> speaks_of_before("It had signed a licence in 2012."), speaks_of_before("It has signed a licence.")
    (True, False)
    """
    return _EARLIER.search(words) is not None


def clause_spans(
    text: Text,
    span: Span,
    parties: Sequence[NameHit],
    places: Sequence[NameHit],
    relations: Sequence[RelationMention],
) -> list[Piece]:
    """The clauses of the sentence at `span`; together they cover it.

    `parties`, `places` and `relations` are those of the sentence, in order.
    """
    cuts = list(_cuts(text, span, parties))
    if not cuts:
        return [Piece(span)]
    pieces = [Span(a, b) for a, b in pairwise([span.start, *(place for place, _ in cuts), span.end])]
    topic = next((Span(p.start, p.end) for p in parties if _TOPIC.match(text.original, p.end)), None)
    clauses = [Piece(pieces[0])]
    for piece, (_, item) in zip(pieces[1:], cuts, strict=True):
        before = clauses[-1].span
        left, right = _inside(parties, before), _inside(parties, piece)
        apart = not _entities(left) & _entities(right) or _ends(relations, before) != _ends(relations, piece)
        told = [
            len(_entities(found)) > 1 and _inside(relations, where)
            for found, where in ((left, before), (right, piece))
        ]
        if item and right:
            clauses.append(Piece(piece, True, topic if topic and topic.end <= piece.start else None))
        elif apart and all(told):
            clauses.append(Piece(piece))
        elif apart and _has_goal(text, before, left, places) and _has_goal(text, piece, right, places):
            clauses[-1] = clauses[-1]._replace(listed=True)
            clauses.append(Piece(piece, True))
        elif topic and apart and _with_one(text, left, topic) and _with_one(text, right, topic):
            clauses[-1] = clauses[-1]._replace(listed=True)
            clauses.append(Piece(piece, True, topic))
        else:
            clauses[-1] = clauses[-1]._replace(span=Span(before.start, piece.end))
    return clauses


def _cuts(text: Text, span: Span, parties: Sequence[NameHit]) -> Iterator[tuple[int, bool]]:
    """Where the sentence may be cut: behind a comma or the like, with a party next."""
    starts = [hit.start for hit in parties]
    for match in _CUT.finditer(text.original, span.start + 1, span.end):
        if any(hit.start < match.end() and match.start() < hit.end for hit in parties):
            continue
        following = bisect_left(starts, match.end())
        if match["item"]:
            yield match.start(), True
        elif following < len(starts) and _LEAD_IN.fullmatch(text.original, match.end(), starts[following]):
            yield match.end(), False


def _ends(relations: Sequence[RelationMention], span: Span) -> bool:
    return any(relation.type == "termination" for relation in _inside(relations, span))


def _has_goal(text: Text, span: Span, parties: Sequence[NameHit], places: Sequence[NameHit]) -> bool:
    """Whether a clause runs "PARTY ... to PLACE" or "PARTY ... with PARTY"."""
    if not parties:
        return False
    first = parties[0]
    others = [*parties[1:], *_inside(places, span)]
    return any(
        _GOAL.fullmatch(text.original[first.end : other.start]) for other in others if other.start > first.end
    )


def _with_one(text: Text, parties: Sequence[NameHit], topic: Span) -> bool:
    """Whether one party stands besides the topic, in the case of "with" or "to", and more is said of it."""
    others = [party for party in parties if party.start != topic.start]
    return len(others) == 1 and _WITH.match(text.original, others[0].end) is not None


def _inside(found: Sequence[Placed], span: Span) -> list[Placed]:
    return [each for each in found if span.start <= each.start and each.end <= span.end]


def _entities(hits: Sequence[NameHit]) -> set[str]:
    return {hit.candidates[0] for hit in hits}
