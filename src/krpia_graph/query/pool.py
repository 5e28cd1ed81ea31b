"""Questions from many threads in, finished documents out: a few warm worker processes over one store.

A query never runs in the process of the pool. Whatever it does there, the worst is that its worker is killed
and another one started; the next question finds a worker that is ready or about to be.
"""

import threading
import time
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from krpia_graph.model.errors import Busy, OverLimit, QueryError, SourceError, UnknownNameError
from krpia_graph.query.engine import Question
from krpia_graph.query.guard import check_graphs, check_sparql
from krpia_graph.query.limits import Limits
from krpia_graph.query.process import Gone, Process, Result
from krpia_graph.query.results import GRAPHS, TABLES

__all__ = ["Busy", "OverLimit", "Pool", "QueryError", "Result", "SourceError"]

_WORN = 1000  # questions after which a worker is replaced: memory that came apart does not pile up


class Pool:
    """`size` workers over the store in a folder; safe to use from many threads.

    `graphs` are the names of the graphs of the dataset, `prefixes` those that a query need not declare, and
    `wait` the seconds that a question waits for a worker before it is turned down. Use it in `with`, or call
    `close`: the workers end with the pool, and with the process of the pool however that ends.
    """

    def __init__(
        self,
        store: Path,
        limits: Limits,
        size: int,
        graphs: Collection[str],
        prefixes: Mapping[str, str] | None = None,
        wait: float = 1.0,
    ) -> None:
        if size < 1:
            raise ValueError(f"a pool needs a worker, not {size}")
        if not store.is_dir():
            raise SourceError(f"{store}: no such folder; make it with krpia_graph.query.store.make_store")
        self.limits = limits
        self.graphs = tuple(graphs)
        self._store = store
        self.prefixes = dict(prefixes or {})
        self._wait = wait
        self._closed = False
        self._all: set[Process] = set()
        self._changed = threading.Condition()
        self._idle = deque(self._start() for _ in range(size))

    def ask(
        self,
        text: str,
        table: str = "json",
        graph: str = "ttl",
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Result:
        """The answer as a document in the format `table` (SELECT, ASK) or `graph` (CONSTRUCT, DESCRIBE).

        `default_graphs` and `named_graphs` stand above the FROM of the text; with neither, the default graph
        is the union of all. Blocks; close the body of the result after use. Raises QueryError for a query
        that may not or cannot run, Busy where no worker became free, OverLimit where time or memory were gone
        before the first row.
        """
        own = check_sparql(text, self.prefixes)
        asked = Question(
            text, dict(self.prefixes), {}, tuple(default_graphs), tuple(named_graphs), own_dataset=own
        )
        return self.run(asked, table, graph)

    def run(
        self, question: Question, table: str = "json", graph: str = "ttl", limits: Limits | None = None
    ) -> Result:
        """The same for a question whose text `check_sparql` has seen.

        `limits` may differ from those of the pool, but for the memory.
        """
        for kind, name, known in (("table", table, list(TABLES)), ("graph", graph, list(GRAPHS))):
            if name not in known:
                raise UnknownNameError(f"{kind} format", name, known)
        chosen = (*question.default_graphs, *question.named_graphs)
        check_graphs(chosen or question.own_dataset, self.graphs)
        worker = self._take()
        try:
            for _ in range(2):
                try:
                    return worker.ask(question, table, graph, limits or self.limits)
                except Gone:
                    worker = self._replace(worker)
            raise Busy("the workers are being ended from outside; ask again in a few seconds")
        finally:
            self._give(worker)

    @property
    def workers(self) -> list[int]:
        """The ids of the processes, sorted."""
        with self._changed:
            return sorted(worker.pid for worker in self._all)

    def close(self) -> None:
        """End all workers, those that are at work too."""
        with self._changed:
            self._closed = True
            workers = list(self._all)
            self._changed.notify_all()
        for worker in workers:
            worker.close()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> Process:
        worker = Process(self._store, self.limits.memory)
        self._all.add(worker)
        return worker

    def _take(self) -> Process:
        until = time.monotonic() + self._wait
        with self._changed:
            while not self._idle:
                left = until - time.monotonic()
                if self._closed or left <= 0 or not self._changed.wait(left):
                    break
            if self._closed or not self._idle:
                raise Busy("all workers are at work; ask again in a few seconds")
            return self._idle.popleft()  # the one that has had most time to start

    def _give(self, worker: Process) -> None:
        if not worker.alive or worker.asked >= _WORN:
            worker = self._replace(worker)
        with self._changed:
            self._idle.append(worker)
            self._changed.notify()

    def _replace(self, worker: Process) -> Process:
        worker.close()
        with self._changed:
            self._all.discard(worker)
            return worker if self._closed else self._start()
