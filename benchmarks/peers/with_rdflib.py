"""Load a file of N-Triples with rdflib and write it as Turtle, with the prefixes bound.

Arguments: the folder with `ours.nt`, a file with the prefixes as JSON, the rounds. The output is a line of
JSON.
"""

import json
import sys
import time
from pathlib import Path

import rdflib

if __name__ == "__main__":
    folder, rounds = Path(sys.argv[1]), int(sys.argv[3])
    start = time.perf_counter()
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")).items():
        graph.bind(prefix, namespace)
    graph.parse(folder / "ours.nt", format="nt")
    loaded, written = time.perf_counter() - start, []
    for _ in range(rounds):
        start = time.perf_counter()
        graph.serialize(folder / "rdflib.ttl", format="turtle", encoding="utf-8")
        written.append(time.perf_counter() - start)
    print(json.dumps({"triples": len(graph), "load": loaded, "turtle": min(written)}))  # noqa: T201
