"""Load a file of N-Triples with maplib and write it as Turtle and as N-Triples.

Arguments: the folder with `ours.nt`, a file with the prefixes as JSON, the rounds. The output is a line of
JSON. It runs in an environment of its own, which has maplib and nothing of this project.
"""

import json
import sys
from pathlib import Path

import maplib
from clock import fewest

if __name__ == "__main__":
    folder, rounds = Path(sys.argv[1]), int(sys.argv[3])
    prefixes = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    model = maplib.Model()
    load = fewest(1, lambda: model.read(str(folder / "ours.nt"), format="ntriples"))
    ttl, nt = str(folder / "maplib.ttl"), str(folder / "maplib.nt")
    turtle = fewest(rounds, lambda: model.write(ttl, format="turtle", prefixes=prefixes))
    ntriples = fewest(rounds, lambda: model.write(nt, format="ntriples"))
    print(json.dumps({"load": load, "turtle": turtle, "N-Triples": ntriples}))  # noqa: T201
