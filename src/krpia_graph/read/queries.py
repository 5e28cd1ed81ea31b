"""The files of `data/queries/` in, named queries out.

A file is SPARQL that any engine runs. Comments at its top say what it is for:

    # title: Partners of a company
    # title-ko: 기업의 협력사
    # description: Who deals with it, in how many cases, and how.
    # description-ko: 누구와 몇 건의 사례에서 협력하는지.
    # parameter: company - a company or institution
    # parameter: year (integer) - a year

A parameter is an entity unless the brackets behind its name say `integer` or `text`. The lines in Korean may
be left out.
"""

import re
from functools import cache
from pathlib import Path

from krpia_graph.model.errors import DomainError
from krpia_graph.model.queries import KINDS, NamedQuery, Parameter
from krpia_graph.read.folder import data_folder

_HEADER = re.compile(r"^# ((?:title|description)(?:-ko)?|parameter): *(.+?) *$", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+)(?: \((\w+)\))? - (.+)")


@cache
def read_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """The queries of a folder by name, sorted; by default those that come with the package.

    Raises DomainError where a file lacks a title or a description, or names a parameter that is no variable.
    """
    folder = folder or data_folder() / "queries"
    return {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}


def read_query(path: Path) -> NamedQuery:
    """The query in one file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(f"{path}: {error}") from None
    header: dict[str, list[str]] = {}
    for key, value in _HEADER.findall(text):
        header.setdefault(key, []).append(value)
    for key in ("title", "description"):
        if key not in header:
            raise DomainError(f"{path}:1: no line '# {key}: ...'")
    said = {key: " ".join(lines) for key, lines in header.items()}
    return NamedQuery(
        path.stem,
        said["title"],
        said["description"],
        tuple(_parameter(path, line, text) for line in header.get("parameter", ())),
        text,
        said.get("title-ko", ""),
        said.get("description-ko", ""),
    )


def _parameter(path: Path, line: str, text: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if not found:
        raise DomainError(f"{path}: 'parameter: {line}' is not of the form 'name - description'")
    name, kind, description = found[1], found[2] or "entity", found[3]
    if kind not in KINDS:
        raise DomainError(
            f"{path}: the parameter {name!r} is of no kind {kind!r}; there are {', '.join(KINDS)}"
        )
    if not re.search(rf"[?$]{re.escape(name)}\b", text):
        raise DomainError(f"{path}: the parameter {name!r} is no variable of the query")
    return Parameter(name, description, kind)
