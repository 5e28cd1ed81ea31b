"""A document and what it says: sources, statements and named noise, all by position.

Positions are 0-based, half-open Unicode code points into `Document.text`, which is the file decoded and
otherwise untouched: `document.text[s.start:s.end] == s.text` holds for every statement. Where the text is
markup, `Document.plain` is what a person reads, and maps back to the text character by character.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

StatementKind = Literal[
    "title", "heading", "paragraph", "sentence", "header", "bullet", "detail", "field", "row", "aside"
]
NoiseKind = Literal[
    "navigation",
    "breadcrumb",
    "list_label",
    "sort_control",
    "marker",
    "byte_order_mark",
    "markup",
    "dateline",
    "byline",
    "caption",
    "copyright",
    "key",
    "column_name",
]


class Span(NamedTuple):
    """A stretch of a document, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from; what the provenance cites."""

    id: str
    path: str  # the file's name only, so that a result does not depend on the folder it was made in
    title: str
    publisher: str
    url: str
    retrieved: str
    language: str
    sha256: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Document:
    """A source and its text.

    For markup, `plain` is the text without tags and with entities resolved, and `plain[i]` is written at
    `text[positions[i]:ends[i]]`; both are empty where the text is plain itself. `complaints` say in a line
    each where characters were lost before the file came here.
    """

    source: Source
    text: str
    plain: str = ""
    positions: Sequence[int] = field(default=(), repr=False)
    ends: Sequence[int] = field(default=(), repr=False)
    complaints: tuple[str, ...] = ()

    @property
    def readable(self) -> str:
        """What a person reads: the plain text of markup, else the text."""
        return self.plain if self.positions else self.text

    def in_text(self, start: int, end: int) -> Span:
        """The span of the text that readable[start:end] is written in."""
        if not self.positions:
            return Span(start, end)
        return Span(self.positions[start], self.ends[end - 1] if end > start else self.positions[start])

    def in_readable(self, start: int, end: int) -> Span:
        """The span of the readable text that is written within text[start:end]."""
        if not self.positions:
            return Span(start, end)
        return Span(bisect_left(self.positions, start), bisect_left(self.positions, end))


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a row or record whose meaning the reader knows: the slot or value that it fills.

    `holds` is a slot of a case, or "relation", "period", "amount", "status", "exclusivity", "text"; `type`
    and `role` are those that the mapping gives to the names in it.
    """

    start: int
    end: int
    holds: str
    type: str = ""
    role: str = ""
    currency: str = ""
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says: a bullet, a header, a paragraph, a row.

    `section` and `heading` are the texts it stands under, `parties` the spans of the names that its header
    gives, `parent` the id of the statement above it (detail -> bullet -> header -> heading; a sentence has
    the first sentence of its paragraph above it). `cells` are the parts of a row or record of which the
    reader knows what they are. `plain` is the readable text where `text` is markup.
    """

    id: str
    source: str
    kind: StatementKind
    text: str
    start: int
    end: int
    section: str = ""
    heading: str = ""
    parties: tuple[Span, ...] = ()
    parent: str = ""
    cells: tuple[Cell, ...] = ()
    plain: str = ""

    @property
    def readable(self) -> str:
        """What a person reads: the statement without markup."""
        return self.plain or self.text


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch that says nothing about partnerships, with the reason why it was left out."""

    kind: NoiseKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with everything a reader found in it, in document order."""

    document: Document
    reader: str
    statements: tuple[Statement, ...]
    noise: tuple[Noise, ...]
