"""An RDF file in, its triples out, each three terms in N-Triples syntax, as they stand in the file."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from krpia_graph.model.errors import SourceError, UnknownNameError

Triple = tuple[str, str, str]

RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""The formats by suffix; `.gz` may follow each."""


def read_rdf(path: Path) -> Iterator[Triple]:
    """The triples of the file, in its order; graph names are left out, so a triple may come more than once.

    The suffix names the format. Raises UnknownNameError for another suffix and SourceError, with the line
    where there is one, for a file that cannot be read.
    """
    packed = path.suffix == ".gz"
    suffix = Path(path.stem).suffix if packed else path.suffix
    if suffix not in RDF_FORMATS:
        raise UnknownNameError("RDF format", suffix or path.name, RDF_FORMATS)
    if path.is_dir():
        raise SourceError(f"{path}: a folder; name an RDF file in it, such as graph.ttl")
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            for quad in ox.parse(cast(IO[bytes], file), RDF_FORMATS[suffix]):
                yield str(quad.subject), str(quad.predicate), str(quad.object)
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise SourceError(f"{path}{line}: {error.msg}") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from None
