"""The text of a page in the KRPIA layout in, statements and named noise out.

The layout: sections, each a heading, an introduction, and a list under the label "Cases". In the list a line
`PARTY · text` opens a header and its first bullet, `· text` adds a bullet, `→ text` a detail to the bullet
above; `A•B` names joint parties. A middle dot without spaces around it is text. A line that follows without
a marker continues the bullet or detail above it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from krpia_graph.model.document import Document, Noise, NoiseKind, Reading, Span, Statement, StatementKind

_BULLET = re.compile(r"(?:^|(?<=\s))·(?=\s)")
_DETAIL = re.compile(r"→")
_JOINT = re.compile(r"•")
_BREADCRUMB = re.compile(r"\S\s+>\s+\S")
_LABEL = "cases"
_BYTE_ORDER_MARK = "\ufeff"
_SORT_CONTROL = re.compile(r"order\s*:|alphabetical\.?", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "”", '"')


def recognises(text: str) -> bool:
    """Whether a text has the layout of a KRPIA page: a list label and bullets under it."""
    lines = [line.strip() for line in text.splitlines()]
    return any(line.casefold() == _LABEL for line in lines) and any(_BULLET.search(line) for line in lines)


def read_krpia_page(document: Document) -> Reading:
    """Statements and noise of a page in the KRPIA layout; every non-blank character lies in one of them."""
    lines = tuple(_lines(document.text))
    breadcrumb = frozenset(_breadcrumb_parts(document.text))
    page = _Page(document, breadcrumb, _headings(document.text, lines, breadcrumb))
    if document.text.startswith(_BYTE_ORDER_MARK):
        page.skip("byte_order_mark", 0, len(_BYTE_ORDER_MARK))
    for start, end in lines:
        page.take(start, end)
    statements = sorted(page.statements, key=lambda s: (s.start, s.end))
    noise = sorted(page.noise, key=lambda n: n.start)
    return Reading(document, "krpia_page", tuple(statements), tuple(noise))


@dataclass
class _Page:
    """The page as read so far: where the next line belongs depends on what stands above it."""

    document: Document
    breadcrumb: frozenset[str]
    headings: frozenset[int]
    statements: list[Statement] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    section: Statement | None = None
    header: Statement | None = None
    bullet: Statement | None = None
    in_list: bool = False
    last_end: int = 0

    def take(self, start: int, end: int) -> None:
        """Read the line at [start, end), which is trimmed and not blank."""
        text = self.document.text[start:end]
        marks = [m.start() + start for m in _BULLET.finditer(text)]
        if _BREADCRUMB.search(text):
            self.skip("breadcrumb", start, end)
        elif _SORT_CONTROL.fullmatch(text):
            self.skip("sort_control", start, end)
            self.in_list = False
        elif text.casefold() == _LABEL:
            self.skip("list_label", start, end)
            self.in_list, self.header, self.bullet = True, None, None
        elif self.in_list and marks:
            self.take_bullets(start, end, marks)
        elif self.in_list and text[0] == "→" and self.bullet:
            self.take_details(start, end)
        elif self.in_list and self.bullet and start not in self.headings and self.follows_directly(start):
            self.extend(end)
        else:
            self.take_outside_list(text, start, end)
        self.last_end = end

    def take_bullets(self, start: int, end: int, marks: list[int]) -> None:
        if marks[0] > start:
            self.open_header(*_trim(self.document.text, start, marks[0]))
        for mark, stop in zip(marks, [*marks[1:], end], strict=True):
            self.skip("marker", mark, mark + 1)
            inner = _trim(self.document.text, mark + 1, stop)
            if inner.start < inner.end:
                self.bullet = self.add("bullet", *inner, parent=self.header or self.section)

    def open_header(self, start: int, end: int) -> None:
        cuts = [m.start() + start for m in _JOINT.finditer(self.document.text[start:end])]
        begins, ends = [start, *(cut + 1 for cut in cuts)], [*cuts, end]
        parties = tuple(_trim(self.document.text, b, e) for b, e in zip(begins, ends, strict=True))
        self.header = None  # a header does not stand under the one before it
        self.header = self.add(
            "header", start, end, parent=self.section, parties=tuple(p for p in parties if p.start < p.end)
        )

    def take_details(self, start: int, end: int) -> None:
        assert self.bullet is not None
        marks = [m.start() + start for m in _DETAIL.finditer(self.document.text[start:end])]
        for mark, stop in zip(marks, [*marks[1:], end], strict=True):
            self.skip("marker", mark, mark + 1)
            inner = _trim(self.document.text, mark + 1, stop)
            if inner.start < inner.end:
                self.add("detail", *inner, parent=self.bullet)

    def take_outside_list(self, text: str, start: int, end: int) -> None:
        if text in self.breadcrumb:
            self.skip("navigation", start, end)
        elif start in self.headings:
            self.in_list, self.section, self.header, self.bullet = False, None, None, None
            self.section = self.add("heading", start, end)
        else:
            self.add("paragraph", start, end, parent=self.section)

    def follows_directly(self, start: int) -> bool:
        between = self.document.text[self.last_end : start]
        return len(re.findall(r"\r\n|\r|\n", between)) == 1

    def extend(self, end: int) -> None:
        """The line above goes on: the last bullet or detail ends where this line ends."""
        last = self.statements.pop()
        longer = self.add(last.kind, last.start, end, parent=None, like=last)
        if last.kind == "bullet":
            self.bullet = longer

    def add(
        self,
        kind: StatementKind,
        start: int,
        end: int,
        parent: Statement | None = None,
        parties: tuple[Span, ...] = (),
        like: Statement | None = None,
    ) -> Statement:
        header = self.header
        statement = Statement(
            id=f"{self.document.source.id}/{start}-{end}",
            source=self.document.source.id,
            kind=kind,
            text=self.document.text[start:end],
            start=start,
            end=end,
            section=self.section.text if self.section else "",
            heading=header.text if header and kind != "header" else "",
            parties=like.parties if like else header.parties if header and kind != "header" else parties,
            parent=like.parent if like else parent.id if parent else "",
        )
        self.statements.append(statement)
        return statement

    def skip(self, kind: NoiseKind, start: int, end: int) -> None:
        self.noise.append(Noise(kind, start, end))


def _lines(text: str) -> Iterator[Span]:
    """The trimmed spans of all lines that are not blank."""
    begin = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    for match in re.compile(r"[^\r\n]+").finditer(text, begin):
        span = _trim(text, match.start(), match.end())
        if span.start < span.end:
            yield span


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _headings(text: str, lines: Sequence[Span], breadcrumb: frozenset[str]) -> frozenset[int]:
    """Where the headings start: for each list label the nearest line above it that is no sentence."""
    headings: set[int] = set()
    candidate: int | None = None
    for start, end in lines:
        line = text[start:end]
        if line.casefold() == _LABEL:
            headings |= set() if candidate is None else {candidate}
            candidate = None
        elif not (line.endswith(_SENTENCE_END) or line in breadcrumb or _BREADCRUMB.search(line)):
            candidate = start
    return frozenset(headings)


def _breadcrumb_parts(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if _BREADCRUMB.search(line):
            yield from (part.strip() for part in line.split(">"))
