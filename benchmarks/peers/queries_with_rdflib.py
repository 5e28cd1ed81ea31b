"""Load a file of N-Triples with rdflib and ask it the named queries.

Arguments: a file of N-Triples, a file of questions as JSON (name, text, variables), and the seconds that a
query may take. The output is a line of JSON: seconds of the clock to load, and for each query its seconds and
its rows, or null where it was stopped.
"""

import json
import math
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import rdflib


def ask(graph: rdflib.Graph, question: dict[str, Any]) -> list[list[object]]:
    """The rows as plain values, sorted; ASK gives one row, CONSTRUCT its triples."""
    result = graph.query(question["text"])
    if result.type == "ASK":
        return [[result.askAnswer]]
    if result.type == "CONSTRUCT":
        rows: list[list[object]] = [[plain(term) for term in triple] for triple in result.graph or ()]
    else:
        names = [rdflib.Variable(name) for name in question["variables"]]
        rows = [[plain(row.get(name)) for name in names] for row in result.bindings]
    return sorted(rows, key=str)


def plain(term: Any) -> object:
    """A number as a float, a truth value as such, all else as a text."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        if isinstance(term.value, bool):
            return term.value
        try:
            number = (
                float(term) if str(term.datatype).endswith(("integer", "decimal", "double")) else math.nan
            )
        except ValueError:
            number = math.nan
        return str(term) if math.isnan(number) else number
    return str(term)


def stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def main(data: Path, questions: Path, cap: int) -> None:
    start = time.perf_counter()
    graph = rdflib.Graph(bind_namespaces="none").parse(data, format="nt")
    found: dict[str, object] = {"load": time.perf_counter() - start}
    signal.signal(signal.SIGALRM, stop)
    for question in json.loads(questions.read_text(encoding="utf-8")):
        signal.alarm(cap)
        start = time.perf_counter()
        try:
            rows: object = ask(graph, question)
        except TimeoutError:
            rows = None
        signal.alarm(0)
        found[question["name"]] = [time.perf_counter() - start, rows]
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
