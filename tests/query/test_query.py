"""Questions to the graph from Python: parameters, limits, plain values, and bad input in one line."""

import gc
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from krpia_graph.model.errors import DomainError, KrpiaGraphError, OverLimit, QueryError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.queries import Answer
from krpia_graph.pipeline import build
from krpia_graph.query import _graphs, query
from krpia_graph.query.naming import rebased
from krpia_graph.read.queries import read_queries

SMALL = Path(__file__).parent.parent / "data" / "small"


def column(answer: Answer, variable: str) -> list[object]:
    return [row[answer.variables.index(variable)] for row in answer.rows]


def test_a_graph_that_is_not_here_is_not_fetched(graph: KnowledgeGraph) -> None:
    for timeout in (None, 5):
        with pytest.raises(QueryError, match="nothing is fetched"):
            query(graph, "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", timeout=timeout)


def test_the_time_that_is_given_holds(graph: KnowledgeGraph) -> None:
    start = time.monotonic()
    with pytest.raises(OverLimit, match=r"no row within 0\.5 seconds"):
        query(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5)
    with pytest.raises(OverLimit, match=r"only [0-9]+ rows within 0\.5 seconds"):
        query(graph, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5)
    assert time.monotonic() - start < 5
    assert query(graph, "ASK {}", timeout=5).rows == ((True,),)


def test_a_query_that_nests_as_deeply_as_is_allowed_runs_on_a_small_stack(graph: KnowledgeGraph) -> None:
    """In this process, from a thread whose own stack would not be enough."""
    text = "ASK { FILTER(" + "STR(" * 190 + "1" + ")" * 190 + " = '1') " + "{} UNION " * 600 + "{} }"
    found: list[Answer] = []
    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=lambda: found.append(query(graph, text)))
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    assert found == [Answer(("answer",), ((True,),))]


def test_values_are_plain(graph: KnowledgeGraph) -> None:
    answer = query(
        graph,
        'SELECT (1 AS ?i) (2.50 AS ?d) (3.0 AS ?w) (1e0 AS ?f) (true AS ?b) ("x"@en AS ?s) (oi:Case AS ?iri) '
        '(STRDT("y", xsd:integer) AS ?bad) (1/0 AS ?none) {}',
    )
    own = f"{graph.vocabulary.base}ns#Case"
    assert answer.rows == ((1, 2.5, 3, 1.0, True, "x", own, "y", None),)


def test_a_free_query_takes_entities_too(graph: KnowledgeGraph) -> None:
    answer = query(graph, "SELECT ?x ?y { ?x oi:collaboratesWith ?y }", x="Servier Korea")
    assert answer.variables == ("y",)
    assert column(answer, "y") == [f"{graph.vocabulary.base}id/org/kddf"]


def test_the_base_is_that_of_the_vocabulary() -> None:
    small = build([SMALL / "small.txt"], data=SMALL)
    answer = query(small, "SELECT ?name { ?p oi:priorProduct ?drug . ?drug rdfs:label ?name }")
    assert answer.rows == (("Painaway",),)


def test_prefixes_that_the_data_does_not_have_stay() -> None:
    text = "PREFIX oi: <https://w3id.org/krpia-graph/ns#>\nprefix x: <http://x/>\nASK {}"
    assert rebased(text, {"oi": "http://e/"}) == "PREFIX oi: <http://e/>\nprefix x: <http://x/>\nASK {}"


def test_the_store_goes_with_its_graph() -> None:
    small = build([SMALL / "small.txt"], data=SMALL)
    query(small, "ASK {}")
    key = id(small)
    assert key in _graphs
    del small
    gc.collect()
    assert key not in _graphs


BAD = [
    ("SELECT * { ?a", {}, QueryError, "error at 1:"),
    ("", {}, QueryError, "error at 1:1"),
    ("partnerz", {}, UnknownNameError, "did you mean partners"),
    ("partners", {}, QueryError, "needs company=VALUE"),
    ("partners", {"firm": "MSD"}, UnknownNameError, "query parameter 'firm'"),
    ("partners", {"company": "Nobody Ltd"}, UnknownNameError, "unknown entity 'Nobody Ltd'"),
    ("cases-by-year", {"year": "2019"}, QueryError, "takes no parameter"),
    ("SELECT ?y { ?x oi:reports ?y }", {"x": "MSD"}, QueryError, "?x must stand behind SELECT"),
    ("SELECT ?y { ?y a oi:Case }", {"x": "MSD"}, UnknownNameError, "query parameter 'x'"),
    ("DELETE WHERE { ?s ?p ?o }", {}, QueryError, "DELETE would change the graph"),
    ("# with love\nPREFIX a: <b:c>\ninsert data { a:a a:b a:c }", {}, QueryError, "INSERT would change"),
    ("LOAD <http://127.0.0.1:9/x>", {}, QueryError, "LOAD would change"),
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", {}, QueryError, "switched off"),
    ("SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", {}, QueryError, "switched off"),
    ("ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }", {}, QueryError, "bytes are too many"),
    ("ASK { FILTER(" + "(" * 201 + "1" + ")" * 201 + ") }", {}, QueryError, "nest too deeply"),
]


@pytest.mark.parametrize(("text", "parameters", "error", "message"), BAD)
def test_bad_input_gives_one_line(
    graph: KnowledgeGraph,
    text: str,
    parameters: dict[str, Any],
    error: type[KrpiaGraphError],
    message: str,
) -> None:
    with pytest.raises(error) as caught:
        query(graph, text, **parameters)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {}", "no line '# title: ...'"),
        ("# title: x\nASK {}", "no line '# description: ...'"),
        ("# title: x\n# description: y\n# parameter: a\nASK {}", "not of the form"),
        ("# title: x\n# description: y\n# parameter: a - b\nASK {}", "no variable of the query"),
        ("# title: x\n# description: y\n# parameter: a (year) - b\nASK {?a ?b ?c}", "is of no kind 'year'"),
    ],
)
def test_a_query_file_without_its_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bad.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DomainError, match=r"bad\.rq") as caught:
        read_queries(tmp_path)
    assert message in str(caught.value)


def test_a_query_added_as_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "new.rq").write_text(
        "# title: x\n# description: y.\n# parameter: a - b\nASK { ?a ?b ?c }", "utf-8"
    )
    [named] = read_queries(tmp_path).values()
    assert (named.name, named.title, named.parameters[0].description) == ("new", "x", "b")
