"""The whole way in order: files in, a knowledge graph out; each source on its own, then all together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from krpia_graph.engine import engine as named_engine
from krpia_graph.extract import Extractor
from krpia_graph.graph import connect
from krpia_graph.model.case import Case, Doubt
from krpia_graph.model.document import Reading
from krpia_graph.model.domain import Domain
from krpia_graph.model.errors import SourceError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.read import read
from krpia_graph.read.domain import read_domain
from krpia_graph.read.folder import data_folder
from krpia_graph.resolve import resolve


@dataclass(frozen=True, slots=True)
class Shard:
    """What one source gave."""

    reading: Reading
    cases: tuple[Case, ...]
    doubts: tuple[Doubt, ...]


def default_sources() -> list[Path]:
    """The documents that come with the package: those in `data/sources/`."""
    return sorted(p for p in (data_folder() / "sources").iterdir() if p.suffix != ".toml")


def process(
    paths: Iterable[Path], data: Path | None = None, reader: str = "", engine: str = "serial"
) -> Iterator[Shard]:
    """The shard of each document, in the order of `paths`; nothing is shared between them."""
    yield from named_engine(engine)(partial(_process, data=data, reader=reader), paths)


def build(
    paths: Iterable[Path | str] = (), data: Path | None = None, reader: str = "", engine: str = "serial"
) -> KnowledgeGraph:
    """The knowledge graph of the documents at `paths`, by default of those that come with the package.

    `data` is the folder of the domain data, `reader` forces a reader, `engine` says where the work runs.
    Raises SourceError for a document that cannot be read, or where two documents have one id.
    """
    files = [Path(path) for path in paths] or default_sources()
    shards = list(process(files, data, reader, engine))
    by_id: dict[str, Path] = {}
    for path, shard in zip(files, shards, strict=True):
        other = by_id.setdefault(shard.reading.document.source.id, path)
        if other is not path:
            raise SourceError(f"{path}: has the same name as {other}; rename one, ids come from file names")
    return connect(
        read_domain(data),
        [shard.reading.document.source for shard in shards],
        [statement for shard in shards for statement in shard.reading.statements],
        [case for shard in shards for case in shard.cases],
        [doubt for shard in shards for doubt in shard.doubts],
    )


def _process(path: Path, data: Path | None, reader: str) -> Shard:
    domain = read_domain(data)
    reading = read(path, reader)
    cases, doubts = resolve(_extractor(data).extract(reading), domain)
    return Shard(reading, cases, doubts)


@cache
def _extractor(data: Path | None) -> Extractor:
    """The extractor of a data folder, compiled once a process."""
    return Extractor(_domain(data))


def _domain(data: Path | None) -> Domain:
    return read_domain(data)
