"""Load a file of N-Triples with maplib and write it as Turtle and as N-Triples.

Arguments: the folder with `ours.nt`, a file with the prefixes as JSON, the rounds. The output is a line of
JSON. It runs in an environment of its own, which has maplib and nothing of this project.
"""

import json
import sys
import time
from pathlib import Path

import maplib

if __name__ == "__main__":
    folder, rounds = Path(sys.argv[1]), int(sys.argv[3])
    prefixes = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    found: dict[str, list[float]] = {"load": [], "turtle": [], "N-Triples": []}
    for _ in range(rounds):
        start = time.perf_counter()
        model = maplib.Model()
        model.read(str(folder / "ours.nt"), format="ntriples")
        found["load"].append(time.perf_counter() - start)
        for name, word, suffix in (("turtle", "turtle", "ttl"), ("N-Triples", "ntriples", "nt")):
            start = time.perf_counter()
            options = {"prefixes": prefixes} if word == "turtle" else {}
            model.write(str(folder / f"maplib.{suffix}"), format=word, **options)
            found[name].append(time.perf_counter() - start)
    print(json.dumps({name: min(seconds) for name, seconds in found.items()}))  # noqa: T201
