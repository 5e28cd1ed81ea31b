"""The SPARQL 1.1 Protocol over real HTTP, written from the recommendation, and what we promise beyond it."""

import csv
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from serve.conftest import FORM, NAMES, Served

TRIPLES = "SELECT ?s WHERE { ?s a ?type } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?s a ?type } WHERE { ?s a ?type }"
ACCESS = "access-control-allow-origin"


class TestThreeWaysToAsk:
    def test_by_get(self, graphs: Served) -> None:
        assert graphs.ask("ASK {}").json == {"head": {}, "boolean": True}

    def test_by_a_form(self, graphs: Served) -> None:
        body = urlencode({"query": "ASK {}"}).encode()
        assert graphs.send("POST", "/sparql", body, content_type=FORM).json["boolean"] is True

    def test_by_the_query_itself(self, graphs: Served) -> None:
        assert graphs.post("ASK {}").json["boolean"] is True

    def test_in_korean_letters(self, graphs: Served) -> None:
        for answer in (graphs.ask('SELECT ("한글" AS ?x) {}'), graphs.post('SELECT ("한글" AS ?x) {}')):
            assert answer.json["results"]["bindings"][0]["x"]["value"] == "한글"

    def test_head_says_what_get_would(self, graphs: Served) -> None:
        path = f"/sparql?query={quote(TRIPLES)}"
        head, get = graphs.send("HEAD", path), graphs.send("GET", path)
        assert head.body == b""
        for answer in (head, get):
            answer.headers.pop("date")
        assert head.headers == get.headers

    def test_a_charset_of_utf_8_is_no_other_media_type(self, graphs: Served) -> None:
        kind = 'application/sparql-query; charset="UTF-8"'
        assert graphs.send("POST", "/sparql", b"ASK {}", content_type=kind).status == 200


class TestRefusals:
    @pytest.mark.parametrize(
        ("path", "body", "kind", "status", "says"),
        [
            ("/sparql?query=ASK{}&query=ASK{}", None, "", 400, "2 parameters named query"),
            ("/sparql?query=ASK{}", b"query=ASK{}", FORM, 400, "2 parameters named query"),
            ("/sparql?query=", None, "", 400, "no query"),
            ("/sparql?query=%FF", None, "", 400, "UTF-8"),
            ("/sparql", b"\xff", "application/sparql-query", 400, "byte 0"),
            ("/sparql", b"ASK {}", "text/plain", 415, "application/sparql-query"),
            ("/sparql", b"ASK {}", "application/sparql-query; charset=utf-16", 415, "send UTF-8"),
            ("/sparql", b"x=y", FORM, 400, "no query"),
            ("/sparql?update=CLEAR+ALL", None, "", 403, "takes no updates"),
            ("/sparql", b"update=CLEAR+ALL", FORM, 403, "takes no updates"),
            ("/sparql", b"CLEAR ALL", "application/sparql-update", 403, "takes no updates"),
            ("/sparql", b"INSERT DATA { <a:a> <a:b> 1 }", "application/sparql-query", 400, "INSERT"),
            ("/sparql?query=ASK{", None, "", 400, "1:5"),
            ("/sparql?query=ASK{}&default-graph-uri=data.rdf", None, "", 400, "no absolute IRI"),
            (
                "/sparql?query=ASK{}&default-graph-uri=http://example.org/",
                None,
                "",
                400,
                "nothing is fetched",
            ),
            ("/sparql?query=ASK{}&" + "&".join(f"x{i}=" for i in range(200)), None, "", 400, "too many"),
            ("/elsewhere", None, "", 404, "/sparql"),
            ("/static/../app.py", None, "", 404, "no such page"),
            ("/static/%2e%2e/app.py", None, "", 404, "no such page"),
        ],
    )
    def test_one_line_says_why(
        self, graphs: Served, path: str, body: bytes | None, kind: str, status: int, says: str
    ) -> None:
        headers = {"content_type": kind} if kind else {}
        answer = graphs.send("POST" if body is not None else "GET", path, body, **headers)
        assert answer.status == status
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert says in answer.text
        assert answer.text.count("\n") == 1

    def test_as_json_where_that_is_asked_for(self, graphs: Served) -> None:
        answer = graphs.ask("ASK {", accept="application/json")
        assert answer.status == answer.json["status"] == 400
        assert "1:6" in answer.json["error"]

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_another_method(self, graphs: Served, method: str) -> None:
        answer = graphs.send(method, "/sparql?query=ASK{}")
        assert answer.status == 405
        assert "POST" in answer.headers["allow"]

    def test_what_is_only_read_takes_no_post(self, graphs: Served) -> None:
        assert graphs.send("POST", "/health", b"").status == 405


