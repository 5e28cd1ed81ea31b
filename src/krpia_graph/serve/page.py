"""The query page in: its files, the vendored editor, and what it must know of a dataset, by path, out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from krpia_graph.model.queries import NamedQuery
from krpia_graph.serve.dataset import Dataset

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class File:
    """What is sent for one path."""

    content: bytes
    media_type: str
    tag: str


@dataclass(frozen=True)
class Page:
    """All files by the path of their address; nothing else is ever sent."""

    files: Mapping[str, File]


def make_page(dataset: Dataset, queries: tuple[NamedQuery, ...]) -> Page:
    """The page for a dataset, with the named queries that it offers."""
    here = files("krpia_graph.serve")
    found = {f"/static/{name}": content for name, content in _below(here / "static").items()}
    found |= {f"/vendor/{name}": content for name, content in _below(here / "vendor").items()}
    found["/"] = found.pop("/static/index.html")
    found["/terms.json"] = _json(_known(dataset))
    found["/queries.json"] = _json([_query(query) for query in queries])
    return Page(
        {
            path: File(
                content, _TYPES["." + (path if path != "/" else ".html").rpartition(".")[2]], _tag(content)
            )
            for path, content in sorted(found.items())
        }
    )


def _below(folder: Traversable, before: str = "") -> dict[str, bytes]:
    """The files of a folder of the package that a browser may want, by their path in it."""
    found: dict[str, bytes] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _below(entry, f"{before}{entry.name}/")
        elif "." + entry.name.rpartition(".")[2] in _TYPES:
            found[before + entry.name] = entry.read_bytes()
    return found


def _known(dataset: Dataset) -> dict[str, object]:
    return {
        "version": version("krpia-graph"),
        "fingerprint": dataset.fingerprint,
        "triples": dataset.triples,
        "graphs": dict(dataset.graphs),
        "prefixes": dict(dataset.prefixes),
        "terms": [
            {"iri": t.iri, "kind": t.kind, "en": t.en, "ko": t.ko, "comment": t.comment}
            for t in dataset.terms
        ],
    }


def _query(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "title_ko": query.title_ko,
        "description": query.description,
        "description_ko": query.description_ko,
        "parameters": [
            {"name": p.name, "description": p.description, "kind": p.kind} for p in query.parameters
        ],
        "text": query.text,
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'
