"""Readings, resolutions and the graph in; what must never happen in them out.

That is a span at which the document says something else, an id of nothing, and an edge without a statement.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from krpia_graph.audit.findings import Found
from krpia_graph.model.case import Resolution
from krpia_graph.model.document import Document, Reading, Span
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import Edge, KnowledgeGraph

Told = Sequence[tuple[Reading, Resolution]]


class _Quote(NamedTuple):
    """Words that something says to be those of a document."""

    what: str
    source: str
    words: str
    start: int
    end: int


def wrong_spans(graph: KnowledgeGraph, told: Told) -> Iterator[Found]:
    """Words that the document does not have at their span, statements that overlap, spans outside them."""
    documents = {reading.document.source.id: reading.document for reading, _ in told}
    for quote in dict.fromkeys(_quotes(graph, told)):
        document = documents.get(quote.source)
        if document and not _stands(document, quote.words, quote.start, quote.end):
            there = document.text[max(quote.start, 0) : max(quote.end, 0)]
            message = f"{quote.what} {quote.words!r}: the document has {there!r} there"
            about = f"{quote.what} {quote.words}"
            yield Found("wrong_span", about, message, quote.source, Span(quote.start, quote.end))
    for reading, _ in told:
        for one, other in pairwise(sorted(reading.statements, key=lambda s: (s.start, s.end))):
            if other.start < one.end:
                message = f"statement {other.text!r} overlaps {one.text!r}"
                about = f"overlap {other.text}"
                yield Found("wrong_span", about, message, other.source, Span(other.start, other.end))
    yield from _outside(graph)


def _stands(document: Document, words: str, start: int, end: int) -> bool:
    return 0 <= start <= end and document.text[start:end] == words


def _quotes(graph: KnowledgeGraph, told: Told) -> Iterator[_Quote]:
    for reading, resolution in told:
        source = reading.document.source.id
        yield from (_Quote("statement", s.source, s.text, s.start, s.end) for s in reading.statements)
        yield from (_Quote("mention", source, m.surface, m.start, m.end) for m in resolution.mentions)
    yield from (_Quote("statement", s.source, s.text, s.start, s.end) for s in graph.statements.values())
    for case in graph.cases.values():
        yield _Quote("case", case.source, case.text, case.start, case.end)
        for mark in case.marks:
            what = {"RelationMention": "relation"}.get(type(mark).__name__, type(mark).__name__.lower())
            yield _Quote(what, case.source, mark.surface, mark.start, mark.end)
    yield from (_Quote("doubt", d.source, d.surface, d.start, d.end) for d in graph.doubts)


def _outside(graph: KnowledgeGraph) -> Iterator[Found]:
    """Evidence of which a span is not in its statement."""
    for edge in graph.edges:
        for evidence in edge.evidence:
            statement = graph.statements.get(evidence.statement)
            for span in evidence.spans if statement else ():
                if statement and not statement.start <= span.start < span.end <= statement.end:
                    message = f"{_name(edge)}: the span is outside of the statement {statement.text!r}"
                    yield Found("wrong_span", f"evidence {_name(edge)}", message, statement.source, span)


def dangling_ids(graph: KnowledgeGraph, told: Told, domain: Domain) -> Iterator[Found]:
    """Ids of sources, statements, cases, entities and edge types that there are none of."""
    sources = {source.id for source in graph.sources}
    nodes = graph.entities.keys() | graph.cases.keys()
    for edge in graph.edges:
        yield from (_dangling(_name(edge), "node", e) for e in (edge.subject, edge.object) if e not in nodes)
        if edge.relation not in graph.vocabulary.edge_types:
            yield _dangling(_name(edge), "edge type", edge.relation)
        for statement_id in sorted({e.statement for e in edge.evidence} - graph.statements.keys()):
            yield _dangling(_name(edge), "statement", statement_id)
        yield from (_dangling(_name(edge), "case", case) for case in edge.cases if case not in graph.cases)
    for case in graph.cases.values():
        place = Span(case.start, case.end)
        wanted = [
            ("source", case.source, sources),
            *(("statement", s, graph.statements) for s in case.statements),
        ]
        wanted += [("entity", argument.entity, graph.entities) for argument in case.arguments]
        for what, id_, known in wanted:
            if id_ not in known:
                yield _dangling(f"case {case.id}", what, id_, case.source, place)
    said = {s.id: s for reading, _ in told for s in reading.statements} | graph.statements
    for statement in said.values():
        place = Span(statement.start, statement.end)
        if statement.source not in sources:
            yield _dangling(f"statement {statement.id}", "source", statement.source)
        if statement.parent and statement.parent not in said:
            yield _dangling(f"statement {statement.id}", "parent", statement.parent, statement.source, place)
    for reading, resolution in told:
        entities = resolution.entities.keys() | domain.lexicon.entities.keys()
        for mention in resolution.mentions:
            if mention.entity not in entities:
                place = Span(mention.start, mention.end)
                source = reading.document.source.id
                yield _dangling(f"mention {mention.surface!r}", "entity", mention.entity, source, place)


def _dangling(who: str, what: str, id_: str, source: str = "", span: Span | None = None) -> Found:
    return Found("dangling_id", f"{who} {what} {id_}", f"{who}: there is no {what} {id_!r}", source, span)


def unfounded_edges(graph: KnowledgeGraph) -> Iterator[Found]:
    """Edges of which no statement is in the graph."""
    for edge in graph.edges:
        if not any(evidence.statement in graph.statements for evidence in edge.evidence):
            yield Found("no_evidence", _name(edge), f"{_name(edge)}: no statement says so")


def _name(edge: Edge) -> str:
    return " ".join(filter(None, ("edge", edge.subject, edge.relation, edge.object, edge.role)))
