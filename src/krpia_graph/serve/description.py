"""A dataset in, the description of its endpoint out, with counts (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator

import pyoxigraph as ox

from krpia_graph.serve.dataset import Dataset

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "JSON-LD")  # fmt: skip
_SYNTAX = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def describe(dataset: Dataset, endpoint: str, format_: str) -> bytes:
    """The description of a dataset at the address `endpoint` as Turtle, N-Triples or JSON-LD."""
    table = {"sd": _SD, "void": _VOID, "formats": _FORMATS, "xsd": _XSD}
    written = ox.serialize(_triples(dataset, endpoint), format=_SYNTAX[format_], prefixes=table)
    assert written is not None  # bytes where no file is given
    return written


def _triples(dataset: Dataset, endpoint: str) -> Iterator[ox.Triple]:
    service, everything, default = (
        ox.NamedNode(f"{endpoint}{part}") for part in ("", "#dataset", "#default")
    )
    a, count = ox.NamedNode(f"{_RDF}type"), ox.NamedNode(f"{_VOID}triples")
    yield ox.Triple(service, a, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), everything)
    yield ox.Triple(everything, a, _sd("Dataset"))
    yield ox.Triple(everything, _sd("defaultGraph"), default)
    yield ox.Triple(default, a, _sd("Graph"))
    yield ox.Triple(default, count, ox.Literal(dataset.triples))
    for number, name in enumerate(dataset.names, start=1):
        entry, graph = (ox.NamedNode(f"{endpoint}#{part}-{number}") for part in ("named", "graph"))
        yield ox.Triple(everything, _sd("namedGraph"), entry)
        yield ox.Triple(entry, a, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(entry, _sd("graph"), graph)
        yield ox.Triple(graph, a, _sd("Graph"))
        yield ox.Triple(graph, count, ox.Literal(dataset.graphs[name]))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
