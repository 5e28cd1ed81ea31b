"""Quads in, the text of an RDF file out: one module for the order, and one a family of syntaxes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from krpia_graph.write.syntax.jsonld import jsonld
from krpia_graph.write.syntax.lines import fingerprint, nquads, ntriples
from krpia_graph.write.syntax.rdfxml import rdfxml
from krpia_graph.write.syntax.sorting import Quad, SortedQuads
from krpia_graph.write.syntax.turtle import trig, turtle

__all__ = ["SYNTAXES", "Quad", "SortedQuads", "Style", "Syntax", "fingerprint", "serialise"]


@dataclass(frozen=True, slots=True)
class Style:
    """How the files of a dataset look.

    `prefixes` are prefix -> namespace, all declared whether used or not. `first` are the beginnings of the
    subjects that come first in Turtle, `links` the properties whose values JSON-LD writes as the mere IRI;
    both are terms (`<...`).
    """

    prefixes: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    links: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Syntax:
    """The order in which a writer wants its quads, and the writer."""

    order: str
    write: Callable[[SortedQuads, Style], Iterator[str]]


SYNTAXES = {
    ".ttl": Syntax("subject", lambda quads, style: turtle(quads, style.prefixes, style.first)),
    ".nt": Syntax("subject", lambda quads, _: ntriples(quads)),
    ".nq": Syntax("subject", lambda quads, _: nquads(quads)),
    ".trig": Syntax("graph", lambda quads, style: trig(quads, style.prefixes)),
    ".jsonld": Syntax("graph", lambda quads, style: jsonld(quads, style.prefixes, style.links)),
    ".rdf": Syntax("subject", lambda quads, style: rdfxml(quads, style.prefixes)),
}


def serialise(quads: Iterable[Quad], suffix: str, style: Style | None = None) -> Iterator[str]:
    """The text of the file whose suffix is a key of `SYNTAXES`, in chunks.

    Quads come in any order and may repeat; `.ttl`, `.nt` and `.rdf` hold the triples of all graphs, each
    once.
    Raises WriteError where the syntax cannot say a quad.
    """
    syntax = SYNTAXES[suffix]
    yield from syntax.write(SortedQuads(quads, syntax.order), style or Style())
