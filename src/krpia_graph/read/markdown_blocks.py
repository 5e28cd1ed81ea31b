"""Markdown in, its blocks by position out: headings, items, rows of tables, paragraphs, code."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from krpia_graph.model.document import Span
from krpia_graph.read.sentences import trimmed

BlockKind = Literal[
    "byte_order_mark", "front_matter", "code", "rule", "heading", "item", "header_row", "row", "paragraph"
]
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\r|\n)[\w-]+:(?:[^\r\n]*(?:\r\n|\r|\n))*?---[ \t]*(?=[\r\n]|\Z)"
)
_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*", re.DOTALL)
_TARGET = re.compile(r"[ ]{0,3}\[[^\]]+\]:[ \t]*\S+.*")
_SIGNS = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t]+\S|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\||\]\((?:https?://|[./#]|mailto:)|\*\*\S[^*\n]*\*\*",
    re.MULTILINE,
)


class Block(NamedTuple):
    """A block of text[start:end], trimmed and without its mark; `level` is that of a heading or an item."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


def has_marks(text: str) -> bool:
    """Whether a text has front matter, a heading, a table rule, a link or strong emphasis of Markdown."""
    return bool(
        _SIGNS.search(text) or (_FRONT_MATTER.match(text) and re.match(r"\ufeff?---\s+[\w-]+:", text))
    )


def markdown_blocks(text: str) -> Iterator[Block]:
    """The blocks in order. A quotation is a paragraph, its marks included; targets of links are code.

    An item is on level 1 where its mark stands further in than that of the first item of its list.
    """
    parser = _Parser(text)
    yield from parser.blocks()


class _Parser:
    """Where the parser is in the text, and the block that the next line may go on with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: Block | None = None
        self.indent: int | None = None
        self.in_table = False

    def blocks(self) -> Iterator[Block]:
        at = 0
        if self.text.startswith("\ufeff"):
            yield Block("byte_order_mark", 0, 1)
            at = 1
        if match := _FRONT_MATTER.match(self.text):
            yield Block("front_matter", *trimmed(self.text, at, match.end()))
            at = match.end()
        while at < len(self.text):
            skipped = self.skipped(at)
            if skipped > at:
                yield from self.close()
                span = trimmed(self.text, at, skipped)
                yield Block("code", *span)
                at = skipped
                continue
            match = _LINE.match(self.text, at)
            assert match
            yield from self.line(*match.span(1), match.end())
            at = match.end()
        yield from self.close()

    def skipped(self, at: int) -> int:
        """The end of the code, comment or link target that begins in the line at `at`, else `at`."""
        if fence := _FENCE.match(self.text, at):
            closing = re.compile(rf"^[ \t]*{fence[1]}[^\S\r\n]*$", re.MULTILINE).search(
                self.text, fence.end()
            )
            return closing.end() if closing else len(self.text)
        if comment := _COMMENT.match(self.text, at):
            return comment.end()
        target = None if self.open else _TARGET.match(self.text, at)
        return target.end() if target else at

    def line(self, start: int, end: int, after: int) -> Iterator[Block]:
        text = self.text
        inner = trimmed(text, start, end)
        if inner.start == inner.end:
            yield from self.close()
            self.in_table = False
        elif heading := _HEADING.fullmatch(text, start, end):
            yield from self.close()
            self.indent = None
            span = trimmed(text, *heading.span(2))
            if span.start < span.end:
                yield Block("heading", *span, len(heading[1]))
        elif (
            self.open and self.open.kind == "paragraph" and (under := _UNDERLINE.fullmatch(text, start, end))
        ):
            yield Block("heading", self.open.start, self.open.end, 1 if under[1][0] == "=" else 2)
            yield Block("rule", *inner)
            self.open = self.indent = None
        elif self.in_table or self.heads_table(end, after):
            yield from self.close()
            if self.in_table and _TABLE_RULE.fullmatch(text, start, end):
                yield Block("rule", *inner)
            else:
                yield Block("row" if self.in_table else "header_row", *inner)
            self.in_table = True
        elif _RULE.fullmatch(text, start, end):
            yield from self.close()
            yield Block("rule", *inner)
        elif item := _ITEM.match(text, start, end):
            yield from self.close()
            indent = len(item["indent"].expandtabs(4))
            if self.indent is None or indent < self.indent:
                self.indent = indent
            self.open = Block("item", item.end(), inner.end, int(indent > self.indent + 1))
        elif self.open:
            self.open = self.open._replace(end=inner.end)
        else:
            if start == inner.start:
                self.indent = None
            self.open = Block("paragraph", *inner)

    def paragraph(self) -> Block | None:
        return self.open if self.open and self.open.kind == "paragraph" else None

    def heads_table(self, end: int, after: int) -> bool:
        """Whether the line that ends here is followed by the rule of a table."""
        below = _LINE.match(self.text, after)
        line_start = max(self.text.rfind("\n", 0, end), self.text.rfind("\r", 0, end)) + 1
        return bool(
            below
            and _PIPE.search(self.text, line_start, end)
            and "|" in below[1]
            and _TABLE_RULE.fullmatch(below[1])
        )

    def close(self) -> Iterator[Block]:
        if self.open:
            yield self.open
        self.open = None


def cells_of_row(text: str, row: Block) -> list[Span]:
    """The trimmed spans of the cells of a row; outer bars are optional."""
    bars = [m.start() for m in _PIPE.finditer(text, row.start, row.end)]
    begins = [row.start, *(bar + 1 for bar in bars)]
    ends = [*bars, row.end]
    spans = [trimmed(text, *span) for span in zip(begins, ends, strict=True)]
    if bars and bars[0] == row.start:
        spans = spans[1:]
    if bars and bars[-1] == row.end - 1:
        spans = spans[:-1]
    return spans
