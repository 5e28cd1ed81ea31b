"""The Turtle and N-Triples files: other parsers read them back, and equal graphs give equal bytes."""

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.write.rdf.names import names, prefixes
from krpia_graph.write.rdflib_graph import to_rdflib
from krpia_graph.write.quads import triples
from krpia_graph.write.turtle import ntriples, turtle

TESTS = Path(__file__).parent.parent
SMALL = TESTS / "data" / "small"
GOLDEN = TESTS / "golden" / "small.ttl"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return build()


@pytest.fixture(scope="module")
def small() -> KnowledgeGraph:
    return build([SMALL / "small.txt"], data=SMALL)


def by_oxigraph(text: str, form: ox.RdfFormat) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in ox.parse(text.encode(), form)}


def by_rdflib(found: rdflib.Graph) -> set[tuple[str, str, tuple[str, ...]]]:
    """Triples with the literals taken apart, so that values are compared as they are written."""
    return {(str(s), str(p), (str(o), *map(str, _kind(o)))) for s, p, o in found}


def _kind(term: rdflib.term.Node) -> tuple[object, ...]:
    return (term.datatype, term.language) if isinstance(term, rdflib.Literal) else ("iri",)


def test_the_small_page_gives_the_expected_file(small: KnowledgeGraph) -> None:
    """KRPIA_GRAPH_WRITE_GOLDEN=1 writes the file anew; read the difference before keeping it."""
    text = "".join(turtle(small))
    if os.environ.get("KRPIA_GRAPH_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_oxigraph_reads_the_same_triples_from_both_formats(graph: KnowledgeGraph) -> None:
    lines = list(ntriples(graph))
    expected = {f"{s} {p} {o}" for s, p, o in triples(graph)}
    assert by_oxigraph("".join(lines), ox.RdfFormat.N_TRIPLES) == expected
    assert by_oxigraph("".join(turtle(graph)), ox.RdfFormat.TURTLE) == expected
    assert len(lines) == len(expected)


def test_rdflib_reads_the_same_triples_from_both_formats(graph: KnowledgeGraph) -> None:
    whole = by_rdflib(to_rdflib(graph))
    read = rdflib.Graph().parse(data="".join(turtle(graph)), format="turtle")
    assert by_rdflib(read) == whole
    assert len(whole) == len(set(triples(graph)))


def test_the_lines_are_sorted_as_plain_text(graph: KnowledgeGraph) -> None:
    lines = list(ntriples(graph))
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("function", ["turtle", "ntriples"])
def test_two_processes_write_the_same_bytes(function: str) -> None:
    code = (
        "import sys; from krpia_graph.pipeline import build; "
        f"from krpia_graph.write.turtle import {function}; "
        f"sys.stdout.buffer.write(''.join({function}(build())).encode())"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].endswith(b" .\n")


def test_every_folder_has_a_prefix_and_every_name_is_short(graph: KnowledgeGraph) -> None:
    text = "".join(turtle(graph))
    base = graph.vocabulary.base
    written = [line for line in text.splitlines() if f"<{base}" in line and not line.startswith("@prefix")]
    assert written == [f"<{base}ns> a owl:Ontology ;"]
    assert text.count("@prefix") == len(prefixes(graph.vocabulary))


def test_a_block_begins_with_the_classes(graph: KnowledgeGraph) -> None:
    blocks = "".join(turtle(graph)).split("\n\n")[1:]
    subjects = [block.split(" ", 1)[0] for block in blocks]
    assert all(block.split(" ", 2)[1] == "a" for block in blocks)
    assert len(set(subjects)) == len(subjects)


def test_rdflib_gets_the_prefixes_of_the_export_and_no_others(graph: KnowledgeGraph) -> None:
    found = {prefix: str(namespace) for prefix, namespace in to_rdflib(graph).namespaces()}
    assert found == prefixes(graph.vocabulary)


@pytest.mark.parametrize(
    "name",
    [
        "Acme Inc.",
        "Acme.",
        ".",
        'The "Best" Pharm',
        "'''",
        '"""',
        "back\\slash\\",
        "two\nlines\r\nand\ttab",
        "A•B · C→D",
        "a \\u0041 b",
        "semi ; colon , dot . ^^<x>@en",
        "한미약품",
        unicodedata.normalize("NFD", "한미약품 Séverance"),
        "\u2028\x85\x00\x7f\ufeff\U0001f48a",
        "<script>&amp;</script>",
        "#",
    ],
)
def test_a_name_that_breaks_writers_survives(small: KnowledgeGraph, name: str) -> None:
    acme = replace(small.entities["global_company:acme"], label_en=name, aliases=(f"x{name}",))
    named = replace(small, entities={**small.entities, acme.id: acme})
    subject = names(named).entities[acme.id][1:-1]
    text = "".join(turtle(named))
    expected = unicodedata.normalize("NFC", name)

    found = rdflib.Graph().parse(data=text.encode(), format="turtle")
    labels = found.objects(rdflib.URIRef(subject), rdflib.RDFS.label)
    assert rdflib.Literal(expected, lang="en") in set(labels)

    store = ox.Store()
    store.load(text.encode(), ox.RdfFormat.TURTLE)
    alias = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    [quad] = store.quads_for_pattern(ox.NamedNode(subject), alias, None)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == f"x{expected}"


def test_a_document_in_normal_form_d_keeps_its_quotes(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    text = unicodedata.normalize(
        "NFD", "Hilfe für Séoul\n\nCases\nAcme Inc. · Joint study with 한빛제약 für Séoul\n"
    )
    page.write_text(text, encoding="utf-8")
    built = build([page], data=SMALL)
    found = rdflib.Graph().parse(data="".join(turtle(built)), format="turtle")
    own = rdflib.Namespace("https://example.org/ns#")
    quotes = [
        tuple(str(found.value(s, own[name])) for name in ("exact", "start", "end"))
        for s in found.subjects(rdflib.RDF.type, own.Statement)
    ]
    said = [quote for quote in quotes if "für" in unicodedata.normalize("NFC", quote[0])]
    assert len(said) == 2
    for quote, start, end in said:
        assert text[int(start) : int(end)] == quote
