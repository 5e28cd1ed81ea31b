"""Real servers: `krpia-graph serve` in a process of its own on a free port of the loopback interface."""

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A server that runs; `send` speaks to it by http.client, `connect` gives a bare connection."""

    host: str
    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def send(self, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Answer:
        """One request on a connection of its own; `content_type` and the like become headers."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def ask(self, query: str, **headers: str) -> Answer:
        """A query by GET."""
        return self.send("GET", f"/sparql?{urlencode({'query': query})}", **headers)

    def post(self, query: str, **headers: str) -> Answer:
        """A query as it is, by POST."""
        return self.send(
            "POST", "/sparql", query.encode(), content_type="application/sparql-query", **headers
        )

    def connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=30)

    def answers_at_once(self) -> bool:
        """Whether a query is answered rightly within a second."""
        start = time.monotonic()
        answer = self.post("SELECT (6 * 7 AS ?n) {}", accept="text/csv")
        return answer.text == "n\r\n42\r\n" and time.monotonic() - start < 1.0


def serve(*words: str) -> Iterator[Served]:
    """A server with these options, until the tests are done with it."""
    command = [sys.executable, "-m", "krpia_graph", "serve", "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        said = ""
        try:
            for line in process.stdout:
                said += line
                if found := re.search(r"asking at http://\[?([\w.:]+?)\]?:(\d+)/", line):
                    yield Served(found[1], int(found[2]), process.pid)
                    break
            else:
                pytest.fail(f"the server did not start:\n{said}")
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """Over the documents that come along, with few rows an answer."""
    yield from serve("--rows", "5000")


NAMES = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in range(4)]
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Over four named graphs of one triple each, as the tests of the protocol want them."""
    path = tmp_path_factory.mktemp("graphs") / "graphs.nq"
    path.write_text("".join(f"<{name}> {TYPE} {DOCUMENT} <{name}> .\n" for name in NAMES), encoding="utf-8")
    yield from serve("--graph", str(path))
