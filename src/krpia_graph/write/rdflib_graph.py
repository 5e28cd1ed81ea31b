"""A knowledge graph in, an `rdflib.Graph` with the same triples out."""

from typing import TYPE_CHECKING

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.export import Export
from krpia_graph.write.rdf.names import prefixes

if TYPE_CHECKING:
    import rdflib

# From so many triples on Oxigraph holds them: it loads some 7 times as fast, in a third of the memory.
LARGE = 50_000


def to_rdflib(graph: KnowledgeGraph, large: int = LARGE) -> "rdflib.Graph":
    """The triples of the export in memory, with the prefixes of the export bound and no others.

    From `large` triples on, Oxigraph holds them below the same `rdflib.Graph` (through oxrdflib). It keeps
    literals by value (`"0.50"` becomes `"0.5"`) and language tags in lower case. Bound prefixes matter for
    speed: rdflib writes Turtle several times faster with them.
    """
    import rdflib  # takes a moment, and few need it

    lines = "".join(Export(graph).file(".nt"))
    backed = lines.count("\n") >= large
    found = rdflib.Graph(store="Oxigraph" if backed else "default", bind_namespaces="none")
    for prefix, namespace in prefixes(graph.vocabulary).items():
        found.bind(prefix, namespace)
    return found.parse(data=lines, format="ox-nt" if backed else "nt")
