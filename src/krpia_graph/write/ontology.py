"""The vocabulary in, the Turtle files of its ontology and constraints out, as the data folder keeps them."""

from collections.abc import Callable, Iterator

from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.constraints import constraints_ttl
from krpia_graph.write.rdf.names import Names, prefixes
from krpia_graph.write.rdf.ontology import ontology, relation_types
from krpia_graph.write.syntax import Style, serialise


def ontology_ttl(vocabulary: Vocabulary) -> Iterator[str]:
    """The chunks of the Turtle file of the ontology, with the types of partnership as a concept scheme."""
    names = Names(vocabulary.base, {}, {})
    quads = [(*triple, "") for triple in (*ontology(vocabulary, names), *relation_types(vocabulary, names))]
    written = "".join(term for quad in quads for term in quad)
    table = {p: namespace for p, namespace in prefixes(vocabulary).items() if f"<{namespace}" in written}
    yield from serialise(quads, ".ttl", Style(table, (f"<{vocabulary.base}ns",)))


KEPT: dict[str, Callable[[Vocabulary], Iterator[str]]] = {
    "ontology.ttl": ontology_ttl,
    "constraints.ttl": constraints_ttl,
}
