"""Sources, statements, cases and edges in, triples of the evidence out: which words say what."""

from collections.abc import Iterator
from itertools import chain

from krpia_graph.model.case import (
    Amount,
    Case,
    Count,
    Duration,
    Facet,
    Mark,
    Mention,
    Period,
    RelationMention,
)
from krpia_graph.model.confidence import Belief, Confidence
from krpia_graph.model.document import Source, Statement
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.names import Names, foreign
from krpia_graph.write.rdf.ontology import predicate
from krpia_graph.write.rdf.terms import XSD, Triple, decimal, integer, literal, verbatim
from krpia_graph.write.rdf.world import counted, dated


def document(names: Names, source: Source) -> Iterator[Triple]:
    """Where statements come from."""
    subject = names.document(source.id)
    yield subject, foreign("rdf:type"), names.own("Document")
    yield subject, foreign("dcterms:title"), literal(source.title, source.language)
    if source.publisher:
        publisher = names.thing("agent", source.publisher)
        yield subject, foreign("dcterms:publisher"), publisher
        yield publisher, foreign("rdf:type"), foreign("prov:Agent")
        yield publisher, foreign("rdfs:label"), literal(source.publisher)
    for name in ("sha256", "language", "path", "url", "retrieved"):
        if value := str(getattr(source, name)):
            yield subject, names.own(name), literal(value)


def statement(names: Names, value: Statement) -> Iterator[Triple]:
    """The words that edges rest on."""
    subject = names.statement(value)
    yield subject, foreign("rdf:type"), names.own("Statement")
    yield subject, names.own("kind"), literal(value.kind)
    yield subject, foreign("prov:wasDerivedFrom"), names.document(value.source)
    yield from _excerpt(names, subject, value.text, value.start, value.end)


def case(graph: KnowledgeGraph, names: Names, value: Case, language: str) -> Iterator[Triple]:
    """The place of a document that reports an initiative, in the language of the document."""
    subject = names.case(value.id)
    yield subject, foreign("rdf:type"), names.own("Case")
    yield subject, names.own("reports"), names.node(value.id)
    yield subject, foreign("prov:wasDerivedFrom"), names.document(value.source)
    yield subject, names.own("text"), verbatim(value.text, language)
    yield subject, names.own("start"), integer(value.start)
    yield subject, names.own("end"), integer(value.end)
    if value.category:
        yield subject, names.own("section"), literal(value.category, language)
    if value.header:
        yield subject, names.own("header"), literal(value.header, language)
    yield from _sure(names, subject, graph.confidence.of_case(value.id))
    for said in value.statements:
        yield subject, names.own("evidence"), _cited(graph, names, said)


def assertions(names: Names, value: Case) -> Iterator[Triple]:
    """The named graph of what a case says, where each case has one: what it rests on."""
    subject = names.graph(value.id)
    yield subject, foreign("rdf:type"), foreign("prov:Entity")
    yield subject, foreign("prov:wasDerivedFrom"), names.case(value.id)
    yield subject, foreign("prov:wasDerivedFrom"), names.document(value.source)


def mentions(
    vocabulary: Vocabulary, names: Names, value: Case, sure: Confidence
) -> Iterator[tuple[Mark, Iterator[Triple]]]:
    """The words behind a case, each with the triples of what they mean and how sure that is.

    Cases may share words and then share these triples.
    """
    for argument in value.arguments:
        for mention in argument.mentions:
            yield mention, _mention(vocabulary, names, value, mention, sure)
    others: tuple[tuple[Mark, ...], ...] = (
        value.relations,
        value.periods,
        value.durations,
        value.counts,
        value.amounts,
        value.facets,
    )
    for mark in chain.from_iterable(others):
        yield mark, _mention(vocabulary, names, value, mark, sure)


