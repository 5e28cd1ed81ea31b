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
from krpia_graph.write.analysis.words import words_of
from krpia_graph.write.rdf.names import Names, foreign, names, prefixes, slug
from krpia_graph.write.rdf.ontology import labels
from krpia_graph.write.rdf.terms import XSD, Triple, decimal, integer, iri, literal
from krpia_graph.write.syntax import Style, serialise

QB = "http://purl.org/linked-data/cube#"
_RESOURCE = "http://www.w3.org/2000/01/rdf-schema#Resource"  # an organisation, a product or a region
ACTOR, MEASURE = "centralityOf", "centralityMeasure"
DIMENSIONS = {
    ACTOR: (
        Label("actor", "행위자"),
        Label("The node of the network whose position is observed.", "네트워크에서 위치를 관측한 노드."),
    ),
    MEASURE: (
        Label("centrality measure", "중심성 지표"),
        Label("What the position is measured by.", "위치를 재는 지표."),
    ),
}
VALUES = {
    "centralityValue": (
        Label("value", "값"),
        Label("The value of the measure for the actor.", "행위자에 대한 지표의 값."),
        "decimal",
    ),
    "centralityRank": (
        Label("rank", "순위"),
        Label(
            "The place among all actors of the network, 1 the most central; equal values share the best.",
            "네트워크 전체 행위자 중 순위, 1이 가장 중심; 같은 값은 가장 앞선 순위를 함께 가짐.",
        ),
        "integer",
    ),
}
BOUNDS = {
    "centralityRankLow": (
        Label("lowest likely rank number", "순위 구간의 시작"),
        Label(
            "The best rank of the interval that holds nine in ten ranks of resampled sets of cases.",
            "사례를 다시 뽑은 표본의 순위 열 중 아홉이 드는 구간에서 가장 앞선 순위.",
        ),
        "integer",
    ),
    "centralityRankHigh": (
        Label("highest likely rank number", "순위 구간의 끝"),
        Label(
            "The worst rank of the interval that holds nine in ten ranks of resampled sets of cases.",
            "사례를 다시 뽑은 표본의 순위 열 중 아홉이 드는 구간에서 가장 뒤진 순위.",
        ),
        "integer",
    ),
    "centralityTopTen": (
        Label("chance of the top ten", "상위 10위 확률"),
        Label(
            "The share of resampled sets of cases in which the actor is among the ten first.",
            "사례를 다시 뽑은 표본 가운데 행위자가 상위 10위 안에 든 비율.",
        ),
        "decimal",
    ),
}


def centrality_ttl(graph: KnowledgeGraph, analysis: Analysis, fingerprint: str) -> Iterator[str]:
    """The Turtle file; `fingerprint` is that of the graph which the observations rest on."""
    vocabulary, known = graph.vocabulary, names(graph)
    table = {**prefixes(vocabulary), "qb": QB}
    table |= {f"id-{name}": f"{vocabulary.base}id/{name}/" for name in ("measure", "observation")}
    cube = known.thing("dataset", f"centrality-{_digest(analysis)}")
    triples = _triples(graph, known, analysis, cube, fingerprint)
    style = Style(prefixes=dict(sorted(table.items())), first=(f"{cube} ", f"{cube[:-1]}-"))
    yield from serialise(((*triple, "") for triple in triples), ".ttl", style)


def _digest(analysis: Analysis) -> str:
    """Another lens or other draws make another data set."""
    ranking = analysis.ranking
    drawn = asdict(ranking.resampling) if ranking.resampling else None
    return hashlib.sha256(json.dumps([asdict(ranking.lens), drawn]).encode()).hexdigest()[:16]


def _triples(
    graph: KnowledgeGraph, known: Names, analysis: Analysis, cube: str, fingerprint: str
) -> Iterator[Triple]:
    ranking = analysis.ranking
    values = {**VALUES, **(BOUNDS if ranking.resampling else {})}
    yield from _data_set(graph, known, analysis, cube, fingerprint)
    yield from _structure(known, cube, values)
    yield from _terms(known, values)
    yield from _measures(known, analysis)
    for row in ranking:
        for measure in ranking.measures:
            value, place = row.values[measure], row.places.get(measure)
            if value is not None and place is not None:
                yield from _observation(known, cube, row, measure, value, place)


