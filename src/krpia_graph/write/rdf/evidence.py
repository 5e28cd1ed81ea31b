"""Sources, statements, cases and edges in, triples of the evidence out: which words say what."""

from collections.abc import Iterator

from krpia_graph.model.case import (
    Amount,
    Case,
    Count,
    Duration,
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
    subject = names.span("statement", value.source, value.start, value.end)
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


def mentions(vocabulary: Vocabulary, names: Names, value: Case, sure: Confidence) -> Iterator[Triple]:
    """The words that fill each slot of a case, with what they mean and how sure that is."""
    for argument in value.arguments:
        for mention in argument.mentions:
            subject = _mention_name(names, value, mention)
            yield from _mention(names, subject, value, mention, sure)
            yield subject, names.own("mentionOf"), names.entities[mention.entity]
    for relation in value.relations:
        type_ = vocabulary.relation_types[relation.type]
        # The words may be a name as well, found by a rule of its own: "Partnering Day" shows an event.
        subject = names.span("mention", value.source, relation.start, relation.end, type_.iri)
        yield from _mention(names, subject, value, relation, sure)
        yield subject, names.own("mentionOf"), names.thing("type", type_.iri)
    for period in value.periods:
        subject = _mention_name(names, value, period)
        yield from _mention(names, subject, value, period, sure)
        yield from dated(names, subject, [period.edtf])
    for duration in value.durations:
        subject = _mention_name(names, value, duration)
        yield from _mention(names, subject, value, duration, sure)
        yield subject, names.own("duration"), literal(duration.iso8601, datatype=f"<{XSD}duration>")
    for count in value.counts:
        subject = _mention_name(names, value, count)
        yield from _mention(names, subject, value, count, sure)
        yield from counted(names, subject, count.minimum, count.maximum)
        if count.region in names.entities:
            yield subject, names.own("mentionOf"), names.entities[count.region]
    for amount in value.amounts:
        subject = names.amount(value.id, amount.start)
        yield from _mention(names, subject, value, amount, sure)
        yield subject, foreign("rdf:type"), names.own("Amount")
        yield subject, names.own("amount"), decimal(amount.value)
        yield subject, names.own("currency"), literal(amount.currency)


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


_Found = Mention | RelationMention | Period | Duration | Count | Amount


def _mention_name(names: Names, value: Case, found: _Found) -> str:
    return names.span("mention", value.source, found.start, found.end)


def _mention(names: Names, subject: str, value: Case, found: _Found, sure: Confidence) -> Iterator[Triple]:
    yield subject, foreign("rdf:type"), names.own("Mention")
    yield subject, names.own("inCase"), names.case(value.id)
    yield subject, names.own("rule"), literal(found.rule)
    yield from _sure(names, subject, sure.of(found))
    yield from _excerpt(names, subject, found.surface, found.start, found.end)


def _sure(names: Names, subject: str, belief: Belief) -> Iterator[Triple]:
    yield subject, names.own("confidence"), decimal(belief.mean)
    yield subject, names.own("confidenceLow"), decimal(belief.low)


def _excerpt(names: Names, subject: str, text: str, start: int, end: int) -> Iterator[Triple]:
    yield subject, names.own("exact"), verbatim(text)
    yield subject, names.own("start"), integer(start)
    yield subject, names.own("end"), integer(end)


def _cited(graph: KnowledgeGraph, names: Names, statement_id: str) -> str:
    cited = graph.statements[statement_id]
    return names.span("statement", cited.source, cited.start, cited.end)
