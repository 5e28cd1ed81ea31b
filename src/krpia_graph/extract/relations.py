"""Folded text in, the words that show a relation out, by the relation rules."""

import re
from collections.abc import Sequence

from krpia_graph.extract.names import Text
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import RelationMention
from krpia_graph.model.rules import RelationRule

_Hit = tuple[int, int, RelationRule]


class RelationFinder:
    """The relation rules, compiled once: a Korean particle behind a word ends it for `\b` (`re.ASCII`)."""

    def __init__(self, rules: Sequence[RelationRule]) -> None:
        self._rules = PatternSet(
            (
                ((rule, re.compile(rule.unless, re.ASCII) if rule.unless else None), rule.trigger)
                for rule in rules
            ),
            re.ASCII,
        )

    def find(self, text: Text, start: int, end: int) -> tuple[RelationMention, ...]:
        """The relation mentions in text[start:end], in document order.

        A hit that an `unless` pattern overlaps does not count. Of overlapping hits those of the highest
        priority stay, and of one relation type the longest.
        """
        found: list[_Hit] = []
        for (rule, unless), match in self._rules.finditer(text.folded, start, end):
            hit = (match.start(), match.end(), rule)
            if unless is None or not any(
                _overlap(hit, (barred.start(), barred.end(), rule))
                for barred in unless.finditer(text.folded, start, end)
            ):
                found.append(hit)
        if not found:
            return ()
        mentions = {
            RelationMention(type_, text.original[s:e], s, e, rule.id)
            for s, e, rule in found
            if not any(_overlap((s, e, rule), other) and other[2].priority > rule.priority for other in found)
            for type_ in rule.relations
        }
        kept = [m for m in mentions if not any(_covers(other, m) for other in mentions)]
        return tuple(sorted(kept, key=lambda m: (m.start, m.end, m.type, m.rule)))


def _overlap(one: _Hit, other: _Hit) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _covers(one: RelationMention, other: RelationMention) -> bool:
    """Whether `one` says all that `other` says, in more words (or the same words by an earlier rule)."""
    if one.type != other.type or not (one.start < other.end and other.start < one.end):
        return False
    ranks = [(m.start - m.end, m.start, m.rule) for m in (one, other)]
    return ranks[0] < ranks[1]
