"""The files of `data/queries/` in, named queries out.

A file is SPARQL that any engine runs. Comments at its top say what it is for:

    # title: Partners of a company
    # description: Who deals with it, in how many cases, and how.
    # parameter: company - a company or institution
"""

import re
from functools import cache
from pathlib import Path

from krpia_graph.model.errors import DomainError
from krpia_graph.model.queries import NamedQuery, Parameter
from krpia_graph.read.folder import data_folder

_HEADER = re.compile(r"^# (title|description|parameter): *(.+?) *$", re.MULTILINE)


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
    header: dict[str, list[str]] = {"title": [], "description": [], "parameter": []}
    for key, value in _HEADER.findall(text):
        header[key].append(value)
    for key in ("title", "description"):
        if not header[key]:
            raise DomainError(f"{path}:1: no line '# {key}: ...'")
    parameters = []
    for line in header["parameter"]:
        name, dash, description = line.partition(" - ")
        if not dash:
            raise DomainError(f"{path}: 'parameter: {line}' is not of the form 'name - description'")
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            raise DomainError(f"{path}: the parameter {name!r} is no variable of the query")
        parameters.append(Parameter(name, description))
    return NamedQuery(path.stem, header["title"][0], " ".join(header["description"]), tuple(parameters), text)
