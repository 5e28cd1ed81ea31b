"""The process that answers queries, one after the other, until its input ends or it is killed.

In come the folder of a store and, line by line, questions; out go the frames of `frames`. It checks no text:
what may be asked is settled before, and what gets through that is held by `confine` and by the parent, which
kills this process when the time is over.
"""

import json
import os
import queue
import sys
import time
from collections.abc import Iterable
from typing import IO, Any

import pyoxigraph as ox

from krpia_graph.model.errors import QueryError
from krpia_graph.query.confine import confine, hold_memory, hold_processor
from krpia_graph.query.engine import Question, Results, ask, in_words, on_deep_stack
from krpia_graph.query.frames import DATA, END, ERROR, HEAD, READY, frame
from krpia_graph.query.results import GRAPHS, TABLES

_FULL = 32 * 1024  # characters that are sent at once
# Should the next row never come, those that wait are lost: so the first ones and late ones do not wait.
_FIRST = 100  # rows
_SOON = 0.02  # seconds since rows were last sent


def main(store: str, memory: int) -> None:
    """Answer what comes on standard input; `memory` are the bytes that queries may add to the open store."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    confine()
    opened = ox.Store.read_only(store)
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def work() -> None:
        try:
            while True:
                _reply(opened, json.loads(lines.get()), out)
        finally:
            os._exit(1)  # an error that nothing foresees: the parent sees the end at once

    on_deep_stack(work)
    hold_memory(memory)
    out.write(frame(READY))
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)  # the parent is gone: whatever still runs has nobody to answer


def _reply(store: ox.Store, asked: dict[str, Any], out: IO[bytes]) -> None:
    hold_processor(asked["seconds"])
    try:
        _answer(ask(store, Question(**asked["question"])), asked, out)
    except QueryError as error:
        _say(out, ERROR, kind="query", message=str(error))
    except MemoryError:
        _say(out, ERROR, kind="memory", message="")
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        _say(out, ERROR, kind="query", message=str(in_words(error)))


def _answer(results: Results, asked: dict[str, Any], out: IO[bytes]) -> None:
    """Send the document of the results, up to the limits on rows and bytes."""
    table, graph = TABLES[asked["table"]], GRAPHS[asked["graph"]]
    if isinstance(results, ox.QueryBoolean):
        text = table.boolean(bool(results)).encode()
        _say(out, HEAD, media_type=table.media_type, tail="", empty="")
        out.write(frame(DATA, text, rows=1))
        _say(out, END, cut="")
        return
    rows: Iterable[str]
    if isinstance(results, ox.QueryTriples):
        graph_writer = graph.writer(asked["question"]["prefixes"])
        head, tail, empty = graph_writer.head, graph_writer.tail, graph_writer.empty
        rows = map(graph_writer.row, results)
    else:
        writer = table.writer([variable.value for variable in results.variables])
        head, tail, empty = writer.head, writer.tail, writer.tail
        rows = (writer.row(list(solution)) for solution in results)
    media_type = table.media_type if isinstance(results, ox.QuerySolutions) else graph.media_type
    _say(out, HEAD, media_type=media_type, tail=tail, empty=empty)
    _say(out, END, cut=_send(rows, head, tail, asked, out))


def _send(rows: Iterable[str], head: str, tail: str, asked: dict[str, Any], out: IO[bytes]) -> str:
    """Send the rows, and give the limit that ended them or ""."""
    start = head.encode()
    out.write(frame(DATA, start))
    size, sent, cut = len(start) + len(tail.encode()), 0, ""
    waiting: list[bytes] = []
    held, last = 0, 0.0
    for row in rows:
        if sent + len(waiting) == asked["rows"]:
            cut = "rows"
            break
        text = row.encode()
        size += len(text)
        if size > asked["bytes"]:
            cut = "bytes"
            break
        waiting.append(text)
        held += len(text)
        now = time.monotonic()
        if sent < _FIRST or held >= _FULL or now - last >= _SOON:
            out.write(frame(DATA, b"".join(waiting), len(waiting)))
            sent, held, last = sent + len(waiting), 0, now
            waiting.clear()
    if waiting:
        out.write(frame(DATA, b"".join(waiting), len(waiting)))
    return cut


def _say(out: IO[bytes], what: int, **values: str) -> None:
    out.write(frame(what, json.dumps(values).encode()))
