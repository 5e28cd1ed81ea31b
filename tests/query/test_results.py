"""Documents of answers: as the W3C has them, read back by foreign parsers, well-formed wherever they end."""

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.results.jsonresults import JSONResult
from rdflib.plugins.sparql.results.xmlresults import XMLResult
from rdflib.query import Result

from krpia_graph.query.results import GRAPHS, TABLES, Term

FEW = settings(max_examples=25, deadline=None)
XSD = "http://www.w3.org/2001/XMLSchema#"
READ = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
IRIS = st.from_regex(
    r"https?://[a-z]{1,5}\.org/(id/[a-z]{1,4}/)?[A-Za-z0-9_.•%-]{0,6}(#[a-z.]{0,3})?", fullmatch=True
)
NODES = st.one_of(
    IRIS.filter(lambda iri: "%" not in iri).map(ox.NamedNode),
    st.from_regex("[a-z][a-z0-9]{0,5}", fullmatch=True).map(ox.BlankNode),
)
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.tuples(TEXTS, st.sampled_from(["en", "ko", "en-us"])).map(lambda v: ox.Literal(v[0], language=v[1])),
    st.tuples(
        st.one_of(TEXTS, st.sampled_from(["1", "-1.5", ".5", "1.", "1e0", "+1E-3", "INF", "true", "007"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "int"]),
    ).map(lambda v: ox.Literal(v[0], datatype=ox.NamedNode(XSD + v[1]))),
)
TERMS = st.one_of(NODES, LITERALS)
ROWS = st.lists(st.tuples(st.none() | TERMS, st.none() | TERMS), max_size=5)
TRIPLES = st.lists(
    st.builds(ox.Triple, NODES, IRIS.filter(lambda iri: "%" not in iri).map(ox.NamedNode), TERMS), max_size=6
)


