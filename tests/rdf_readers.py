"""Files of RDF read by parsers other than ours, as quads in the terms that the writers take."""

import json
import re
import warnings
from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from krpia_graph.write.rdf.terms import iri, verbatim
from krpia_graph.write.syntax import Quad

Reader = Callable[[bytes, str], list[Quad]]

_OXIGRAPH = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
_RDFLIB = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "json-ld",
    ".rdf": "xml",
}
TRIPLES_ONLY = (".ttl", ".nt", ".rdf")


def by_oxigraph(data: bytes, suffix: str, base: str | None = None, lenient: bool = False) -> list[Quad]:
    return [_quad(quad) for quad in ox.parse(data, _OXIGRAPH[suffix], base_iri=base, lenient=lenient)]


def by_rdflib(data: bytes, suffix: str) -> list[Quad]:
    """By rdflib, which must not turn literals into the forms it likes better."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own old names, and of literals that do not fit their types
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        found = rdflib.Dataset().parse(data=data, format=_RDFLIB[suffix])
        quads = list(found.quads())
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return [
        (_node(s), _node(p), _node(o), "" if g is None or g == default else _node(g)) for s, p, o, g in quads
    ]


def by_pyld(data: bytes, suffix: str) -> list[Quad]:
    """By PyLD, which must not load anything."""
    assert suffix == ".jsonld"

    def refuse(url: str, _: object) -> None:
        raise AssertionError(f"asks for {url}")

    options = {"documentLoader": refuse, "format": "application/n-quads", "processingMode": "json-ld-1.1"}
    return by_oxigraph(jsonld.to_rdf(json.loads(data), options).encode(), ".nq", lenient=True)


def canonical(quads: Iterable[Quad], suffix: str = "") -> list[str]:
    """The sorted lines of a dataset after RDFC-1.0, for a triples-only `suffix` of its graphs together.

    Language tags are in lower case, as some parsers make them.
    """
    lines = [f"{s} {p} {_lower(o)} {'' if suffix in TRIPLES_ONLY else g} ." for s, p, o, g in quads]
    dataset = ox.Dataset(ox.parse("\n".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(" ".join(_quad(quad)) for quad in dataset)


def _lower(term: str) -> str:
    return re.sub(r'(?<=")@[A-Za-z0-9-]+\Z', lambda tag: tag[0].lower(), term)


def _quad(quad: ox.Quad) -> Quad:
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _term(quad.graph_name)
    return _term(quad.subject), _term(quad.predicate), _term(quad.object), graph


def _term(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return iri(term.value)
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    assert isinstance(term, ox.Literal)
    if term.language:
        return f"{verbatim(term.value)}@{term.language}"
    plain = term.datatype.value.endswith("XMLSchema#string")
    return verbatim(term.value) if plain else verbatim(term.value, datatype=iri(term.datatype.value))


def _node(term: object) -> str:
    if isinstance(term, rdflib.BNode):
        return f"_:{term}"
    if isinstance(term, rdflib.Literal):
        if term.language:
            return f"{verbatim(str(term))}@{term.language}"
        plain = term.datatype in (None, rdflib.XSD.string)
        return verbatim(str(term)) if plain else verbatim(str(term), datatype=iri(str(term.datatype)))
    assert isinstance(term, rdflib.URIRef), term
    return iri(str(term))
