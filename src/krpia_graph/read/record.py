"""A deal record in (`Key: value` lines of a database page), one statement of kind "field" a key out.

A line that follows a field without a blank line goes on with its value; " : " and "»" in a value are text.
What a value holds is said by its key (`data/columns.toml`); each of its lines has a cell, or the whole of it
where it is text. The key is noise within the statement. Other lines are the title of a record, headings, or
sentences. A record starts anew where"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from krpia_graph.model.document import (
    Cell,
    Document,
    Noise,
    NoiseKind,
    Reading,
    Span,
    Statement,
    StatementKind,
)
from krpia_graph.model.mapping import IGNORE, Meaning
from krpia_graph.read.columns import column_names
from krpia_graph.read.record_lines import Line, record_lines
from krpia_graph.read.sentences import ends_a_sentence, sentence_spans, trimmed

_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_HEADING = 100
_FEWEST = 3  # known keys that make a record
_TEXT = Meaning("text")


def recognises_record(text: str) -> bool:
    """Whether at least half of the lines are fields with known keys, three different ones or more."""
    lines = record_lines(text)
    known: set[str] = set()
    inside, count = False, 0
    for line in lines:
        inside = line.known if line.key else inside and line.goes_on
        count += inside
        known |= {line.key} if line.known else set()
    return len(known) >= _FEWEST and 2 * count >= len(lines)


def read_record(document: Document) -> Reading:
    """The statements and noise of a text with records; every non-blank character lies in one of them."""
    lines = record_lines(document.text)
    records = _Records(document, _openings(document.text, lines))
    if document.text.startswith(_BYTE_ORDER_MARK):
        records.noise.append(Noise("byte_order_mark", 0, len(_BYTE_ORDER_MARK)))
    at = 0
    while at < len(lines):
        stop = at + 1
        if lines[at].key:
            while stop < len(lines) and lines[stop].goes_on:
                stop += 1
            records.take_field(lines[at:stop])
        else:
            records.take_line(lines[at], followed=stop < len(lines) and lines[stop].follows)
        at = stop
    return Reading(document, "record", tuple(records.statements), tuple(records.noise))


@dataclass
class _Records:
    """The records as read so far; `first` is the statement that stands above the others of the record."""

    document: Document
    openings: frozenset[int]
    statements: list[Statement] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    first: Statement | None = None
    heading: Statement | None = None

    def take_field(self, lines: Sequence[Line]) -> None:
        line, end = lines[0], lines[-1].end
        self.open(line.start)
        values = [
            trimmed(self.document.text, line.colon, line.end),
            *(Span(x.start, x.end) for x in lines[1:]),
        ]
        values = [value for value in values if value.start < value.end]
        meaning = column_names().meaning(line.key) or _TEXT
        if meaning.holds == "text" and values:
            values = [Span(values[0].start, values[-1].end)]
        cells = () if meaning.holds == IGNORE else tuple(meaning.cell(*value) for value in values)
        self.noise.append(Noise("key", line.start, line.colon))
        self.add("field", line.start, end, cells)

    def take_line(self, line: Line, followed: bool) -> None:
        text = self.document.text[line.start : line.end]
        if line.is_rule or column_names().is_navigation(text):
            kind: NoiseKind = "marker" if line.is_rule else "navigation"
            self.noise.append(Noise(kind, line.start, line.end))
            return
        self.open(line.start)
        prose = len(text) > _LONGEST_HEADING or ends_a_sentence(text) or line.follows or followed
        if self.first is None and not ends_a_sentence(text):
            self.add("title", line.start, line.end)
        elif not prose or line.colon:
            self.heading = None
            self.heading = self.add("heading", line.start, line.end)
        else:
            first: Statement | None = None
            for start, end in sentence_spans(self.document.text, line.start, line.end):
                sentence = self.add("sentence", start, end, parent=first)
                first = first or sentence

    def open(self, start: int) -> None:
        if start in self.openings:
            self.first, self.heading = None, None

    def add(
        self,
        kind: StatementKind,
        start: int,
        end: int,
        cells: tuple[Cell, ...] = (),
        parent: Statement | None = None,
    ) -> Statement:
        above = parent or self.heading or self.first
        statement = Statement(
            id=f"{self.document.source.id}/{start}-{end}",
            source=self.document.source.id,
            kind=kind,
            text=self.document.text[start:end],
            start=start,
            end=end,
            section=self.first.text if self.first and self.first.kind == "title" else "",
            heading=self.heading.text if self.heading else "",
            parent=above.id if above else "",
            cells=cells,
        )
        self.statements.append(statement)
        self.first = self.first or statement
        return statement


def _openings(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Where a record starts anew: at the key that opened the first, or at the title right above it."""
    keys = [line.key.casefold() for line in lines]
    first = next(filter(None, keys), "")
    again = [i for i, key in enumerate(keys) if key == first][1:] if first else []
    return frozenset(lines[i - 1 if _is_title(text, lines[i - 1]) else i].start for i in again)


def _is_title(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    alone = not (line.key or line.goes_on or line.follows)
    return alone and len(words) <= _LONGEST_HEADING and not ends_a_sentence(words)
