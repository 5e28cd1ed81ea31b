"""The things of a knowledge graph in, their IRIs out, with the prefixes that shorten them.

Every name is `base` + `id/{folder}/{slug}` or `base` + `ns#{term}`; slugs hold only letters, digits, `_` and
`-`, so that each has a short form in every syntax. No `#` and no blank node for things.

An entity has the address that the ledger holds for it, else the slug of its id. A document is known by what
it holds (its SHA-256), and so is a stretch of it, as positions say nothing without the text; a case is known
by its source and its words, so that it keeps its address when the page around it changes; a row of the
lexicon by its words alone, as rows move with every row that is added.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

from krpia_graph.model.document import Source, Statement
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.model.lexicon import LINKS
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.rdf.terms import XSD, iri

FOREIGN = {
    "biolink": "https://w3id.org/biolink/vocab/",
    "dcat": "http://www.w3.org/ns/dcat#",
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
    "void": "http://rdfs.org/ns/void#",
    "w3org": "http://www.w3.org/ns/org#",
    "xsd": XSD,
}
FOLDERS = (
    "agent",
    "amount",
    "case",
    "collab",
    "dataset",
    "doc",
    "edge",
    "file",
    "graph",
    "mention",
    "run",
    "scheme",
    "statement",
    "type",
)
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_DIGEST = re.compile(r"[0-9a-f]{64}")


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
    if _PLAIN.fullmatch(text):
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


@cache
def _own(base: str, name: str) -> str:
    """Kept, as every statement asks for one, and there are only as many as the vocabulary has names."""
    return iri(f"{base}ns#{slug(name)}")


@dataclass(frozen=True)
class Names:
    """The terms (`<...>`) of everything in one graph."""

    base: str
    entities: dict[str, str]
    documents: dict[str, str]  # source -> the part of its address behind the folder

    def own(self, name: str) -> str:
        """A class, property or datatype of our own."""
        return _own(self.base, name)

    def thing(self, folder: str, name: str) -> str:
        """A thing in one of the folders."""
        return iri(f"{self.base}id/{folder}/{slug(name)}")

    def mention(self, source: str, start: int, end: int, shows: str = "") -> str:
        """Words of a source; `shows` is what they show, where they are read as more than a name."""
        place = f"{self.documents[source]}-{start}-{end}"
        return iri(f"{self.base}id/mention/{f'{place}-{slug(shows)}' if shows else place}")

    def statement(self, value: Statement) -> str:
        """A statement of a document, or a row of the lexicon."""
        if value.source == LINKS:
            return self.thing("statement", f"{LINKS}-{_digest(value.text)}")
        return iri(f"{self.base}id/statement/{self.documents[value.source]}-{value.start}-{value.end}")

    def document(self, source: str) -> str:
        """The document that a source is."""
        return iri(f"{self.base}id/doc/{self.documents[source]}")

    def graph(self, name: str) -> str:
        """A named graph of the dataset, or that of one case."""
        return self.thing("graph", name)

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
    """The terms of a graph.

    An address that the ledger holds or has given up goes to nobody else; where two entities would still share
    one, that of the lexicon keeps it, then that with the earlier id, and the other gets a number.
    """
    ledger, base = graph.publication.ledger, graph.vocabulary.base
    taken = {*ledger.held.values(), *ledger.given_up}
    found: dict[str, str] = {}
    for entity in sorted(graph.entities.values(), key=lambda e: (not e.line, e.id)):
        address = ledger.held.get(entity.id)
        if address is None:
            plain = f"{graph.vocabulary.entity_type(entity.type).folder}/{slug(entity.slug)}"
            address = next(n for n in chain([plain], (f"{plain}-{i}" for i in count(2))) if n not in taken)
            taken.add(address)
        found[entity.id] = iri(f"{base}id/{address}")
    documents: dict[str, str] = {}
    for source in sorted(graph.sources, key=lambda s: s.id):
        name = _document(source)
        documents[source.id] = f"{name}-{slug(source.id)}" if name in documents.values() else name
    return Names(base, found, documents)


def _document(source: Source) -> str:
    """A quarter of the digest: enough to tell millions of documents apart, and short enough to read."""
    return source.sha256[:16] if _DIGEST.fullmatch(source.sha256) else slug(source.id)
