"""A knowledge graph in, its RDF triples out: the world, the evidence for it, and the ontology of both.

The world are initiatives, entities and the direct properties between them; the evidence are documents, cases,
statements, mentions and ties (an edge as a node, since a triple cannot carry its reasons). Terms come in
canonical N-Triples syntax and there are no blank nodes, so that sorting the triples makes any two exports of
one graph equal. Names are in Unicode normal form C; quotes are kept character by character, because their
positions count characters.
"""

from collections.abc import Iterator

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.rdf import evidence, world
from krpia_graph.write.rdf.names import names
from krpia_graph.write.rdf.ontology import ontology, relation_types
from krpia_graph.write.rdf.terms import Triple


def triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """All triples of the graph, each three terms in canonical N-Triples syntax, in the order of the graph.

    A triple may come more than once, as two edges may say the same.
    """
    vocabulary, known = graph.vocabulary, names(graph)
    yield from ontology(vocabulary, known)
    yield from relation_types(vocabulary, known)
    for entity in graph.entities.values():
        yield from world.entity(vocabulary, known, entity)
        yield from world.identifiers(known, entity.id, graph.identifiers.get(entity.id, ()))
    for source in graph.sources:
        yield from evidence.document(known, source)
    for statement in graph.statements.values():
        yield from evidence.statement(known, statement)
    languages = {source.id: source.language for source in graph.sources}
    for case in graph.cases.values():
        yield from world.initiative(vocabulary, known, case)
        yield from evidence.case(graph, known, case, languages[case.source])
        yield from evidence.mentions(vocabulary, known, case, graph.confidence)
    for edge in graph.edges:
        yield from world.direct(graph, known, edge)
        yield from evidence.tie(graph, known, edge)
