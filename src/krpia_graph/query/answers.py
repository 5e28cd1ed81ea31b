"""Terms that the engine gives in, rows of plain values out."""

from collections.abc import Collection
from typing import IO

import pyoxigraph as ox

from krpia_graph.model.queries import Answer, Value
from krpia_graph.query.engine import Results
from krpia_graph.query.results import TABLES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
             "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
             "unsignedByte"}  # fmt: skip
_FLOATS = {"decimal", "double", "float"}


def answer(results: Results, hidden: Collection[str] = ()) -> Answer:
    """All rows of the results; a variable that is `hidden`, as a parameter sets it, gets no column."""
    if isinstance(results, ox.QueryBoolean):
        return Answer(("answer",), ((bool(results),),))
    if isinstance(results, ox.QueryTriples):
        return _triples([(t.subject, t.predicate, t.object) for t in results])
    variables = tuple(v.value for v in results.variables if v.value not in hidden)
    rows = tuple(tuple(plain(row[name]) for name in variables) for row in results)
    return Answer(variables, rows)


def answer_in(body: IO[bytes], media_type: str, hidden: Collection[str] = ()) -> Answer:
    """The same from a document that a worker wrote, in JSON or N-Triples."""
    if media_type == TABLES["json"].media_type:
        return answer(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON), hidden)
    return _triples([(q.subject, q.predicate, q.object) for q in ox.parse(body, ox.RdfFormat.N_TRIPLES)])


def plain(term: object) -> Value:
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


def _triples(found: list[tuple[object, object, object]]) -> Answer:
    rows = sorted((tuple(map(plain, triple)) for triple in found), key=str)
    return Answer(("subject", "predicate", "object"), tuple(rows))
