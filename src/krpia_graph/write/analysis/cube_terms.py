"""Names in, the terms of the data cube out: its dimensions and values, each declared in both languages."""

from collections.abc import Iterator, Mapping

from krpia_graph.model.terms import Label
from krpia_graph.write.rdf.names import Names, foreign
from krpia_graph.write.rdf.ontology import labels
from krpia_graph.write.rdf.terms import XSD, Triple, iri

QB = "http://purl.org/linked-data/cube#"
RESOURCE = "http://www.w3.org/2000/01/rdf-schema#Resource"  # an organisation, a product or a region
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


def qb(name: str) -> str:
    """A term of the RDF Data Cube Vocabulary."""
    return iri(QB + name)


def code_list(known: Names) -> str:
    """The scheme of the measures: the code list of their dimension."""
    return known.thing("scheme", "centrality-measures")


def declared(known: Names, values: Mapping[str, tuple[Label, Label, str]]) -> Iterator[Triple]:
    """The declarations of the dimensions and of these values."""
    ontology = iri(f"{known.base}ns")
    for name, (label, definition) in DIMENSIONS.items():
        yield known.own(name), foreign("rdf:type"), qb("DimensionProperty")
        yield from _declared(known.own(name), label, definition, ontology)
    yield known.own(ACTOR), foreign("rdfs:range"), iri(RESOURCE)
    yield known.own(MEASURE), foreign("rdfs:range"), foreign("skos:Concept")
    yield known.own(MEASURE), foreign("rdf:type"), qb("CodedProperty")
    yield known.own(MEASURE), qb("codeList"), code_list(known)
    for name, (label, definition, datatype) in values.items():
        yield known.own(name), foreign("rdf:type"), qb("MeasureProperty")
        yield from _declared(known.own(name), label, definition, ontology)
        yield known.own(name), foreign("rdfs:range"), iri(f"{XSD}{datatype}")


def _declared(subject: str, label: Label, definition: Label, ontology: str) -> Iterator[Triple]:
    yield from labels(subject, label)
    yield from labels(subject, definition, "skos:definition")
    yield subject, foreign("rdfs:isDefinedBy"), ontology
