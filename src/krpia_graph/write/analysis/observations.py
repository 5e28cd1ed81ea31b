"""An analysis and its graph in, the ranking as RDF out: observations of an RDF Data Cube, in Turtle.

The cube has two dimensions, the actor and the centrality measure, and several values in each observation: the
value, the rank and, where cases were resampled, its bounds and the chance of the top ten. See the W3C
Recommendation "The RDF Data Cube Vocabulary" (2014). An actor is the entity of the export, so that both files
can be asked together; each observation names the cases that it was derived from. Own terms are declared here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Centrality, Place
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.terms import Label
from krpia_graph.write.analysis.cube_terms import (
    ACTOR,
    BOUNDS,
    DIMENSIONS,
    MEASURE,
    QB,
    VALUES,
    code_list,
    declared,
    qb,
)
from krpia_graph.write.analysis.words import words_of
from krpia_graph.write.rdf.names import Names, foreign, names, prefixes, slug
from krpia_graph.write.rdf.ontology import labels
from krpia_graph.write.rdf.terms import Triple, decimal, integer, iri, literal
from krpia_graph.write.syntax import Style, serialise


def centrality_ttl(graph: KnowledgeGraph, analysis: Analysis, fingerprint: str) -> Iterator[str]:
    """The Turtle file; `fingerprint` is that of the graph which the observations rest on."""
    vocabulary, known = graph.vocabulary, names(graph)
    table = {**prefixes(vocabulary), "qb": QB}
    table |= {f"id-{name}": f"{vocabulary.base}id/{name}/" for name in ("measure", "observation")}
    cube = known.thing("dataset", f"centrality-{_digest(analysis, fingerprint)}")
    triples = _triples(graph, known, analysis, cube, fingerprint)
    style = Style(prefixes=dict(sorted(table.items())), first=(f"{cube} ", f"{cube[:-1]}-"))
    yield from serialise(((*triple, "") for triple in triples), ".ttl", style)


def _digest(analysis: Analysis, fingerprint: str) -> str:
    """Another graph, another lens or other draws make another data set."""
    ranking = analysis.ranking
    drawn = asdict(ranking.resampling) if ranking.resampling else None
    return hashlib.sha256(json.dumps([fingerprint, asdict(ranking.lens), drawn]).encode()).hexdigest()[:16]


def _triples(
    graph: KnowledgeGraph, known: Names, analysis: Analysis, cube: str, fingerprint: str
) -> Iterator[Triple]:
    ranking = analysis.ranking
    # every observation must have every value: bounds only where all have them
    bounded = all(place.low is not None for row in ranking for place in row.places.values())
    values = {**VALUES, **(BOUNDS if bounded else {})}
    yield from _data_set(graph, known, analysis, cube, fingerprint)
    yield from _structure(known, cube, values)
    yield from declared(known, values)
    yield from _measures(known, analysis)
    for row in ranking:
        for measure in ranking.measures:
            value, place = row.values[measure], row.places.get(measure)
            if value is not None and place is not None:
                yield from _observation(known, cube, row, measure, value, place, bounded)


def _data_set(
    graph: KnowledgeGraph, known: Names, analysis: Analysis, cube: str, fingerprint: str
) -> Iterator[Triple]:
    title = Label("Centrality of the actors of a network", "네트워크 행위자의 중심성")
    whole = known.thing("dataset", graph.publication.dataset.name)
    yield cube, foreign("rdf:type"), qb("DataSet")
    yield from labels(cube, title)
    yield from labels(cube, title, "dcterms:title")
    yield cube, qb("structure"), _part(cube, "structure")
    yield cube, foreign("prov:wasDerivedFrom"), whole
    yield whole, foreign("dcterms:identifier"), literal(f"sha256:{fingerprint}")
    lens, drawn = analysis.ranking.lens, analysis.ranking.resampling
    said = {**asdict(lens), **({f"resampling {k}": v for k, v in asdict(drawn).items()} if drawn else {})}
    text = "; ".join(
        f"{name.replace('_', ' ')}: {value}" for name, value in said.items() if value not in (None, "", ())
    )
    yield cube, foreign("dcterms:description"), literal(text, "en")
    if graph.publication.dataset.licence:
        yield cube, foreign("dcterms:license"), iri(graph.publication.dataset.licence)


def _structure(known: Names, cube: str, values: Iterable[str]) -> Iterator[Triple]:
    """The definition of the cube: its components in order, each as a thing of its own."""
    structure = _part(cube, "structure")
    yield structure, foreign("rdf:type"), qb("DataStructureDefinition")
    yield from labels(structure, Label("Structure of the centrality data", "중심성 데이터의 구조"))
    parts = [("dimension", name) for name in DIMENSIONS] + [("measure", name) for name in values]
    for order, (kind, name) in enumerate(parts, 1):
        part = _part(cube, name)
        yield structure, qb("component"), part
        yield part, foreign("rdf:type"), qb("ComponentSpecification")
        yield part, qb(kind), known.own(name)
        yield part, qb("order"), integer(order)


def _measures(known: Names, analysis: Analysis) -> Iterator[Triple]:
    scheme = code_list(known)
    yield scheme, foreign("rdf:type"), foreign("skos:ConceptScheme")
    yield from labels(scheme, Label("Centrality measures", "중심성 지표"))
    for name in analysis.ranking.measures:
        subject = known.thing("measure", name)
        yield subject, foreign("rdf:type"), foreign("skos:Concept")
        yield subject, foreign("skos:inScheme"), scheme
        yield subject, foreign("skos:topConceptOf"), scheme
        yield from labels(subject, Label(words_of("en").measure(name), words_of("ko").measure(name)))
        meaning = analysis.meanings.get(name, "")
        korean = words_of("ko").meaning(name, "")
        yield from labels(subject, Label(meaning, korean), "skos:definition")


def _observation(
    known: Names, cube: str, row: Centrality, measure: str, value: float, place: Place, bounded: bool
) -> Iterator[Triple]:
    actor = known.node(row.actor.id)
    address = actor[1:-1].removeprefix(f"{known.base}id/").replace("/", "-")
    digest = cube[1:-1].rpartition("-")[2]
    subject = known.thing("observation", f"{digest}-{address}-{slug(measure)}")
    yield subject, foreign("rdf:type"), qb("Observation")
    yield subject, qb("dataSet"), cube
    yield subject, known.own(ACTOR), actor
    yield subject, known.own(MEASURE), known.thing("measure", measure)
    yield subject, known.own("centralityValue"), decimal(value)
    yield subject, known.own("centralityRank"), integer(place.rank)
    if bounded and place.low is not None and place.high is not None and place.top10 is not None:
        yield subject, known.own("centralityRankLow"), integer(place.low)
        yield subject, known.own("centralityRankHigh"), integer(place.high)
        yield subject, known.own("centralityTopTen"), decimal(place.top10)
    for case in row.cases:
        yield subject, foreign("prov:wasDerivedFrom"), known.case(case)


def _part(cube: str, name: str) -> str:
    return f"{cube[:-1]}-{slug(name)}>"
