"""A sentence, its names and relation words in, its clauses out: stretches that report deals of their own.

"A licensed X to B, and C sold Y to D" and "A exports to China, B to Yemen" are two clauses each; "A and B
signed with C" is one. A sentence is cut only before a party, and only where both sides tell of parties that
the other side does not name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

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

    `span` is in the readable text. `listed` are clauses that share the relation words of their sentence;
    `earlier` ones speak of what was agreed before the news, `agreed` ones have words of agreement.
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
) -> list[tuple[Span, bool]]:
    """The clauses of the sentence at `span`, and whether each is an item of a list; they cover the sentence.

    `parties`, `places` and `relations` are those of the sentence, in order.
    """
    cuts = list(_cuts(text, span, parties))
    if not cuts:
        return [(span, False)]
    pieces = [Span(a, b) for a, b in pairwise([span.start, *(place for place, _ in cuts), span.end])]
    clauses: list[tuple[Span, bool]] = [(pieces[0], False)]
    for piece, (_, item) in zip(pieces[1:], cuts, strict=True):
        before, listed = clauses[-1]
        left, right = _inside(parties, before), _inside(parties, piece)
        apart = not _entities(left) & _entities(right) or _ends(relations, before) != _ends(relations, piece)
        told = [
            len(_entities(found)) > 1 and _inside(relations, where)
            for found, where in ((left, before), (right, piece))
        ]
        if item and right:
            clauses.append((piece, True))
        elif apart and all(told):
            clauses.append((piece, False))
        elif apart and _has_goal(text, before, left, places) and _has_goal(text, piece, right, places):
            clauses[-1] = (before, True)
            clauses.append((piece, True))
        else:
            clauses[-1] = (Span(before.start, piece.end), listed)
    return clauses


def _cuts(text: Text, span: Span, parties: Sequence[NameHit]) -> Iterator[tuple[int, bool]]:
    """Where the sentence may be cut: behind a comma or the like, with a party next."""
    starts = {hit.start for hit in parties}
    for match in _CUT.finditer(text.original, span.start + 1, span.end):
        if any(hit.start < match.end() and match.start() < hit.end for hit in parties):
            continue
        lead_in = _LEAD_IN.match(text.original, match.end(), span.end)
        if match["item"]:
            yield match.start(), True
        elif match.end() in starts or (lead_in and lead_in.end() in starts):
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


def _inside(found: Sequence[Placed], span: Span) -> list[Placed]:
    return [each for each in found if span.start <= each.start and each.end <= span.end]


def _entities(hits: Sequence[NameHit]) -> set[str]:
    return {hit.candidates[0] for hit in hits}
