"""The ranking as an RDF Data Cube: well-formed by its recommendation, and the same figures."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdf_readers import by_oxigraph, by_rdflib, canonical
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.query import ResultRow

from krpia_graph.analyse.analysis import analyse
from krpia_graph.model.analysis import Analysis
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.write.analysis.observations import centrality_ttl
from krpia_graph.write.export import Export
from krpia_graph.write.rdf.names import names

QB = rdflib.Namespace("http://purl.org/linked-data/cube#")

# Each finds what breaks a constraint of "The RDF Data Cube Vocabulary", section 11.1.
CONSTRAINTS = {
    "1 an observation is in one data set": """
        ?o a qb:Observation FILTER NOT EXISTS { ?o qb:dataSet ?d . ?d a qb:DataSet }""",
    "2 a data set has one structure": """
        ?d a qb:DataSet FILTER NOT EXISTS { ?d qb:structure ?s . ?s a qb:DataStructureDefinition }""",
    "3 a structure has a measure": """
        ?s a qb:DataStructureDefinition
        FILTER NOT EXISTS { ?s qb:component/qb:measure ?m . ?m a qb:MeasureProperty }""",
    "4 a dimension has a range": "?p a qb:DimensionProperty FILTER NOT EXISTS { ?p rdfs:range ?r }",
    "5 a dimension of concepts has a code list": """
        ?p a qb:DimensionProperty ; rdfs:range skos:Concept FILTER NOT EXISTS { ?p qb:codeList ?l }""",
    "11 an observation has every dimension": """
        ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p FILTER NOT EXISTS { ?o ?p ?v }""",
    "12 no two observations are of the same": """
        ?p qb:codeList ?l . ?a ?p ?m . ?b ?p ?m . ?a oi:centralityOf ?x . ?b oi:centralityOf ?x
        FILTER(STR(?a) < STR(?b))""",
    "14 an observation has every measure": """
        ?o qb:dataSet/qb:structure/qb:component/qb:measure ?p FILTER NOT EXISTS { ?o ?p ?v }""",
    "19 a code is in the code list": """
        ?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p . ?p qb:codeList ?l . ?o ?p ?v
        FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }""",
}


@pytest.fixture(scope="module")
def cube(report: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(report / "centrality.ttl")


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_no_constraint_of_the_data_cube_is_broken(cube: rdflib.Graph, constraint: str) -> None:
    assert list(cube.query(f"SELECT * WHERE {{ {CONSTRAINTS[constraint]} }} LIMIT 3")) == []


def test_readers_agree(report: Path) -> None:
    data = (report / "centrality.ttl").read_bytes()
    assert canonical(by_oxigraph(data, ".ttl"), ".ttl") == canonical(by_rdflib(data, ".ttl"), ".ttl")


def test_the_observations_are_the_ranking(
    cube: rdflib.Graph, graph: KnowledgeGraph, analysis: Analysis
) -> None:
    rows = cube.query(
        """SELECT ?actor ?measure ?value ?rank ?low ?high ?chance WHERE {
            ?o oi:centralityOf ?actor ; oi:centralityMeasure ?measure ; oi:centralityValue ?value ;
               oi:centralityRank ?rank ; oi:centralityRankLow ?low ; oi:centralityRankHigh ?high ;
               oi:centralityTopTen ?chance }"""
    )
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        assert isinstance(row, ResultRow)
        actor, measure, *values = row
        found[str(actor), str(measure).rpartition("/")[2]] = [rdflib.Literal(v).toPython() for v in values]
    known = names(graph)
    expected = {
        (known.entities[row.actor.id][1:-1], measure): [
            Decimal(str(value)),
            place.rank,
            place.low,
            place.high,
            Decimal(str(place.top10)),
        ]
        for row in analysis.ranking
        for measure, place in row.places.items()
        if (value := row.values[measure]) is not None
    }
    assert found == expected
    assert len(found) > 500


def test_the_question_of_the_how_to_page_has_an_answer(cube: rdflib.Graph, graph: KnowledgeGraph) -> None:
    page = Path(__file__).parents[3] / "docs" / "how-to" / "make-a-centrality-report.md"
    question = page.read_text(encoding="utf-8").split("```sparql\n")[1].split("```")[0]
    both = rdflib.Graph().parse(data="".join(Export(graph).file(".ttl")), format="turtle")
    both += cube
    rows = [row for row in both.query(question) if isinstance(row, ResultRow)]
    assert len(rows) == 10
    assert (str(rows[0].name), int(rows[0].rank)) == ("AstraZeneca", 1)


def test_actors_and_cases_are_those_of_the_export(cube: rdflib.Graph, graph: KnowledgeGraph) -> None:
    whole = rdflib.Graph().parse(data="".join(Export(graph).file(".ttl")), format="turtle")
    oi = rdflib.Namespace(f"{graph.vocabulary.base}ns#")
    for actor in set(cube.objects(None, oi.centralityOf)):
        assert (actor, RDF.type, None) in whole
    derived = rdflib.PROV.wasDerivedFrom
    observations = list(cube.subjects(RDF.type, QB.Observation))
    for case in {case for o in observations for case in cube.objects(o, derived)}:
        assert (case, RDF.type, oi.Case) in whole


def test_the_data_set_names_the_graph_that_it_was_derived_from(
    cube: rdflib.Graph, graph: KnowledgeGraph
) -> None:
    (cube_,) = cube.subjects(RDF.type, QB.DataSet)
    (origin,) = cube.objects(cube_, rdflib.PROV.wasDerivedFrom)
    (fingerprint,) = cube.objects(origin, rdflib.DCTERMS.identifier)
    assert str(fingerprint) == f"sha256:{Export(graph).fingerprint}"


def test_every_own_term_is_declared_in_both_languages(cube: rdflib.Graph, graph: KnowledgeGraph) -> None:
    own = f"{graph.vocabulary.base}ns#"
    used = {p for p in cube.predicates() if str(p).startswith(own)}
    assert len(used) == 7
    for term in used:
        for said in (RDFS.label, SKOS.definition):
            texts = [text for text in cube.objects(term, said) if isinstance(text, rdflib.Literal)]
            assert {text.language for text in texts} == {"en", "ko"}


def test_without_draws_there_are_no_bounds(graph: KnowledgeGraph) -> None:
    bare = analyse(graph, lens=Lens(ego="MSD"), resampling=Resampling(count=0), nulls=0)
    text = "".join(centrality_ttl(graph, bare, "0"))
    assert "centralityRank " in text
    assert "centralityRankLow" not in text
    assert "centralityTopTen" not in text
