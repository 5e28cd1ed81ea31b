"""Annotations and what the program finds in the same texts in, scores and the single errors out.

Mentions are scored by type, once with exact spans and once with overlapping ones; links by whether the entity
goes by the annotated name; relation types, slots and roles case by case, where a case is matched to the
annotated case whose marks it shares most of.
"""

from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol

from krpia_graph.model.case import SLOTS, Argument, Case, Resolution
from krpia_graph.model.document import Document, Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.gold import GoldCase, GoldDocument, GoldMention
from krpia_graph.model.lexicon import Entity, Lexicon


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, false and missed findings.

    >>> score = Score(right=3, false=1, missed=2)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.75, 0.6, 0.667)
    """

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.false
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One error: what was scored, whether it was false or missed, and the place with its context."""

    measure: str
    kind: str
    what: str
    source: str
    span: Span
    context: str


@dataclass
class Evaluation:
    """Scores by measure (`mention:drug`, `overlap:drug`, `link:drug`, `slot:drugs`, `relation`, ...)."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: list[Miss] = field(default_factory=list)

    def add(self, other: "Evaluation") -> None:
        """Take in the scores and errors of another evaluation."""
        for measure, score in other.scores.items():
            self.scores[measure] += score
        self.errors += other.errors


class _Placed(Protocol):
    @property
    def surface(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding of the program in the form in which it is compared."""

    type: str
    canonical: str
    surface: str
    span: Span


def evaluate(gold: GoldDocument, document: Document, found: Resolution, domain: Domain) -> Evaluation:
    """The scores of what was found in one document."""
    scorer = _Scorer(gold, document, found, domain)
    scorer.score_mentions()
    scorer.score_cases(found.cases)
    return scorer.result


class _Scorer:
    def __init__(self, gold: GoldDocument, document: Document, found: Resolution, domain: Domain) -> None:
        self.gold = gold
        self.document = document
        self.found = found
        self.domain = domain
        self.known = ChainMap(found.entities, domain.lexicon.entities)
        self.result = Evaluation()

    def score_mentions(self) -> None:
        """Spans by type. A name outside the cases counts like one inside; a date there may be found."""
        wanted = {(m.type, m.span): m for case in self.gold.cases for ms in case.slots.values() for m in ms}
        names = self.domain.vocabulary.entity_types
        wanted |= {(m.type, m.span): m for m in self.gold.elsewhere if m.type in names}
        allowed = {(m.type, m.span) for m in self.gold.elsewhere}
        found = {(f.type, f.span): f for f in _everything(self.found)}
        open_for_scoring = {
            key: f
            for key, f in found.items()
            if key in wanted or not (key in allowed or any(_overlap(f.span, s) for s in self.gold.ignored))
        }
        for key, mention in wanted.items():
            if key in found:
                self.right(f"mention:{mention.type}")
                self.score_link(mention, found[key])
            else:
                self.missed(f"mention:{mention.type}", mention.canonical, mention.span)
        for key, finding in open_for_scoring.items():
            if key not in wanted:
                self.false(f"mention:{finding.type}", finding.canonical, finding.span)
        self.score_overlaps(list(wanted), list(open_for_scoring))

    def score_overlaps(self, wanted: list[tuple[str, Span]], found: list[tuple[str, Span]]) -> None:
        for here, there, kind in ((wanted, found, "missed"), (found, wanted, "false")):
            for type_, span in here:
                hit = any(t == type_ and _overlap(span, s) for t, s in there)
                if hit and kind == "missed":
                    self.right(f"overlap:{type_}")
                elif not hit:
                    score = Score(missed=1) if kind == "missed" else Score(false=1)
                    self.result.scores[f"overlap:{type_}"] += score

    def score_link(self, mention: GoldMention, finding: _Found) -> None:
        measure = f"link:{mention.type}"
        if goes_by(self.domain.lexicon, self.known, finding.canonical, mention.canonical):
            self.right(measure)
        else:
            self.result.scores[measure] += Score(false=1, missed=1)
            self.error(measure, "false", f"{finding.canonical}, not {mention.canonical}", mention.span)

    def score_cases(self, cases: Sequence[Case]) -> None:
        pairs, unmatched_gold, unmatched = match_cases(self.gold.cases, cases)
        for gold, case in pairs:
            self.right("case")
            self.compare("relation", set(gold.relation_types), set(case.relation_types), gold.span)
            for slot in SLOTS:
                self.score_slot(slot, gold.slots.get(slot, ()), case.slot(slot))
            for plain in ("period", "duration", "amount", "count"):
                found = [f for f in _found(case) if f.type == plain]
                key = attrgetter("surface" if plain == "count" else "canonical")
                wanted = gold.slots.get(f"{plain}s", ())
                self.compare(f"slot:{plain}s", set(map(key, wanted)), set(map(key, found)), gold.span)
        for gold in unmatched_gold:
            self.missed("case", ", ".join(gold.relation_types), gold.span)
        for case in unmatched:
            self.false("case", ", ".join(case.relation_types), Span(case.start, case.end))

    def score_slot(self, slot: str, gold: Sequence[GoldMention], arguments: Sequence[Argument]) -> None:
        """Fillers of a slot: a filler of theirs and one of ours are the same where their mentions meet."""
        fillers: dict[str, list[GoldMention]] = defaultdict(list)
        for mention in gold:
            fillers[mention.canonical].append(mention)
        met: set[str] = set()
        for canonical, mentions in fillers.items():
            ours = [a for a in arguments if any(_meets(a, m.span) for m in mentions)]
            if not ours:
                self.missed(f"slot:{slot}", canonical, mentions[0].span)
                continue
            self.right(f"slot:{slot}")
            met |= {argument.entity for argument in ours}
            role = Counter(m.role for m in mentions if m.role).most_common(1)
            if role:
                self.compare(f"role:{slot}", {role[0][0]}, {ours[0].role}, mentions[0].span)
        for argument in arguments:
            first = Span(argument.mentions[0].start, argument.mentions[0].end)
            ignorable = all(
                any(_overlap(Span(m.start, m.end), s) for s in self.gold.ignored) for m in argument.mentions
            )
            if argument.entity not in met and not ignorable:
                self.false(f"slot:{slot}", argument.entity, first)

    def compare(self, measure: str, theirs: set[str], ours: set[str], span: Span) -> None:
        for _ in theirs & ours:
            self.right(measure)
        for what in sorted(theirs - ours):
            self.missed(measure, what, span)
        for what in sorted(ours - theirs):
            self.false(measure, what, span)

    def right(self, measure: str) -> None:
        self.result.scores[measure] += Score(right=1)

    def missed(self, measure: str, what: str, span: Span) -> None:
        self.result.scores[measure] += Score(missed=1)
        self.error(measure, "missed", what, span)

    def false(self, measure: str, what: str, span: Span) -> None:
        self.result.scores[measure] += Score(false=1)
        self.error(measure, "false", what, span)

    def error(self, measure: str, kind: str, what: str, span: Span) -> None:
        text = self.document.text
        context = (
            f"{text[max(0, span.start - 40) : span.start]}[{text[span.start : span.end]}]"
            f"{text[span.end : span.end + 40]}"
        )
        self.result.errors.append(
            Miss(measure, kind, what, self.document.source.path, span, " ".join(context.split()))
        )