class TestFormats:
    @pytest.mark.parametrize(
        ("accept", "media_type"),
        [
            ("", "application/sparql-results+json"),
            ("*/*", "application/sparql-results+json"),
            ("application/sparql-results+xml", "application/sparql-results+xml"),
            ("text/csv;q=0.2, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
            ("text/*", "text/csv"),
            ("application/*;q=0.5, application/sparql-results+json;q=0", "application/json"),
            ("application/json", "application/json"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/plain"),
            ("image/png, */*;q=0.1", "application/sparql-results+json"),
        ],
    )
    def test_of_a_table(self, graphs: Served, accept: str, media_type: str) -> None:
        answer = graphs.ask(TRIPLES, accept=accept)
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert answer.headers["vary"] == "Accept"

    @pytest.mark.parametrize(
        ("accept", "media_type"),
        [
            ("*/*", "text/turtle"),
            ("application/n-triples", "application/n-triples"),
            ("application/ld+json;q=0.9, text/turtle;q=0.8", "application/ld+json"),
        ],
    )
    def test_of_a_graph(self, graphs: Served, accept: str, media_type: str) -> None:
        answer = graphs.ask(GRAPH, accept=accept)
        assert answer.headers["content-type"].partition(";")[0] == media_type
        format_ = ox.RdfFormat.from_media_type(media_type)
        assert format_
        assert len({str(quad) for quad in ox.parse(answer.body, format=format_)}) == 4

    @pytest.mark.parametrize(
        ("query", "accept"), [(TRIPLES, "text/turtle"), (GRAPH, "text/csv"), ("ASK{}", "a/b")]
    )
    def test_not_on_offer(self, graphs: Served, query: str, accept: str) -> None:
        answer = graphs.ask(query, accept=accept)
        assert answer.status == 406
        assert "accept one of" in answer.text

    def test_all_say_the_same(self, graphs: Served) -> None:
        names = [row["s"]["value"] for row in graphs.ask(TRIPLES).json["results"]["bindings"]]
        assert names == NAMES
        rows = csv.reader(io.StringIO(graphs.ask(TRIPLES, accept="text/csv").text))
        assert [*rows] == [["s"], *([name] for name in NAMES)]
        root = ElementTree.fromstring(graphs.ask(TRIPLES, accept="application/sparql-results+xml").body)
        assert [uri.text for uri in root.iter("{http://www.w3.org/2005/sparql-results#}uri")] == NAMES
        assert graphs.ask(TRIPLES, accept="text/tab-separated-values").text == (
            "?s\n" + "".join(f"<{name}>\n" for name in NAMES)
        )

    def test_by_parameter(self, graphs: Served) -> None:
        answer = graphs.send("GET", f"/sparql?format=tsv&query={quote(TRIPLES)}", accept="image/png")
        assert answer.headers["content-type"].startswith("text/tab-separated-values")
        assert graphs.send("GET", "/sparql?format=ttl&query=ASK{}").status == 406


class TestDataset:
    def test_the_default_graph_is_the_union(self, graphs: Served) -> None:
        assert len(graphs.ask(TRIPLES).json["results"]["bindings"]) == 4

    def test_graphs_of_the_protocol_stand_above_those_of_the_query(self, graphs: Served) -> None:
        query = f"SELECT ?s FROM <{NAMES[1]}> {{ ?s a ?type }}"
        fields = urlencode({"query": query, "default-graph-uri": NAMES[2]})
        (row,) = graphs.send("GET", f"/sparql?{fields}").json["results"]["bindings"]
        assert row["s"]["value"] == NAMES[2]

    def test_named_graphs_alone_leave_the_default_graph_empty(self, graphs: Served) -> None:
        fields = urlencode({"query": "ASK { ?s ?p ?o }", "named-graph-uri": NAMES[2]})
        assert graphs.send("GET", f"/sparql?{fields}").json["boolean"] is False
        fields = urlencode({"query": "SELECT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": NAMES[2]})
        (row,) = graphs.send("GET", f"/sparql?{fields}").json["results"]["bindings"]
        assert row["g"]["value"] == NAMES[2]


class TestCaching:
    def test_who_holds_the_answer_does_not_get_it_again(self, graphs: Served) -> None:
        first = graphs.ask(TRIPLES)
        assert first.headers["cache-control"] == "no-cache"
        again = graphs.ask(TRIPLES, if_none_match=f'"other", {first.headers["etag"]}')
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])

    def test_the_tag_is_that_of_query_dataset_and_format(self, graphs: Served) -> None:
        graph = urlencode({"query": TRIPLES, "default-graph-uri": NAMES[1]})
        named = urlencode({"query": TRIPLES, "named-graph-uri": NAMES[1]})
        answers = [
            graphs.ask(TRIPLES),
            graphs.ask(TRIPLES + " "),
            graphs.ask(TRIPLES, accept="text/csv"),
            graphs.send("GET", f"/sparql?{graph}"),
            graphs.send("GET", f"/sparql?{named}"),
        ]
        tags = [answer.headers["etag"] for answer in answers]
        assert len(set(tags)) == len(tags)
        assert graphs.ask(TRIPLES).headers["etag"] == tags[0]

    def test_a_post_is_answered_whoever_holds_it(self, graphs: Served) -> None:
        tag = graphs.post(TRIPLES).headers["etag"]
        assert graphs.post(TRIPLES, if_none_match=tag).status == 200

    @pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}"])
    def test_what_changes_is_not_kept(self, graphs: Served, query: str) -> None:
        answer = graphs.ask(query)
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers

    def test_files_of_the_page_too(self, graphs: Served) -> None:
        tag = graphs.send("GET", "/static/page.js").headers["etag"]
        assert graphs.send("GET", "/static/page.js", if_none_match=tag).status == 304


