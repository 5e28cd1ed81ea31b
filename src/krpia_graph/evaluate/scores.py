"""Annotations and what the program finds in the same texts in, scores and the single errors out.

Mentions are scored by type, once with exact spans and once with overlapping ones; links by whether the entity
goes by the annotated name; relation types, slots and roles case by case, where a case is matched to the
annotated case whose marks it shares most of.
"""

from collections import ChainMap, Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from krpia_graph.evaluate.matching import Found, findings_of, goes_by, match_cases, meets, overlaps, values_of
from krpia_graph.model.case import SLOTS, Argument, Case, Resolution
from krpia_graph.model.document import Document, Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.evaluation import Score
from krpia_graph.model.gold import GoldDocument, GoldMention


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
        found = {(f.type, f.span): f for f in findings_of(self.found)}
        open_for_scoring = {
            key: f
            for key, f in found.items()
            if key in wanted or not (key in allowed or any(overlaps(f.span, s) for s in self.gold.ignored))
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
                hit = any(t == type_ and overlaps(span, s) for t, s in there)
                if hit and kind == "missed":
                    self.right(f"overlap:{type_}")
                elif not hit:
                    score = Score(missed=1) if kind == "missed" else Score(false=1)
                    self.result.scores[f"overlap:{type_}"] += score

    def score_link(self, mention: GoldMention, finding: Found) -> None:
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
                found = [f for f in values_of(case) if f.type == plain]
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
            ours = [a for a in arguments if any(meets(a, m.span) for m in mentions)]
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
                any(overlaps(Span(m.start, m.end), s) for s in self.gold.ignored) for m in argument.mentions
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
