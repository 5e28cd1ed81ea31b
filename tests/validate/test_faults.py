"""Faults planted in a valid export: each is found, named, and shown with its line and its words."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

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
XSD = "http://www.w3.org/2001/XMLSchema#"
Lines = list[str]


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build([SMALL / "small.txt"], data=SMALL)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_domain(SMALL).vocabulary


@pytest.fixture(scope="module")
def valid(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(graph, tmp_path_factory.mktemp("export") / "graph.nt")


def has(*words: str) -> Callable[[str], bool]:
    """Whether a line has all the words; those with a colon are prefixed names of this export."""
    names = [_full(word) for word in words]
    return lambda line: all(name in line for name in names)


def _full(word: str) -> str:
    prefix, colon, local = word.partition(":")
    spaces = {
        "oi": "https://example.org/ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
    }
    if colon and prefix in spaces:
        return f"<{spaces[prefix]}{local}>"
    return f"<https://example.org/id/{word[1:]}" if word.startswith("~") else word


def without(*words: str) -> Callable[[Lines], Lines]:
    """The lines that have not all the words."""
    return lambda lines: [line for line in lines if not has(*words)(line)]


def swapped(old: str, new: str, *words: str) -> Callable[[Lines], Lines]:
    """The lines with a text replaced in the first that has all the words."""

    def change(lines: Lines) -> Lines:
        at = next(i for i, line in enumerate(lines) if has(*words)(line) and old in line)
        return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]

    return change


def added(subject: str, predicate: str, obj: str) -> Callable[[Lines], Lines]:
    """The lines and one more; names end in `>` of themselves."""
    full = [_full(word) + (">" if word.startswith("~") else "") for word in (subject, predicate, obj)]
    return lambda lines: [*lines, f"{' '.join(full)} .\n"]


def swapped_value(new: str, *words: str) -> Callable[[Lines], Lines]:
    """The lines with another object in the first that has all the words."""

    def change(lines: Lines) -> Lines:
        at = next(i for i, line in enumerate(lines) if has(*words)(line))
        subject, predicate, _ = lines[at].split(" ", 2)
        return [*lines[:at], f"{subject} {predicate} {_full(new)} .\n", *lines[at + 1 :]]

    return change


COLLAB, CASE = "~collab/small-779ce377", "~case/small-779ce377"
SUM = "~amount/small-779ce377-172"
TIE = "~edge/acme-hanbit-24565288"
MENTION = "~mention/d42c9fe99885dfc6-69-77"
PLANTED: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "no label": (without("~org/ktra", "rdfs:label"), "Organization-rdfs-label"),
    "two labels of a language": (added("~org/ktra", "rdfs:label", '"KTRA 2"@en'), "Organization-rdfs-label"),
    "a label in a third language": (
        added("~org/ktra", "rdfs:label", '"KTRA"@fr'),
        "Organization-rdfs-label",
    ),
    "a label without a language": (
        swapped("@en", "", "~org/ktra", "rdfs:label"),
        "Organization-rdfs-label",
    ),
    "an entity type that is none": (
        swapped_value('"hospital"', "~org/ktra", "oi:entityType"),
        "Organization-entityType",
    ),
    "a country that is no code": (
        swapped('"KR"', '"Korea"', "~org/ktra", "oi:country"),
        "Organization-country",
    ),
    "a wrong datatype": (
        swapped_value('"172"', f"{SUM}>", "oi:start"),
        "Mention-start",
    ),
    "a start that is no number": (
        swapped_value(f'"x"^^<{XSD}integer>', f"{SUM}>", "oi:start"),
        "Mention-start",
    ),
    "a start behind the end": (
        swapped_value(f'"999"^^<{XSD}integer>', f"{MENTION}>", "oi:start"),
        "Mention-start",
    ),
    "a negative place": (
        swapped_value(f'"-1"^^<{XSD}integer>', f"{MENTION}>", "oi:start"),
        "Mention-start",
    ),
    "two starts": (added(MENTION, "oi:start", f'"70"^^<{XSD}integer>'), "Mention-start"),
    "a confidence above one": (
        swapped_value(f'"1.2"^^<{XSD}decimal>', f"{MENTION}>", "oi:confidence"),
        "Mention-confidence",
    ),
    "a lower end above the confidence": (
        swapped_value(f'"0.99"^^<{XSD}decimal>', f"{MENTION}>", "oi:confidenceLow"),
        "Mention-confidenceLow",
    ),
    "a mention without a rule": (without(f"{MENTION}>", "oi:rule"), "Mention-rule"),
    "a mention without words": (without(f"{MENTION}>", "oi:exact"), "Mention-exact"),
    "a mention in no case": (without(f"{MENTION}>", "oi:inCase"), "Mention-inCase"),
    "a mention of a text": (swapped_value('"Painaway"', f"{MENTION}>", "oi:mentionOf"), "Mention-mentionOf"),
    "a quote that is too short": (
        swapped('"Painaway"', '"Pain"', f"{MENTION}>", "oi:exact"),
        "length-of-quote",
    ),
    "a quote that stands elsewhere": (
        swapped('"Painaway"', '"Painless"', f"{MENTION}>", "oi:exact"),
        "words-of-a-mention",
    ),
    "a currency that is none": (swapped('"USD"', '"dollar"', f"{SUM}>", "oi:currency"), "Amount-currency"),
    "a negative amount": (
        swapped_value(f'"-5"^^<{XSD}decimal>', f"{SUM}>", "oi:amount"),
        "Amount-amount",
    ),
    "an amount of no initiative": (without("oi:sum", f"{SUM}>"), "Amount-sum-of"),
    "a dangling sum": (added(COLLAB, "oi:sum", "~amount/lost"), "Initiative-sum"),
    "a date that is not EDTF": (
        swapped('"2019/.."', '"since 2019"', f"{COLLAB}>", "oi:date"),
        "Initiative-date",
    ),
    "a first day behind the last": (
        swapped_value(f'"2021-01-01"^^<{XSD}date>', "~collab/small-13e53f61>", "oi:startsOn"),
        "Initiative-startsOn",
    ),
    "a day that does not exist": (
        swapped_value(f'"2019-02-30"^^<{XSD}date>', f"{COLLAB}>", "oi:startsOn"),
        "Initiative-startsOn",
    ),
    "more territories at least than at most": (
        swapped_value(f'"9"^^<{XSD}integer>', f"{COLLAB}>", "oi:minTerritories"),
        "Initiative-minTerritories",
    ),
    "a collaboration with one participant": (
        without("~collab/small-13e53f61>", "~org/north-hospital>"),
        "Collaboration-participant",
    ),
    "a participant of the wrong class": (
        added(COLLAB, "oi:participant", "~region/jp"),
        "Initiative-participant",
    ),
    "a licensor that is a product": (added(COLLAB, "oi:lead", "~product/painaway"), "Initiative-lead"),
    "a territory that is a product": (
        added(COLLAB, "oi:territory", "~product/painaway"),
        "Initiative-territory",
    ),
    "a property that is unknown": (added(COLLAB, "oi:flavour", '"sweet"'), "Initiative"),
    "a property of another class": (added("~product/painaway", "oi:sha256", '"00"'), "Product"),
    "an initiative that no case reports": (without(f"{CASE}>", "oi:reports"), "Initiative-reports-of"),
    "an initiative without a class": (without("~collab/small-8c3d7fc0>", "rdf:type"), "Domain-Initiative"),
    "a collaboration that is not said to be an initiative": (
        without("~collab/small-8c3d7fc0>", "rdf:type", "oi:Initiative"),
        "class-above",
    ),
    "a case without evidence": (without(f"{CASE}>", "oi:evidence"), "Case-evidence"),
    "a case that rests on statements without words": (
        without("~statement/d42c9fe99885dfc6-", "oi:exact"),
        "unfounded-initiative",
    ),
    "a case of no document": (without(f"{CASE}>", "prov:wasDerivedFrom"), "Case-prov-wasDerivedFrom"),
    "a document that is missing": (without("~doc/d42c9fe99885dfc6>", "rdf:type"), "Case-prov-wasDerivedFrom"),
    "a SHA-256 that is none": (
        swapped_value('"d42c"', "~doc/d42c9fe99885dfc6>", "oi:sha256"),
        "Document-sha256",
    ),
    "an address that is none": (swapped_value('"here"', "~doc/d42c9fe99885dfc6>", "oi:url"), "Document-url"),
    "a document without a title": (
        without("~doc/d42c9fe99885dfc6>", "dcterms:title"),
        "Document-dcterms-title",
    ),
    "a statement of a kind that is none": (
        swapped('"bullet"', '"rumour"', "~statement/d42c9fe99885dfc6-45-184>", "oi:kind"),
        "Statement-kind",
    ),
    "an edge without evidence": (without(f"{TIE}>", "oi:evidence"), "Tie-evidence"),
    "evidence that is missing": (added(TIE, "oi:evidence", "~statement/lost"), "Tie-evidence"),
    "a derived edge without a case": (without(f"{TIE}>", "oi:inCase"), "Derived-Tie"),
    "an edge that leads nowhere": (without(f"{TIE}>", "oi:to"), "Tie-to"),
    "a relation that is none": (
        swapped_value("oi:admires", f"{TIE}>", "oi:relation"),
        "Tie-relation",
    ),
    "a role that is none": (added(TIE, "oi:role", "oi:mascot"), "Tie-role"),
    "an edge whose property is missing": (
        without("~org/acme>", "oi:worksOn", "~product/painaway>"),
        "tie-without-relation",
    ),
    "a property whose edge is missing": (
        added("~org/ktra", "oi:affiliateOf", "~org/acme"),
        "edge-without-tie",
    ),
    "an identifier that is none": (
        swapped('"00abcde12"', '"abc"', "~org/acme>", "skos:notation"),
        "form-of-an-identifier",
    ),
    "partners without an initiative": (
        added("~org/acme", "oi:collaboratesWith", "~org/north-hospital"),
        "unbacked-edge",
    ),
    "a partner of itself": (added("~org/acme", "oi:collaboratesWith", "~org/acme"), "unbacked-edge"),
    "a product of no initiative": (
        added("~org/acme-korea", "oi:worksOn", "~product/painaway"),
        "unbacked-product",
    ),
    "a region of no initiative": (added("~org/acme-korea", "oi:operatesIn", "~region/jp"), "unbacked-region"),
    "a type of partnership without a name": (
        without("~type/export>", "rdfs:label"),
        "skos-Concept-rdfs-label",
    ),
}


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
