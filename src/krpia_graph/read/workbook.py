"""An XLSX file in, its sheets as one document of tab-separated lines out."""

import csv
import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from krpia_graph.model.document import Document, Span
from krpia_graph.model.errors import SourceError
from krpia_graph.read.document import source_of

_SIGNATURE = b"PK\x03\x04"  # of a ZIP archive, which an XLSX file is
_MIDNIGHT = datetime.time()

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


class Sheet(NamedTuple):
    """Where the rows of a sheet stand in the document, and where its name does (nowhere if it is alone)."""

    title: Span
    rows: Span


def is_workbook(path: Path) -> bool:
    """Whether a file begins as an XLSX file does; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SIGNATURE)) == _SIGNATURE
    except OSError:
        return False


def read_workbook(path: Path) -> tuple[Document, list[Sheet]]:
    """The document that the sheets of an XLSX file make, and where each of them stands in it.

    `Document.text` is made here: one line a row, tabs between the cells, a value quoted as in CSV where it
    holds a tab, a line break or a quote; dates are ISO 8601, numbers plain digits. Of several sheets with
    content each has its name in a line above. `Source.sha256` is that of the file. Raises SourceError.
    """
    try:
        raw = path.read_bytes()
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
            tables = [(name, workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names]
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from None
    except CalamineError as error:
        raise SourceError(f"{path}: not a workbook that can be read ({error}); save it as XLSX") from None
    filled = [(name, rows) for name, rows in tables if any(value != "" for row in rows for value in row)]
    if not filled:
        raise SourceError(f"{path}: the workbook is empty")
    parts: list[str] = []
    sheets: list[Sheet] = []
    at = 0
    for name, rows in filled:
        title = f"{' '.join(name.split())}\n" if len(filled) > 1 else ""
        lines = _lines(rows)
        begin = at + len(title)
        sheets.append(Sheet(Span(at, max(at, begin - 1)), Span(begin, begin + len(lines))))
        parts += [title, lines]
        at = begin + len(lines)
    text = "".join(parts)
    return Document(source_of(path, raw, text), text), sheets


def _lines(rows: Sequence[Sequence[Value]]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerows([written(value) for value in row] for row in rows)
    return lines.getvalue()


def written(value: Value) -> str:
    """A value of a cell as text: dates ISO 8601, whole numbers without a point, none with an exponent.

    >>> written(65.0), written(datetime.datetime(2013, 9, 25)), written(0.1 + 0.2)
    ('65', '2013-09-25', '0.3')
    """
    match value:
        case bool():
            return str(value).upper()
        case float():
            return format(Decimal(f"{value:.15g}"), "f")
        case datetime.datetime() if value.time() == _MIDNIGHT:
            return value.date().isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)
