"""Decisions and a document in, what they change in it out: mentions added or dropped, doubts closed.

A decision acts on the words at its span and on nothing else: it is applied after all names are settled, so
that no other name is settled otherwise because of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from krpia_graph.model.case import Doubt, Extraction, Finding, Mention
from krpia_graph.model.confidence import REVIEW
from krpia_graph.model.document import Reading, Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.review import Decision, Question, question
from krpia_graph.model.vocabulary import Vocabulary

_Settled = list[tuple[Mention, str]]


@dataclass(frozen=True, slots=True)
class Replay:
    """The decisions that hold for one document, ready to be applied.

    `entities` are those that the decisions give words to, by id; `stale` the doubts about decisions that no
    longer fit.
    """

    document: str = ""
    standing: dict[Question, Decision] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    stale: tuple[Doubt, ...] = ()

    def answer(self, span: Span, reason: str = "") -> Decision | None:
        """The decision about a span: about the name there, or about a doubt of a statement."""
        return self.standing.get(question(self.document, span, reason))


def replay(decisions: Iterable[Decision], reading: Reading, extraction: Extraction, domain: Domain) -> Replay:
    """The decisions that hold for a document: the last answer to each question.

    A decision is stale where it was made for another state of the document, where other words stand at its
    span now, where no statement covers the span, or where its entity is not known any more.
    """
    last = {decision.question: decision for decision in decisions}
    known = {d.entity: d.new_entity for d in last.values() if d.action == "new"}
    known = known | extraction.entities | domain.lexicon.entities
    source = reading.document.source
    standing: dict[Question, Decision] = {}
    entities: dict[str, Entity] = {}
    stale: list[Doubt] = []
    for asked, decision in last.items():
        if decision.document != source.sha256 and decision.source != source.id:
            continue
        if decision.reason == "stale_decision":
            if decision.document == source.sha256:
                standing[asked] = decision
        elif decision.document == source.sha256 and _fits(decision, reading, known, domain):
            standing[asked] = decision
            if decision.action == "new" and decision.entity not in domain.lexicon.entities:
                entities[decision.entity] = decision.new_entity
            elif decision.entity:
                entities[decision.entity] = known[decision.entity]
        else:
            stale.append(Doubt("stale_decision", source.id, decision.surface, decision.start, decision.end))
    return Replay(source.sha256, standing, entities, tuple(dict.fromkeys(stale)))


def _fits(decision: Decision, reading: Reading, known: dict[str, Entity], domain: Domain) -> bool:
    start, end = decision.span
    if reading.document.text[start:end] != decision.surface:
        return False
    if decision.action in ("link", "new"):
        entity = known.get(decision.entity)
        if entity is None or entity.type not in domain.vocabulary.entity_types:
            return False
        return any(s.start <= start and end <= s.end for s in reading.statements)
    return True


def verdicts(made: Replay, settled: _Settled, doubts: Iterable[Doubt], domain: Domain) -> dict[Mention, bool]:
    """Whether the decisions call settled mentions right, for those that they say anything of.

    A link to another entity calls the one that was found wrong; so does a new entity, but where the mention
    stood for an unlisted one of that type already. Accepting counts only where it closes the `doubts`.
    """
    if not made.standing:
        return {}
    found = {Span(mention.start, mention.end): mention for mention, _ in settled}
    still = {doubt.span for doubt in still_open(made, doubts)}
    verdict: dict[Mention, bool] = {}
    for decision in made.standing.values():
        mention = found.get(decision.span)
        if mention is None or decision.question.reason:
            continue
        if decision.action == "accept" and decision.span not in still:
            verdict[mention] = True
        elif decision.action == "reject":
            verdict[mention] = False
        elif decision.action == "link":
            verdict[mention] = decision.entity == mention.entity
        elif decision.action == "new":
            unlisted = mention.entity not in domain.lexicon.entities
            verdict[mention] = unlisted and decision.new_entity.type == mention.type
    return verdict


def apply(
    made: Replay,
    finding: Finding,
    settled: _Settled,
    verdict: Mapping[Mention, bool],
    known: Mapping[str, Entity],
    vocabulary: Vocabulary,
) -> _Settled:
    """The settled mentions of a finding, with their roles, as the decisions leave them.

    `known` are the entities by id, `verdict` what the decisions say of the mentions. A name that was passed
    over is a mention once it is accepted; the rule of one that was found says that it was confirmed.
    """
    if not made.standing:
        return settled
    header = finding.passage.header
    hits = {Span(hit.start, hit.end): hit for hit in finding.names}
    result = {Span(mention.start, mention.end): (mention, role) for mention, role in settled}
    for decision in made.standing.values():
        span, entity = decision.span, ""
        if decision.question.reason or not _covers(finding, span):
            continue
        hit = hits.get(span)
        if decision.action == "reject":
            result.pop(span, None)
        elif decision.action != "accept":
            entity = decision.entity
        elif decision.reason == "needs_cue" and hit and span not in result and len(hit.candidates) == 1:
            entity = hit.candidates[0]
        elif span in result and verdict.get(result[span][0]):
            mention, role = result[span]
            result[span] = (replace(mention, rule=f"{mention.rule}.{REVIEW}"), role)
        if entity:
            type_ = known[entity].type
            role = result[span][1] if span in result else hit.role if hit else ""
            if vocabulary.is_organisation(type_) and header and any(_within(span, p) for p in header.parties):
                role = "lead"
            elif role and vocabulary.roles[role].slot != vocabulary.entity_types[type_].slot:
                role = ""
            result[span] = (Mention(decision.surface, type_, entity, *span, REVIEW), role)
    return [result[span] for span in sorted(result)]


def still_open(made: Replay, doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """The doubts that no decision closes; one accepted for another reason does not."""
    for doubt in doubts:
        decision = made.answer(doubt.span, doubt.reason)
        if decision is None or (
            decision.action == "accept" and decision.reason and decision.reason != doubt.reason
        ):
            yield doubt


def _covers(finding: Finding, span: Span) -> bool:
    header = finding.passage.header
    places = [Span(s.start, s.end) for s in finding.passage.body]
    places += [Span(header.start, header.end), *header.parties] if header else []
    return any(_within(span, place) for place in places)


def _within(span: Span, place: Span) -> bool:
    return place.start <= span.start and span.end <= place.end
