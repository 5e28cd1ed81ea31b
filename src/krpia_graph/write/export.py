"""A knowledge graph in, its RDF files out: the quads are sorted once for all of them."""

from collections.abc import Iterator
from functools import cached_property

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.names import foreign, names, prefixes
from krpia_graph.write.rdf.ontology import ontology
from krpia_graph.write.rdf.terms import RDF_TYPE, iri
from krpia_graph.write.syntax import SYNTAXES, SortedQuads, Style, fingerprint

# Foreign properties of the export that lead to things, by the vocabularies that define them.
_LINKS = (
    "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "rdfs:seeAlso", "owl:inverseOf",
    "skos:broader", "skos:inScheme", "skos:exactMatch", "skos:closeMatch", "prov:wasDerivedFrom",
    "prov:wasGeneratedBy", "prov:used", "prov:wasAssociatedWith", "w3org:subOrganizationOf", "dcterms:source",
    "dcterms:publisher", "dcterms:license", "dcterms:isReplacedBy", "dcat:distribution", "dcat:mediaType",
    "void:subset", "void:vocabulary", "void:class", "void:classPartition",
)  # fmt: skip


class Export:
    """The RDF of one graph; `provenance` is that of `quads`.

    Nothing happens before it is asked for. It may be read again and again, but by one reader at a time.
    """

    def __init__(self, graph: KnowledgeGraph, provenance: str = "mentions") -> None:
        self._graph = graph
        self._provenance = provenance

    def file(self, suffix: str) -> Iterator[str]:
        """The text of the file whose suffix is a key of `SYNTAXES`, in chunks."""
        syntax = SYNTAXES[suffix]
        yield from syntax.write(self._by_graph if syntax.order == "graph" else self._by_subject, self._style)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the `.nq` file: equal for equal statements, whatever file they are in."""
        return fingerprint(self._by_subject)

    @cached_property
    def _by_subject(self) -> SortedQuads:
        return SortedQuads(quads(self._graph, self._provenance))

    @cached_property
    def _by_graph(self) -> SortedQuads:
        return SortedQuads(quads(self._graph, self._provenance), "graph")

    @cached_property
    def _style(self) -> Style:
        vocabulary = self._graph.vocabulary
        terms, declared = ontology(vocabulary, names(self._graph)), foreign("owl:ObjectProperty")
        own = {subject for subject, verb, kind in terms if verb == RDF_TYPE and kind == declared}
        header = iri(f"{vocabulary.base}ns")
        return Style(
            prefixes=prefixes(vocabulary),
            first=(f"{header} ", f"{header[:-1]}#"),
            links=own | {foreign(name) for name in _LINKS},
        )
