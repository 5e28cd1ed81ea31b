"""A graph or an exported file becomes a store on disk; its names are found without a lexicon beside it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from krpia_graph.model.errors import SourceError, UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.query.limits import Limits
from krpia_graph.query.lookup import base_of, finder_in
from krpia_graph.query.pool import Pool
from krpia_graph.query.store import make_store
from krpia_graph.read.rdf_file import RDF_FORMATS
from krpia_graph.write.export import Export


def quads_in(folder: Path) -> set[ox.Quad]:
    return set(ox.Store.read_only(str(folder)))


@pytest.fixture(scope="module")
def pool(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    folder = tmp_path_factory.mktemp("store") / "store"
    with Pool(folder.parent / "store", Limits(), 1, make_store(graph, folder)) as pool:
        yield pool


def test_a_store_holds_the_triples_of_the_export(graph: KnowledgeGraph, tmp_path: Path) -> None:
    make_store(graph, tmp_path / "store")
    expected = ox.parse("".join(Export(graph).file(".nq")), ox.RdfFormat.N_QUADS)
    assert {q.triple for q in quads_in(tmp_path / "store")} == {q.triple for q in expected}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("suffix", RDF_FORMATS)
def test_every_syntax_is_read_from_its_file(suffix: str, packed: bool, tmp_path: Path) -> None:
    graph = ox.NamedNode("http://e/g") if RDF_FORMATS[suffix].supports_datasets else ox.DefaultGraph()
    quad = ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), ox.Literal("보령"), graph)
    document = ox.serialize([quad], format=RDF_FORMATS[suffix])
    assert isinstance(document, bytes)
    path = tmp_path / f"a.b{suffix}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(document, mtime=0) if packed else document)
    names = make_store(path, tmp_path / "store")
    assert names == (("http://e/g",) if RDF_FORMATS[suffix].supports_datasets else ())
    assert quads_in(tmp_path / "store") == {quad}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", b"<a> b", "a.ttl: cannot be read as"),
        ("a.nq", b"\xff", "a.nq: cannot be read as"),
        ("a.nt.gz", b"not packed", "a.nt.gz: cannot be read as"),
        (
            "a.nt.gz",
            gzip.compress(b"<a:a> <a:b> <a:c> .\n" * 999, mtime=0)[:-20],
            "a.nt.gz: cannot be read as",
        ),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/context"}', "a.jsonld: cannot be read as"),
    ],
)
def test_a_broken_file_is_named(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=message):
        make_store(tmp_path / name, tmp_path / "store")


def test_files_that_are_missing_or_of_no_known_kind(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing\.nq"):
        make_store(tmp_path / "missing.nq", tmp_path / "one")
    with pytest.raises(UnknownNameError, match=r"unknown RDF format '\.tttl': did you mean \.ttl"):
        make_store(tmp_path / "a.tttl", tmp_path / "two")


def test_a_store_goes_into_a_new_folder_only(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="is not empty"):
        make_store(graph, tmp_path)
    with pytest.raises(WriteError, match="cannot hold a store"):
        make_store(graph, tmp_path / "letter.txt" / "store")


def test_things_are_found_by_what_the_triples_call_them(graph: KnowledgeGraph, pool: Pool) -> None:
    base = base_of(pool)
    assert base == graph.vocabulary.base
    find = finder_in(pool, base)
    boryung = f"{base}id/org/boryung"
    for name in ("Boryung", "boryung", "보령", "보령제약", boryung):
        assert find(name) == boryung
    with pytest.raises(UnknownNameError, match="did you mean Boryung"):
        find("Boryug")
    with pytest.raises(UnknownNameError, match="fits several"):
        find("Merck")


def test_triples_of_somebody_else_have_no_base(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<a:a> <a:b> <a:c> .\n", encoding="utf-8")
    with Pool(tmp_path / "store", Limits(), 1, make_store(tmp_path / "a.nt", tmp_path / "store")) as pool:
        assert base_of(pool) == ""
