"""A file in, a `Document` out: decoded, checked, with what its sidecar says about it.

The text is the file decoded and nothing else: line ends, spaces and composition stay as they are, so that a
position in the text is a position in the file.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from krpia_graph.model.document import Document, Source
from krpia_graph.model.errors import SourceError
from krpia_graph.model.identity import slug
from krpia_graph.read.encoding import UndecodableError, complaints, decode


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What `NAME.toml` beside a document may say about it."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    retrieved: str = ""
    language: str = ""


def read_document(path: Path) -> Document:
    """The document at `path`, with its sidecar where there is one.

    UTF-8, UTF-16 with a byte order mark and CP949 (EUC-KR) are decoded; a text that was garbled before is
    read as it is, with complaints. Raises SourceError where the file is missing, a folder, empty, binary or
    in another encoding.
    """
    raw = _read_bytes(path)
    try:
        text, encoding = decode(raw)
    except UndecodableError as error:
        if not error.line:
            raise SourceError(f"{path}: {error.reason}; give the page as text") from None
        raise SourceError(
            f"{path}:{error.line}: {error.reason}, nor UTF-16 or Korean CP949; convert it, for example with "
            f"`iconv -f CP1252 -t UTF-8`"
        ) from None
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(f"{path}: the file is empty")
    return Document(source_of(path, raw, text, encoding), text, complaints=complaints(text))


def source_of(path: Path, raw: bytes, text: str, encoding: str = "utf-8") -> Source:
    """Where a text of the file `path` with the bytes `raw` comes from, with what its sidecar says."""
    sidecar = _read_sidecar(path.with_suffix(".toml"))
    return Source(
        id=slug(path.stem),
        path=path.name,
        title=sidecar.title or path.stem,
        publisher=sidecar.publisher,
        url=sidecar.url,
        retrieved=sidecar.retrieved,
        language=sidecar.language or ("ko" if re.search("[가-힣]", text) else "en"),
        sha256=hashlib.sha256(raw).hexdigest(),
        encoding=encoding,
    )


def _read_bytes(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(f"{path}: a folder; name the files in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from None


def _read_sidecar(path: Path) -> Sidecar:
    if not path.is_file():
        return Sidecar()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Sidecar)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from None
