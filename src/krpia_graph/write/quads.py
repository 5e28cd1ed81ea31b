"""A knowledge graph in, its RDF statements out: all in the default graph."""

from collections.abc import Iterator

from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.syntax import Quad
from krpia_graph.write.triples import triples

PROVENANCE = ("mentions",)


def quads(graph: KnowledgeGraph, provenance: str = "mentions") -> Iterator[Quad]:
    """All statements of the graph: subject, predicate, object and named graph ("" is the default graph).

    Raises UnknownNameError for another `provenance`.
    """
    if provenance not in PROVENANCE:
        raise UnknownNameError("provenance", provenance, PROVENANCE)
    for triple in triples(graph):
        yield (*triple, "")