def _data_set(
    graph: KnowledgeGraph, known: Names, analysis: Analysis, cube: str, fingerprint: str
) -> Iterator[Triple]:
    title = Label("Centrality of the actors of a network", "네트워크 행위자의 중심성")
    whole = known.thing("dataset", graph.publication.dataset.name)
    yield cube, foreign("rdf:type"), _qb("DataSet")
    yield from labels(cube, title)
    yield from labels(cube, title, "dcterms:title")
    yield cube, _qb("structure"), _part(cube, "structure")
    yield cube, foreign("prov:wasDerivedFrom"), whole
    yield whole, foreign("dcterms:identifier"), literal(f"sha256:{fingerprint}")
    lens, drawn = analysis.ranking.lens, analysis.ranking.resampling
    said = {**asdict(lens), **({f"resampling {k}": v for k, v in asdict(drawn).items()} if drawn else {})}
    text = "; ".join(
        f"{name.replace('_', ' ')}: {value}" for name, value in said.items() if value not in (None, "")
    )
    yield cube, foreign("dcterms:description"), literal(text, "en")
    if graph.publication.dataset.licence:
        yield cube, foreign("dcterms:license"), iri(graph.publication.dataset.licence)


def _structure(known: Names, cube: str, values: Iterable[str]) -> Iterator[Triple]:
    """The definition of the cube: its components in order, each as a thing of its own."""
    structure = _part(cube, "structure")
    yield structure, foreign("rdf:type"), _qb("DataStructureDefinition")
    yield from labels(structure, Label("Structure of the centrality data", "중심성 데이터의 구조"))
    parts = [("dimension", name) for name in DIMENSIONS] + [("measure", name) for name in values]
    for order, (kind, name) in enumerate(parts, 1):
        part = _part(cube, name)
        yield structure, _qb("component"), part
        yield part, foreign("rdf:type"), _qb("ComponentSpecification")
        yield part, _qb(kind), known.own(name)
        yield part, _qb("order"), integer(order)


def _terms(known: Names, values: dict[str, tuple[Label, Label, str]]) -> Iterator[Triple]:
    ontology = iri(f"{known.base}ns")
    for name, (label, definition) in DIMENSIONS.items():
        yield known.own(name), foreign("rdf:type"), _qb("DimensionProperty")
        yield from _declared(known.own(name), label, definition, ontology)
    yield known.own(ACTOR), foreign("rdfs:range"), iri(_RESOURCE)
    yield known.own(MEASURE), foreign("rdfs:range"), foreign("skos:Concept")
    yield known.own(MEASURE), foreign("rdf:type"), _qb("CodedProperty")
    yield known.own(MEASURE), _qb("codeList"), _scheme(known)
    for name, (label, definition, datatype) in values.items():
        yield known.own(name), foreign("rdf:type"), _qb("MeasureProperty")
        yield from _declared(known.own(name), label, definition, ontology)
        yield known.own(name), foreign("rdfs:range"), iri(f"{XSD}{datatype}")


def _declared(subject: str, label: Label, definition: Label, ontology: str) -> Iterator[Triple]:
    yield from labels(subject, label)
    yield from labels(subject, definition, "skos:definition")
    yield subject, foreign("rdfs:isDefinedBy"), ontology


def _measures(known: Names, analysis: Analysis) -> Iterator[Triple]:
    scheme = _scheme(known)
    yield scheme, foreign("rdf:type"), foreign("skos:ConceptScheme")
    yield from labels(scheme, Label("Centrality measures", "중심성 지표"))
    for name in analysis.ranking.measures:
        subject = known.thing("measure", name)
        yield subject, foreign("rdf:type"), foreign("skos:Concept")
        yield subject, foreign("skos:inScheme"), scheme
        yield subject, foreign("skos:topConceptOf"), scheme
        yield from labels(subject, Label(words_of("en").measure(name), words_of("ko").measure(name)))
        meaning = analysis.meanings.get(name, "")
        yield from labels(subject, Label(meaning, ""), "skos:definition")


def _observation(
    known: Names, cube: str, row: Centrality, measure: str, value: float, place: Place
) -> Iterator[Triple]:
    actor = known.node(row.actor.id)
    address = actor[1:-1].removeprefix(f"{known.base}id/").replace("/", "-")
    digest = cube[1:-1].rpartition("-")[2]
    subject = known.thing("observation", f"{digest}-{address}-{slug(measure)}")
    yield subject, foreign("rdf:type"), _qb("Observation")
    yield subject, _qb("dataSet"), cube
    yield subject, known.own(ACTOR), actor
    yield subject, known.own(MEASURE), known.thing("measure", measure)
    yield subject, known.own("centralityValue"), decimal(value)
    yield subject, known.own("centralityRank"), integer(place.rank)
    if place.low is not None and place.high is not None and place.top10 is not None:
        yield subject, known.own("centralityRankLow"), integer(place.low)
        yield subject, known.own("centralityRankHigh"), integer(place.high)
        yield subject, known.own("centralityTopTen"), decimal(place.top10)
    for case in row.cases:
        yield subject, foreign("prov:wasDerivedFrom"), known.case(case)


def _scheme(known: Names) -> str:
    return known.thing("scheme", "centrality-measures")


def _part(cube: str, name: str) -> str:
    return f"{cube[:-1]}-{slug(name)}>"


def _qb(name: str) -> str:
    return iri(QB + name)
