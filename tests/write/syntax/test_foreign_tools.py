"""Readers that are no Python packages accept every file; where they are not installed, the tests say so."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jena
import pytest
from rdf_readers import TRIPLES_ONLY, by_oxigraph, canonical

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.export import Export
from krpia_graph.write.rdf.terms import XSD
from krpia_graph.write.syntax import SYNTAXES

SERDI = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig"}
RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig", ".rdf": "rdfxml"}
Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def written(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Gives the file of the whole graph in a format."""
    folder = tmp_path_factory.mktemp("exports")
    export = Export(graph)

    def path(suffix: str) -> Path:
        file = folder / f"graph{suffix}"
        if not file.exists():
            file.write_text("".join(export.file(suffix)), encoding="utf-8", newline="\n")
        return file

    return path


def lines(command: list[str]) -> list[str]:
    """The quads that a tool makes of a file, each once, as sorted lines; it must not complain."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return canonical(by_oxigraph(done.stdout.encode(), ".nq"))


@pytest.mark.skipif(not shutil.which("serdi"), reason="no serdi (Debian: serdi)")
@pytest.mark.parametrize("suffix", SERDI)
def test_serdi_reads_every_statement(suffix: str, written: Written) -> None:
    graphs = suffix not in TRIPLES_ONLY
    out, same = ("nquads", ".nq") if graphs else ("ntriples", ".nt")
    found = lines(["serdi", "-i", SERDI[suffix], "-o", out, str(written(suffix))])
    assert found == canonical(by_oxigraph(written(same).read_bytes(), same))


@pytest.mark.skipif(not shutil.which("rapper"), reason="no rapper (Debian: raptor2-utils)")
@pytest.mark.parametrize("suffix", RAPPER)
def test_rapper_reads_every_statement(suffix: str, written: Written) -> None:
    found = lines(["rapper", "-q", "-i", RAPPER[suffix], "-o", "ntriples", str(written(suffix))])
    assert found == canonical(by_oxigraph(written(".nt").read_bytes(), ".nt"))


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> str:
    return jena.class_path(tmp_path_factory.mktemp("jena"))


@pytest.mark.skipif(bool(jena.MISSING), reason=jena.MISSING)
class TestJena:
    @pytest.mark.parametrize("suffix", sorted(SYNTAXES.keys() - {".jsonld"}))
    def test_riot_has_nothing_to_say_against_a_file(
        self, suffix: str, written: Written, classes: str
    ) -> None:
        assert jena.validate(classes, written(suffix)) == ""

    def test_riot_would_say_it(self, classes: str, tmp_path: Path) -> None:
        wrong = tmp_path / "wrong.nt"
        wrong.write_text(f'<http://x/s> <http://x/p> "2013-13-45"^^<{XSD}date> .\n', encoding="utf-8")
        assert "2013-13-45" in jena.validate(classes, wrong)
