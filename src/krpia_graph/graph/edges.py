"""Cases and lexicon in, edges with their evidence out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from krpia_graph.model.case import Argument, Case, Mention
from krpia_graph.model.dealings import dealings, parties
from krpia_graph.model.document import Span, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import Edge, Evidence


@dataclass
class _Draft:
    """An edge while its evidence is being gathered."""

    evidence: dict[Evidence, None] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)


class EdgeCollector:
    """Gathers edges case by case; the same edge seen twice gains evidence."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._roles = domain.vocabulary.roles
        self._edge_types = domain.vocabulary.edge_types
        self._drafts: dict[tuple[str, str, str, str], _Draft] = defaultdict(_Draft)

    def add_case(self, case: Case, statements: Mapping[str, Statement]) -> None:
        """The edges of one case: to its arguments, and the direct ones between them."""
        said = [statements[i] for i in case.statements]
        for argument in case.arguments:
            role = self._roles[argument.role]
            self._add(
                case.id, role.edge, argument.entity, _evidence(case, said, argument), role=argument.role
            )
        self._add_ties(case, said)
        about = [a for a in case.arguments if self._roles[a.role].covers]
        for party, thing in product(parties(case, self._roles), about):
            relation = self._roles[thing.role].edge
            if (
                party.type in self._edge_types[relation].domain
                and thing.type in self._edge_types[relation].range
            ):
                self._add(party.entity, relation, thing.entity, _evidence(case, said, party, thing))
        for drug, disease in treatments(case, [d for d in case.drugs if self._roles[d.role].covers]):
            self._add(drug.entity, "treats", disease.entity, _evidence(case, said, drug, disease))

    def add_links(self, entities: Iterable[str]) -> None:
        """The edges of the lexicon between the entities named, each with its row as evidence."""
        present = set(entities)
        for link in self._domain.lexicon.links:
            if link.relation in self._domain.vocabulary.edge_types and {link.left, link.right} <= present:
                self._add(link.left, link.relation, link.right, [Evidence(link.statement.id)])

    def edges(self) -> Iterator[Edge]:
        """The edges gathered, in a fixed order."""
        for (subject, relation, obj, role), draft in sorted(self._drafts.items()):
            yield Edge(subject, relation, obj, tuple(draft.evidence), tuple(sorted(draft.relations)), role)

    def _add_ties(self, case: Case, said: Sequence[Statement]) -> None:
        """Who deals with whom as the case states it; an affiliate and its parent never do."""
        for one, other in dealings(case, self._roles):
            if self._domain.lexicon.related(one.entity, other.entity):
                continue
            first, last = sorted((one, other), key=lambda p: p.entity)
            self._add(
                first.entity,
                "partners_with",
                last.entity,
                _evidence(case, said, first, last),
                relations=case.relation_types,
            )

    def _add(
        self,
        subject: str,
        relation: str,
        obj: str,
        evidence: Iterable[Evidence],
        relations: Iterable[str] = (),
        role: str = "",
    ) -> None:
        draft = self._drafts[subject, relation, obj, role]
        draft.evidence |= dict.fromkeys(evidence)
        draft.relations |= set(relations)


def _evidence(case: Case, said: Sequence[Statement], *ends: Argument) -> Iterator[Evidence]:
    """The statements of a case that name one of the ends, and always its bullet."""
    spans = sorted({Span(m.start, m.end) for end in ends for m in end.mentions})
    for statement in said:
        inside = tuple(s for s in spans if statement.start <= s.start and s.end <= statement.end)
        if inside or statement.start == case.start:
            yield Evidence(statement.id, case.id, inside)


def treatments(case: Case, drugs: Sequence[Argument]) -> Iterator[tuple[Argument, Argument]]:
    """Which drug the case says is for which disease.

    A disease in brackets behind a drug belongs to that drug; a disease that stands free belongs to a drug
    only where there is one drug or one disease, so that nothing is guessed.
    """
    bracketed = [
        (drug, disease)
        for disease in case.diseases
        for drug in drugs
        if any(_in_brackets_behind(case, d, m) for d in drug.mentions for m in disease.mentions)
    ]
    yield from bracketed
    placed = {disease.entity for _, disease in bracketed}
    free = [disease for disease in case.diseases if disease.entity not in placed]
    objects = [drug for drug in drugs if drug.entity not in {d.entity for d, _ in bracketed}]
    if len(free) == 1 or len(objects) == 1:
        yield from ((drug, disease) for drug in objects for disease in free)


def _in_brackets_behind(case: Case, drug: Mention, disease: Mention) -> bool:
    between = case.text[drug.end - case.start : disease.start - case.start]
    return drug.end <= disease.start and between.strip("®™ ") == "("
