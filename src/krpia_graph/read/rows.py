"""The text of a table in, its rows of separated values by position out."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")
DELIMITERS = ",;\t"
_SNIFFED = 20  # rows looked at to find the delimiter
_ALIKE = 2 / 3  # of the rows looked at have as many fields as the first
_LONGEST = 80  # characters of a name that can head a column


class Row(NamedTuple):
    """A row: where it stands, without the line end, and the start and end of the value of each field.

    A value stands within its quotes; doubled quotes in it are as they are written.
    """

    start: int
    end: int
    fields: list[tuple[int, int]]


def separated_rows(text: str, delimiter: str, start: int = 0, end: int | None = None) -> Iterator[Row]:
    """The rows of comma (semicolon, tab) separated values in text[start:end], blank lines left out.

    A quoted field may hold delimiters and line breaks. A quote that is not closed before a delimiter or a
    line end is text.
    """
    end = len(text) if end is None else end
    row_start, fields = start, list[tuple[int, int]]()
    for match in _fields(delimiter).finditer(text, start, end):
        fields.append(match.span(1) if match[1] is not None else match.span(2))
        if match[3] != delimiter:
            row_end = match.start(3)
            if not text[row_start:row_end].isspace() and row_end > row_start:
                yield Row(row_start, row_end, fields)
            row_start, fields = match.end(), []
            if row_start >= end:
                return


def sniffed_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into as many fields as the first; "" if none does.

    The first row must look like the names of columns: two or more, short, different, and not cut out of a
    sentence (no blank behind the comma).
    """
    best, most = "", 1
    for delimiter in DELIMITERS:
        rows = list(islice(separated_rows(text, delimiter), _SNIFFED))
        if not rows or not _heads(text, rows[0], delimiter):
            continue
        width = len(rows[0].fields)
        alike = sum(len(row.fields) == width for row in rows)
        if width > most and alike > 1 and alike >= _ALIKE * len(rows):
            best, most = delimiter, width
    return best


def line_of(text: str, position: int) -> int:
    """The number of the line in which a position lies, from 1."""
    return len(_LINE_END.findall(text, 0, position)) + 1


@cache
def _fields(delimiter: str) -> re.Pattern[str]:
    return re.compile(
        rf'(?:[ \xa0]*"([^"]*(?:""[^"]*)*+)"[ \xa0]*(?=[{delimiter}\r\n]|\Z)|([^{delimiter}\r\n]*))'
        rf"({delimiter}|\r\n|\r|\n|\Z)"
    )


def _heads(text: str, row: Row, delimiter: str) -> bool:
    names = [text[start:end] for start, end in row.fields]
    stripped = [name.strip() for name in names if name.strip()]
    return (
        len(set(stripped)) == len(stripped) > 1
        and all(len(name) <= _LONGEST for name in stripped)
        and not (delimiter == "," and any(name.startswith(" ") for name in names))
    )
