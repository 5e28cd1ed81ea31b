"""A knowledge graph in, files out: one module a format, each yielding text.

To add a format, add a module with a function from graph to chunks of text, and an entry to `FORMATS`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from krpia_graph.model.errors import UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.atomic import Chunks, write_files
from krpia_graph.write.compression import gzipped
from krpia_graph.write.export import Export
from krpia_graph.write.graphml import graphml
from krpia_graph.write.records import cases_jsonl, edges_csv
from krpia_graph.write.syntax import SYNTAXES

Writer = Callable[[KnowledgeGraph], Chunks]


def _network_html(graph: KnowledgeGraph) -> Iterator[str]:
    from krpia_graph.write.page.vis import network_html  # pyvis takes a while to import

    yield from network_html(graph)


def _rdf(suffix: str) -> Writer:
    return lambda graph: Export(graph).file(suffix)


FORMATS: dict[str, Writer] = {
    **{suffix: _rdf(suffix) for suffix in SYNTAXES},
    ".graphml": graphml,
    ".html": _network_html,
    ".jsonl": cases_jsonl,
    ".csv": edges_csv,
}


def write(graph: KnowledgeGraph, path: Path | str, provenance: str = "mentions") -> Path:
    """Write the graph in the format that the suffix of `path` names, whole or not at all.

    With a further suffix `.gz` the file is compressed. `provenance` is a matter of the RDF formats: see
    `krpia_graph.write.quads`.
    Raises UnknownNameError for another suffix, WriteError where the place cannot be written or the format
    cannot hold what is to be written.
    """
    path = Path(path)
    suffix = Path(path.name.removesuffix(".gz")).suffix
    if suffix not in FORMATS:
        raise UnknownNameError("format", suffix, FORMATS)
    if path.is_dir():
        raise WriteError(f"{path}: a folder; name a file in it")
    if provenance == "mentions":
        chunks = FORMATS[suffix](graph)
    elif suffix in SYNTAXES:
        chunks = Export(graph, provenance).file(suffix)
    else:
        raise WriteError(f"{path}: provenance {provenance!r} is for RDF: choose from {', '.join(SYNTAXES)}")
    return write_files(path.parent, {path.name: gzipped(chunks) if path.suffix == ".gz" else chunks})[0]
