"""The vocabulary in, the ontology of the export out: classes, properties and types of partnership.

Entity classes, roles and edges are those of the vocabulary, the rest are the terms that the export needs
besides. Ranges that are datatypes are left to the constraints: OWL reasoners refuse `xsd:date`. There are no
property chains: a chain would join every two participants, regulators and affiliates of one group too.
"""

from collections.abc import Iterable, Iterator

from krpia_graph.model.terms import Class, Label, Property
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.names import Names, foreign
from krpia_graph.write.rdf.terms import Triple, iri, literal

INITIATIVE, ORGANIZATION = "Initiative", "Organization"


def predicate(vocabulary: Vocabulary, relation: str, subject_type: str) -> str:
    """The local name of the property of an edge; `subject_type` is empty where the subject is a case."""
    edge = vocabulary.edge_types[relation]
    return edge.direct.iri if edge.direct and vocabulary.is_organisation(subject_type) else edge.iri


def classes(vocabulary: Vocabulary) -> dict[str, Class]:
    """All classes of our own by local name: those of the export, then those of the entity types."""
    found = dict(vocabulary.terms.classes)
    for name, type_ in vocabulary.entity_types.items():
        above = (ORGANIZATION,) if vocabulary.is_organisation(name) else ()
        found.setdefault(type_.iri, Class(type_.label, type_.definition, (*above, *type_.above), type_.close))
    return found


def properties(vocabulary: Vocabulary) -> dict[str, Property]:
    """All properties of our own by local name.

    A role is a sub-property of the edge by which a case points at it; where both share a name, it is
    the edge.
    """
    found = {name: p for name, p in vocabulary.terms.properties.items() if ":" not in name}
    for relation, edge in vocabulary.edge_types.items():
        range_ = _common(vocabulary, edge.range)
        found[edge.iri] = Property(
            edge.label,
            edge.definition,
            edge.above,
            edge.close,
            _common(vocabulary, _subjects(vocabulary, relation)),
            range_,
        )
        if direct := edge.direct:
            found[direct.iri] = Property(direct.label, direct.definition, domain=ORGANIZATION, range=range_)
    for role in vocabulary.roles.values():
        kinds = [name for name, t in vocabulary.entity_types.items() if t.slot == role.slot]
        above = (vocabulary.edge_types[role.edge].iri,)
        term = Property(
            role.label, role.definition, above, domain=INITIATIVE, range=_common(vocabulary, kinds)
        )
        found.setdefault(role.iri, term)
    for name, type_ in vocabulary.entity_types.items():
        if party := type_.party:
            above = (vocabulary.edge_types[vocabulary.roles[type_.role].edge].iri,)
            range_ = type_.iri if vocabulary.is_organisation(name) else ""
            found[party.iri] = Property(party.label, party.definition, above, domain=INITIATIVE, range=range_)
    return found


