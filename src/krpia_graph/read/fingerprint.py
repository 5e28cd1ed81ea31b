"""Files in, a fingerprint out by which two states of them can be told apart."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from krpia_graph.model.errors import DomainError
from krpia_graph.read.folder import data_folder

_FOLDERS = {"lexicon": "*.csv", "rules": "*.yaml"}
_FILES = ("vocabulary.toml", "shapes.toml", "columns.toml")


def fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """The SHA-256 of named files, whatever their order. Raises DomainError where one cannot be read."""
    whole = hashlib.sha256()
    for name, path in sorted(files):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DomainError(f"{path}: {error.strerror or error}") from None
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


def domain_fingerprint(data: Path | None = None) -> str:
    """The fingerprint of what says how a document is understood: vocabulary, lexicon, rules, shapes, columns.

    Decisions, counts and records are left out: they change nothing in what is found in annotated texts.
    """
    folder = data or data_folder()
    files = [
        (f"{name}/{path.name}", path)
        for name, pattern in _FOLDERS.items()
        for path in (folder / name).glob(pattern)
    ]
    for name in _FILES:  # a folder may do without shapes and columns
        files.append((name, folder / name if (folder / name).is_file() else data_folder() / name))
    return fingerprint(files)


def gold_fingerprint(folder: Path, texts: Iterable[Path]) -> str:
    """The fingerprint of the annotations in a folder and of the texts that they are about."""
    return fingerprint((path.name, path) for path in (*folder.glob("*.json"), *texts))