def table(name: str, variables: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> bytes:
    writer = TABLES[name].writer(variables)
    return (writer.head + "".join(map(writer.row, rows)) + writer.tail).encode()


def graph(name: str, triples: Sequence[ox.Triple]) -> bytes:
    writer = GRAPHS[name].writer(
        {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xsd": XSD, "h": "https://a.org/"}
    )
    body = "".join(map(writer.row, triples))
    return (writer.head + body + (writer.tail if triples else writer.empty)).encode()


def read_back(name: str, document: bytes) -> list[tuple[Term | None, ...]]:
    found = ox.parse_query_results(document, format=READ[name])
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(solution) for solution in found]


def as_xml_has_it(term: Term | None) -> Term | None:
    """XML 1.0 has no form for most control characters."""
    if not isinstance(term, ox.Literal):
        return term
    text = re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", term.value)
    if term.language:
        return ox.Literal(text, language=term.language)
    return ox.Literal(text, datatype=term.datatype)


@pytest.mark.parametrize("name", ["json", "tsv"])
@FEW
@given(rows=ROWS)
def test_pyoxigraph_reads_the_same_terms(name: str, rows: list[tuple[Term | None, ...]]) -> None:
    assert read_back(name, table(name, ("a", "b"), rows)) == rows


@FEW
@given(rows=ROWS)
def test_pyoxigraph_reads_the_same_terms_from_xml(rows: list[tuple[Term | None, ...]]) -> None:
    expected = [tuple(map(as_xml_has_it, row)) for row in rows]
    assert read_back("xml", table("xml", ("a", "b"), rows)) == expected


def by_rdflib(term: Any) -> tuple[str, ...]:
    """A term, alike for both libraries; without lexical forms, as rdflib normalises them."""
    if term is None:
        return ("unbound",)
    if isinstance(term, rdflib.Literal | ox.Literal):
        language = str(term.language or "")
        plain = language or str(term.datatype or XSD + "string").strip("<>") == XSD + "string"
        text = str(term if isinstance(term, rdflib.Literal) else term.value)
        return ("literal", language, text) if plain else ("literal", str(term.datatype).strip("<>"))
    if isinstance(term, rdflib.BNode | ox.BlankNode):
        return ("blank",)
    return ("iri", str(term).strip("<>"))


@pytest.mark.filterwarnings("ignore")  # rdflib warns of literals that are no numbers
@pytest.mark.parametrize(("name", "reader"), [("json", JSONResult), ("xml", XMLResult)])
@FEW
@given(rows=ROWS)
def test_rdflib_reads_the_same_terms(name: str, reader: Any, rows: list[tuple[Term | None, ...]]) -> None:
    rows = [row for row in rows if any(row)]  # rdflib drops a row without a value
    document = table(name, ("a", "b"), rows)
    found = reader(json.loads(document)) if name == "json" else reader(io.BytesIO(document))
    assert [str(v) for v in found.vars] == ["a", "b"]
    expected = [[as_xml_has_it(t) if name == "xml" else t for t in row] for row in rows]
    assert [[by_rdflib(row[v]) for v in found.vars] for row in found] == [
        [by_rdflib(t) for t in row] for row in expected
    ]


def test_rdflib_reads_a_tsv() -> None:
    rows = [(ox.NamedNode("http://e/x"), ox.Literal('a\t"b"\n보령', language="ko")), (None, ox.Literal(5))]
    found = Result.parse(io.BytesIO(table("tsv", ("x", "y"), rows)), format="tsv")
    assert [[row.get(v) for v in found.vars or ()] for row in found.bindings] == [
        [rdflib.URIRef("http://e/x"), rdflib.Literal('a\t"b"\n보령', lang="ko")],
        [None, rdflib.Literal(5)],
    ]


@FEW
@given(rows=ROWS)
def test_a_reader_of_csv_finds_every_field(rows: list[tuple[Term | None, ...]]) -> None:
    text = table("csv", ("a", "b"), rows).decode()
    assert text.endswith("\r\n")
    found = list(csv.reader(io.StringIO(text, newline="")))
    expected = [
        [
            "" if t is None else f"_:{t.value}" if isinstance(t, ox.BlankNode) else getattr(t, "value", "")
            for t in row
        ]
        for row in rows
    ]
    assert found == [["a", "b"], *expected]


@FEW
@given(rows=st.lists(st.tuples(st.none() | TERMS), max_size=5))
def test_a_csv_of_one_column_keeps_rows_without_a_value(rows: list[tuple[Term | None]]) -> None:
    found = list(csv.reader(io.StringIO(table("csv", ["a"], rows).decode(), newline="")))
    assert len(found) == len(rows) + 1


@pytest.mark.parametrize("name", ["json", "xml"])
@FEW
@given(rows=ROWS, size=st.integers(0, 5))
def test_a_table_can_end_after_any_row(name: str, rows: list[tuple[Term | None, ...]], size: int) -> None:
    whole = table(name, ("a", "b"), rows[:size])
    if name == "json":
        assert len(json.loads(whole)["results"]["bindings"]) == len(rows[:size])
    else:
        ns = "{http://www.w3.org/2005/sparql-results#}"
        assert len(ElementTree.fromstring(whole).findall(f"{ns}results/{ns}result")) == len(rows[:size])


@pytest.mark.parametrize("name", GRAPHS)
@FEW
@given(triples=TRIPLES, size=st.integers(0, 6))
def test_a_graph_can_end_after_any_triple_and_reads_back(
    name: str, triples: list[ox.Triple], size: int
) -> None:
    written = triples[:size]
    found = {quad.triple for quad in ox.parse(graph(name, written), format=RDF[name])}
    left, right = ox.Dataset(ox.Quad(*t) for t in found), ox.Dataset(ox.Quad(*t) for t in written)
    for dataset in (left, right):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert left == right


def test_turtle_has_the_prefixes_and_one_block_a_subject() -> None:
    a, b = ox.NamedNode("https://a.org/a"), ox.NamedNode("https://a.org/b.c")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    document = graph(
        "ttl", [ox.Triple(a, kind, b), ox.Triple(a, a, ox.Literal(1)), ox.Triple(b, a, a)]
    ).decode()
    assert document.partition("\n\n")[2] == (
        'h:a a <https://a.org/b.c> ;\n    h:a "1"^^xsd:integer .\n\n<https://a.org/b.c> h:a h:a .\n'
    )


def test_json_ld_has_no_form_for_a_triple_as_a_term() -> None:
    node = ox.NamedNode("a:a")
    with pytest.raises(ValueError, match="Turtle or N-Triples"):
        graph("jsonld", [ox.Triple(node, node, ox.Triple(node, node, node))])


# What the recommendations and the suites `csv-tsv-res` and `json-res` of the W3C show, on terms of each kind.
MIXED: list[tuple[Term | None, Term | None]] = [
    (ox.NamedNode("http://example.org/s1"), ox.Literal("foo")),
    (ox.NamedNode("http://example.org/s2"), ox.Literal("1", datatype=ox.NamedNode(f"{XSD}integer"))),
    (ox.NamedNode("http://example.org/s3"), ox.Literal("5.5", datatype=ox.NamedNode(f"{XSD}decimal"))),
    (ox.NamedNode("http://example.org/s4"), ox.Literal("1.0E6", datatype=ox.NamedNode(f"{XSD}double"))),
    (ox.NamedNode("http://example.org/s5"), ox.Literal("bar", language="en")),
    (ox.BlankNode("a"), ox.Literal('say "a,b"\n')),
    (None, ox.Literal("2", datatype=ox.NamedNode("http://example.org/T"))),
]


def test_csv_as_recommended() -> None:
    assert table("csv", ("x", "literal"), MIXED).decode().split("\r\n") == [
        "x,literal",
        "http://example.org/s1,foo",
        "http://example.org/s2,1",
        "http://example.org/s3,5.5",
        "http://example.org/s4,1.0E6",
        "http://example.org/s5,bar",
        '_:a,"say ""a,b""\n"',
        ",2",
        "",
    ]


def test_tsv_as_recommended() -> None:
    assert table("tsv", ("x", "literal"), MIXED).decode().split("\n") == [
        "?x\t?literal",
        '<http://example.org/s1>\t"foo"',
        "<http://example.org/s2>\t1",
        "<http://example.org/s3>\t5.5",
        "<http://example.org/s4>\t1.0E6",
        '<http://example.org/s5>\t"bar"@en',
        '_:a\t"say \\"a,b\\"\\n"',
        '\t"2"^^<http://example.org/T>',
        "",
    ]


def test_json_as_recommended() -> None:
    found = json.loads(table("json", ("x", "literal"), MIXED))
    assert found["head"] == {"vars": ["x", "literal"]}
    bindings = found["results"]["bindings"]
    assert bindings[0] == {
        "x": {"type": "uri", "value": "http://example.org/s1"},
        "literal": {"type": "literal", "value": "foo"},
    }
    assert bindings[1]["literal"] == {"type": "literal", "value": "1", "datatype": f"{XSD}integer"}
    assert bindings[4]["literal"] == {"type": "literal", "value": "bar", "xml:lang": "en"}
    assert bindings[5]["x"] == {"type": "bnode", "value": "a"}
    assert "x" not in bindings[6]


def test_xml_as_recommended() -> None:
    text = table("xml", ("x", "literal"), MIXED).decode()
    assert '<sparql xmlns="http://www.w3.org/2005/sparql-results#">' in text
    assert '<head><variable name="x"/><variable name="literal"/></head>' in text
    for said in (
        '<binding name="x"><uri>http://example.org/s1</uri></binding>',
        f'<literal datatype="{XSD}integer">1</literal>',
        '<literal xml:lang="en">bar</literal>',
        "<bnode>a</bnode>",
        '<result><binding name="literal"><literal datatype="http://example.org/T">2</literal></binding></result>',
    ):
        assert said in text


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value(value: bool) -> None:
    for name in ("json", "xml"):
        found = ox.parse_query_results(TABLES[name].boolean(value).encode(), format=READ[name])
        assert isinstance(found, ox.QueryBoolean)
        assert bool(found) is value
    word = str(value).lower()
    assert json.loads(TABLES["json"].boolean(value)) == {"head": {}, "boolean": value}
    assert TABLES["csv"].boolean(value) == f"answer\r\n{word}\r\n"
    assert read_back("tsv", TABLES["tsv"].boolean(value).encode()) == [(ox.Literal(value),)]


def test_terms_of_rdf_1_2() -> None:
    node = ox.NamedNode("a:a")
    rows = [
        (
            ox.Triple(node, node, ox.Literal("x")),
            ox.Literal("y", language="ar", direction=ox.BaseDirection.RTL),
        )
    ]
    for name in READ:
        assert read_back(name, table(name, ("a", "b"), rows)) == rows
