"""The named queries: they give what the page says, in every engine and in both languages."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from krpia_graph.model.errors import QueryError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.queries import Answer, NamedQuery
from krpia_graph.pipeline import build
from krpia_graph.query import queries, query
from krpia_graph.query.engine import term
from krpia_graph.query.naming import filled, finder, value_of
from krpia_graph.read.folder import data_folder
from krpia_graph.write.rdf.names import prefixes
from krpia_graph.write.rdflib_graph import to_rdflib

EXAMPLES = {
    "a": "MSD",
    "b": "Hanmi Pharmaceutical",
    "company": "Sanofi-aventis Korea",
    "disease": "hypertension",
    "drug": "fimasartan",
    "entity": "KOTRA",
    "region": "Southeast Asia",
    "name": "보령",
    "year": "2015",
}


@pytest.fixture(scope="module")
def words(page: Path) -> str:
    return page.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def found_by_rdflib(graph: KnowledgeGraph) -> rdflib.Graph:
    return to_rdflib(graph)


def column(answer: Answer, variable: str) -> list[object]:
    return [row[answer.variables.index(variable)] for row in answer.rows]


def identifier(term: ox.NamedNode | ox.Literal) -> rdflib.term.Identifier:
    found = rdflib.util.from_n3(str(term))
    assert isinstance(found, rdflib.term.Identifier)
    return found


def examples(named: NamedQuery) -> dict[str, Any]:
    return {parameter.name: EXAMPLES[parameter.name] for parameter in named.parameters}


def test_partners_of_msd(graph: KnowledgeGraph) -> None:
    """Three joint headers name MSD, and so do five studies under "MSD Korea", one with two partners."""
    answer = query(graph, "partners", company="MSD")
    cases = dict(zip(column(answer, "name"), column(answer, "cases"), strict=True))
    cases.pop("Seoul Bio Hub", None)  # where its office is
    assert cases == {
        "Dong-A ST": 1,
        "Genexine": 2,
        "Hanmi Pharmaceutical": 1,
        "Korea Drug Development Fund": 1,
        "MedPacto": 1,
        "NKMAX": 1,
        "PharmAbcine": 1,
        "Samsung Bioepis": 1,
    }


def test_the_partner_of_boryung_by_korean_name(graph: KnowledgeGraph) -> None:
    answer = query(graph, "partners", company="보령")
    assert answer.variables == ("partner", "name", "name_ko", "cases")
    assert column(answer, "partner") == [f"{graph.vocabulary.base}id/org/zuellig-pharma-korea"]
    assert column(answer, "name") == ["Zuellig Pharma Korea"]
    assert column(answer, "cases") == [1]


def test_the_types_of_partnership_of_yuhan(graph: KnowledgeGraph) -> None:
    """ "Collaboration agreement on technology export for co-development and commercialization"."""
    answer = query(graph, "types-by-partner", company="유한양행")
    assert set(column(answer, "name")) == {"Janssen"}
    assert {"Export", "Co-development", "Commercialization"} <= set(column(answer, "type"))


def test_the_cases_of_lazertinib(graph: KnowledgeGraph) -> None:
    answer = query(graph, "drug-cases", drug="레이저티닙")
    assert column(answer, "header") == ["Janssen•Yuhan Pharmaceutical"]
    assert "‘Lazertinib’" in str(column(answer, "text")[0])


def test_the_cases_of_an_ingredient_include_those_of_its_products(graph: KnowledgeGraph) -> None:
    answer = query(graph, "drug-cases", drug="fimasartan")
    assert {"Dukarb", "Tuvero", "fimasartan"} <= set(column(answer, "name"))
    assert set(column(answer, "header")) == {"Zuellig Pharma Korea•Boryung Pharm"}


def test_drugs_for_southeast_asia_include_those_for_its_countries(graph: KnowledgeGraph) -> None:
    answer = query(graph, "drugs-by-region", region="Southeast Asia")
    places = {
        (name, place)
        for name, place in zip(column(answer, "name"), column(answer, "place_name"), strict=True)
    }
    for name in ("Amosartan", "Esomezol", "Pidogul"):
        assert {(name, "Thailand"), (name, "Singapore"), (name, "Cambodia"), (name, "Laos")} <= places
    assert ("Dukarb", "Southeast Asia") in places
    assert {("Ketotop", "Singapore"), ("Ketotop", "Malaysia")} <= places
    assert "Cozaar XQ" not in {name for name, _ in places}


def test_the_institutions_of_sanofi(graph: KnowledgeGraph) -> None:
    """The page lists nine hospitals of the partner site programme of Sanofi-aventis Korea."""
    answer = query(graph, "institutions-by-company", company="Sanofi-aventis Korea")
    hospitals = {
        n
        for n, kind in zip(column(answer, "name"), column(answer, "kind"), strict=True)
        if kind == "hospital"
    }
    assert len(hospitals) == 9
    assert set(column(answer, "party_name")) <= {"Sanofi-aventis Korea", "Sanofi Korea"}


def test_the_evidence_of_an_edge_is_what_the_page_says(graph: KnowledgeGraph, words: str) -> None:
    answer = query(graph, "evidence", a="한미약품", b="MSD")
    assert answer == query(graph, "evidence", a="MSD", b="Hanmi Pharmaceutical")
    assert "MSD•Hanmi Pharmaceutical" in column(answer, "quote")
    assert set(column(answer, "document")) == {"Open Innovation"}
    for quote, start, end in zip(*(column(answer, name) for name in ("quote", "start", "end")), strict=True):
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert words[start:end] == quote


def test_the_evidence_of_an_affiliate_is_a_row_of_the_lexicon(graph: KnowledgeGraph) -> None:
    answer = query(graph, "evidence", a="Janssen Korea", b="Janssen")
    assert column(answer, "relation") == ["affiliate of"]
    assert column(answer, "case") == [None]
    assert "affiliate_of" in str(column(answer, "quote")[0])


def test_every_quote_of_the_page_stands_at_its_offsets(graph: KnowledgeGraph, words: str) -> None:
    answer = query(
        graph,
        """SELECT ?quote ?start ?end {
          ?excerpt (oi:exact|oi:text) ?quote ; oi:start ?start ; oi:end ?end ;
            oi:inCase?/prov:wasDerivedFrom/oi:path "krpia-open-innovation.txt" }""",
    )
    assert len(answer.rows) > 300
    for quote, start, end in answer.rows:
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert words[start:end] == quote


def test_the_years_of_the_page(graph: KnowledgeGraph) -> None:
    answer = query(graph, "cases-by-year")
    rows = dict(zip(column(answer, "year"), column(answer, "cases"), strict=True))
    assert rows[2013] == 1  # Hanmi's drugs, DKSH Korea
    assert rows[2020] == 1  # Catholic Big Data Integration Center
    assert set(rows) <= set(range(2008, 2021))


def test_a_group_has_the_cases_of_its_affiliates(graph: KnowledgeGraph) -> None:
    answer = query(graph, "roll-up")
    cases = dict(zip(column(answer, "name"), column(answer, "cases"), strict=True))
    alone = {a.entity for c in graph.cases.values() for a in c.participants}
    assert "global_company:janssen-korea" in alone
    assert "Janssen" not in cases
    assert "Johnson & Johnson" in cases


def test_the_stated_numbers_of_countries(graph: KnowledgeGraph) -> None:
    """ "7 Southeast Asia countries" are listed by name, "13" and "over 50" are not."""
    assert [row[1:] for row in query(graph, "stated-territories").rows] == [
        (7, 7, 7),
        (13, 13, 0),
        (51, None, 0),
    ]


def test_the_sums_of_the_page(graph: KnowledgeGraph) -> None:
    rows = [row[:3] for row in query(graph, "amounts").rows]
    assert rows == [(150_000_000, "KRW", "150 million won"), (80_000_000, "USD", "$80 million")]


def test_every_edge_between_organisations_is_backed_by_an_initiative(graph: KnowledgeGraph) -> None:
    assert query(graph, "unbacked-edges") == Answer(("answer",), ((False,),))
    assert query(graph, "unreported-initiatives").rows == ()
    lost = "ASK { ?tie a oi:Tie FILTER NOT EXISTS { ?tie oi:evidence/oi:exact ?quote } }"
    assert query(graph, lost).rows == ((False,),)
    apart = """ASK { ?tie oi:from ?a ; oi:relation ?property ; oi:to ?b
      FILTER NOT EXISTS { ?a ?property ?b } }"""
    assert query(graph, apart).rows == ((False,),)
    bare = """ASK { VALUES ?property { oi:collaboratesWith oi:worksOn oi:operatesIn oi:affiliateOf oi:partOf }
      ?a ?property ?b FILTER NOT EXISTS { ?tie (oi:from|oi:to) ?a , ?b ; oi:relation ?property } }"""
    assert query(graph, bare).rows == ((False,),)
    alone = "ASK { ?a oi:collaboratesWith ?b FILTER NOT EXISTS { ?b oi:collaboratesWith ?a } }"
    assert query(graph, alone).rows == ((False,),)


def test_the_edge_list_has_each_pair_in_both_directions(graph: KnowledgeGraph) -> None:
    answer = query(graph, "edge-list")
    assert answer.variables == ("subject", "predicate", "object")
    pairs = Counter((row[0], row[2]) for row in answer.rows)
    assert pairs == Counter((b, a) for a, b in pairs)
    assert len(pairs) == 2 * sum(edge.relation == "partners_with" for edge in graph.edges)


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_a_named_query_is_complete_and_repeats(graph: KnowledgeGraph, named: NamedQuery) -> None:
    answer = query(graph, named.name, **examples(named))
    assert answer == query(graph, named.name, **examples(named))
    assert not set(answer.variables) & set(examples(named))
    assert named.title[-1] not in ".,"
    assert named.description[-1] in "."
    assert "LIMIT" not in named.text
    assert "ORDER BY" in named.text or not named.text.count("SELECT")


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_rdflib_answers_the_same(
    graph: KnowledgeGraph, found_by_rdflib: rdflib.Graph, named: NamedQuery
) -> None:
    answer = query(graph, named.name, **examples(named))
    kinds = {parameter.name: parameter for parameter in named.parameters}
    bound = {
        name: identifier(term(*value_of(kinds[name], value, finder(graph))))
        for name, value in examples(named).items()
    }
    result = found_by_rdflib.query(named.text, initBindings=bound)
    if result.type == "ASK":
        assert answer.rows == ((result.askAnswer,),)
    elif result.type == "CONSTRUCT":
        # rdflib types what a result yields as a union; a CONSTRUCT yields triples.
        assert {tuple(map(str, triple)) for triple in result} == set(answer.rows)  # type: ignore[arg-type]
    else:
        other = [
            # rdflib types what a result yields as a union; a SELECT yields rows.
            tuple(None if row[v] is None else str(row[v]) for v in answer.variables)  # type: ignore[index,call-overload]
            for row in result
        ]
        mine = [tuple(None if value is None else str(value) for value in row) for row in answer.rows]
        assert sorted(other, key=str) == sorted(mine, key=str)


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_a_worker_answers_the_same(graph: KnowledgeGraph, named: NamedQuery) -> None:
    assert query(graph, named.name, timeout=30, **examples(named)) == query(
        graph, named.name, **examples(named)
    )


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_filled_in_as_text_it_answers_the_same(graph: KnowledgeGraph, named: NamedQuery) -> None:
    text = filled(named, examples(named), prefixes(graph.vocabulary), finder(graph))
    answer = query(graph, text)
    kept = [i for i, name in enumerate(answer.variables) if name not in examples(named)]
    rows = tuple(tuple(row[i] for i in kept) for row in answer.rows)
    assert rows == query(graph, named.name, **examples(named)).rows


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_a_named_query_says_what_it_is_for_in_both_languages(named: NamedQuery) -> None:
    assert re.search("[가-힣]", named.title_ko)
    assert re.search("[가-힣]", named.description_ko)
    assert not re.search("[가-힣]", named.title + named.description.replace("보령", ""))
    assert not {p.name for p in named.parameters} & {"source", "data", "graph", "format", "timeout", "limit"}


@pytest.mark.parametrize("named", queries(), ids=lambda named: named.name)
def test_a_named_query_declares_the_prefixes_of_the_export(graph: KnowledgeGraph, named: NamedQuery) -> None:
    known = prefixes(graph.vocabulary)
    for line in named.text.splitlines():
        if line.startswith("PREFIX"):
            _, prefix, namespace = line.split()
            assert namespace == f"<{known[prefix[:-1]]}>"


def test_the_deals_behind_an_edge(graph: KnowledgeGraph) -> None:
    answer = query(graph, "deals-between", a="보령", b="Zuellig Pharma Korea")
    assert set(column(answer, "header")) == {"Zuellig Pharma Korea•Boryung Pharm"}
    assert set(column(answer, "drug")) >= {"Dukarb", "Tuvero"}
    assert len(set(column(answer, "initiative"))) == 1
    turned = query(graph, "deals-between", a="Zuellig Pharma Korea", b="보령")
    assert turned.rows == answer.rows


def test_partners_from_the_cases_are_those_of_the_edges_or_more(graph: KnowledgeGraph) -> None:
    derived = set(column(query(graph, "partners", company="MSD"), "name"))
    found = set(column(query(graph, "partners-from-cases", company="MSD"), "name"))
    assert derived <= found
    assert column(query(graph, "partners-from-cases", company="보령"), "name") == ["Zuellig Pharma Korea"]


@pytest.mark.parametrize("year", [2015, "2015"])
def test_what_is_active_in_a_year(graph: KnowledgeGraph, year: str | int) -> None:
    """ "partnership program (2012-Current)" goes on; an MOU ran "over the next 5 years (2014~2018)"."""
    answer = query(graph, "active-in-year", year=year)
    assert column(answer, "header") == ["Pfizer Korea", "Janssen Korea"]
    assert column(answer, "starts") == ["2012-01-01", "2014-01-01"]
    assert column(answer, "ends") == [None, "2018-12-31"]
    assert query(graph, "active-in-year", year=1900).rows == ()


def test_a_year_is_a_whole_number(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=r"year is a whole number \(a year, such as 2015\), not 'MMXV'"):
        query(graph, "active-in-year", year="MMXV")


@pytest.mark.parametrize("text", ["보령", "BORYUNG ph", "oryung"])
def test_a_part_of_a_name_in_either_language_finds_the_thing(graph: KnowledgeGraph, text: str) -> None:
    answer = query(graph, "find-by-name", name=text)
    assert set(column(answer, "label")) == {"Boryung"}


def test_a_text_is_no_pattern_and_no_sparql(graph: KnowledgeGraph) -> None:
    for text in (".*", '") || true || ("', "\\", "?thing"):
        assert query(graph, "find-by-name", name=text).rows == ()
        named = {q.name: q for q in queries()}["find-by-name"]
        assert query(graph, filled(named, {"name": text}, {}, finder(graph))).rows == ()


def test_three_steps_reach_further_than_two(graph: KnowledgeGraph) -> None:
    """Yuhan works with Janssen alone, and Janssen with Yuhan: three steps lead nowhere new."""
    assert query(graph, "three-steps", company="Yuhan").rows == ()
    near = set(column(query(graph, "partners", company="Hanmi Pharmaceutical"), "name"))
    far = set(column(query(graph, "three-steps", company="Hanmi Pharmaceutical"), "name"))
    assert far
    assert not near & far
    assert "Hanmi Pharmaceutical" not in far


def test_the_least_sure_mentions_come_first(graph: KnowledgeGraph, words: str) -> None:
    answer = query(graph, "uncertain-mentions")
    figures = [float(str(value)) for value in column(answer, "confidence")]
    marks = [mark for case in graph.cases.values() for mark in case.marks]
    assert figures == sorted(figures)
    assert len(figures) > 300
    assert figures[0] == min(graph.confidence.of(mark).mean for mark in marks)
    rules = {mark.rule: graph.confidence.of(mark).mean for mark in marks}
    assert [rules[str(rule)] for rule in column(answer, "rule")] == figures
    for row in answer.rows:
        found = dict(zip(answer.variables, row, strict=True))
        assert words[int(str(found["start"])) : int(str(found["end"]))] == found["words"]


def test_named_queries_work_with_another_base(graph: KnowledgeGraph, page: Path, tmp_path: Path) -> None:
    """They are written with the base of the package; the prefixes of the data take its place."""
    data = tmp_path / "data"
    shutil.copytree(data_folder(), data, ignore=shutil.ignore_patterns("sources", "gold", "review"))
    vocabulary = data / "vocabulary.toml"
    text = vocabulary.read_text("utf-8").replace(
        "https://w3id.org/krpia-graph/", "https://example.org/kg/", 1
    )
    vocabulary.write_text(text, encoding="utf-8")
    moved = build([page], data=data)
    assert query(moved, "partners", company="보령").rows[0][:2] == (
        "https://example.org/kg/id/org/zuellig-pharma-korea",
        "Zuellig Pharma Korea",
    )
    for named in queries():
        answer = query(moved, named.name, **examples(named))
        assert len(answer.rows) == len(query(graph, named.name, **examples(named)).rows)
