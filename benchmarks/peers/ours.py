"""Write the made-up graph of so many cases as Turtle and as N-Triples, and say what it cost.

Arguments: the number of cases, a folder, and the rounds. The output is a line of JSON: by what was done, the
fewest seconds of the rounds, of the clock and of the processor; and bytes of memory at the most beyond those
of the graph itself.
"""

import csv
import gc
import json
import random
import re
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from clock import fewest
from generated import generated

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.export import Export
from krpia_graph.write.quads import quads
from krpia_graph.write.rdf.names import prefixes
from krpia_graph.write.rdf.terms import Triple
from krpia_graph.write.syntax import Quad, Style, serialise

LITERAL = re.compile(r'"(.*)"(?:@([a-z-]+)|\^\^<(.*)>)?', re.DOTALL)


def main(cases: int, folder: Path, rounds: int) -> None:
    graph = generated(cases)
    table = prefixes(graph.vocabulary)
    gc.collect()
    streamed = peak_memory(lambda: stream(graph, folder / "ours.ttl"))
    turtle = fewest(rounds, lambda: stream(graph, folder / "ours.ttl"))
    ntriples = fewest(rounds, lambda: stream(graph, folder / "ours.nt"))
    made = list(quads(graph))
    making = fewest(rounds, lambda: deque(quads(graph), 0))
    written = fewest(rounds, lambda: from_quads(made, table, folder / "ready.ttl"))
    tables(sorted({quad[:3] for quad in made}), folder / "tables")
    random.Random(1).shuffle(made)  # a library that has loaded them has them in no order either
    shuffled = fewest(rounds, lambda: from_quads(made, table, folder / "ready.ttl"))
    print(  # noqa: T201
        json.dumps(
            {
                "triples": len(made),
                "prefixes": table,
                "turtle from records": turtle,
                "N-Triples from records": ntriples,
                "making quads": making,
                "turtle from quads": written,
                "turtle from shuffled quads": shuffled,
                "memory of writing": streamed,
            }
        )
    )


def stream(graph: KnowledgeGraph, path: Path) -> None:
    """The file as `krpia_graph.write.write` makes it."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(Export(graph).file(path.suffix))


def from_quads(made: list[Quad], table: dict[str, str], path: Path) -> None:
    """The file from terms that are there already, as a library has them that has loaded a file."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(serialise(made, ".ttl", Style(prefixes=table)))


def peak_memory(work: Callable[[], object]) -> int:
    """The bytes that were resident at the most while it worked, beyond those before (Linux only)."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    before = resident("VmRSS")
    work()
    return resident("VmHWM") - before


def resident(name: str) -> int:
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(f"{name}:"))) * 1024


def tables(known: list[Triple], folder: Path) -> None:
    """The same triples as CSV tables of subject and object, one for each predicate and kind of object.

    `mapping.json` says the predicate, kind and type of each: what a mapping has to know.
    """
    folder.mkdir(exist_ok=True)
    rows: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for subject, predicate, obj in known:
        if match := LITERAL.fullmatch(obj):
            kind, of = ("language", match[2]) if match[2] else ("datatype", match[3] or "")
            value = match[1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        else:
            kind, of, value = "iri", "", obj[1:-1]
        rows.setdefault((predicate[1:-1], kind, of), []).append((subject[1:-1], value))
    mapping = []
    for number, ((predicate, kind, of), found) in enumerate(sorted(rows.items())):
        name = f"table{number}.csv"
        mapping.append({"table": name, "predicate": predicate, "kind": kind, "of": of})
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("from_column", "to_column"), *found])
    (folder / "mapping.json").write_text(json.dumps(mapping), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
