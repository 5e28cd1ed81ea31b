"""A deal table in (CSV, JSON Lines, XLSX), its rows as statements out, with cells of known meaning.

The first row that names known columns is the header, and noise; what stands above it are titles. Each later
row is one statement of kind "row": the whole line, delimiters included. What its cells hold is said by a
mapping or, where there is none, by the names of the columns (`krpia_graph.read.columns`). A row without any
value is a "marker". In JSON Lines a row is the object, and the names in it are columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from krpia_graph.model.document import Cell, Document, Noise, Reading, Span, Statement, StatementKind
from krpia_graph.model.errors import SourceError
from krpia_graph.model.mapping import IGNORE, Column, Meaning, TableMapping
from krpia_graph.read.columns import understand
from krpia_graph.read.document import read_document
from krpia_graph.read.json_lines import holds_objects, object_rows, unescaped
from krpia_graph.read.mapping import check_columns, mapping_beside, read_mapping
from krpia_graph.read.plain import plain_text
from krpia_graph.read.rows import Row, line_of, separated_rows, sniffed_delimiter
from krpia_graph.read.sentences import trimmed
from krpia_graph.read.workbook import is_workbook, read_workbook

_BYTE_ORDER_MARK = "\ufeff"
_ABOVE = 10  # rows in which the header is looked for


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its columns as they are understood, and the rows with more values than columns."""

    reading: Reading
    columns: tuple[Column, ...]
    misfits: tuple[Statement, ...]


def recognises_table(text: str) -> bool:
    """Whether a text is a table: objects in lines, or rows with equally many fields."""
    return holds_objects(text) or bool(sniffed_delimiter(text))


def recognises_table_file(path: Path) -> bool:
    """Whether a file can only be a table: it is a workbook, or a mapping lies beside it."""
    return is_workbook(path) or (path.is_file() and mapping_beside(path).is_file())


def read_table(document: Document) -> Reading:
    """The statements and noise of a table; its columns are understood by their names."""
    return table_of(document).reading


def read_table_file(path: Path) -> Reading:
    """The statements and noise of the table at `path`, with the mapping beside it where there is one."""
    return load_table(path).reading


def load_table(path: Path, mapping: TableMapping | None = None) -> Table:
    """The table at `path`, by `mapping` or the one beside it.

    Raises SourceError where file or mapping cannot be read, or the mapping names a column that is not there.
    """
    beside = mapping_beside(path)
    if mapping is None and beside.is_file():
        mapping = read_mapping(beside)
    if not is_workbook(path):
        return table_of(read_document(path), mapping)
    document, sheets = read_workbook(path)
    builder = _Builder(document, mapping)
    for sheet in sheets:
        builder.take_title(sheet.title)
        builder.take_rows(separated_rows(document.text, "\t", *sheet.rows))
    return builder.table()


def table_of(document: Document, mapping: TableMapping | None = None) -> Table:
    """The table that a text is: JSON Lines where it begins with an object, else separated values.

    Raises SourceError with the line of a JSON Lines file that holds no object.
    """
    text = document.text
    begin = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    if holds_objects(text):
        if "\\" in text:
            plain, positions, ends = plain_text(text, unescaped(text))
            document = replace(document, plain=plain, positions=positions, ends=ends)
        builder = _Builder(document, mapping)
        builder.take_objects()
    else:
        builder = _Builder(document, mapping)
        builder.take_rows(separated_rows(text, sniffed_delimiter(text) or ",", begin))
    if begin:
        builder.noise.insert(0, Noise("byte_order_mark", 0, begin))
    return builder.table()


@dataclass
class _Builder:
    """The table as read so far."""

    document: Document
    mapping: TableMapping | None
    statements: list[Statement] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    misfits: list[Statement] = field(default_factory=list)
    title: Statement | None = None

    def take_title(self, span: Span) -> None:
        self.title = None
        self.title = self.add("heading", *span) if span.start < span.end else None

    def take_rows(self, rows: Iterator[Row]) -> None:
        """Rows of separated values: titles, the header, and then the rows that are statements."""
        first = list(islice(rows, _ABOVE))
        if not first:
            return
        at = self.header(first)
        for row in first[:at]:
            self.add("paragraph", *self.span(row))
        columns = self.named(first[at])
        self.columns |= {column.name: column for column in columns if column.name}
        meanings = [column.meaning for column in columns]
        self.noise.append(Noise("column_name", *self.span(first[at])))
        for row in chain(first[at + 1 :], rows):
            self.take_row(row, meanings)

    def header(self, rows: Sequence[Row]) -> int:
        """The first row with two known names of columns, else the first row."""
        known = [sum(bool(column.because) for column in self.named(row)) for row in rows]
        return next((i for i, number in enumerate(known) if number > 1), 0)

    def named(self, row: Row) -> list[Column]:
        return understand((" ".join(self.document.text[s:e].split()) for s, e in row.fields), self.mapping)

    def take_row(self, row: Row, meanings: Sequence[Meaning]) -> None:
        """A row as a statement; one with values beyond the last column has no cells: they may be shifted."""
        spans = [trimmed(self.document.text, *value) for value in row.fields]
        if not any(start < end for start, end in spans):
            self.noise.append(Noise("marker", *self.span(row)))
        elif any(start < end for start, end in spans[len(meanings) :]):
            self.misfits.append(self.add("row", *self.span(row)))
        else:
            cells = [
                meaning.cell(start, end)
                for (start, end), meaning in zip(spans, meanings, strict=False)
                if start < end and meaning.holds != IGNORE
            ]
            self.add("row", *self.span(row), tuple(cells))

    def take_objects(self) -> None:
        """The objects of JSON Lines, each a row."""
        text = self.document.text
        try:
            for start, end, fields in object_rows(text):
                for name in {value.name: None for value in fields if value.name not in self.columns}:
                    (self.columns[name],) = understand([name], self.mapping)
                cells = [
                    self.columns[name].meaning.cell(*span)
                    for name, *value in fields
                    if (span := trimmed(self.document.text, *value)).start < span.end
                    and self.columns[name].meaning.holds != IGNORE
                ]
                if fields:
                    self.add("row", start, end, tuple(cells))
                else:
                    self.noise.append(Noise("marker", start, end))
        except ValueError as error:
            message, position = error.args
            where = f"{self.document.source.path}:{line_of(text, position)}"
            raise SourceError(f"{where}: {message}; JSON Lines has one in each line") from None

    def span(self, row: Row) -> Span:
        return trimmed(self.document.text, row.start, row.end)

    def add(self, kind: StatementKind, start: int, end: int, cells: tuple[Cell, ...] = ()) -> Statement:
        document, title = self.document, self.title
        plain = document.plain[slice(*document.in_readable(start, end))] if document.positions else ""
        statement = Statement(
            id=f"{document.source.id}/{start}-{end}",
            source=document.source.id,
            kind=kind,
            text=document.text[start:end],
            start=start,
            end=end,
            section=title.text if title else "",
            parent=title.id if title else "",
            cells=cells,
            plain=plain,
        )
        self.statements.append(statement)
        return statement

    def table(self) -> Table:
        if self.mapping:
            check_columns(self.mapping, list(self.columns), self.document.source.path)
        reading = Reading(self.document, "table", tuple(self.statements), tuple(self.noise))
        return Table(reading, tuple(self.columns.values()), tuple(self.misfits))
