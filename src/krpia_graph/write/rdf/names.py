"""The things of a knowledge graph in, their IRIs out, with the prefixes that shorten them.

Every name is `base` + `id/{folder}/{slug}` or `base` + `ns#{term}`; slugs hold only letters, digits, `_` and
`-`, so that each has a short form in every syntax. No `#` and no blank node for things: see the IRI scheme of
the RDF design.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.terms import XSD, iri

FOREIGN = {
    "biolink": "https://w3id.org/biolink/vocab/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "w3org": "http://www.w3.org/ns/org#",
    "xsd": XSD,
}
FOLDERS = ("agent", "amount", "case", "collab", "doc", "edge", "mention", "scheme", "statement", "type")


def prefixes(vocabulary: Vocabulary) -> dict[str, str]:
    """Prefix -> namespace, sorted: `oi` for the terms, one a folder of things, and the foreign ones."""
    base = vocabulary.base
    table = {**FOREIGN, "oi": f"{base}ns#"}
    for folder in {*FOLDERS, *(t.folder for t in vocabulary.entity_types.values())}:
        table[f"id-{folder}" if folder in table else folder] = f"{base}id/{folder}/"
    return dict(sorted(table.items()))


def slug(text: str) -> str:
    """The text itself where it may stand in an IRI, else its readable part with a digest.

    >>> slug("dong-a-st"), slug("St. Mary•s")
    ('dong-a-st', 'St-Mary-s-85a79f1c')
    """
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", text):
        return text
    readable = re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")
    return f"{readable or 'x'}-{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def foreign(prefixed: str) -> str:
    """The term of a prefixed name of a foreign vocabulary.

    >>> foreign("skos:broader")
    '<http://www.w3.org/2004/02/skos/core#broader>'
    """
    prefix, _, local = prefixed.partition(":")
    return iri(FOREIGN[prefix] + local)


@dataclass(frozen=True)
class Names:
    """The terms (`<...>`) of everything in one graph."""

    base: str
    entities: dict[str, str]

    def own(self, name: str) -> str:
        """A class, property or datatype of our own."""
        return iri(f"{self.base}ns#{slug(name)}")

    def thing(self, folder: str, name: str) -> str:
        """A thing in one of the folders."""
        return iri(f"{self.base}id/{folder}/{slug(name)}")

    def span(self, folder: str, source: str, start: int, end: int, shows: str = "") -> str:
        """A stretch of a source, as `folder` says a mention or a statement; of words, by what they show."""
        place = f"{slug(source)}-{start}-{end}"
        return self.thing(folder, f"{place}-{slug(shows)}" if shows else place)

    def document(self, source: str) -> str:
        """The document that a source is."""
        return self.thing("doc", source)

    def case(self, case: str) -> str:
        """The case as reported."""
        return self.thing("case", case)

    def amount(self, case: str, start: int) -> str:
        """A sum of money that a case names."""
        return self.thing("amount", f"{slug(case)}-{start}")

    def node(self, end: str) -> str:
        """One end of an edge: the entity, or the initiative that a case reports."""
        return self.entities.get(end) or self.thing("collab", end)

    def edge(self, edge: Edge) -> str:
        """The node of an edge: readable, and told apart by a digest of ends, relation and role."""
        ends = (self.node(end)[1:-1].rpartition("/")[2] for end in (edge.subject, edge.object))
        digest = _digest("\n".join((edge.subject, edge.relation, edge.object, edge.role)))
        return self.thing("edge", f"{'-'.join(ends)}-{digest}")


def names(graph: KnowledgeGraph) -> Names:
    """The terms of a graph; where two entities would share an IRI, the later id gets a number."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for entity in sorted(graph.entities.values(), key=lambda e: e.id):
        folder = graph.vocabulary.entity_type(entity.type).folder
        plain = f"{graph.vocabulary.base}id/{folder}/{slug(entity.slug)}"
        numbered = (f"{plain}-{number}" for number in count(2))
        name = next(n for n in chain([plain], numbered) if n not in taken)
        taken.add(name)
        found[entity.id] = iri(name)
    return Names(graph.vocabulary.base, found)
