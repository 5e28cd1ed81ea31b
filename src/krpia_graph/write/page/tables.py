"""Cases, entities, ties, sources and rules in, the tables of the view model out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from krpia_graph.model.case import Case
from krpia_graph.model.confidence import Belief
from krpia_graph.model.document import Source, Span
from krpia_graph.model.edtf import years
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.drawing import Drawing
from krpia_graph.write.page.quotes import Quotes
from krpia_graph.write.page.rules import Rules
from krpia_graph.write.page.schema import (
    CaseTable,
    EntityTable,
    RuleTable,
    Said,
    SizeTable,
    SourceTable,
    Sure,
    TieEvidence,
    TieTable,
)
from krpia_graph.write.page.selection import Tie, bends
from krpia_graph.write.page.sizes import Size

WIDEST_CASES = 9  # lines with more cases are not drawn any wider


@dataclass(frozen=True)
class Numbers:
    """The number of everything that the model refers to, by id."""

    types: dict[str, int]
    relations: dict[str, int]
    roles: dict[str, int]
    edges: dict[str, int]
    sections: dict[str, int]
    statements: dict[str, int]
    cases: dict[str, int]
    entities: dict[str, int]


def numbered(names: Iterable[str]) -> dict[str, int]:
    """The number of each name, in their order."""
    return {name: number for number, name in enumerate(names)}


def source_table(sources: Sequence[Source]) -> SourceTable:
    """The documents in their order."""
    return SourceTable(
        title=tuple(s.title for s in sources),
        publisher=tuple(s.publisher for s in sources),
        path=tuple(s.path for s in sources),
        url=tuple(s.url for s in sources),
        retrieved=tuple(s.retrieved for s in sources),
        language=tuple(s.language for s in sources),
        sha256=tuple(s.sha256 for s in sources),
    )


def rule_table(rules: Rules) -> RuleTable:
    """The rules that were asked for so far, by their numbers."""
    rows = rules.rows()
    return RuleTable(
        name=tuple(name for name, _, _ in rows),
        mean=tuple(mean for _, mean, _ in rows),
        low=tuple(low for _, _, low in rows),
    )


def case_table(cases: list[Case], numbers: Numbers, graph: KnowledgeGraph, rules: Rules) -> CaseTable:
    """The cases in their order."""
    return CaseTable(
        id=tuple(case.id for case in cases),
        header=tuple(case.header for case in cases),
        section=tuple(numbers.sections[case.category] for case in cases),
        sure=tuple(_sure(graph.confidence.of_case(case.id)) for case in cases),
        relations=tuple(tuple(numbers.relations[r] for r in case.relation_types) for case in cases),
        shown=tuple(tuple(rules.showing(case)) for case in cases),
        periods=tuple(tuple(period.edtf for period in case.periods) for case in cases),
        years=tuple(tuple(years(period.edtf) for period in case.periods) for case in cases),
        amounts=tuple(tuple(amount.surface for amount in case.amounts) for case in cases),
        statements=tuple(tuple(numbers.statements[name] for name in case.statements) for case in cases),
        named=tuple(
            tuple(
                (numbers.entities[a.entity], numbers.roles[a.role])
                for a in case.arguments
                if a.entity in numbers.entities
            )
            for case in cases
        ),
    )


def entity_table(
    drawing: Drawing,
    said: dict[str, dict[str, list[Span]]],
    quotes: Quotes,
    numbers: Numbers,
    rules: Rules,
) -> EntityTable:
    """The entities drawn, in the order of the selection; `said` holds their mentions by statement."""
    graph, cases = drawing.selection.graph, drawing.selection.cases
    entities = [graph.entities[name] for name in cases]

    def sayings(name: str) -> tuple[Said, ...]:
        return tuple(
            (
                numbers.statements[statement],
                quotes.marks(statement, spans),
                tuple(rules.at(graph.statements[statement].source, spans)),
            )
            for statement, spans in sorted(said[name].items())
        )

    return EntityTable(
        id=tuple(e.id for e in entities),
        type=tuple(numbers.types[e.type] for e in entities),
        en=tuple(e.label_en for e in entities),
        ko=tuple(e.label_ko for e in entities),
        country=tuple(e.country for e in entities),
        aliases=tuple(tuple(a for a in e.aliases if a not in (e.label_en, e.label_ko)) for e in entities),
        identifiers=tuple(tuple(graph.identifiers.get(e.id, ())) for e in entities),
        cases=tuple(tuple(numbers.cases[case] for case in cases[e.id]) for e in entities),
        said=tuple(sayings(e.id) for e in entities),
        x=tuple(drawing.places[e.id][0] for e in entities),
        y=tuple(drawing.places[e.id][1] for e in entities),
    )


def size_table(sizes: Mapping[str, Size], names: Iterable[str]) -> SizeTable:
    """A measure of the entities, in the order of their names."""
    ordered = [sizes[name] for name in names]
    return SizeTable(
        tuple(size.value for size in ordered),
        tuple(size.radius for size in ordered),
        any(size.estimated for size in ordered),
    )


def tie_table(
    ties: Sequence[Tie], quotes: Quotes, numbers: Numbers, graph: KnowledgeGraph, rules: Rules
) -> TieTable:
    """The ties in their order, each with its evidence."""

    def evidence(tie: Tie) -> tuple[TieEvidence, ...]:
        return tuple(
            (
                numbers.statements[e.statement],
                numbers.cases.get(e.case, -1),
                quotes.marks(e.statement, e.spans),
                tuple(rules.at(quotes.statements[e.statement].source, e.spans)),
            )
            for e in tie.evidence
        )

    believed = graph.confidence.edges
    return TieTable(
        subject=tuple(numbers.entities[tie.subject] for tie in ties),
        object=tuple(numbers.entities[tie.object] for tie in ties),
        type=tuple(numbers.edges[tie.relation] for tie in ties),
        group=tuple(tie.group for tie in ties),
        bend=bends(ties),
        width=tuple(round(1 + sqrt(min(tie.cases, WIDEST_CASES)) * 0.6, 2) for tie in ties),
        relations=tuple(tuple(numbers.relations[r] for r in tie.relations) for tie in ties),
        sure=tuple(_sure(believed.get((tie.subject, tie.relation, tie.object, ""))) for tie in ties),
        evidence=tuple(evidence(tie) for tie in ties),
    )


def _sure(belief: Belief | None) -> Sure:
    return (belief.mean, belief.low) if belief else None
