"""A file of RDF in, its triples out, in any format of the export, gzipped or not.

`read_quads` goes through a file of any size, `read_rdf_file` keeps it whole, with its text.
"""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from krpia_graph.model.errors import SourceError, UnknownNameError

Triple = tuple[str, str, str]
Quad = tuple[str, str, str, str]

RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""The formats by suffix; `.gz` may follow each."""

_BASE = "http://localhost/"  # of relative addresses, which our exports do not have


@dataclass(frozen=True)
class RdfFile:
    """A file as it was read; the triples are those of all its graphs together."""

    path: Path
    text: str
    triples: tuple[ox.Triple, ...]


def rdf_format(path: Path) -> ox.RdfFormat:
    """The format that the suffix names, before `.gz` where that stands behind it.

    Raises UnknownNameError for another suffix.
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix
    if suffix not in RDF_FORMATS:
        raise UnknownNameError("RDF format", suffix or path.name, RDF_FORMATS)
    return RDF_FORMATS[suffix]


def read_quads(path: Path) -> Iterator[Quad]:
    """The quads, each four terms in N-Triples syntax ("" is the default graph), in the order of the file.

    Raises UnknownNameError for an unknown suffix and SourceError, with the line where there is one, for a
    file that cannot be read.
    """
    form = rdf_format(path)
    with _told(path), opened(path) as file:
        for quad in ox.parse(file, form, base_iri=_BASE):
            place = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
            yield str(quad.subject), str(quad.predicate), str(quad.object), place


def read_rdf(path: Path) -> Iterator[Triple]:
    """The triples of all graphs, so that one may come more than once; raises as `read_quads` does."""
    return (quad[:3] for quad in read_quads(path))


def read_rdf_file(path: Path) -> RdfFile:
    """The file as a whole, each triple once; raises as `read_quads` does."""
    form = rdf_format(path)
    with _told(path):
        with opened(path) as file:
            text = file.read().decode("utf-8")
        found = dict.fromkeys(quad.triple for quad in ox.parse(text, form, base_iri=_BASE))
        return RdfFile(path, text, tuple(found))


def opened(path: Path) -> IO[bytes]:
    """The file, unpacked where it is gzipped."""
    return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with the file, as a SourceError."""
    if path.is_dir():
        raise SourceError(f"{path}: a folder; name an RDF file in it, such as graph.ttl")
    try:
        yield
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start})") from None
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise SourceError(f"{path}{line}: {error.msg}") from None
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from None
