"""A knowledge graph or an RDF file in, a store on disk to ask and what the endpoint tells of it out."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.query.store import make_store
from krpia_graph.read.rdf_file import read_quads
from krpia_graph.serve.suggestions import Census, Term, Thing
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.names import prefixes
from krpia_graph.write.syntax import serialise


@dataclass(frozen=True)
class Dataset:
    """What is served: `store` is the folder of the store, `graphs` counts the triples by name of the graph.

    The default graph of a file has the name "". `fingerprint` is the SHA-256 of the sorted N-Quads.
    """

    store: Path
    fingerprint: str
    graphs: Mapping[str, int]
    prefixes: Mapping[str, str]
    terms: tuple[Term, ...]
    things: tuple[Thing, ...]

    @property
    def triples(self) -> int:
        """How many there are in all graphs together."""
        return sum(self.graphs.values())

    @property
    def names(self) -> list[str]:
        """The named graphs, sorted."""
        return sorted(name for name in self.graphs if name)


def prepare(source: KnowledgeGraph | Path, vocabulary: Vocabulary, folder: Path) -> Dataset:
    """The dataset of a graph or of an RDF file, whose suffix tells its syntax (`.nq`, `.ttl`, ..., `.gz`).

    `folder` takes the store and the sorted N-Quads it is made from. Raises SourceError for a file that is
    missing, of another kind or broken.
    """
    found = quads(source) if isinstance(source, KnowledgeGraph) else read_quads(source)
    dump, store = folder / "dataset.nq", folder / "store"
    digest = hashlib.sha256()
    with dump.open("wb") as file:
        for chunk in serialise(found, ".nq"):
            content = chunk.encode()
            file.write(content)
            digest.update(content)
    make_store(dump, store)
    graphs: Counter[str] = Counter()
    census = Census(vocabulary.base + "ns#")
    for quad in ox.parse(path=dump, format=ox.RdfFormat.N_QUADS):
        graphs[quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""] += 1
        census.count(quad)
    return Dataset(
        store,
        digest.hexdigest(),
        MappingProxyType(dict(sorted(graphs.items()))),
        MappingProxyType(prefixes(vocabulary)),
        census.terms(),
        census.things(),
    )
