"""A file of RDF in, its text and its triples out, in any format of the export, gzipped or not."""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from krpia_graph.model.errors import SourceError, UnknownNameError

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class RdfFile:
    """A file as it was read; the triples are those of all its graphs together."""

    path: Path
    text: str
    triples: tuple[ox.Triple, ...]


def read_rdf(path: Path) -> RdfFile:
    """The file of that name; the suffix says the format, before `.gz` where that stands behind it.

    Raises UnknownNameError for another suffix, SourceError with the line for what cannot be read.
    """
    name = path.name.removesuffix(".gz")
    suffix = Path(name).suffix
    if suffix not in _FORMATS:
        raise UnknownNameError("format of RDF", suffix, _FORMATS)
    try:
        content = path.read_bytes()
        if name != path.name:
            content = gzip.decompress(content)
        text = content.decode("utf-8")
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start})") from None
    try:
        quads = ox.parse(content, _FORMATS[suffix], base_iri="http://localhost/")
        return RdfFile(path, text, tuple(dict.fromkeys(quad.triple for quad in quads)))
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise SourceError(f"{place}: {error.msg}") from None
    except (ValueError, OSError) as error:
        raise SourceError(f"{path}: {error}") from None