class TestOtherOrigins:
    def test_may_read_answers_and_refusals(self, graphs: Served) -> None:
        for answer in (graphs.ask("ASK {}"), graphs.ask("ASK {"), graphs.send("GET", "/health")):
            assert answer.headers[ACCESS] == "*"
            assert "Result-Cut" in answer.headers["access-control-expose-headers"]

    def test_ask_first_whether_they_may(self, graphs: Served) -> None:
        answer = graphs.send(
            "OPTIONS", "/sparql", origin="https://example.org", access_control_request_method="POST"
        )
        assert (answer.status, answer.headers[ACCESS]) == (204, "*")
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert "Content-Type" in answer.headers["access-control-allow-headers"]

    def test_do_not_pass_by_another_name(self, graphs: Served) -> None:
        answer = graphs.ask("ASK {}", host="rebound.example:80")
        assert answer.status == 421
        assert "rebound.example" in answer.text
        assert graphs.ask("ASK {}", host=f"localhost:{graphs.port}").status == 200


def test_security_headers_stand_on_everything(graphs: Served) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/nowhere", "/static/page.js"):
        headers = graphs.send("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "unsafe" not in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_health(graphs: Served) -> None:
    health = graphs.send("GET", "/health").json
    assert health["status"] == "ok"
    assert (health["triples"], len(health["graphs"])) == (4, 4)
    assert (health["workers"], health["free"]) == (2, 2)
    assert len(health["fingerprint"]) == 64


class TestDescription:
    """Section 2 of the recommendation of the service description, and the three tests of the W3C."""

    SD = "http://www.w3.org/ns/sparql-service-description#"

    @pytest.mark.parametrize("accept", ["*/*", "application/n-triples", "application/ld+json"])
    def test_it_is_rdf_about_this_endpoint(self, graphs: Served, accept: str) -> None:
        answer = graphs.send("GET", "/sparql", accept=accept)
        format_ = ox.RdfFormat.from_media_type(answer.headers["content-type"])
        assert format_
        quads = list(ox.parse(answer.body, format=format_))
        endpoint = ox.NamedNode(f"{graphs.address}sparql")

        def objects(subject: ox.NamedNode | ox.BlankNode | ox.Triple, name: str) -> list[str]:
            return [
                q.object.value
                for q in quads
                if q.subject == subject and q.predicate.value == self.SD + name and hasattr(q.object, "value")
            ]

        assert objects(endpoint, "endpoint") == [endpoint.value]
        assert objects(endpoint, "supportedLanguage") == [self.SD + "SPARQL11Query"]
        assert objects(endpoint, "feature") == [self.SD + "UnionDefaultGraph"]
        assert len(objects(endpoint, "resultFormat")) == 7
        names = [q.object for q in quads if q.predicate.value == self.SD + "name"]
        assert sorted(name.value for name in names if isinstance(name, ox.NamedNode)) == NAMES
        counts = [q.object for q in quads if q.predicate.value == "http://rdfs.org/ns/void#triples"]
        assert sorted(int(c.value) for c in counts if isinstance(c, ox.Literal)) == [1, 1, 1, 1, 4]

    def test_a_browser_is_sent_to_the_page(self, graphs: Served) -> None:
        answer = graphs.send("GET", "/sparql", accept="text/html,*/*;q=0.8")
        assert (answer.status, answer.headers["location"]) == (303, "/")

    def test_not_on_offer(self, graphs: Served) -> None:
        assert graphs.send("GET", "/sparql", accept="image/png").status == 406


class TestSuggestions:
    @pytest.mark.parametrize("text", ["kotra", "KOTRA", "코트라", "Korea Trade"])
    def test_by_label_or_alias_in_either_language(self, server: Served, text: str) -> None:
        found = server.send("GET", f"/suggest?q={quote(text)}").json
        assert found[0]["iri"].endswith("/kotra")

    def test_of_nothing_is_nothing(self, server: Served) -> None:
        assert server.send("GET", "/suggest").json == []
        assert server.send("GET", f"/suggest?q={quote('no such thing')}").json == []


class TestCut:
    def test_an_answer_over_the_limit_is_whole_and_says_so(self, server: Served) -> None:
        query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
        answer = server.ask(query)
        assert answer.headers["result-cut"] in ("rows", "bytes", "time")
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
        assert len(json.loads(answer.body)["results"]["bindings"]) == int(answer.headers["result-rows"])
