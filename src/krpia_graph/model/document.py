"""A document and what it says: sources, statements and named noise, all by position.

Positions are 0-based, half-open Unicode code points into `Document.text`, which is the file decoded and
otherwise untouched: `document.text[s.start:s.end] == s.text` holds for every statement.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

StatementKind = Literal["title", "heading", "paragraph", "header", "bullet", "detail", "row"]
NoiseKind = Literal["navigation", "breadcrumb", "list_label", "sort_control", "marker", "byte_order_mark"]


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


@dataclass(frozen=True, slots=True)
class Document:
    """A source and its text."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says: a bullet, a header, a paragraph, a row.

    `section` and `heading` are the texts it stands under, `parties` the spans of the names that its header
    gives, `parent` the id of the statement above it (detail -> bullet -> header -> heading).
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