def tie(graph: KnowledgeGraph, names: Names, edge: Edge) -> Iterator[Triple]:
    """An edge as a node, with the statements it rests on and the cases they belong to."""
    vocabulary = graph.vocabulary
    subject = names.edge(edge)
    type_ = graph.entities[edge.subject].type if edge.subject in graph.entities else ""
    yield subject, foreign("rdf:type"), names.own("Tie")
    yield subject, names.own("from"), names.node(edge.subject)
    yield subject, names.own("relation"), names.own(predicate(vocabulary, edge.relation, type_))
    yield subject, names.own("to"), names.node(edge.object)
    if edge.role:
        yield subject, names.own("role"), names.own(vocabulary.roles[edge.role].iri)
    for relation in edge.relations:
        yield subject, names.own("type"), names.thing("type", vocabulary.relation_types[relation].iri)
    for evidence in edge.evidence:
        yield subject, names.own("evidence"), _cited(graph, names, evidence.statement)
    for case_id in edge.cases:
        yield subject, names.own("inCase"), names.case(case_id)
    if belief := graph.confidence.edges.get(edge.key):
        yield from _sure(names, subject, belief)


def _mention(
    vocabulary: Vocabulary, names: Names, value: Case, found: Mark, sure: Confidence
) -> Iterator[Triple]:
    subject = _mark_name(vocabulary, names, value, found)
    yield subject, foreign("rdf:type"), names.own("Mention")
    yield subject, names.own("inCase"), names.case(value.id)
    yield subject, names.own("rule"), literal(found.rule)
    yield from _sure(names, subject, sure.of(found))
    yield from _excerpt(names, subject, found.surface, found.start, found.end)
    yield from _meaning(vocabulary, names, subject, found)


def _mark_name(vocabulary: Vocabulary, names: Names, value: Case, found: Mark) -> str:
    """The words may be a name and show a relation or facet as well, found by another rule: two mentions."""
    match found:
        case RelationMention():
            return names.mention(
                value.source, found.start, found.end, vocabulary.relation_types[found.type].iri
            )
        case Facet():
            return names.mention(value.source, found.start, found.end, f"{found.name}-{found.value}")
        case Amount():
            return names.amount(value.id, found.start)
        case _:
            return names.mention(value.source, found.start, found.end)


def _meaning(vocabulary: Vocabulary, names: Names, subject: str, found: Mark) -> Iterator[Triple]:
    match found:
        case Mention():
            yield subject, names.own("mentionOf"), names.entities[found.entity]
        case RelationMention():
            type_ = vocabulary.relation_types[found.type]
            yield subject, names.own("mentionOf"), names.thing("type", type_.iri)
        case Period():
            yield from dated(names, subject, [found.edtf])
        case Duration():
            yield subject, names.own("duration"), literal(found.iso8601, datatype=f"<{XSD}duration>")
        case Count():
            yield from counted(names, subject, found.minimum, found.maximum)
            if found.region in names.entities:
                yield subject, names.own("mentionOf"), names.entities[found.region]
        case Amount():
            yield subject, foreign("rdf:type"), names.own("Amount")
            yield subject, names.own("amount"), decimal(found.value)
            yield subject, names.own("currency"), literal(found.currency)
            if found.role:
                yield subject, names.own("paidAs"), literal(found.role)
        case Facet():
            yield subject, names.own(found.name), literal(found.value)


def _sure(names: Names, subject: str, belief: Belief) -> Iterator[Triple]:
    yield subject, names.own("confidence"), decimal(belief.mean)
    yield subject, names.own("confidenceLow"), decimal(belief.low)


def _excerpt(names: Names, subject: str, text: str, start: int, end: int) -> Iterator[Triple]:
    yield subject, names.own("exact"), verbatim(text)
    yield subject, names.own("start"), integer(start)
    yield subject, names.own("end"), integer(end)


def _cited(graph: KnowledgeGraph, names: Names, statement_id: str) -> str:
    return names.statement(graph.statements[statement_id])
