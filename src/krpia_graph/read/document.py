"""A file in, a `Document` out: decoded, checked, with what its sidecar says about it.

The text is the file decoded and nothing else: line ends, spaces and composition stay as they are, so that a
position in the text is a position in the file.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import msgspec

from krpia_graph.model.document import Document, Source
from krpia_graph.model.errors import SourceError


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

    Raises SourceError where the file is missing, a folder, empty, binary or not UTF-8.
    """
    raw = _read_bytes(path)
    if b"\0" in raw:
        raise SourceError(f"{path}: a binary file (it holds a zero byte); give the page as text")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}: not UTF-8 (byte 0x{raw[error.start]:02x}); convert it, for example with "
            f"`iconv -f CP949 -t UTF-8`"
        ) from None
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError(f"{path}: the file is empty")
    sidecar = _read_sidecar(path.with_suffix(".toml"))
    source = Source(
        id=slug(path.stem),
        path=path.name,
        title=sidecar.title or path.stem,
        publisher=sidecar.publisher,
        url=sidecar.url,
        retrieved=sidecar.retrieved,
        language=sidecar.language or ("ko" if re.search("[가-힣]", text) else "en"),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return Document(source, text)


def slug(name: str) -> str:
    """A readable ASCII id for a name; names without ASCII letters get a digest instead.

    >>> slug("KRPIA Open Innovation (2020)")
    'krpia-open-innovation-2020'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return readable or "source-" + hashlib.sha256(name.encode()).hexdigest()[:8]


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
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {error}") from None
