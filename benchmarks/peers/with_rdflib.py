"""Load a file of N-Triples with rdflib and write it as Turtle, with the prefixes bound.

Arguments: the folder with `ours.nt`, a file with the prefixes as JSON, the rounds. The output is a line of
JSON.
"""

import json
import sys
from pathlib import Path

import rdflib
from clock import fewest

if __name__ == "__main__":
    folder, rounds = Path(sys.argv[1]), int(sys.argv[3])
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")).items():
        graph.bind(prefix, namespace)
    load = fewest(1, lambda: graph.parse(folder / "ours.nt", format="nt"))
    turtle = fewest(rounds, lambda: graph.serialize(folder / "rdflib.ttl", format="turtle", encoding="utf-8"))
    print(json.dumps({"triples": len(graph), "load": load, "turtle": turtle}))  # noqa: T201
