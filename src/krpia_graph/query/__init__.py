"""A knowledge graph and a SPARQL query in, rows of plain values out.

The query runs over the triples of the export (`krpia_graph.write.quads`), so that what it answers here it
answers anywhere the exported file is loaded.
"""

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten

import pyoxigraph as ox

from krpia_graph.model.errors import QueryError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.queries import Answer, NamedQuery, Value
from krpia_graph.query.guard import check_sparql
from krpia_graph.read.queries import read_queries
from krpia_graph.write.rdf.names import names, prefixes
from krpia_graph.write.turtle import ntriples

_INTEGERS = {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
             "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
             "unsignedByte"}  # fmt: skip
_FLOATS = {"decimal", "double", "float"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NAME = re.compile(r"[\w-]+")
_stores: dict[int, ox.Store] = {}


def queries() -> tuple[NamedQuery, ...]:
    """The named queries that come with the package, by name."""
    return tuple(read_queries().values())


def query(graph: KnowledgeGraph, text_or_name: str, /, **parameters: str) -> Answer:
    """The answer to a named query or to SPARQL text (SELECT, ASK, CONSTRUCT, DESCRIBE).

    A parameter sets a variable of the query to an entity, given by id, label or alias in either language.
    The prefixes of the export need not be declared. Nothing leaves the machine: SERVICE and updates are
    refused. Raises QueryError for SPARQL that cannot be run and UnknownNameError for a query, parameter or
    entity that does not exist.
    """
    if _NAME.fullmatch(text_or_name.strip()):
        text = _named(text_or_name.strip(), parameters)
    else:
        text = text_or_name
        _check_parameters(parameters, re.findall(r"[?$](\w+)", text))
    check_sparql(text)
    known = names(graph)
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): ox.NamedNode(known.entities[graph.find(value).id][1:-1])
        for name, value in parameters.items()
    }
    try:
        results = _store(graph).query(text, prefixes=prefixes(graph.vocabulary), substitutions=bound)
        return _answer(results, parameters)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise QueryError(_in_one_line(str(error))) from None


def _in_one_line(message: str) -> str:
    if "SELECT projection" in message:  # the engine sets only variables that SELECT returns
        variable = re.search(r"\?\w+", message)
        return f"SPARQL: the parameter {variable[0] if variable else ''} must stand behind SELECT as well"
    return f"SPARQL: {shorten(message, 200, placeholder=' ...')}"


def _named(name: str, parameters: Mapping[str, str]) -> str:
    known = read_queries()
    if name not in known:
        raise UnknownNameError("query", name, known)
    found = known[name]
    _check_parameters(parameters, [p.name for p in found.parameters])
    for parameter in found.parameters:
        if parameter.name not in parameters:
            raise QueryError(f"query {name!r} needs {parameter.name}=NAME: {parameter.description}")
    return found.text


def _check_parameters(parameters: Iterable[str], valid: list[str]) -> None:
    for name in parameters:
        if not valid:
            raise QueryError(f"the query takes no parameter, so {name!r} cannot be set")
        if name not in valid:
            raise UnknownNameError("query parameter", name, valid)


def _store(graph: KnowledgeGraph) -> ox.Store:
    """The triples of a graph in memory, loaded at the first query and dropped with the graph."""
    if id(graph) not in _stores:
        store = ox.Store()
        store.bulk_load("".join(ntriples(graph)).encode(), ox.RdfFormat.N_TRIPLES)
        _stores[id(graph)] = store
        weakref.finalize(graph, _stores.pop, id(graph), None)
    return _stores[id(graph)]


def _answer(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, parameters: Iterable[str]
) -> Answer:
    """The answer as plain values; a variable that a parameter sets gets no column."""
    if isinstance(results, ox.QueryBoolean):
        return Answer(("answer",), ((bool(results),),))
    if isinstance(results, ox.QueryTriples):
        return Answer(("subject", "predicate", "object"), tuple(sorted(_triples(results), key=str)))
    variables = tuple(v.value for v in results.variables if v.value not in parameters)
    rows = tuple(tuple(_plain(row[name]) for name in variables) for row in results)
    return Answer(variables, rows)


def _triples(results: ox.QueryTriples) -> Iterator[tuple[Value, ...]]:
    for found in results:
        yield _plain(found.subject), _plain(found.predicate), _plain(found.object)


def _plain(term: object) -> Value:
    """A term as a plain value; a literal that does not fit its datatype stays a string."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if not isinstance(term, ox.Literal):
        return str(term)
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        if kind in _INTEGERS:
            return int(term.value)
        if kind in _FLOATS:
            number = float(term.value)
            return int(number) if kind == "decimal" and number.is_integer() else number
    except ValueError:
        return term.value
    return term.value in ("true", "1") if kind == "boolean" else term.value
