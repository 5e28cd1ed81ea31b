"""Entities, cases and edges in, triples of the world out: who and what there is, and what joins them."""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.model.case import Case
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.vocabulary import Label, Vocabulary
from krpia_graph.write.rdf.dates import bounds
from krpia_graph.write.rdf.names import Names, foreign
from krpia_graph.write.rdf.ontology import labels, predicate
from krpia_graph.write.rdf.terms import XSD, Triple, integer, iri, language_of, literal

_ORGANISATIONS_ABOVE = ("affiliate_of", "part_of")


def entity(vocabulary: Vocabulary, names: Names, value: Entity) -> Iterator[Triple]:
    """The classes and names of an organisation, drug, region, disease or programme."""
    subject = names.entities[value.id]
    type_ = vocabulary.entity_type(value.type)
    yield subject, foreign("rdf:type"), names.own(type_.iri)
    if value.kind in type_.kinds:
        yield subject, foreign("rdf:type"), names.own(type_.kinds[value.kind])
    if vocabulary.is_organisation(value.type):
        yield subject, foreign("rdf:type"), names.own("Organization")
        if value.country:
            code = literal(value.country, datatype=names.own("iso3166-1-alpha2"))
            yield subject, names.own("country"), code
    yield from labels(subject, Label(value.label_en, value.label_ko))
    for alias in value.aliases:
        yield subject, foreign("skos:altLabel"), literal(alias, language_of(alias))
    yield subject, names.own("entityType"), literal(value.type)
    if value.kind:
        yield subject, names.own("kind"), literal(value.kind)


def identifiers(
    vocabulary: Vocabulary, names: Names, of: str, found: Sequence[tuple[str, str]]
) -> Iterator[Triple]:
    """The external identifiers of an entity, as notations typed by their scheme.

    Where the scheme has IRIs of things, and the value is of its form, the IRI is an exact match.
    """
    for name, value in found:
        yield names.entities[of], foreign("skos:notation"), literal(value, datatype=names.own(name))
        scheme = vocabulary.schemes.get(name)
        if scheme and scheme.iri and re.fullmatch(scheme.form, value):
            yield names.entities[of], foreign("skos:exactMatch"), iri(scheme.iri + value)


def given_up(graph: KnowledgeGraph, names: Names) -> Iterator[Triple]:
    """The addresses that entities of the graph had before, each with the one that stands in for it."""
    present = set(names.entities.values())
    ledger = graph.publication.ledger
    for address in ledger.given_up:
        successor = iri(f"{names.base}id/{ledger.successor(address)}")
        if successor in present:
            former = iri(f"{names.base}id/{address}")
            yield former, foreign("dcterms:isReplacedBy"), successor
            yield former, foreign("owl:deprecated"), f'"true"^^<{XSD}boolean>'


def initiative(vocabulary: Vocabulary, names: Names, case: Case) -> Iterator[Triple]:
    """What a case reports; its parties, drugs and places are edges.

    Of several counts of territories the largest minimum holds, and no maximum.
    """
    subject = names.node(case.id)
    yield subject, foreign("rdf:type"), names.own("Initiative")
    if len({p.entity for p in case.participants if vocabulary.roles[p.role].tie}) >= 2:
        yield subject, foreign("rdf:type"), names.own("Collaboration")
    for type_ in case.relation_types:
        yield subject, names.own("type"), names.thing("type", vocabulary.relation_types[type_].iri)
    yield from dated(names, subject, [period.edtf for period in case.periods])
    first, last = bounds(case.reported.edtf if case.reported else "")
    if first and first == last:
        yield subject, names.own("reportedOn"), literal(first, datatype=f"<{XSD}date>")
    for facet in case.facets:
        yield subject, names.own(facet.name), literal(facet.value)
    for duration in case.durations:
        yield subject, names.own("duration"), literal(duration.iso8601, datatype=f"<{XSD}duration>")
    for amount in case.amounts:
        yield subject, names.own("sum"), names.amount(case.id, amount.start)
    if case.counts:
        maximum = case.counts[0].maximum if len(case.counts) == 1 else None
        yield from counted(names, subject, max(c.minimum for c in case.counts), maximum)


def dated(names: Names, subject: str, edtf: Sequence[str]) -> Iterator[Triple]:
    """Dates and intervals as EDTF, with the first and last day that they cover together.

    Where one of them is open to a side, that side has no day.
    """
    for period in edtf:
        yield subject, names.own("date"), literal(period, datatype=foreign("edtf:EDTF"))
    first = [bounds(period)[0] for period in edtf]
    last = [bounds(period)[1] for period in edtf]
    if edtf and all(first):
        yield subject, names.own("startsOn"), literal(min(first), datatype=f"<{XSD}date>")
    if edtf and all(last):
        yield subject, names.own("endsOn"), literal(max(last), datatype=f"<{XSD}date>")


def counted(names: Names, subject: str, minimum: int, maximum: int | None) -> Iterator[Triple]:
    """A number of territories; without a maximum it is open."""
    yield subject, names.own("minTerritories"), integer(minimum)
    if maximum is not None:
        yield subject, names.own("maxTerritories"), integer(maximum)


def direct(graph: KnowledgeGraph, names: Names, edge: Edge) -> Iterator[Triple]:
    """The properties that an edge stands for, those above them included, as engines infer nothing."""
    vocabulary = graph.vocabulary
    subject, other = names.node(edge.subject), names.node(edge.object)
    type_ = graph.entities[edge.subject].type if edge.subject in graph.entities else ""
    found = [predicate(vocabulary, edge.relation, type_)]
    if edge.role:
        found.append(vocabulary.roles[edge.role].iri)
    if edge.relation == "has_participant" and (
        party := vocabulary.entity_type(graph.entities[edge.object].type).party
    ):
        found.append(party.iri)
    for name in found:
        yield subject, names.own(name), other
    if vocabulary.edge_types[edge.relation].symmetric:
        yield other, names.own(found[0]), subject
    if edge.relation in _ORGANISATIONS_ABOVE and vocabulary.is_organisation(type_):
        yield subject, foreign("w3org:subOrganizationOf"), other
    elif edge.relation == "part_of":
        yield subject, foreign("skos:broader"), other
