"""A store of exported triples in, the names of its things and its base IRI out.

A graph that was read from a file has no lexicon beside it; its labels and other names say who is who.
"""

from contextlib import closing

from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.queries import Value
from krpia_graph.query.answers import answer_in
from krpia_graph.query.naming import Find
from krpia_graph.query.pool import Pool

_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name ?own
WHERE {
  ?thing a ?class ; rdfs:label ?own .
  FILTER(STRSTARTS(STR(?thing), "BASEid/"))
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }
}
"""
_BASE = 'SELECT DISTINCT ?class WHERE { ?thing a ?class FILTER(STRENDS(STR(?class), "ns#Initiative")) }'


def base_of(pool: Pool) -> str:
    """The base IRI of the triples, by the class of their initiatives; "" where there are none."""
    rows = _rows(pool, _BASE)
    return str(rows[0][0]).removesuffix("ns#Initiative") if rows else ""


def finder_in(pool: Pool, base: str) -> Find:
    """Gives the IRI of a thing by IRI, slug, label or other name; the names are read when first needed."""
    names: dict[str, dict[str, None]] = {}
    labels: set[str] = set()

    def find(name: str) -> str:
        if not names:
            for thing, word, own in _rows(pool, _LABELS.replace("BASE", base)):
                iri = str(thing)
                labels.add(str(own))
                for known in (iri, iri.rpartition("/")[2], str(word)):
                    names.setdefault(known.casefold(), {})[iri] = None
        found = list(names.get(name.casefold(), ()))
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError("entity (the name fits several)", name, found)
        raise UnknownNameError("entity", name, labels)

    return find


def _rows(pool: Pool, text: str) -> tuple[tuple[Value, ...], ...]:
    result = pool.ask(text)
    with closing(result.body):
        return answer_in(result.body, result.media_type).rows
