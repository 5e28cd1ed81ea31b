"""A knowledge graph in, the part of it that the page draws out: entities with cases and their ties.

Cases are not drawn. What a case names without any edge that joins it to the leads of that case is tied to
them here, with the case as evidence, so that nobody who has partners in the text stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from krpia_graph.model.case import Argument, Case
from krpia_graph.model.document import Span
from krpia_graph.model.graph import Evidence, KnowledgeGraph
from krpia_graph.model.vocabulary import Label

SHARED = "shares_case"
SHARED_LABEL = Label("in one case with", "같은 사례")


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of the picture: two entities, an edge type, and the evidence gathered for it."""

    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]
    relations: tuple[str, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases stand behind it; none where only the lexicon says so."""
        return len({e.case for e in self.evidence if e.case})

    @property
    def group(self) -> str:
        """How it is drawn: `lexicon`, `shared` (a case names both), `partner`, or `about`."""
        if not self.cases:
            return "lexicon"
        if self.relation == SHARED:
            return "shared"
        return "partner" if self.relation == "partners_with" else "about"


@dataclass(frozen=True)
class Selection:
    """The part of a graph that is drawn: entities with their cases, most cases first, and the ties."""

    graph: KnowledgeGraph
    cases: dict[str, tuple[str, ...]]
    ties: tuple[Tie, ...]
    left_out: int


def select(graph: KnowledgeGraph, limit: int) -> Selection:
    """The `limit` entities with most cases, and one tie for each pair and edge type that joins them."""
    cases: dict[str, dict[str, None]] = defaultdict(dict)
    for case in graph.cases.values():
        for argument in case.arguments:
            if argument.entity in graph.entities:
                cases[argument.entity][case.id] = None
    ranked = sorted(cases, key=lambda entity: (-len(cases[entity]), entity))
    drawn = {entity: tuple(cases[entity]) for entity in ranked[:limit]}
    direct = [
        Tie(edge.subject, edge.relation, edge.object, edge.evidence, edge.relations)
        for edge in graph.edges
        if edge.subject in drawn and edge.object in drawn
    ]
    ties = tuple(_merged([*direct, *_shared(graph, drawn, direct)]))
    return Selection(graph, drawn, ties, len(ranked) - len(drawn))


def bends(ties: Sequence[Tie]) -> tuple[float, ...]:
    """Steps to the left of the way from subject to object, different for each tie of a pair."""
    pairs: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, tie in enumerate(ties):
        pairs[frozenset((tie.subject, tie.object))].append(number)
    bends = [0.0] * len(ties)
    for group in pairs.values():
        for place, number in enumerate(group):
            bend = place - (len(group) - 1) / 2
            tie = ties[number]
            bends[number] = bend if tie.subject < tie.object or not bend else -bend
    return tuple(bends)


def _merged(ties: Iterable[Tie]) -> Iterator[Tie]:
    """One tie for each subject, relation and object, in that order, with the evidence of all."""
    same: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        same[tie.subject, tie.object, tie.relation].append(tie)
    for (subject, obj, relation), group in sorted(same.items()):
        evidence = tuple(dict.fromkeys(e for tie in group for e in tie.evidence))
        relations = tuple(sorted({r for tie in group for r in tie.relations}))
        yield Tie(subject, relation, obj, evidence, relations)


def _shared(graph: KnowledgeGraph, drawn: Mapping[str, object], direct: Iterable[Tie]) -> Iterator[Tie]:
    """Ties from the leads of a case to whatever else it names that no direct tie joins to them."""
    by_case: dict[str, list[Tie]] = defaultdict(list)
    by_lexicon: dict[str, list[Tie]] = defaultdict(list)
    for tie in direct:
        for case in {e.case for e in tie.evidence}:
            (by_case[case] if case else by_lexicon[tie.subject]).append(tie)
    for case_ in graph.cases.values():
        arguments: dict[str, Argument] = {}
        for argument in case_.arguments:
            if argument.entity in drawn:
                arguments.setdefault(argument.entity, argument)
        known = [*by_case[case_.id], *(t for entity in arguments for t in by_lexicon[entity])]
        hubs = _hubs(graph, case_, arguments)
        reached = _reach(set(hubs[:1]), known)
        for argument in arguments.values():
            if argument.entity in reached:
                continue
            for hub in hubs:
                if hub != argument.entity:
                    evidence = _evidence(graph, case_, arguments[hub], argument)
                    yield Tie(hub, SHARED, argument.entity, evidence)
            reached = _reach(reached | {argument.entity}, known)


def _hubs(graph: KnowledgeGraph, case: Case, arguments: Mapping[str, Argument]) -> list[str]:
    """The leads that the header names; failing that all leads, the parties, or whatever stands first."""
    header = graph.statements[case.statements[0]]
    leads = [a for a in arguments.values() if graph.vocabulary.roles[a.role].lead]
    named = [a for a in leads if any(header.start <= m.start and m.end <= header.end for m in a.mentions)]
    parties = [a for a in case.participants if a.entity in arguments]
    chosen = named or leads or parties or list(arguments.values())[:1]
    return sorted({a.entity for a in chosen})


def _reach(start: set[str], ties: Iterable[Tie]) -> set[str]:
    reached, size, ends = set(start), -1, [{tie.subject, tie.object} for tie in ties]
    while size != len(reached):
        size = len(reached)
        for pair in ends:
            if pair & reached:
                reached |= pair
    return reached


def _evidence(graph: KnowledgeGraph, case: Case, *ends: Argument) -> tuple[Evidence, ...]:
    """The statements of a case that name one of the ends, and always its bullet."""
    spans = sorted({Span(m.start, m.end) for end in ends for m in end.mentions})
    found = []
    for statement in (graph.statements[i] for i in case.statements):
        inside = tuple(s for s in spans if statement.start <= s.start and s.end <= statement.end)
        if inside or statement.start == case.start:
            found.append(Evidence(statement.id, case.id, inside))
    return tuple(found)
