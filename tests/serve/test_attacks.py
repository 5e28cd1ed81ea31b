"""What would bring an endpoint down, sent to a real one: each leaves it answering within a second.

The server has two workers, so that one may be at work until its deadline while the other answers.
"""

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from serve.conftest import Answer, Served, serve

SECONDS = 1.0  # of a query on this server
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def target() -> Iterator[Served]:
    """A server of its own, with a short deadline and little memory."""
    yield from serve("--timeout", str(SECONDS), "--memory", "256")


def listen() -> socket.socket:
    """A port on loopback that nobody should connect to."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.3)
    return listener


def read_all(connection: socket.socket, seconds: float = 15) -> bytes:
    """Everything until the other side closes."""
    connection.settimeout(seconds)
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionError:
        pass  # cut hard
    return received


class TestTextsForTheParser:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT (" + "(" * 50_000 + "1" + ")" * 50_000 + " AS ?x) {}",
            "SELECT * " + "{" * 50_000 + "}" * 50_000,
            "ASK { ?s " + "(" * 50_000 + "<a:p>" + ")" * 50_000 + " ?o }",
            "ASK { FILTER(" + "||".join(["?x"] * 200_000) + ") }",
            "ASK { ?s " + "/".join(["<a:p>"] * 10_000) + " ?o }",
            "ASK { FILTER(" + "!" * 60_000 + "?x) }",
            "SELECT (" + "(" * 2_000 + "1" + ")" * 2_000 + " AS ?x) {}",
            "ASK {" + "OPTIONAL {" * 3_000 + "}" * 3_000 + "}",
            "ASK { ?s ?p ?o " + "." * 60_000 + "}",
            "PREFIX " + " " * 60_000,
            "#" * 60_000,
            "\n#" * 30_000,
            '"' * 60_001,
            "<" * 60_000,
            "'''" + "\\" * 60_000,
        ],
        ids=lambda query: query[:24].strip() or "gap",
    )
    def test_are_turned_down(self, target: Served, query: str) -> None:
        start = time.monotonic()
        try:
            answer = target.post(query)
        except ConnectionError:  # a body that is cut while it is sent
            assert len(query) > 256 * 1024
        else:
            assert answer.status in (400, 413)
            assert answer.text.count("\n") == 1
        assert time.monotonic() - start < 5
        assert target.answers_at_once()


class TestHungryQueries:
    @pytest.mark.parametrize(
        "query",
        [
            f"SELECT (COUNT(*) AS ?n) {CROSS}",
            f"SELECT * {CROSS} ORDER BY ?a ?i ?e",
            "SELECT ?x40 { BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
            + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
            + " }",
            "SELECT (COUNT(*) AS ?n) { ?a (<a:p>|!<a:p>)* ?b . ?b (<a:q>|!<a:q>)* ?c }",
        ],
        ids=["count", "order", "doubling", "paths"],
    )
    def test_end_at_their_limit(self, target: Served, query: str) -> None:
        with ThreadPoolExecutor(1) as other:
            start = time.monotonic()
            hungry = other.submit(target.post, query)
            time.sleep(0.2)
            assert target.answers_at_once()
            answer = hungry.result()
        assert answer.status == 503, answer.text
        assert int(answer.headers["retry-after"]) > 0
        assert time.monotonic() - start < SECONDS + 2
        assert target.answers_at_once()

    def test_a_stream_without_end_is_cut_well_formed(self, target: Served) -> None:
        answer = target.post(f"SELECT * {CROSS}")
        assert answer.headers["result-cut"]
        assert json.loads(answer.body)["results"]["bindings"]
        assert target.answers_at_once()

    def test_more_at_once_than_workers_wait_or_are_told_to_come_again(self, target: Served) -> None:
        with ThreadPoolExecutor(4) as others:
            bombs = [others.submit(target.post, f"SELECT (COUNT(*) AS ?n) {CROSS}") for _ in range(4)]
            assert {bomb.result().status for bomb in bombs} == {503}
        assert target.answers_at_once()


class TestNothingOutsideIsRead:
    @pytest.mark.parametrize(
        "query",
        [
            "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ VALUES ?x {{ <{url}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
            "PREFIX x: <{url}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
            "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "LOAD <{url}>",
        ],
    )
    def test_no_address(self, target: Served, query: str) -> None:
        with listen() as listener:
            answer = target.post(query.format(url=f"http://127.0.0.1:{listener.getsockname()[1]}/"))
            assert answer.status == 400
            with pytest.raises(TimeoutError):
                listener.accept()
        assert target.answers_at_once()

    @pytest.mark.parametrize("name", ["file:///etc/passwd", "/etc/passwd", "file:etc/passwd"])
    def test_no_file(self, target: Served, name: str) -> None:
        answer = target.post(f"SELECT * FROM <{name}> {{ ?s ?p ?o }}")
        assert answer.status == 400
        assert "root:" not in answer.text
        path = f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}&default-graph-uri={quote(name)}"
        assert target.send("GET", path).status == 400
        assert target.answers_at_once()


class TestBodies:
    HEAD = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"

    def test_one_that_says_it_is_too_long_is_refused_unread(self, target: Served) -> None:
        with target.connect() as connection:
            connection.sendall(self.HEAD + b"Content-Length: 100000000000\r\n\r\n")
            assert read_all(connection).startswith(b"HTTP/1.1 413 ")
        assert target.answers_at_once()

    def test_one_in_pieces_is_refused_once_it_is_too_long(self, target: Served) -> None:
        with target.connect() as connection:
            connection.sendall(self.HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
            sent = 0
            try:
                while sent < 50_000_000:
                    connection.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
                    sent += 0x10000
            except ConnectionError:
                pass
            assert sent < 10_000_000
        assert target.answers_at_once()

    def test_a_form_of_many_fields(self, target: Served) -> None:
        body = b"&".join(b"a%d=" % i for i in range(20_000))
        kind = "application/x-www-form-urlencoded"
        assert target.send("POST", "/sparql", body, content_type=kind).status == 400
        assert target.answers_at_once()


class TestSlowClients:
    def test_requests_that_drip_are_cut(self, target: Served) -> None:
        head = b"GET /sparql?query=ASK%20{} HTTP/1.1\r\n"
        body = TestBodies.HEAD + b"Content-Length: 1000\r\n\r\n"
        with ThreadPoolExecutor(40) as others:
            cut = [others.submit(self.drip, target, start) for start in [head, body] * 20]
            time.sleep(0.5)
            assert target.answers_at_once()
            assert max(seconds.result() for seconds in cut) < 13
        assert target.answers_at_once()

    def test_a_client_that_never_reads_holds_no_worker(self, target: Served) -> None:
        held = [target.connect() for _ in range(4)]
        try:
            for connection in held:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                query = b"SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
                connection.sendall(TestBodies.HEAD + b"Content-Length: %d\r\n\r\n" % len(query) + query)
            time.sleep(3)
            assert target.send("GET", "/health").json["free"] == 2
            assert target.answers_at_once()
        finally:
            for connection in held:
                connection.close()

    def test_connections_that_are_left_alone_keep_nobody_out(self, target: Served) -> None:
        held = [target.connect() for _ in range(600)]  # more than there are places
        try:
            assert target.answers_at_once()
        finally:
            for connection in held:
                connection.close()

    @staticmethod
    def drip(target: Served, head: bytes) -> float:
        """Seconds until the server has enough of a request that comes byte by byte; bounded."""
        with target.connect() as connection:
            connection.sendall(head)
            start = time.monotonic()
            connection.settimeout(0.5)
            while time.monotonic() - start < 20:
                try:
                    connection.sendall(b"x")
                    if not connection.recv(4096):
                        break
                except TimeoutError:
                    continue
                except ConnectionError:
                    break
            return time.monotonic() - start


class TestHeaders:
    def test_a_flood_is_refused(self, target: Served) -> None:
        with target.connect() as connection:
            try:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-Y: z\r\n" * 200_000)
                received = read_all(connection)
            except ConnectionError:
                received = b""
            assert received == b"" or received.startswith(b"HTTP/1.1 400 ")
        assert target.answers_at_once()

    @pytest.mark.parametrize(
        "request_",
        [
            b"\x00\x01\x02\x03\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /sparql HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            TestBodies.HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}",
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: "
            + b",".join([b"a/b;q=0.1"] * 5_000)
            + b"\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        ],
        ids=["bytes", "version", "two hosts", "two lengths", "accepts", "tls"],
    )
    def test_what_is_hardly_http(self, target: Served, request_: bytes) -> None:
        with target.connect() as connection:
            connection.sendall(request_)
            connection.shutdown(socket.SHUT_WR)
            assert b" 500 " not in read_all(connection)
        assert target.answers_at_once()

    def test_many_requests_in_one_breath(self, target: Served) -> None:
        with target.connect() as connection:
            request = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            connection.sendall(request * 200)
            connection.shutdown(socket.SHUT_WR)
            read_all(connection)
        assert target.answers_at_once()


def test_a_hundred_clients_at_once(target: Served) -> None:
    until = time.monotonic() + 5
    answers: list[Answer] = []

    def client(number: int) -> None:
        for turn in range(10_000):
            if time.monotonic() > until:
                return
            answers.append(target.post(f"SELECT ({number} * {turn} AS ?n) {{}}", accept="text/csv"))
            assert answers[-1].status in (200, 503)

    with ThreadPoolExecutor(100) as clients:
        for done in [clients.submit(client, number) for number in range(100)]:
            done.result()
    assert sum(answer.status == 200 for answer in answers) > 100
    assert threading.active_count() < 50
    assert target.answers_at_once()
