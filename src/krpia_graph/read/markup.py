"""HTML in, the text that a person reads out, with the place in the markup where each character is written.

Blocks become lines, inline elements neither join nor part words, white space collapses as in a browser, and
what is no text (scripts, navigation, forms) is left out. The structure that readers need (heading, list item,
term, table row) is kept for each line. Nothing that is broken raises.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from krpia_graph.model.document import Span
from krpia_graph.read.elements import (
    BLOCKS,
    CELLS,
    ENDED_BY,
    ENDS_NOTHING,
    HEADINGS,
    ITEMS,
    NAVIGATION,
    PARTED,
    PARTS_WORDS,
    STRUCTURE,
)
from krpia_graph.read.running_text import RunningText
from krpia_graph.read.tags import Token, characters, tokens
from krpia_graph.read.tree import data_tables, left_out

_COLLAPSES = " \t\n\r\f"
_DEEPEST = 500  # elements that are open at once; browsers stop there, too
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphen and the blanks without width


class Open(NamedTuple):
    """An element that is open, with the number of its token, which tells it from others of its name."""

    name: str
    number: int


class Line(NamedTuple):
    """A line of the readable text: plain[start:end], what it is, and the list items and terms around it.

    `element` is a heading, "title", "li", "dt", "dd", "tr", "head_row" (a row of column names) or "".
    """

    start: int
    end: int
    element: str
    items: tuple[Open, ...]


class Markup(NamedTuple):
    """The readable text; plain[i] is written at markup[positions[i]:ends[i]], and no two overlap.

    A line feed, tab or blank that stands for a tag is written where the tag is. `navigation` are the spans of
    the markup that hold the page's navigation, footer and forms.
    """

    plain: str
    positions: Sequence[int]
    ends: Sequence[int]
    lines: tuple[Line, ...]
    navigation: tuple[Span, ...]


def read_markup(markup: str) -> Markup:
    """The readable text of an HTML page or fragment, with its lines and its places in the markup."""
    parts = tuple(tokens(markup))
    hidden = left_out(markup, parts)
    page = _Page(data_tables(parts))
    resume = 0
    for number, token in enumerate(parts):
        if number < resume:
            continue
        if number in hidden:
            resume = hidden[number]
            page.part(token.name, Span(token.start, token.end))
        elif token.kind == "text":
            page.write(characters(markup, token.start, token.end))
        elif token.kind == "open":
            page.open(number, token)
        elif token.kind == "close":
            page.close(token)
    page.end_line()
    spans = tuple(
        Span(parts[first].start, parts[stop - 1].end)
        for first, stop in hidden.items()
        if parts[first].name in NAVIGATION
    )
    text = page.text
    return Markup("".join(text.plain), tuple(text.positions), tuple(text.ends), tuple(page.lines), spans)


@dataclass
class _Page:
    """The readable text so far and the elements that are open there."""

    data_tables: frozenset[int]
    text: RunningText = field(default_factory=RunningText)
    lines: list[Line] = field(default_factory=list)
    stack: list[Open] = field(default_factory=list)
    line: Line | None = None
    cells: int = 0
    heads: int = 0

    def write(self, text: Iterable[tuple[str, int, int]]) -> None:
        kept = any(element.name == "pre" for element in self.stack)
        for char, start, end in text:
            if char in _UNSEEN:
                continue
            if kept and char == "\n":
                self._feed(self.text.feeds + 1, Span(start, end))
            elif char in _COLLAPSES:
                self.text.ask_for_blank(Span(start, end))
            else:
                if self.line is None:
                    items = tuple(element for element in self.stack if element.name in ITEMS)
                    self.line = Line(self.text.next_start, 0, self._element(), items)
                self.text.put(char, start, end)

    def open(self, number: int, token: Token) -> None:
        name, at = token.name, Span(token.start, token.end)
        self._end_elements(name)
        if name in CELLS and self._in_data("tr"):
            if self.cells:
                self.text.ask_for_tab(at)
            self.cells += 1
            self.heads += name == "th" or any(element.name == "thead" for element in self.stack)
        else:
            self.part(name, at)
        if name == "tr":
            self.cells, self.heads = 0, 0
        if name in STRUCTURE and len(self.stack) < _DEEPEST:
            self.stack.append(Open(name, number))

    def close(self, token: Token) -> None:
        name = token.name
        outside = ENDED_BY.get(name, ENDS_NOTHING)[1] if name in ITEMS | CELLS else frozenset()
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].name == name:
                del self.stack[depth:]
                break
            if self.stack[depth].name in outside:
                break
        if not (name in CELLS and self._in_data("tr")):
            self.part(name, Span(token.start, token.end))

    def part(self, name: str, at: Span) -> None:
        """Let the start or the end of an element part what stands before it from what follows."""
        if name not in BLOCKS and name not in CELLS:
            if name in PARTS_WORDS:
                self.text.ask_for_blank(at)
        elif self._in_data("td", "th"):
            self.text.ask_for_blank(at)
        else:
            feeds = self.text.feeds
            self._feed(feeds + 1 if name == "br" else max(feeds, 2 if name in PARTED else 1), at)

    def end_line(self) -> None:
        if self.line is not None:
            heads_only = self.line.element == "tr" and self.heads == self.cells
            element = "head_row" if heads_only else self.line.element
            self.lines.append(self.line._replace(end=len(self.text.plain), element=element))
            self.line = None

    def _feed(self, feeds: int, at: Span) -> None:
        self.end_line()
        self.text.ask_for_feeds(feeds, at)

    def _element(self) -> str:
        for element in reversed(self.stack):
            if element.name in HEADINGS or element.name in ITEMS or element.name == "title":
                return element.name
            if element.name == "table" and element.number in self.data_tables:
                return "tr" if self._in_data("tr") else ""
        return ""

    def _in_data(self, *names: str) -> bool:
        """Whether one of these elements is open in the innermost table, and that holds data."""
        inner: set[str] = set()
        for element in reversed(self.stack):
            if element.name == "table":
                return element.number in self.data_tables and not inner.isdisjoint(names)
            inner.add(element.name)
        return False

    def _end_elements(self, name: str) -> None:
        ended, outside = ENDED_BY.get(name, ENDS_NOTHING)
        cut = len(self.stack)
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].name in outside:
                break
            if self.stack[depth].name in ended:
                cut = depth
        del self.stack[cut:]
