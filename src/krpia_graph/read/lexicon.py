"""The tables of `data/lexicon/` in, a `Lexicon` out; each link keeps its row as evidence."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from krpia_graph.model.document import Source, Statement
from krpia_graph.model.errors import DomainError
from krpia_graph.model.lexicon import LINKS, Entity, Lexicon, Link, Name

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
    flagged: dict[str, frozenset[str]] = {}  # the few sets of flags, each made once
    for line, (entity, surface, language, flags, _) in _rows(folder / "names.csv"):
        aliases[entity].append(surface)
        if not surface:
            raise DomainError(f"{folder / 'names.csv'}:{line}: the surface is empty")
        if flags not in flagged:
            flagged[flags] = frozenset(filter(None, flags.split(";")))
        names.append(Name(entity, surface, language, flagged[flags], line))
    for line, (id_, type_, kind, label_en, label_ko, country, seen, checked) in _rows(
        folder / "entities.csv"
    ):
        if id_ in entities:
            raise DomainError(f"{folder / 'entities.csv'}:{line}: the id {id_!r} stands twice")
        entities[id_] = Entity(
            id=id_,
            type=type_,
            kind=kind,
            label_en=label_en,
            label_ko=label_ko,
            country=country,
            source=seen,
            checked=checked == "yes",
            aliases=tuple(sorted({*aliases[id_]} - {label_en, label_ko})),
            line=line,
        )
    source, links = _read_links(folder / "links.csv")
    identifiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    identifier_lines: dict[str, int] = {}
    for line, (entity, scheme, value, _) in _rows(folder / "identifiers.csv"):
        identifiers[entity].append((scheme, value))
        identifier_lines.setdefault(entity, line)
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
        id=LINKS,
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
    for number, (left, relation, right, date, _) in rows:
        start, end = starts[number - 1], starts[number - 1] + len(lines[number - 1].rstrip("\n"))
        statement = Statement(f"{source.id}/{start}-{end}", source.id, "row", text[start:end], start, end)
        links.append(Link(left, relation, right, date, statement, number))
    return source, tuple(links)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the number of the line they end on."""
    columns = _COLUMNS[path.name]
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if tuple(next(reader, ())) != columns:
                raise DomainError(f"{path}:1: the columns must be {','.join(columns)}")
            for row in reader:
                if len(row) == len(columns):
                    yield reader.line_num, row
                elif row:
                    raise DomainError(
                        f"{path}:{reader.line_num}: the row does not have {len(columns)} fields"
                    )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DomainError(f"{path}: {error}") from None
