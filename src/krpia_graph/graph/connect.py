"""Cases in, the knowledge graph out: the entities they name, and edges with their reasons."""

from collections.abc import Iterable

from krpia_graph.graph.edges import EdgeCollector
from krpia_graph.model.case import Case, Doubt
from krpia_graph.model.document import Source, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.language_model import Answers
from krpia_graph.model.lexicon import Entity


def connect(
    domain: Domain,
    sources: Iterable[Source],
    statements: Iterable[Statement],
    cases: Iterable[Case],
    doubts: Iterable[Doubt] = (),
    entities: Iterable[Entity] = (),
    answers: Answers | None = None,
) -> KnowledgeGraph:
    """The graph of the cases, whatever the order in which they come.

    `entities` are new to the lexicon; `answers` say what a language model was asked, where one was.
    Besides the entities that the cases name it holds those that stand above them (the parent of an
    affiliate, the area around a country), joined by edges whose evidence is a row of the lexicon.
    """
    lexicon = domain.lexicon
    known = {entity.id: entity for entity in sorted(entities, key=lambda e: (e.id, e.source, e.label_en))}
    known |= lexicon.entities
    said = {statement.id: statement for statement in sorted(statements, key=lambda s: (s.source, s.start))}
    found = {case.id: case for case in sorted(cases, key=lambda c: (c.source, c.start, c.id))}
    named = {argument.entity for case in found.values() for argument in case.arguments}
    everyone = sorted(named | {above for entity in named for above in lexicon.ancestors(entity)})

    collector = EdgeCollector(domain)
    for case in found.values():
        collector.add_case(case, said)
    collector.add_links(everyone)
    edges = tuple(collector.edges())

    rows = {link.statement.id: link.statement for link in lexicon.links}
    cited = sorted({e.statement for edge in edges for e in edge.evidence} & rows.keys())
    said |= {row: rows[row] for row in sorted(cited, key=lambda row: rows[row].start)}
    return KnowledgeGraph(
        vocabulary=domain.vocabulary,
        sources=(*sorted(sources, key=lambda s: s.id), *([lexicon.source] if cited else [])),
        statements=said,
        entities={entity: known[entity] for entity in everyone},
        cases=found,
        edges=edges,
        identifiers={e: lexicon.identifiers[e] for e in everyone if e in lexicon.identifiers},
        doubts=tuple(sorted(doubts, key=lambda d: (d.source, d.start, d.end, d.reason))),
        answers=answers.in_order() if answers else None,
        publication=domain.publication,
    )
