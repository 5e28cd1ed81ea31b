"""A server on the loopback that replays replies in the form of an OpenAI-compatible endpoint."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Canned:
    """A response; `drip` sends the body byte by byte with that pause, `promised` is its Content-Length."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    promised: int | None = None


def saying(content: Any) -> Canned:
    """The response of a model that says this: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return enveloped(text)


def enveloped(content: object) -> Canned:
    """The response whose message has that content."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return Canned(body=json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def error(status: int, message: str = "no", **headers: str) -> Canned:
    """The response of a server that does not answer the question."""
    body = json.dumps({"error": {"message": message}}).encode()
    return Canned(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


EMPTY = saying({"names": [], "further_names": [], "relations": []})


class Server(ThreadingHTTPServer):
    """Keeps every request, and answers with `answer`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[dict[str, Any]], Canned] = lambda _: EMPTY
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def passages(self) -> list[dict[str, Any]]:
        """What was asked: the last message of each request."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.bodies]

    def replay(self, *replies: Canned) -> None:
        """Answer with these in their order, then with the last again and again."""
        rest = list(replies)
        self.answer = lambda _: rest.pop(0) if len(rest) > 1 else rest[0]

    def about(self, answers: dict[str, Any]) -> None:
        """Answer a passage by the first key that stands in it; others with an empty answer."""

        def answer(body: dict[str, Any]) -> Canned:
            passage = body["messages"][-1]["content"]
            found = (saying(said) for words, said in answers.items() if words in passage)
            return next(found, EMPTY)

        self.answer = answer

    def take(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> Canned:
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            self.bodies.append(body)
            return self.answer(body)

    def handle_error(self, *_: object) -> None:
        """A client that went away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        canned = self.server.take(self.path, dict(self.headers.items()), body)
        time.sleep(canned.wait)
        self.send_response(canned.status)
        for name, value in canned.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(canned.promised or len(canned.body)))
        self.end_headers()
        if not canned.drip:
            self.wfile.write(canned.body)
            return
        for i in range(len(canned.body)):
            self.wfile.write(canned.body[i : i + 1])
            self.wfile.flush()
            time.sleep(canned.drip)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers while the block runs."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
