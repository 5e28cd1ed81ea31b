"""Markdown in, statements out: headings, bullets with details, table rows, sentences; the rest is noise.

A statement is the text as it is written, emphasis and links included, and `plain` is it without them. Top
items of a list are bullets and those below them details of theirs; cells of a table row mean what the names
of the columns say. Front matter is noise "key", code and comments "markup", what marks a heading, an item or
a quotation "marker".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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
from krpia_graph.read.columns import understand
from krpia_graph.read.inline import inline_replacements
from krpia_graph.read.markdown_blocks import Block, cells_of_row, has_marks, markdown_blocks
from krpia_graph.read.plain import plain_text
from krpia_graph.read.sentences import sentence_spans, trimmed

_NOISE: dict[str, NoiseKind] = {
    "byte_order_mark": "byte_order_mark",
    "front_matter": "key",
    "code": "markup",
    "rule": "marker",
}


def recognises_markdown(text: str) -> bool:
    """Whether a text has front matter, a heading, a table rule, a link or strong emphasis of Markdown."""
    return has_marks(text)


def read_markdown(document: Document) -> Reading:
    """The statements and noise of a Markdown text; every non-blank character lies in one of them."""
    text = document.text
    blocks = list(markdown_blocks(text))
    replacements = [
        replacement
        for block in blocks
        if block.kind not in _NOISE
        for replacement in inline_replacements(text, block.start, block.end)
    ]
    plain, positions, ends = plain_text(text, replacements)
    document = replace(document, plain=plain, positions=positions, ends=ends)
    page = _Page(document, {r.start: r.end for r in replacements})
    for block in blocks:
        page.take(block)
    covered = [(s.start, s.end) for s in page.statements] + [(n.start, n.end) for n in page.noise]
    page.noise += [Noise("marker", *span) for span in _rest(text, sorted(covered))]
    noise = tuple(sorted(page.noise, key=lambda n: n.start))
    return Reading(page.document, "markdown", tuple(page.statements), noise)


@dataclass
class _Page:
    """The page as read so far, with the headings that the next block stands under, outermost first."""

    document: Document
    replaced: dict[int, int]
    statements: list[Statement] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    headings: list[tuple[int, Statement]] = field(default_factory=list)
    bullet: Statement | None = None
    meanings: Sequence[Meaning] = ()

    def take(self, block: Block) -> None:
        """Read a block: a line of a table, an item, a heading, a paragraph, or noise."""
        if block.kind in _NOISE:
            self.noise.append(Noise(_NOISE[block.kind], block.start, block.end))
        elif block.kind == "heading":
            while self.headings and self.headings[-1][0] >= block.level:
                self.headings.pop()
            self.headings.append((block.level, self.add("heading", block.start, block.end)))
        elif block.kind == "item" and block.level and self.bullet:
            self.add("detail", block.start, block.end, parent=self.bullet)
        elif block.kind == "item":
            self.bullet = self.add("bullet", block.start, block.end)
        elif block.kind == "header_row":
            names = [self.readable(*span).strip() for span in cells_of_row(self.document.text, block)]
            self.meanings = [column.meaning for column in understand(names)]
            self.noise.append(Noise("column_name", block.start, block.end))
        elif block.kind == "row":
            self.add("row", block.start, block.end, tuple(self.cells(block)))
        else:
            first: Statement | None = None
            for start, end in self.sentences(block):
                sentence = self.add("sentence", start, end, parent=first)
                first = first or sentence

    def cells(self, block: Block) -> Iterator[Cell]:
        for span, meaning in zip(cells_of_row(self.document.text, block), self.meanings, strict=False):
            if span.start < span.end and meaning.holds != IGNORE:
                yield meaning.cell(*span)

    def sentences(self, block: Block) -> Iterator[Span]:
        """The sentences of a paragraph, each with the marks that open at its start and close at its end."""
        begin = block.start
        plain = self.document.in_readable(block.start, block.end)
        for sentence in sentence_spans(self.document.readable, *plain):
            start, end = self.document.in_text(*sentence)
            while end in self.replaced and self.replaced[end] <= block.end:
                end = self.replaced[end]
            before = trimmed(self.document.text, begin, start)
            yield trimmed(self.document.text, before.start if before.start < before.end else start, end)
            begin = end

    def readable(self, start: int, end: int) -> str:
        return self.document.readable[slice(*self.document.in_readable(start, end))]

    def add(
        self,
        kind: StatementKind,
        start: int,
        end: int,
        cells: tuple[Cell, ...] = (),
        parent: Statement | None = None,
    ) -> Statement:
        document, above = self.document, [statement for _, statement in self.headings]
        parent = parent or (above[-1] if above else None)
        statement = Statement(
            id=f"{document.source.id}/{start}-{end}",
            source=document.source.id,
            kind=kind,
            text=document.text[start:end],
            start=start,
            end=end,
            section=above[-2:][0].readable if above else "",
            heading=above[-1].readable if above else "",
            parent=parent.id if parent else "",
            cells=cells,
            plain=self.readable(start, end).strip() if document.positions else "",
        )
        self.statements.append(statement)
        return statement


def _rest(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """What is not covered and not blank."""
    at = 0
    for start, end in (*covered, (len(text), len(text))):
        span = trimmed(text, at, max(at, start))
        if span.start < span.end:
            yield span
        at = max(at, end)
