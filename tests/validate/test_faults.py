"""Faults planted in a valid export: each is found, named, and shown with its line and its words."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from planted_faults import PLANTED

from krpia_graph.cli import main
from krpia_graph.model.errors import SourceError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.pipeline import build
from krpia_graph.read.domain import read_domain
from krpia_graph.validate import Fault, validate
from krpia_graph.write import write
from krpia_graph.write.rdf.constraints import constraints_ttl

SMALL = Path(__file__).parent.parent / "data" / "small"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build([SMALL / "small.txt"], data=SMALL)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_domain(SMALL).vocabulary


@pytest.fixture(scope="module")
def valid(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(graph, tmp_path_factory.mktemp("export") / "graph.nt")


def test_a_valid_export_has_no_fault(
    graph: KnowledgeGraph, valid: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    assert validate(graph, vocabulary) == []
    assert validate([valid], vocabulary) == []
    assert validate([write(graph, tmp_path / "graph.ttl")], vocabulary) == []


def test_an_export_with_another_base_is_judged_by_that_base(
    graph: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    moved = replace(graph, vocabulary=replace(vocabulary, base="https://other.example/kg/"))
    path = write(moved, tmp_path / "moved.ttl")
    assert validate([path], moved.vocabulary) == []
    with pytest.raises(SourceError, match="--base"):
        validate([path], vocabulary)


def test_the_page_that_comes_along_has_no_fault() -> None:
    whole = build()
    assert validate(whole, whole.vocabulary) == []


def plant(valid: Path, folder: Path, what: str) -> Path:
    lines = valid.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = PLANTED[what][0](lines)
    assert changed != lines
    path = folder / "faulty.nt"
    path.write_text("".join(changed), encoding="utf-8")
    return path


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_found_and_named(
    what: str, valid: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    found = validate([plant(valid, tmp_path, what)], vocabulary)
    named = [fault for fault in found if fault.rule == PLANTED[what][1]]
    assert named, found
    assert all(fault.must.en and fault.must.ko and fault.node for fault in found)


# What a query finds, a shape need not see.
SHAPED = [what for what in PLANTED if PLANTED[what][1] not in read_domain(SMALL).vocabulary.terms.checks]
TAKEN_BY_RUDOF = "a day that does not exist"  # pyrudof 0.3 takes any text for a day


@pytest.mark.parametrize("what", SHAPED)
def test_another_validator_finds_what_the_shapes_find(
    what: str, valid: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    pyrudof = pytest.importorskip("pyrudof", reason="pyrudof, a second SHACL validator, is not installed")
    assert by_rudof(pyrudof, plant(valid, tmp_path, what), vocabulary) is (what == TAKEN_BY_RUDOF)


def test_another_validator_finds_the_valid_export_valid(valid: Path, vocabulary: Vocabulary) -> None:
    pyrudof = pytest.importorskip("pyrudof", reason="pyrudof, a second SHACL validator, is not installed")
    assert by_rudof(pyrudof, valid, vocabulary)


def by_rudof(pyrudof: Any, export: Path, vocabulary: Vocabulary) -> bool:
    """Whether the other validator finds that the export conforms to the shapes."""
    validator = pyrudof.Rudof(pyrudof.RudofConfig())
    validator.read_data(export.read_text(encoding="utf-8"), pyrudof.RDFFormat.NTriples)
    validator.read_shacl("".join(constraints_ttl(vocabulary)), pyrudof.ShaclFormat.Turtle)
    return bool(validator.validate_shacl().conforms)


def fault_of(what: str, valid: Path, vocabulary: Vocabulary, folder: Path) -> Fault:
    found = validate([plant(valid, folder, what)], vocabulary)
    return next(fault for fault in found if fault.rule == PLANTED[what][1])


def test_a_fault_shows_its_line_and_the_words_of_the_source(
    valid: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    fault = fault_of("a confidence above one", valid, vocabulary, tmp_path)
    line = Path(fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert '"1.2"' in line
    assert (fault.node, fault.path, fault.value) == ("mention:d42c9fe99885dfc6-69-77", "oi:confidence", "1.2")
    [quote] = fault.quotes
    assert (quote.document, quote.start, quote.end, quote.text) == ("Small page", "69", "77", "Painaway")


def test_a_fault_of_an_edge_shows_the_statements_it_rests_on(
    valid: Path, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    fault = fault_of("a derived edge without a case", valid, vocabulary, tmp_path)
    assert [quote.text for quote in fault.quotes][:1] == ["Acme Inc.•Hanbit Pharm"]
    assert len(fault.quotes) == 3


def test_a_fault_in_turtle_shows_the_line_of_the_property(
    graph: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = write(graph, tmp_path / "graph.ttl")
    text = path.read_text(encoding="utf-8").replace('oi:country "US"', 'oi:country "USA"')
    path.write_text(text, encoding="utf-8")
    [fault] = validate([path], vocabulary)
    assert text.splitlines()[fault.line - 1].strip().startswith('oi:country "USA"')
    assert fault.label == "Acme Inc."


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld", ".nt.gz", ".ttl.gz"])
def test_every_format_is_read(suffix: str, valid: Path, vocabulary: Vocabulary, tmp_path: Path) -> None:
    kinds = {
        ".ttl": ox.RdfFormat.TURTLE,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".nq": ox.RdfFormat.N_QUADS,
        ".trig": ox.RdfFormat.TRIG,
        ".rdf": ox.RdfFormat.RDF_XML,
        ".jsonld": ox.RdfFormat.JSON_LD,
    }
    lines = valid.read_text(encoding="utf-8").splitlines(keepends=True)
    faulty = "".join(PLANTED["a confidence above one"][0](lines)).encode()
    name = suffix.removesuffix(".gz")
    content = ox.serialize(ox.parse(faulty, ox.RdfFormat.N_TRIPLES), format=kinds[name])
    assert content is not None
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(gzip.compress(content) if name != suffix else content)
    faults = validate([path], vocabulary)
    assert [fault.rule for fault in faults] == ["Mention-confidence"]
    assert faults[0].line


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.ttl", b"@prefix oi: <x\n", SourceError, "a.ttl:"),
        ("a.nt", b"<http://a> <http://b> .\n", SourceError, "a.nt:1"),
        ("a.ttl.gz", b"no gzip", SourceError, "cannot be read"),
        ("a.ttl", b"\xff\xfe", SourceError, "not UTF-8"),
        ("a.xyz", b"", UnknownNameError, "unknown RDF format"),
        ("a.nt", b"", SourceError, "--data"),
    ],
)
def test_a_file_that_cannot_be_judged_is_refused_in_a_line(
    name: str, content: bytes, error: type[Exception], words: str, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=words):
        validate([path], vocabulary)


def test_the_command_tells_faults_and_gives_one(
    valid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr("sys.argv", ["krpia-graph", "validate", *words, "--data", str(SMALL)])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code, capsys.readouterr().out

    faulty = str(plant(valid, tmp_path, "a confidence above one"))
    assert run(str(valid)) == (0, "valid\n")
    code, out = run(faulty)
    assert code == 1
    assert "mention:d42c9fe99885dfc6-69-77: oi:confidence 1.2" in out
    assert "a decimal number from 0 to 1" in out
    assert "Small page 69-77  Painaway" in out
    code, out = run(faulty, "--json")
    [record] = json.loads(out)
    assert code == 1
    assert record["must"]["ko"].endswith("0과 1 사이의 십진수")
