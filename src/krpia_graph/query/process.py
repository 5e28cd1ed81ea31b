"""A question in, a finished document out: one worker process, killed at the end of its time."""

import json
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from krpia_graph.model.errors import Busy, OverLimit, QueryError, SourceError
from krpia_graph.query.engine import Question
from krpia_graph.query.frames import DATA, END, ERROR, HEAD, READY, read_frame
from krpia_graph.query.limits import Limits

_IN_MEMORY = 1 << 20  # bytes of a document before it goes to a temporary file
_START_SECONDS = 60.0
_FROM_OUTSIDE = (-signal.SIGTERM, -signal.SIGINT)  # somebody ended the worker: not the fault of the query
_PACKAGE = Path(__file__).resolve().parent.parent
# The packages stand in as empty ones: running their __init__ would import everything and take a second.
_START = """
import sys, types
where, store, memory = sys.argv[1:]
for name, folder in (("krpia_graph", where), ("krpia_graph.query", where + "/query")):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from krpia_graph.query.worker import main
main(store, int(memory))
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A finished document: `body` stands at 0 and has `size` bytes, with `rows` rows or triples (ASK: 1).

    `cut` is the limit that ended it early ("rows", "bytes" or "time"), or "". The document is well-formed
    in any case. `media_type` names no character set; it is always UTF-8.
    """

    media_type: str
    body: IO[bytes]
    size: int
    rows: int
    cut: str = ""


class Gone(Exception):  # noqa: N818
    """Somebody ended the worker before it had answered."""


class Process:
    """A worker over the store in a folder; not for two threads at once."""

    def __init__(self, store: Path, memory: int) -> None:
        self._store = store
        self._memory = memory
        self._running = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, str(_PACKAGE), str(store), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt from the keyboard is for the parent alone
        )
        self._ready = False
        self._asked = 0
        self._lock = threading.Lock()
        self._ended = False

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._running.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return not self._ended and self._running.poll() is None

    @property
    def asked(self) -> int:
        """How many questions it has had."""
        return self._asked

    def close(self) -> None:
        """Kill the process and let go of its pipes."""
        with self._lock:
            if self._ended:
                return
            self._ended = True
        self._running.kill()
        self._running.wait()
        for pipe in (self._running.stdin, self._running.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # unsent bytes for a process that is no more
                    continue

    def ask(self, question: Question, table: str, graph: str, limits: Limits) -> Result:
        """The document of the answer, in the format named `table` or `graph` as the question has it.

        Raises QueryError for what the engine refuses, OverLimit where time or memory were gone before a row,
        SourceError where the store cannot be opened, and Gone.
        """
        self._wait_until_ready()
        asked: dict[str, object] = {"question": asdict(question), "table": table, "graph": graph}
        asked |= {"seconds": limits.seconds, "rows": limits.rows, "bytes": limits.bytes}
        late = threading.Event()
        timer = self._timer(limits.seconds, late)
        self._asked += 1
        try:
            try:
                stdin = cast(IO[bytes], self._running.stdin)
                stdin.write(json.dumps(asked).encode() + b"\n")
                stdin.flush()
            except (OSError, ValueError):  # the process has ended, or `close` has closed its pipes
                raise Gone from None
            return self._collect(limits, late)
        finally:
            timer.cancel()
            timer.join()  # so that it cannot fire into the next question
            if late.is_set():
                self.close()

    def _timer(self, seconds: float, late: threading.Event) -> threading.Timer:
        def kill() -> None:
            late.set()
            self._running.kill()

        timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), kill)
        timer.daemon = True
        timer.start()
        return timer

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        timer = self._timer(_START_SECONDS, threading.Event())
        try:
            found = read_frame(cast(IO[bytes], self._running.stdout), 0)
        finally:
            timer.cancel()
        if found is None or found[0] != READY:
            self.close()
            raise SourceError(f"{self._store}: cannot be opened as a store of triples; make it again")
        self._ready = True

    def _collect(self, limits: Limits, late: threading.Event) -> Result:
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        media_type, tail, empty = "", b"", b""
        rows = 0
        cut: str | None = None
        try:
            while cut is None:
                # A frame has no more bytes than the document may have, or is a short message.
                found = read_frame(cast(IO[bytes], self._running.stdout), limits.bytes + 65536)
                if found is None:
                    self._fail(late.is_set(), rows, limits.seconds)
                    cut = "time"
                    break
                kind, more, payload = found
                if kind == DATA:
                    body.write(payload)
                    rows += more
                elif kind == HEAD:
                    head = json.loads(payload)
                    media_type, tail, empty = (
                        head["media_type"],
                        head["tail"].encode(),
                        head["empty"].encode(),
                    )
                elif kind == END:
                    cut = json.loads(payload)["cut"]
                elif kind == ERROR:
                    self._refuse(json.loads(payload))
            body.write(tail if rows else empty)
        except BaseException:
            body.close()
            raise
        size = body.tell()
        body.seek(0)
        return Result(media_type, cast(IO[bytes], body), size, rows, cut or "")

    def _refuse(self, said: dict[str, str]) -> None:
        if said["kind"] == "memory":
            self.close()
            raise _out_of_memory(self._memory)
        raise QueryError(said["message"])

    def _fail(self, late: bool, rows: int, seconds: float) -> None:
        """Raise what the end of the process means; nothing where time ended it after the first row."""
        if self._ended:
            raise Busy("the pool was closed before the answer was there")
        self.close()
        code = self._running.returncode
        if late or code == -getattr(signal, "SIGXCPU", 0):
            if not rows:
                raise OverLimit(
                    "time",
                    f"SPARQL: no row within {seconds:g} seconds; ask for less (fewer joins, "
                    "a FILTER, no ORDER BY) or allow more time",
                )
            return
        if code in _FROM_OUTSIDE:
            raise Gone
        raise _out_of_memory(self._memory)


def _out_of_memory(memory: int) -> OverLimit:
    return OverLimit(
        "memory",
        f"SPARQL: the query needs more than the {memory >> 20} MiB of memory that it may use; "
        "ask for less, or allow more memory",
    )