def match_cases(
    gold: Sequence[GoldCase], cases: Sequence[Case]
) -> tuple[list[tuple[GoldCase, Case]], list[GoldCase], list[Case]]:
    """Pairs of an annotated case and a found one, the most alike first, each used once; and those left over.

    Cases that do not overlap are no pair. Those are most alike whose marks (names, dates, sums, relation
    words) meet most often; what the marks are called does not count.
    """
    overlaps = sorted(
        (
            (-_common(g.marks, _marks(c)), -_shared(g.span, Span(c.start, c.end)), i, j)
            for i, g in enumerate(gold)
            for j, c in enumerate(cases)
            if _overlap(g.span, Span(c.start, c.end))
        ),
    )
    left, right = dict(enumerate(gold)), dict(enumerate(cases))
    pairs = [(left.pop(i), right.pop(j)) for *_, i, j in overlaps if i in left and j in right]
    return pairs, list(left.values()), list(right.values())


def _marks(case: Case) -> frozenset[Span]:
    return frozenset(Span(mark.start, mark.end) for mark in case.marks)


def _common(ones: frozenset[Span], others: frozenset[Span]) -> float:
    """The share of the marks of both sides that meet one of the other side."""
    met = sum(any(_overlap(one, other) for other in others) for one in ones)
    met += sum(any(_overlap(other, one) for one in ones) for other in others)
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


def _everything(found: Resolution) -> Iterator[_Found]:
    for mention in found.mentions:
        yield _Found(mention.type, mention.entity, mention.surface, Span(mention.start, mention.end))
    for case in found.cases:
        yield from _found(case)


def _found(case: Case) -> Iterator[_Found]:
    """The dates, sums and counts of a case."""
    for period in case.periods:
        yield _plain("period", period.edtf, period)
    for duration in case.durations:
        yield _plain("duration", duration.iso8601, duration)
    for amount in case.amounts:
        yield _plain("amount", f"{amount.currency} {amount.value}", amount)
    for count in case.counts:
        yield _plain("count", count.region, count)


def _plain(type_: str, canonical: str, placed: _Placed) -> _Found:
    return _Found(type_, canonical, placed.surface, Span(placed.start, placed.end))


def _meets(argument: Argument, span: Span) -> bool:
    return any(_overlap(Span(m.start, m.end), span) for m in argument.mentions)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _shared(one: Span, other: Span) -> float:
    inner = min(one.end, other.end) - max(one.start, other.start)
    outer = max(one.end, other.end) - min(one.start, other.start)
    return inner / outer
