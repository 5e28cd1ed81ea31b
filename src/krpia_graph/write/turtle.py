"""A knowledge graph in, Turtle or N-Triples out: sorted, so that files differ only where graphs do."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.quads import triples
from krpia_graph.write.rdf.names import FOREIGN, prefixes
from krpia_graph.write.rdf.terms import XSD, Triple

_TYPE = f"<{FOREIGN['rdf']}type>"
_INTEGER = re.compile(rf'"(-?\d+)"\^\^<{re.escape(XSD)}integer>')
_DATATYPE = re.compile(r"\^\^(<[^<>]*>)$")
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def turtle(graph: KnowledgeGraph) -> Iterator[str]:
    """The chunks of the Turtle file: the prefixes, then a block for each subject, the ontology first.

    A block gives the classes, then one property a line. The order is that of the sorted triples, so equal
    graphs give equal bytes.
    """
    table = prefixes(graph.vocabulary)
    own = f"<{graph.vocabulary.base}ns"

    def place(triple: Triple) -> tuple[bool, list[str]]:
        return not triple[0].startswith(own), [term.removesuffix(">") for term in triple]

    yield from to_turtle(sorted(set(triples(graph)), key=place), table)


def ntriples(graph: KnowledgeGraph) -> Iterator[str]:
    """The lines of the N-Triples file, each with its line feed, sorted and each once."""
    for subject, predicate, obj in sorted(set(triples(graph))):
        yield f"{subject} {predicate} {obj} .\n"


def to_turtle(sorted_triples: Iterable[Triple], table: dict[str, str]) -> Iterator[str]:
    """The chunks of a Turtle file of triples that come grouped by subject and property."""
    short = _shortener(table)
    for prefix, namespace in table.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for subject, about in groupby(sorted_triples, key=itemgetter(0)):
        values = {
            predicate: [short(obj) for _, _, obj in group]
            for predicate, group in groupby(about, key=itemgetter(1))
        }
        lines = [f"a {' , '.join(values.pop(_TYPE))}"] if _TYPE in values else []
        lines += [f"{short(predicate)} {' , '.join(objects)}" for predicate, objects in values.items()]
        yield f"\n{short(subject)} " + " ;\n    ".join(lines) + " .\n"


def _shortener(table: dict[str, str]) -> Callable[[str], str]:
    """A function from a term in N-Triples syntax to its shortest form in Turtle."""
    by_namespace = {namespace: prefix for prefix, namespace in table.items()}

    @cache
    def short_iri(term: str) -> str:
        text = term[1:-1]
        cut = max(text.rfind("#"), text.rfind("/")) + 1
        prefix, local = by_namespace.get(text[:cut]), text[cut:]
        return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else term

    def short(term: str) -> str:
        if term.startswith("<"):
            return short_iri(term)
        if number := _INTEGER.fullmatch(term):
            return number[1]
        return _DATATYPE.sub(lambda m: f"^^{short_iri(m[1])}", term)

    return short
