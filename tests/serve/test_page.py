"""The query page as people use it: in a real browser, over a real server."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pytest
from chromium import EXECUTABLE, Chromium
from serve.conftest import FORM, Served

from krpia_graph import build, query
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.read.queries import read_queries
from krpia_graph.write.rdf.names import names

VENDOR = files("krpia_graph.serve") / "vendor"
STATIC = files("krpia_graph.serve") / "static"
EDITOR = "document.querySelector('.CodeMirror').CodeMirror"

VALUES = {
    "a": "KOTRA",
    "b": "Novartis Korea",
    "company": "MSD",
    "disease": "lung cancer",
    "drug": "Dukarb",
    "entity": "KOTRA",
    "name": "보령",
    "region": "Thailand",
    "year": "2015",
}

needs_a_browser = pytest.mark.skipif(not EXECUTABLE, reason="no Chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    chromium = Chromium(local=True)
    chromium.resize(1280, 860)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """The graph that the server has as well."""
    return build()


@pytest.fixture
def page(browser: Chromium, server: Served) -> Iterator[Chromium]:
    """The page, freshly loaded; whatever a test does, nothing is asked elsewhere and nothing complains."""
    browser.visit("about:blank")
    visit(browser, server.address)
    yield browser
    assert [url for url in browser.requests() if not url.startswith((server.address, "blob:"))] == []
    assert [c for c in browser.complaints() if "status of 400" not in c] == []


def visit(page: Chromium, url: str) -> None:
    page.visit(url)
    page.wait_for("document.body.dataset.ready === '1'")


def text(page: Chromium, selector: str) -> str:
    return str(page.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))


def ask(page: Chromium, query: str) -> None:
    """A query typed into the editor and sent by Ctrl+Enter; returns when it is answered."""
    page.evaluate(f"{EDITOR}.setValue({json.dumps(query)}); {EDITOR}.focus(); 1")
    page.evaluate("document.getElementById('status').textContent = ''; 1")
    page.press("Control+Enter")
    answered(page)


def answered(page: Chromium) -> None:
    page.wait_for(
        "!document.getElementById('run').disabled && document.getElementById('status').textContent !== ''"
    )


@needs_a_browser
class TestAsking:
    def test_a_table_with_short_names_and_counts(self, page: Chromium) -> None:
        ask(page, "SELECT ?c ?n { VALUES (?c ?n) { (oi:Company 2) (oi:Case 10) } }")
        assert text(page, "#status").startswith("2 rows in ")
        assert text(page, "tbody").split() == ["oi:Company", "2", "oi:Case", "10"]
        for order in (["2", "10"], ["10", "2"]):
            page.evaluate("document.querySelectorAll('th button')[1].click()")
            assert text(page, "tbody").split()[1::2] == order

    def test_yes_or_no(self, page: Chromium) -> None:
        ask(page, "ASK { ?s ?p ?o }")
        assert text(page, ".answer") == "yes"

    def test_a_graph(self, page: Chromium) -> None:
        ask(page, "CONSTRUCT { oi:Case rdfs:label '글'@ko , 5 } {}")
        assert text(page, "#status").startswith("2 triples in ")
        assert "글@ko" in text(page, "tbody")

    def test_markup_in_an_answer_stays_text(self, page: Chromium) -> None:
        ask(page, "SELECT ('<img src=x onerror=alert(1)><b>b</b>' AS ?x) {}")
        assert text(page, "tbody").strip() == "<img src=x onerror=alert(1)><b>b</b>"
        assert page.evaluate("document.querySelectorAll('#table img, #table b').length") == 0

    def test_a_mistake_is_shown_in_its_line(self, page: Chromium) -> None:
        ask(page, "SELECT * {\n  ?s ?p ?o\n  FILTER(\n}")
        assert "4:2" in text(page, "#status")
        assert page.evaluate("document.querySelectorAll('.CodeMirror .wrong').length") == 1
        assert page.evaluate(f"{EDITOR}.getCursor().line") == 3

    def test_a_thing_leads_to_what_is_said_of_it(self, page: Chromium) -> None:
        ask(page, "SELECT ?x { ?x skos:altLabel '코트라'@ko }")
        page.evaluate(
            "document.getElementById('status').textContent = ''; document.querySelector('td a').click()"
        )
        answered(page)
        assert page.evaluate(f"{EDITOR}.getValue()").startswith("DESCRIBE <")
        assert "코트라" in text(page, "tbody")

    @pytest.mark.parametrize(
        ("format_", "part"), [("csv", "n\n5\n"), ("tsv", "?n\n5\n"), ("xml", "<binding")]
    )
    def test_the_raw_answer(self, page: Chromium, format_: str, part: str) -> None:
        ask(page, "SELECT (5 AS ?n) {}")
        page.evaluate(f"document.getElementById('format').value = '{format_}'")
        page.evaluate("document.getElementById('as-raw').click()")
        page.wait_for("document.getElementById('raw').textContent.includes('5')")
        raw = page.evaluate("document.getElementById('raw').textContent")
        assert part in raw.replace("\r\n", "\n")


@needs_a_browser
class TestNamedQueries:
    def test_one_is_asked_for_a_company_by_its_korean_name(self, page: Chromium) -> None:
        page.evaluate("document.querySelector('#queries [data-name=partners]').click()")
        page.type("코트")
        page.wait_for("document.querySelector('.choices:not([hidden]) li') !== null")
        for key in ("ArrowDown", "Enter", "Enter"):
            page.press(key)
        page.wait_for("document.querySelector('tbody tr') !== null")
        assert "Novartis Korea" in text(page, "tbody")
        assert "VALUES ?company {" in page.evaluate(f"{EDITOR}.getValue()")

    def test_a_link_brings_query_and_parameters_back(self, page: Chromium, server: Served) -> None:
        self.test_one_is_asked_for_a_company_by_its_korean_name(page)
        link, table, query = (
            page.evaluate("location.href"),
            text(page, "tbody"),
            page.evaluate(f"{EDITOR}.getValue()"),
        )
        page.visit("about:blank")
        visit(page, link)
        page.wait_for("document.querySelector('tbody tr') !== null")
        assert page.evaluate(f"{EDITOR}.getValue()") == query
        assert text(page, "tbody") == table
        assert page.evaluate("document.querySelector('.details:not([hidden]) input').value") == "kotra"
        assert link.startswith(server.address)

    @pytest.mark.parametrize("name", [q.name for q in read_queries().values() if q.parameters])
    def test_parameters_mean_what_they_mean_in_python(
        self, page: Chromium, server: Served, graph: KnowledgeGraph, name: str
    ) -> None:
        found = read_queries()[name]
        given: dict[str, Any] = {parameter.name: VALUES[parameter.name] for parameter in found.parameters}
        things = names(graph).entities
        values = {
            p.name: things[graph.find(given[p.name]).id][1:-1] if p.kind == "entity" else given[p.name]
            for p in found.parameters
        }
        bound = page.evaluate(
            "Promise.all([import('/static/named.js'), fetch('queries.json').then(r => r.json())]).then("
            f"([named, all]) => named.bind(all.find(q => q.name === '{name}'), {json.dumps(values)}))"
        )
        rows = server.post(bound).json["results"]["bindings"]
        assert len(rows) == len(query(graph, name, **given).rows) > 0

    def test_they_can_be_filtered(self, page: Chromium) -> None:
        page.evaluate("document.getElementById('filter').focus()")
        page.type("territor")
        assert page.evaluate("document.querySelectorAll('#queries > li').length") == 1


@needs_a_browser
class TestEditor:
    @pytest.mark.parametrize("typed", ["oi:partici", "partici", "참여자"])
    def test_it_completes_terms_of_the_ontology(self, page: Chromium, typed: str) -> None:
        page.evaluate(f"{EDITOR}.setValue('SELECT * {{ ?s {typed} }}'); {EDITOR}.focus(); 1")
        page.evaluate(f"{EDITOR}.setCursor(0, {14 + len(typed)}); 1")
        page.press("Control+Space")
        page.wait_for("document.querySelector('.CodeMirror-hint') !== null")
        hints = text(page, ".CodeMirror-hints")
        assert "oi:participant" in hints
        page.evaluate(
            "[...document.querySelectorAll('.CodeMirror-hint')]"
            ".find(e => e.firstChild.data === 'oi:participant').click()"
        )
        query = page.evaluate(f"{EDITOR}.getValue()")
        assert query.splitlines()[0].startswith("PREFIX oi: <")
        assert query.splitlines()[1] == "SELECT * { ?s oi:participant }"

    def test_it_closes_brackets(self, page: Chromium) -> None:
        page.evaluate(f"{EDITOR}.setValue(''); {EDITOR}.focus(); 1")
        page.press("{")
        assert page.evaluate(f"{EDITOR}.getValue()") == "{}"


@needs_a_browser
def test_the_interface_speaks_korean_too(page: Chromium) -> None:
    page.evaluate("document.getElementById('language').click()")
    try:
        assert text(page, "#run span") == "실행"
        assert page.evaluate("document.documentElement.lang") == "ko"
        ask(page, "ASK {}")
        assert text(page, ".answer") == "예"
    finally:
        page.evaluate("document.getElementById('language').click()")


@needs_a_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(page: Chromium, width: int) -> None:
    page.resize(width, 844)
    try:
        ask(page, "SELECT * { ?s ?p ?o } LIMIT 20")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.resize(1280, 860)


class TestWithoutScripts:
    def test_the_form_posts_to_the_endpoint_and_gets_text(self, server: Served) -> None:
        html = server.send("GET", "/").text
        assert '<form id="form" method="post" action="sparql"' in html
        assert '<textarea id="query" name="query"' in html
        accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        body = f"query={quote('SELECT (5 AS ?n) {}')}".encode()
        answer = server.send("POST", "/sparql", body, content_type=FORM, accept=accept)
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.text == "?n\n5\n"

    def test_no_script_or_style_stands_in_the_page(self) -> None:
        html = (STATIC / "index.html").read_text(encoding="utf-8")
        for unwanted in ("<style", "style=", "onclick", "onload", "http://", "https://"):
            assert unwanted not in html
        scripts = [f.read_text(encoding="utf-8") for f in STATIC.iterdir() if f.name.endswith(".js")]
        assert scripts
        for unwanted in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "eval(",
            "document.write",
            "https://",
        ):
            assert [script for script in scripts if unwanted in script] == []


class TestVendoredFiles:
    NOTICE = tomllib.loads((VENDOR / "THIRD_PARTY.toml").read_text(encoding="utf-8"))

    def test_are_those_of_the_notice(self) -> None:
        found = {
            path: hashlib.sha256((VENDOR / "codemirror").joinpath(*path.split("/")).read_bytes()).hexdigest()
            for path in self.NOTICE["sha256"]
        }
        assert found == self.NOTICE["sha256"]
        assert self.NOTICE["license"] == "MIT"
        assert "LICENSE" in found

    def test_are_served(self, server: Served) -> None:
        html = server.send("GET", "/").text
        for path in self.NOTICE["sha256"]:
            if path != "LICENSE":
                assert f'"vendor/codemirror/{path}"' in html
                content = server.send("GET", f"/vendor/codemirror/{path}").body
                assert hashlib.sha256(content).hexdigest() == self.NOTICE["sha256"][path]
