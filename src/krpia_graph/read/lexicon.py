"""The tables of `data/lexicon/` in, a `Lexicon` out; each link keeps its row as evidence."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from krpia_graph.model.document import Source, Statement
from krpia_graph.model.errors import DomainError
from krpia_graph.model.lexicon import Entity, Lexicon, Link, Name

_COLUMNS = {
    "entities.csv": ("id", "type", "kind", "label_en", "label_ko", "country", "source", "checked"),
    "names.csv": ("entity", "surface", "language", "flags", "source"),
    "links.csv": ("left", "relation", "right", "date", "source"),
    "identifiers.csv": ("entity", "scheme", "value", "where_seen"),
}


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon; DomainError names file and line of a row that does not fit."""
    entities: dict[str, Entity] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    names: list[Name] = []
    for line, row in _rows(folder / "names.csv"):
        aliases[row["entity"]].append(row["surface"])
        if not row["surface"]:
            raise DomainError(f"{folder / 'names.csv'}:{line}: the surface is empty")
        flags = frozenset(filter(None, row["flags"].split(";")))
        names.append(Name(row["entity"], row["surface"], row["language"], flags, line))
    for line, row in _rows(folder / "entities.csv"):
        if row["id"] in entities:
            raise DomainError(f"{folder / 'entities.csv'}:{line}: the id {row['id']!r} stands twice")
        labels = (row["label_en"], row["label_ko"])
        entities[row["id"]] = Entity(
            id=row["id"],
            type=row["type"],
            kind=row["kind"],
            label_en=row["label_en"],
            label_ko=row["label_ko"],
            country=row["country"],
            source=row["source"],
            checked=row["checked"] == "yes",
            aliases=tuple(sorted({a for a in aliases[row["id"]] if a not in labels})),
            line=line,
        )
    source, links = _read_links(folder / "links.csv")
    identifiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    identifier_lines: dict[str, int] = {}
    for line, row in _rows(folder / "identifiers.csv"):
        identifiers[row["entity"]].append((row["scheme"], row["value"]))
        identifier_lines.setdefault(row["entity"], line)
    return Lexicon(
        source=source,
        entities=entities,
        names=tuple(names),
        links=links,
        identifiers={entity: tuple(sorted(found)) for entity, found in sorted(identifiers.items())},
        identifier_lines=identifier_lines,
    )


def _read_links(path: Path) -> tuple[Source, tuple[Link, ...]]:
    """The links, each with its line as a statement of the source that the table is."""
    rows = list(_rows(path))
    text = path.read_bytes().decode("utf-8")
    source = Source(
        id="lexicon-links",
        path="lexicon/links.csv",
        title="Lexicon: how organisations, regions and drugs belong together",
        publisher="krpia-graph",
        url="",
        retrieved="",
        language="en",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    links: list[Link] = []
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    for number, row in rows:
        start, end = starts[number - 1], starts[number - 1] + len(lines[number - 1].rstrip("\n"))
        statement = Statement(f"{source.id}/{start}-{end}", source.id, "row", text[start:end], start, end)
        links.append(Link(row["left"], row["relation"], row["right"], row["date"], statement, number))
    return source, tuple(links)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with the number of the line they end on."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if tuple(reader.fieldnames or ()) != _COLUMNS[path.name]:
                raise DomainError(f"{path}:1: the columns must be {','.join(_COLUMNS[path.name])}")
            for row in reader:
                if None in row or None in row.values():
                    raise DomainError(
                        f"{path}:{reader.line_num}: the row does not have {len(_COLUMNS[path.name])} fields"
                    )
                yield reader.line_num, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DomainError(f"{path}: {error}") from None
