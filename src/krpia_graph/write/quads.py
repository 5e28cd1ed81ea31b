"""A knowledge graph in, its RDF statements out, each in a named graph: the world, the evidence, what follows.

| graph | holds |
|---|---|
| `ontology` | the classes and properties |
| `core` | initiatives, entities, and what the lexicon and the cases say of them |
| `derived` | direct edges between entities, each of which follows from an initiative in `core` |
| `evidence` | documents, cases, statements, mentions, and every edge as a node that cites its statements |
| the default graph | what the dataset is, and what made it |

Terms come in canonical N-Triples syntax and there are no blank nodes, so that sorting the quads makes any
two exports of one graph equal. Names are in Unicode normal form C; quotes are kept character by character,
because their positions count characters.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from krpia_graph.model.case import Case
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import Edge, KnowledgeGraph
from krpia_graph.write.rdf import dataset, evidence, world
from krpia_graph.write.rdf.names import Names, names
from krpia_graph.write.rdf.ontology import ontology, relation_types
from krpia_graph.write.rdf.terms import Triple
from krpia_graph.write.syntax import Quad

PROVENANCE = ("mentions", "graphs")


def quads(graph: KnowledgeGraph, provenance: str = "mentions") -> Iterator[Quad]:
    """All statements of the graph: subject, predicate, object and named graph ("" is the default graph).

    Each comes once, in no particular order. With `provenance` "graphs" what a case says of its initiative is
    in a named graph of its own, `graph/{case}`, instead of `core`.
    Raises UnknownNameError for another `provenance`.
    """
    if provenance not in PROVENANCE:
        raise UnknownNameError("provenance", provenance, PROVENANCE)
    known = names(graph)
    counts: Counter[str] = Counter()
    for quad in _body(graph, known, provenance == "graphs"):
        counts[quad[3]] += 1
        yield quad
    for triple in dataset.header(graph, known, counts):
        yield (*triple, "")


def _body(graph: KnowledgeGraph, known: Names, by_case: bool) -> Iterator[Quad]:
    vocabulary, core, proof = graph.vocabulary, known.graph("core"), known.graph("evidence")
    declared = dict.fromkeys(ontology(vocabulary, known))
    yield from _each(known.graph("ontology"), declared)
    yield from _each(core, relation_types(vocabulary, known), world.given_up(graph, known))
    for entity in graph.entities.values():
        found = world.identifiers(vocabulary, known, entity.id, graph.identifiers.get(entity.id, ()))
        yield from _each(core, world.entity(vocabulary, known, entity), found)
    documents = chain.from_iterable(evidence.document(known, source) for source in graph.sources)
    yield from _each(proof, (triple for triple in documents if triple not in declared))
    for statement in graph.statements.values():
        yield from _each(proof, evidence.statement(known, statement))
    languages = {source.id: source.language for source in graph.sources}
    for case in graph.cases.values():
        yield from _each(known.graph(case.id) if by_case else core, world.initiative(vocabulary, known, case))
        yield from _each(proof, evidence.case(graph, known, case, languages[case.source]))
        if by_case:
            yield from _each(proof, evidence.assertions(known, case))
    yield from ((*triple, proof) for triple in _mentions(graph, known))
    for subject, edges in groupby(sorted(graph.edges, key=lambda e: e.key), key=lambda e: e.subject):
        yield from _edges(graph, known, by_case, subject, tuple(edges))


def _each(place: str, *parts: Iterable[Triple]) -> Iterator[Quad]:
    """The triples of all parts in one named graph, those that repeat once."""
    for subject, predicate, obj in dict.fromkeys(chain.from_iterable(parts)):
        yield subject, predicate, obj, place


def _mentions(graph: KnowledgeGraph, known: Names) -> Iterator[Triple]:
    """The words behind every case, each once, though cases share the words of a header, or of a sentence.

    What was said is remembered only as far as a later case can share it: words outside a case as long as the
    source lasts, words inside it until a case begins behind all that came before.
    """
    for _, cases in groupby(sorted(graph.cases.values(), key=_place), key=lambda case: case.source):
        outside: set[Triple] = set()
        inside: set[Triple] = set()
        reach = 0
        for case in cases:
            if case.start >= reach:
                inside.clear()
            reach = max(reach, case.end)
            for mark, said in evidence.mentions(graph.vocabulary, known, case, graph.confidence):
                seen = inside if case.start <= mark.start and mark.end <= case.end else outside
                for triple in said:
                    if triple not in seen:
                        seen.add(triple)
                        yield triple


def _place(case: Case) -> tuple[str, int, str]:
    return case.source, case.start, case.id


def _edges(
    graph: KnowledgeGraph, known: Names, by_case: bool, subject: str, edges: Sequence[Edge]
) -> Iterator[Quad]:
    """What the edges of one subject say: in `derived` where it only follows from cases."""
    places: dict[str, list[Edge]] = {}
    for edge in edges:
        if subject in graph.cases:
            name = subject if by_case else "core"
        else:
            name = "derived" if edge.cases else "core"
        places.setdefault(known.graph(name), []).append(edge)
    for place, found in places.items():
        yield from _each(place, *(world.direct(graph, known, edge) for edge in found))
    yield from _each(known.graph("evidence"), *(evidence.tie(graph, known, edge) for edge in edges))
