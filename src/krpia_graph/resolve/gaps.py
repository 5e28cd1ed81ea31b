"""A finding in, what a person should look at out: unlisted names, years outside any date, contradictions."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from krpia_graph.model.case import Doubt, DoubtReason, Finding, Mark, Mention, NameHit
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Entity
from krpia_graph.resolve.likeness import CloseNames

_YEAR = re.compile(
    r"\b(?:in|since|until|during|from|by) (?P<year>(?:1[6-9]|2[01])\d\d)"
    r"(?![\w%]|[.,:]\d| ?(?:countries|companies|patients|people|cases|products)\b)"
    r"|(?<![\d.,])(?P<korean>(?:(?:1[6-9]|2[01])\d\d|['’‘]\d\d)년)(?! ?[간만])",
    re.IGNORECASE,
)
_EXCLUSIVE = re.compile(r"(?<!non-)(?<!non )(?<!non)\bexclusiv(?:e|ely|ity)\b|(?<!비)독점", re.IGNORECASE)
_NOT_EXCLUSIVE = re.compile(r"\bnon[- ]?exclusiv(?:e|ely|ity)\b|비독점", re.IGNORECASE)


def unlisted(
    source: str, mentions: Iterable[Mention], known: Mapping[str, Entity], domain: Domain, close: CloseNames
) -> Iterator[Doubt]:
    """Each mention of an organisation outside the lexicon, with the listed ones of close names."""
    for m in mentions:
        if m.entity not in domain.lexicon.entities and domain.vocabulary.is_organisation(m.type):
            candidates = close.of(known[m.entity].label_en)
            reason: DoubtReason = "fuzzy_alias" if candidates else "unknown_organisation"
            yield Doubt(reason, source, m.surface, m.start, m.end, candidates)


def unparsed_dates(finding: Finding) -> Iterator[Doubt]:
    """Numbers that the words beside them make a year ("in 1897", "'19년") and that no date of ours covers."""
    marks: tuple[Mark | NameHit, ...] = (
        *finding.periods,
        *finding.durations,
        *finding.amounts,
        *finding.counts,
        *finding.names,
    )
    marks = tuple(sorted(marks, key=lambda mark: mark.start))
    starts = [mark.start for mark in marks]
    ends = list(accumulate((mark.end for mark in marks), max))  # how far the marks up to each one reach
    for statement in finding.passage.body:
        for match in _YEAR.finditer(statement.text):
            group = "year" if match["year"] else "korean"
            start, end = (statement.start + place for place in match.span(group))
            before = bisect_left(starts, end)
            if not before or ends[before - 1] <= start:
                yield Doubt("unparsed_date", statement.source, match[group], start, end)


def conflicts(finding: Finding) -> Iterator[Doubt]:
    """A passage that speaks of exclusive and of non-exclusive rights; the words for the second kind."""
    exclusive = any(_EXCLUSIVE.search(s.text) for s in finding.passage.body)
    for statement in finding.passage.body if exclusive else ():
        match = _NOT_EXCLUSIVE.search(statement.text)
        if match:
            span = Span(statement.start + match.start(), statement.start + match.end())
            yield Doubt("conflict", statement.source, match[0], *span)
            return
