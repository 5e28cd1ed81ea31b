"""A knowledge graph or a file of N-Quads in, a folder out that many processes can ask at once."""

import zlib
from pathlib import Path

import pyoxigraph as ox

from krpia_graph.model.errors import SourceError, WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.read.rdf_file import opened, rdf_format
from krpia_graph.write.export import Export


def make_store(data: KnowledgeGraph | Path, folder: Path) -> tuple[str, ...]:
    """Write the triples of a graph or of a file (`.nq`, `.ttl`, ..., `.nq.gz`) into a new store in `folder`.

    Gives the IRIs of its named graphs. Raises WriteError where the folder holds something, SourceError where
    the file cannot be read.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise WriteError(f"{folder}: is not empty; name a new folder for the store")
        folder.mkdir(parents=True, exist_ok=True)
        store = ox.Store(str(folder))
    except OSError as error:
        raise WriteError(f"{folder}: cannot hold a store ({error})") from None
    load(store, data)
    store.optimize()
    store.flush()
    return graphs_of(store)


def load(store: ox.Store, data: KnowledgeGraph | Path) -> None:
    """Put the triples of a graph or of a file into a store; the suffix of the file says its syntax.

    Raises SourceError where the file cannot be read. Nothing that a file refers to is fetched.
    """
    if isinstance(data, KnowledgeGraph):
        store.bulk_load("".join(Export(data).file(".nq")).encode(), ox.RdfFormat.N_QUADS)
        return
    form = rdf_format(data)
    try:
        if data.suffix == ".gz":
            with opened(data) as file:
                store.bulk_load(file, form)
        else:
            store.bulk_load(path=str(data), format=form)
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as error:
        raise SourceError(f"{data}: cannot be read as {form.name} ({error})") from None


def graphs_of(store: ox.Store) -> tuple[str, ...]:
    """The IRIs of the named graphs of a store, sorted."""
    return tuple(sorted(name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode)))
