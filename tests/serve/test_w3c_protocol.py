"""The query half of the W3C SPARQL 1.1 Protocol tests, over HTTP, from a checkout of w3c/rdf-tests.

`KRPIA_GRAPH_RDF_TESTS` names the checkout; the tests are not part of this project. The manifest gives no data
for `data0.rdf`, which six tests name as default graph; our dataset has a graph of that name.
"""

import http.client
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from serve.conftest import Served

ROOT = os.environ.get("KRPIA_GRAPH_RDF_TESTS", "")
MANIFEST = Path(ROOT, "sparql", "sparql11", "protocol", "manifest.ttl")
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/manifest"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

QUERY_HALF = [
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
]
UPDATE_REFUSED = [
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
]
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples"},
}

needs_the_tests = pytest.mark.skipif(
    not MANIFEST.is_file(), reason="KRPIA_GRAPH_RDF_TESTS names no checkout of w3c/rdf-tests"
)


class Manifest:
    """The requests of a test and what it expects, read from the graph of the manifest."""

    def __init__(self) -> None:
        self._store = ox.Store()
        self._store.load(path=str(MANIFEST), format=ox.RdfFormat.TURTLE, base_iri=BASE)

    def requests(self, test: str) -> list[Any]:
        action = self.one(ox.NamedNode(f"{BASE}#{test}"), MF + "action")
        return self.items(self.one(action, HT + "requests"))

    def all(self, subject: Any, predicate: str) -> list[Any]:
        return [q.object for q in self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]

    def one(self, subject: Any, predicate: str) -> Any:
        return next(iter(self.all(subject, predicate)), None)

    def items(self, node: Any) -> list[Any]:
        found = []
        while node is not None and node != ox.NamedNode(RDF + "nil"):
            found.append(self.one(node, RDF + "first"))
            node = self.one(node, RDF + "rest")
        return found

    def text(self, subject: Any, predicate: str) -> str:
        return str(self.one(subject, predicate).value)


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return Manifest()


@needs_the_tests
@pytest.mark.parametrize("test", QUERY_HALF)
def test_a_query_is_answered_as_the_w3c_wants(test: str, manifest: Manifest, graphs: Served) -> None:
    requests = manifest.requests(test)
    assert requests
    for request in requests:
        assert fault(manifest, request, graphs) == ""


@needs_the_tests
@pytest.mark.parametrize("test", UPDATE_REFUSED)
def test_an_update_is_refused(test: str, manifest: Manifest, graphs: Served) -> None:
    status, _, _ = send(manifest, manifest.requests(test)[0], graphs)
    assert 400 <= status < 500


@needs_the_tests
def test_every_test_of_the_manifest_is_in_one_half(manifest: Manifest) -> None:
    entries = manifest.items(manifest.one(ox.NamedNode(BASE), MF + "entries"))
    assert {entry.value.rpartition("#")[2] for entry in entries} == {*QUERY_HALF, *UPDATE_REFUSED}


def send(manifest: Manifest, request: Any, server: Served) -> tuple[int, str, bytes]:
    """Status, media type and body of the answer to a request of the manifest, headers sent as it has them."""
    headers = {
        manifest.text(header, HT + "fieldName"): manifest.text(header, HT + "fieldValue")
        for header in manifest.items(manifest.one(request, HT + "headers"))
    }
    body = None
    if node := manifest.one(request, HT + "body"):
        body = manifest.text(node, CNT + "chars").encode(manifest.text(node, CNT + "characterEncoding"))
    connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
    try:
        path = quote(manifest.text(request, HT + "absolutePath"), safe="/?&=%")
        connection.request(manifest.text(request, HT + "methodName"), path, body, headers)
        response = connection.getresponse()
        media_type = (response.getheader("content-type") or "").partition(";")[0]
        return response.status, media_type, response.read()
    finally:
        connection.close()


def fault(manifest: Manifest, request: Any, server: Served) -> str:
    """What is wrong with the answer to a request; empty where nothing is."""
    status, media_type, body = send(manifest, request, server)
    wanted = manifest.one(request, HT + "resp")
    statuses = [s.value.rpartition("#StatusCode")[2] for s in manifest.all(wanted, MF + "expectedStatus")]
    assert statuses
    if f"{status // 100}xx" not in statuses and str(status) not in statuses:
        return f"status {status}, not {statuses}: {body[:200]!r}"
    format_ = manifest.one(wanted, MF + "expectedFormat")
    if format_ and media_type not in FORMATS[format_.value]:
        return f"{media_type} is not {format_.value}"
    boolean = manifest.one(wanted, MF + "expectedBoolean")
    if boolean and json.loads(body)["boolean"] is not (boolean.value == "true"):
        return f"{body!r} is not {boolean.value}"
    return ""
