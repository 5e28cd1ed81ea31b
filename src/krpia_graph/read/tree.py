"""The tokens of a page in; which of its elements are no text, and which of its tables hold data, out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from krpia_graph.read.tags import Token

_CONTROLS = re.compile(
    "nav|footer|form|noscript|template|svg|math|iframe|object|select|button|textarea|audio|video|canvas"
)
_PAGE_IN_A_FORM = re.compile(r"<(?:p|h[1-6]|article|main|section|dl)\b", re.IGNORECASE)
_LONGEST_CELL = 1000  # in characters of markup between tags; more is a page laid out in a table


def left_out(markup: str, parts: Sequence[Token]) -> Mapping[int, int]:
    """The elements without text of the page: the number of the first token -> of the first one behind.

    An element that is never closed is kept, because what follows it would go with it; a form that holds
    headings or paragraphs is kept, because some pages are one form.
    """
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number, token in enumerate(parts):
        if token.kind == "open" and _CONTROLS.fullmatch(token.name) and markup[token.end - 2] != "/":
            waiting.setdefault(token.name, []).append(number)
        elif token.kind == "close" and waiting.get(token.name):
            first = waiting[token.name].pop()
            inner = token.name == "form" and _PAGE_IN_A_FORM.search(markup, parts[first].end, token.start)
            if not inner:
                found[first] = number + 1
    return _outermost(found)


def data_tables(parts: Sequence[Token]) -> frozenset[int]:
    """The numbers of the tokens that open a table of data: two columns or more, no page laid out."""
    found: set[int] = set()
    waiting: list[_Table] = []
    for number, token in enumerate(parts):
        if token.kind == "open" and token.name == "table":
            if waiting:
                waiting[-1].layout = True
            waiting.append(_Table(number))
        elif not waiting:
            continue
        elif token.kind == "close" and token.name == "table":
            found |= waiting.pop().if_data()
        else:
            waiting[-1].take(token)
    return frozenset(found.union(*(table.if_data() for table in waiting)))


@dataclass
class _Table:
    number: int
    layout: bool = False
    cells: int = 0
    columns: int = 0
    written: int = 0

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self.written += token.end - token.start
            self.layout = self.layout or self.written > _LONGEST_CELL
        elif token.kind == "open" and token.name in {"td", "th"}:
            self.cells += 1
            self.columns = max(self.columns, self.cells)
            self.written = 0
        elif token.kind == "open" and token.name == "tr":
            self.cells = 0
        elif token.kind == "open" and re.fullmatch("h[1-6]", token.name):
            self.layout = True

    def if_data(self) -> set[int]:
        return set() if self.layout or self.columns < 2 else {self.number}


def _outermost(found: Mapping[int, int]) -> dict[int, int]:
    kept: dict[int, int] = {}
    end = 0
    for first, stop in sorted(found.items()):
        if first >= end:
            kept[first] = end = stop
    return kept
