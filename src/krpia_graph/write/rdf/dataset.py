"""A knowledge graph and its counts in, the header of the dataset out: what it is, and what made it.

DCAT and DCTERMS say what a catalogue shows, VoID what is in it, PROV-O where it comes from.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.publication import Run
from krpia_graph.model.vocabulary import Label
from krpia_graph.write.rdf.names import FOREIGN, Names, foreign
from krpia_graph.write.rdf.terms import XSD, Triple, integer, iri, language_of, literal

GRAPHS = {
    "ontology": Label("Classes and properties", "클래스와 속성"),
    "core": Label("Initiatives and entities", "협력 활동과 개체"),
    "derived": Label("Direct edges that follow from initiatives", "협력 활동에서 도출된 직접 연결"),
    "evidence": Label("Documents, cases, statements and mentions", "문서, 사례, 문장, 언급"),
}
_VOCABULARIES = ("dcterms", "prov", "schema", "skos", "w3org")
_AGENT = "krpia-graph"
_IANA = "https://www.iana.org/assignments/media-types/"

# The files in which a build writes the dataset, by suffix, with their media types as IANA lists them.
DISTRIBUTIONS = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
}


def header(graph: KnowledgeGraph, names: Names, counts: Mapping[str, int]) -> Iterator[Triple]:
    """The triples about the dataset; `counts` are the numbers of triples by the term of their named graph."""
    said, run = graph.publication.dataset, graph.publication.run
    subject = names.thing("dataset", said.name)
    yield subject, foreign("rdf:type"), foreign("dcat:Dataset")
    yield subject, foreign("rdf:type"), foreign("void:Dataset")
    for predicate, text in (
        ("dcterms:title", said.title),
        ("dcterms:description", said.description),
        ("dcterms:rights", said.rights),
    ):
        yield from _texts(subject, predicate, text)
    if said.licence:
        yield subject, foreign("dcterms:license"), iri(said.licence)
    for credit in said.attribution:
        yield subject, foreign("dcterms:bibliographicCitation"), literal(credit, "en")
    for keyword in said.keywords:
        yield subject, foreign("dcat:keyword"), literal(keyword, language_of(keyword))
    for source in graph.sources:
        yield subject, foreign("dcterms:source"), names.document(source.id)
    for suffix, media_type in DISTRIBUTIONS.items():
        file = names.thing("file", f"graph-{suffix[1:]}")
        yield subject, foreign("dcat:distribution"), file
        yield file, foreign("rdf:type"), foreign("dcat:Distribution")
        yield file, foreign("dcterms:title"), literal(f"graph{suffix}")
        yield file, foreign("dcat:mediaType"), iri(f"{_IANA}{media_type}")
    yield subject, foreign("void:uriSpace"), literal(f"{names.base}id/")
    yield subject, foreign("void:vocabulary"), iri(f"{names.base}ns")
    for prefix in _VOCABULARIES:
        yield subject, foreign("void:vocabulary"), iri(FOREIGN[prefix])
    yield subject, foreign("void:triples"), integer(sum(counts.values()))
    for name, title in GRAPHS.items():
        place = names.graph(name)
        if counts.get(place):
            yield subject, foreign("void:subset"), place
            yield place, foreign("rdf:type"), foreign("void:Dataset")
            yield place, foreign("void:triples"), integer(counts[place])
            yield from _texts(place, "dcterms:title", title)
    for local, number in _classes(graph).items():
        part = names.thing("dataset", f"{said.name}-{local}")
        yield subject, foreign("void:classPartition"), part
        yield part, foreign("void:class"), names.own(local)
        yield part, foreign("void:entities"), integer(number)
    if run:
        yield from _run(graph, names, subject, run)


def _texts(subject: str, predicate: str, text: Label) -> Iterator[Triple]:
    for language, words in (("en", text.en), ("ko", text.ko)):
        if words:
            yield subject, foreign(predicate), literal(words, language)


def _classes(graph: KnowledgeGraph) -> dict[str, int]:
    """How many there are of each class that a reader asks for first."""
    types = Counter(graph.vocabulary.entity_type(entity.type).iri for entity in graph.entities.values())
    found = {"Case": len(graph.cases), "Document": len(graph.sources), "Tie": len(graph.edges), **types}
    return dict(sorted(found.items()))


def _run(graph: KnowledgeGraph, names: Names, subject: str, run: Run) -> Iterator[Triple]:
    """What made the dataset; its address follows from what went in, so the same run twice is one."""
    inputs = sorted(source.sha256 for source in graph.sources)
    digest = hashlib.sha256("\n".join((run.version, run.domain_sha256, run.at, *inputs)).encode()).hexdigest()
    activity = names.thing("run", digest[:16])
    agent = names.thing("agent", f"{_AGENT}-{run.version.replace('.', '-')}")
    yield subject, foreign("owl:versionInfo"), literal(run.version)
    yield subject, foreign("prov:wasGeneratedBy"), activity
    yield activity, foreign("rdf:type"), foreign("prov:Activity")
    yield activity, foreign("dcterms:identifier"), literal(f"sha256:{run.domain_sha256}")
    yield activity, foreign("prov:wasAssociatedWith"), agent
    for source in graph.sources:
        yield activity, foreign("prov:used"), names.document(source.id)
    if run.at:
        yield activity, foreign("prov:endedAtTime"), literal(run.at, datatype=f"<{XSD}dateTime>")
    yield agent, foreign("rdf:type"), foreign("prov:SoftwareAgent")
    yield agent, foreign("rdfs:label"), literal(f"{_AGENT} {run.version}", "en")
    yield agent, foreign("owl:versionInfo"), literal(run.version)