def derived(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The local names of the properties between organisations and things that follow from initiatives."""
    edges = vocabulary.edge_types.values()
    return tuple(e.iri for e in edges if e.derived) + tuple(e.direct.iri for e in edges if e.direct)


def class_of(vocabulary: Vocabulary, kind: str) -> str:
    """The class of a kind of node of the graph: an entity type, or "case" for the initiative it reports."""
    if kind == "case":
        return INITIATIVE
    return ORGANIZATION if vocabulary.is_organisation(kind) else vocabulary.entity_types[kind].iri


def term(names: Names, word: str) -> str:
    """The IRI of a prefixed name of another vocabulary, or of a name of our own."""
    return foreign(word) if ":" in word else names.own(word)


def ontology(vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    """The triples that declare every class, property and scheme of identifiers of the export."""
    yield from _header(vocabulary, names)
    for local, class_ in classes(vocabulary).items():
        yield names.own(local), foreign("rdf:type"), foreign("owl:Class")
        yield from _declare(names, local, class_, "rdfs:subClassOf")
    for local, found in properties(vocabulary).items():
        kind = "owl:DatatypeProperty" if is_literal(found) else "owl:ObjectProperty"
        yield names.own(local), foreign("rdf:type"), foreign(kind)
        yield from _declare(names, local, found, "rdfs:subPropertyOf")
        for end in ("domain", "range"):
            if word := getattr(found, end):
                yield names.own(local), foreign(f"rdfs:{end}"), term(names, word)
    for name, scheme in vocabulary.schemes.items():
        yield names.own(name), foreign("rdf:type"), foreign("rdfs:Datatype")
        yield names.own(name), foreign("rdfs:isDefinedBy"), iri(f"{names.base}ns")
        yield from labels(names.own(name), scheme.label)
    for edge in vocabulary.edge_types.values():
        if edge.symmetric:
            yield names.own(edge.iri), foreign("rdf:type"), foreign("owl:SymmetricProperty")


def relation_types(vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    """The relation types as a concept scheme."""
    scheme = names.thing("scheme", "relation-types")
    yield scheme, foreign("rdf:type"), foreign("skos:ConceptScheme")
    yield from labels(scheme, vocabulary.terms.relation_types.label)
    yield from labels(scheme, vocabulary.terms.relation_types.definition, "skos:definition")
    for type_ in vocabulary.relation_types.values():
        subject = names.thing("type", type_.iri)
        yield subject, foreign("rdf:type"), foreign("skos:Concept")
        yield subject, foreign("skos:inScheme"), scheme
        yield from labels(subject, type_.label)
        yield from labels(subject, type_.definition, "skos:definition")


def labels(subject: str, label: Label, by: str = "rdfs:label") -> Iterator[Triple]:
    """The name of a thing, or other words about it, in each language that there are some in."""
    for language, words in (("en", label.en), ("ko", label.ko)):
        if words:
            yield subject, foreign(by), literal(words, language)


def is_literal(found: Property) -> bool:
    """Whether the values of a property are texts or numbers rather than things."""
    return bool(found.datatype or found.languages)


def _header(vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    about, header = vocabulary.terms.header, iri(f"{names.base}ns")
    yield header, foreign("rdf:type"), foreign("owl:Ontology")
    yield from labels(header, about.title)
    yield from labels(header, about.title, "dcterms:title")
    yield from labels(header, about.description, "dcterms:description")
    yield header, foreign("owl:versionInfo"), literal(vocabulary.version)
    yield header, foreign("owl:versionIRI"), iri(f"{names.base}ns/{vocabulary.version}")
    yield header, foreign("vann:preferredNamespacePrefix"), literal(about.prefix)
    yield header, foreign("vann:preferredNamespaceUri"), literal(f"{names.base}ns#")
    if about.licence:
        yield header, foreign("dcterms:license"), iri(about.licence)
    creator = names.thing("agent", about.creator)
    yield header, foreign("dcterms:creator"), creator
    yield creator, foreign("rdf:type"), foreign("prov:Agent")
    yield creator, foreign("rdfs:label"), literal(about.creator)


def _declare(names: Names, local: str, found: Class | Property, above: str) -> Iterator[Triple]:
    subject = names.own(local)
    yield from labels(subject, found.label)
    yield from labels(subject, found.definition, "skos:definition")
    yield subject, foreign("rdfs:isDefinedBy"), iri(f"{names.base}ns")
    for word in found.above:
        yield subject, foreign(above), term(names, word)
    for word in found.close:
        yield subject, foreign("skos:closeMatch"), term(names, word)


def _subjects(vocabulary: Vocabulary, relation: str) -> list[str]:
    """The kinds of node that the property of the edge itself starts at."""
    edge = vocabulary.edge_types[relation]
    return [kind for kind in edge.domain if not edge.direct or not vocabulary.is_organisation(kind)]


def _common(vocabulary: Vocabulary, kinds: Iterable[str]) -> str:
    """The class that holds all the kinds of node, empty where none does."""
    found = {class_of(vocabulary, kind) for kind in kinds}
    return found.pop() if len(found) == 1 else ""
