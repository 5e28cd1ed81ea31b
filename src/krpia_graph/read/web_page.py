"""A web page in, statements and named noise out: headings, sentences, list items, terms and table rows.

What is read is the readable text; what is written down are places in the markup, so that a statement can be
shown where it stands. A page in the KRPIA layout is read as its text would be.
"""

import re
from dataclasses import dataclass, field, replace

from krpia_graph.model.document import Document, Noise, Reading, Statement
from krpia_graph.read import krpia_page
from krpia_graph.read.elements import HEADINGS
from krpia_graph.read.line_kinds import noise_kind
from krpia_graph.read.markup import Line, Markup, read_markup
from krpia_graph.read.parties import party_spans
from krpia_graph.read.sentences import ends_a_sentence, trimmed
from krpia_graph.read.story import Story

_FIRST_TAG = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|"
    r"header|nav|div|p|h[1-6]|ul|ol|li|dl|dt|table|tr|tbody|blockquote|figure|span|strong|br|center|font|form|style|"
    r"script|link)\b[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED_BLOCK = re.compile(
    r"</(?:p|div|li|ul|dl|dd|td|tr|table|h[1-6]|section|article|body|html)\s*>", re.IGNORECASE
)
_CLOSED_BLOCKS = 3
_MARK = re.compile(r"(?:[•·∙△▲▷▶●○※→⇒‣◇◆■□]\s*|[-–—]\s+)(?=\S)")


def recognises_web_page(text: str) -> bool:
    """Whether a text is HTML: it starts with a tag, or blocks are closed in it."""
    return bool(_FIRST_TAG.match(text)) or len(_CLOSED_BLOCK.findall(text)) >= _CLOSED_BLOCKS


def read_web_page(document: Document) -> Reading:
    """Statements and noise of an HTML page; the document of the reading has the readable text, too."""
    markup = read_markup(document.text)
    read = replace(document, plain=markup.plain, positions=markup.positions, ends=markup.ends)
    if krpia_page.recognises(markup.plain) and not any(line.element == "dt" for line in markup.lines):
        return _read_krpia_page(read, markup)
    page = _WebPage(Story(read))
    for line in markup.lines:
        page.take(line)
    return page.story.reading("web_page", markup.navigation)


def _read_krpia_page(document: Document, markup: Markup) -> Reading:
    """The page read as its text is, with every span where it is written in the markup."""
    plain = krpia_page.read_krpia_page(Document(document.source, markup.plain))
    ids = {
        s.id: f"{s.source}/{'-'.join(map(str, document.in_text(s.start, s.end)))}" for s in plain.statements
    }
    statements = tuple(
        replace(
            statement,
            id=ids[statement.id],
            text=document.text[slice(*document.in_text(statement.start, statement.end))],
            start=document.in_text(statement.start, statement.end).start,
            end=document.in_text(statement.start, statement.end).end,
            parties=tuple(document.in_text(*party) for party in statement.parties),
            parent=ids.get(statement.parent, ""),
            plain=statement.text,
        )
        for statement in plain.statements
    )
    noise = [Noise(n.kind, *document.in_text(n.start, n.end)) for n in plain.noise]
    return Story(document, list(statements), noise).reading("web_page", markup.navigation)


@dataclass
class _WebPage:
    """The page as read so far: the statement of each list item and term that is open, by its number."""

    story: Story
    items: dict[int, Statement] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        plain = self.story.document.plain
        start, end = trimmed(plain, line.start, line.end)
        if start == end:
            return
        text = plain[start:end]
        noise = noise_kind(text)
        if line.element == "head_row":
            self.story.skip("column_name", start, end)
        elif noise and line.element not in {"dt", "title"}:
            self.story.skip(noise, start, end)
        elif line.element == "title":
            self.story.add_heading("title", start, end)
        elif line.element in HEADINGS:
            self.story.add_heading("heading", start, end)
        elif line.element == "dt":
            self._take_term(start, end)
        elif line.items and line.items[-1].name != "dt":
            self._take_item(line, start, end)
        elif line.element == "tr":
            self.story.add("row", start, end)
        else:
            self._take_paragraph(text, start, end)

    def _take_term(self, start: int, end: int) -> None:
        document = self.story.document
        self.story.header = None
        parties = tuple(document.in_text(*span) for span in party_spans(document.plain, start, end))
        self.story.header = self.story.add("header", start, end, parties=parties)

    def _take_item(self, line: Line, start: int, end: int) -> None:
        """The first line of a list item is a bullet; further lines and inner items are details of it."""
        outer = next((self.items[item.number] for item in line.items if item.number in self.items), None)
        if line.items[0].name != "dd":
            self.story.header = None
        start = self._skip_mark(start, end)
        added = self.story.add("detail" if outer else "bullet", start, end, outer or self.story.header)
        self.items.setdefault(line.items[-1].number, outer or added)

    def _take_paragraph(self, text: str, start: int, end: int) -> None:
        self.story.header = None
        mark = _MARK.match(text)
        if mark and (text[0] not in "-–—" or not ends_a_sentence(text)):
            self.story.add("bullet", self._skip_mark(start, end), end)
        else:
            self.story.add_paragraph(start, end)

    def _skip_mark(self, start: int, end: int) -> int:
        mark = _MARK.match(self.story.document.plain, start, end)
        if not mark:
            return start
        self.story.skip("marker", *trimmed(self.story.document.plain, start, mark.end()))
        return mark.end()
