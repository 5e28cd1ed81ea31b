"""Annotations and findings in, which of them speak of the same out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from krpia_graph.model.case import Amount, Argument, Case, Count, Duration, Period, Resolution
from krpia_graph.model.document import Span
from krpia_graph.model.gold import GoldCase
from krpia_graph.model.lexicon import Entity, Lexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of the program in the form in which it is compared."""

    type: str
    canonical: str
    surface: str
    span: Span
    rule: str


def findings_of(found: Resolution) -> Iterator[Found]:
    """The names in a document, and the dates, sums and counts of its cases."""
    for m in found.mentions:
        yield Found(m.type, m.entity, m.surface, Span(m.start, m.end), m.rule)
    for case in found.cases:
        yield from values_of(case)


def values_of(case: Case) -> Iterator[Found]:
    """The dates, sums and counts of a case."""
    for period in (*case.periods, *([case.reported] if case.reported else [])):
        yield _plain("period", period.edtf, period)
    for duration in case.durations:
        yield _plain("duration", duration.iso8601, duration)
    for amount in case.amounts:
        yield _plain("amount", f"{amount.currency} {amount.value}", amount)
    for count in case.counts:
        yield _plain("count", count.region, count)


def _plain(type_: str, canonical: str, placed: Period | Duration | Amount | Count) -> Found:
    return Found(type_, canonical, placed.surface, Span(placed.start, placed.end), placed.rule)


def match_cases(
    gold: Sequence[GoldCase], cases: Sequence[Case]
) -> tuple[list[tuple[GoldCase, Case]], list[GoldCase], list[Case]]:
    """Pairs of an annotated case and a found one, the most alike first, each used once; and those left over.

    Cases that do not overlap are no pair. Those are most alike whose marks (names, dates, sums, relation
    words) meet most often; what the marks are called does not count.
    """
    meeting = sorted(
        (
            (-_common(g.marks, _marks(c)), -_shared(g.span, Span(c.start, c.end)), i, j)
            for i, g in enumerate(gold)
            for j, c in enumerate(cases)
            if overlaps(g.span, Span(c.start, c.end))
        ),
    )
    left, right = dict(enumerate(gold)), dict(enumerate(cases))
    pairs = [(left.pop(i), right.pop(j)) for *_, i, j in meeting if i in left and j in right]
    return pairs, list(left.values()), list(right.values())


def _marks(case: Case) -> frozenset[Span]:
    return frozenset(Span(mark.start, mark.end) for mark in case.marks)


def _common(ones: frozenset[Span], others: frozenset[Span]) -> float:
    """The share of the marks of both sides that meet one of the other side."""
    met = sum(any(overlaps(one, other) for other in others) for one in ones)
    met += sum(any(overlaps(other, one) for one in ones) for other in others)
    return met / max(1, len(ones) + len(others))


def goes_by(lexicon: Lexicon, entities: Mapping[str, Entity], entity: str, canonical: str) -> bool:
    """Whether an entity is the one that an annotator names so: by label, alias or code.

    What is no entity (a period, an amount) stands for itself.
    """
    if entity == canonical:
        return True
    known = entities.get(entity)
    if not known:
        return False
    codes = [value for _, value in lexicon.identifiers.get(entity, ())]
    names = {n.casefold() for n in (known.label_en, known.label_ko, *known.aliases, *codes) if n}
    wanted = canonical.casefold().removesuffix(" (class)")
    place = wanted.partition(",")[0]  # "Songdo, KR"
    return wanted in names or (known.type == "region" and place in names)


def meets(argument: Argument, span: Span) -> bool:
    """Whether a mention of the argument shares a character with the span."""
    return any(overlaps(Span(m.start, m.end), span) for m in argument.mentions)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def _shared(one: Span, other: Span) -> float:
    inner = min(one.end, other.end) - max(one.start, other.start)
    outer = max(one.end, other.end) - min(one.start, other.start)
    return inner / outer
