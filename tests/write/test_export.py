"""The RDF of a graph: names are short, quotes keep their characters, and Python users get the same."""

import re
import unicodedata
from pathlib import Path

import rdflib

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build
from krpia_graph.write.export import Export
from krpia_graph.write.rdf.names import prefixes
from krpia_graph.write.rdflib_graph import to_rdflib

SMALL = Path(__file__).parent.parent / "data" / "small"


def test_every_folder_has_a_prefix_and_every_name_is_short(graph: KnowledgeGraph) -> None:
    text = "".join(Export(graph).file(".ttl"))
    long = re.findall(rf"<{re.escape(graph.vocabulary.base)}(?:id/|ns#)[^>]+>", text.split("\n\n", 1)[1])
    assert long == []
    assert text.count("@prefix") == len(prefixes(graph.vocabulary))


def test_rdflib_gets_the_prefixes_of_the_export_and_no_others(graph: KnowledgeGraph) -> None:
    found = {prefix: str(namespace) for prefix, namespace in to_rdflib(graph).namespaces()}
    assert found == prefixes(graph.vocabulary)


def test_a_document_in_normal_form_d_keeps_its_quotes(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    text = unicodedata.normalize(
        "NFD", "Hilfe für Séoul\n\nCases\nAcme Inc. · Joint study with 한빛제약 für Séoul\n"
    )
    page.write_text(text, encoding="utf-8")
    built = build([page], data=SMALL)
    found = rdflib.Graph().parse(data="".join(Export(built).file(".ttl")), format="turtle")
    own = rdflib.Namespace("https://example.org/ns#")
    quotes = [
        tuple(str(found.value(s, own[name])) for name in ("exact", "start", "end"))
        for s in found.subjects(rdflib.RDF.type, own.Statement)
    ]
    said = [quote for quote in quotes if "für" in unicodedata.normalize("NFC", quote[0])]
    assert len(said) == 2
    for quote, start, end in said:
        assert text[int(start) : int(end)] == quote
