"""The tests of the W3C for Turtle, TriG, N-Triples and N-Quads, out of the source distribution of rdflib.

`python3 run.py test` brings that into `.venv/suites`; the suites are no part of the project.
"""

import tarfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from rdf_readers import by_oxigraph

from krpia_graph.write.syntax import Quad

NAME = f"rdflib-{version('rdflib')}"
ARCHIVE = Path(__file__).parent.parent / ".venv" / "suites" / f"{NAME}.tar.gz"
MISSING = "" if ARCHIVE.is_file() else f"no {ARCHIVE.name} in .venv/suites: `python3 run.py test` brings it"
SUITES = ("turtle", "trig", "ntriples", "nquads")
_EVALUATION = {"TestTurtleEval", "TestTrigEval"}


class Case(NamedTuple):
    """The file that a test names, and what it says."""

    file: str
    quads: list[Quad]


@cache
def cases(suite: str) -> tuple[Case, ...]:
    """The results of all evaluation tests of a suite, and the inputs of its positive syntax tests."""
    return tuple(_cases(suite))


def _cases(suite: str) -> Iterator[Case]:
    with tarfile.open(ARCHIVE) as archive:

        def read(name: str) -> list[Quad]:
            file = archive.extractfile(f"{NAME}/test/data/suites/w3c/{suite}/{name}")
            assert file
            base = f"http://www.w3.org/2013/{suite}/{name}"
            return by_oxigraph(file.read(), f".{name.rpartition('.')[2]}", base, lenient=True)

        about: dict[str, dict[str, str]] = {}
        for subject, verb, thing, _ in read("manifest.ttl"):
            about.setdefault(subject, {})[verb.rpartition("#")[2]] = thing
        for test in about.values():
            kind = test.get("type>", "").rpartition("#")[2][:-1]
            if kind in _EVALUATION or kind.endswith("PositiveSyntax"):
                name = test["result>" if kind in _EVALUATION else "action>"].rpartition("/")[2][:-1]
                yield Case(name, read(name))
