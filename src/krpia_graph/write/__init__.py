"""A knowledge graph in, files out: one module a format, each yielding text.

To add a format, add a module with a function from graph to chunks of text, and an entry to `FORMATS`.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from krpia_graph.model.errors import UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.atomic import write_files
from krpia_graph.write.graphml import graphml
from krpia_graph.write.records import cases_jsonl, edges_csv
from krpia_graph.write.turtle import ntriples, turtle

Writer = Callable[[KnowledgeGraph], Iterable[str]]


def _network_html(graph: KnowledgeGraph) -> Iterator[str]:
    from krpia_graph.write.network import network_html  # pyvis takes a while to import

    yield from network_html(graph)


FORMATS: dict[str, Writer] = {
    ".ttl": turtle,
    ".nt": ntriples,
    ".graphml": graphml,
    ".html": _network_html,
    ".jsonl": cases_jsonl,
    ".csv": edges_csv,
}


def write(graph: KnowledgeGraph, path: Path | str) -> Path:
    """Write the graph in the format that the suffix of `path` names, whole or not at all.

    Raises UnknownNameError for another suffix, WriteError where the place cannot be written.
    """
    path = Path(path)
    if path.suffix not in FORMATS:
        raise UnknownNameError("format", path.suffix, FORMATS)
    if path.is_dir():
        raise WriteError(f"{path}: a folder; name a file in it")
    return write_files(path.parent, {path.name: FORMATS[path.suffix](graph)})[0]
