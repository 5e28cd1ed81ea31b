"""The text of a news article or press release in, statements and named noise out.

A line is a paragraph, and its sentences are the statements; a short line without a full stop is the title or
a heading, a line with a bullet is one statement. This reader takes every text that no other recognises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from krpia_graph.model.document import Document, Reading, Span, Statement
from krpia_graph.read.line_kinds import noise_kind
from krpia_graph.read.sentences import ends_a_sentence, trimmed
from krpia_graph.read.story import Story

_BULLET = re.compile(r"(?:[•△▲▷▶○●◦‣∙·※➤✓]\s*|[-–—*+]\s+|·\s+)(?=\S)")
_SUBHEADING = re.compile(r"[◇◆■□▣◈]\s*(?=\S)")
_DETAIL = re.compile(r"[→⇒↳]\s*(?=\S)")
_LINE = re.compile(r"[^\r\n]+")
_FIGURES = re.compile(r"(?<![\w.])[-+]?\d[\d,.]*%?(?!\w)")
_LABELLED = re.compile(r"[^:：]{1,40}[:：]\s+\S")
_LONGEST_TITLE = 150
_LONGEST_HEADING = 80
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 50
_FULL = 0.9  # of the width, since some break lines early
_RAGGED = 0.5  # of the width, where the next line goes on in small letters


def recognises_news(text: str) -> bool:
    """Always: a text without a layout of its own is prose."""
    return bool(text)


def read_news(document: Document) -> Reading:
    """A title, headings, bullets and sentences, with bylines, captions and the like as noise."""
    text = document.text
    page = _News(Story(document))
    if text.startswith("\ufeff"):
        page.story.skip("byte_order_mark", 0, 1)
    paragraphs = list(_paragraphs(text))
    last_story = max((span.start for span in paragraphs if not noise_kind(text[slice(*span)])), default=0)
    for span in paragraphs:
        page.take(*span, heads_nothing=span.start == last_story)
    return page.story.reading("news")


@dataclass
class _News:
    story: Story
    bullet: Statement | None = None
    begun: bool = False

    def take(self, start: int, end: int, heads_nothing: bool) -> None:
        """Read the paragraph at [start, end), which is trimmed and not blank."""
        line = self.story.document.text[start:end]
        noise = noise_kind(line)
        if noise:
            self.story.skip(noise, start, end)
        elif not self.begun and not heads_nothing and _is_title(line):
            self.story.add_heading("title", start, end)
            self.begun = True
        elif not self._marked(line, start, end):
            self.bullet = None
            if not heads_nothing and _is_heading(line):
                self.story.add_heading("heading", start, end)
            elif _is_row(line):
                self.story.add("paragraph", start, end)
            else:
                self.story.add_paragraph(start, end)
        self.begun = self.begun or not noise

    def _marked(self, line: str, start: int, end: int) -> bool:
        """Read a line that starts with a bullet or the like; False for any other."""
        story = self.story
        if mark := _SUBHEADING.match(line):
            story.skip("marker", start, start + len(mark[0].rstrip()))
            if ends_a_sentence(line) or len(line) > _LONGEST_HEADING:
                self.bullet = story.add("bullet", start + mark.end(), end)
            else:
                story.add_heading("heading", start + mark.end(), end)
        elif mark := _DETAIL.match(line):
            story.skip("marker", start, start + len(mark[0].rstrip()))
            kind = "detail" if self.bullet else "bullet"
            added = story.add(
                "detail" if kind == "detail" else "bullet", start + mark.end(), end, self.bullet
            )
            self.bullet = self.bullet or added
        elif mark := _BULLET.match(line):
            story.skip("marker", start, start + len(mark[0].rstrip()))
            self.bullet = story.add("bullet", start + mark.end(), end)
        return mark is not None


def _paragraphs(text: str) -> Iterator[Span]:
    """The trimmed paragraphs: lines, and lines joined where the text was wrapped at a fixed width."""
    lines = [trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text, text.startswith("\ufeff"))]
    lines = [line for line in lines if line.start < line.end]
    width = max((line.end - line.start for line in lines), default=0)
    wrapped = _NARROWEST_WRAP <= width <= _WIDEST_WRAP
    waiting: Span | None = None
    last = Span(0, 0)
    for line in lines:
        if waiting and wrapped and _goes_on(text, last, line, width):
            waiting = Span(waiting.start, line.end)
        else:
            if waiting:
                yield waiting
            waiting = line
        last = line
    if waiting:
        yield waiting


def _goes_on(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line was broken because the next word had no room in it."""
    one, other = text[slice(*line)], text[slice(*following)]
    feeds = len(re.findall(r"\r\n|\r|\n", text[line.end : following.start]))
    word = other.split(maxsplit=1)[0]
    marked = _BULLET.match(other) or _SUBHEADING.match(other) or _DETAIL.match(other)
    full = len(one) + 1 + len(word) > width * _FULL
    ragged = len(one) > width * _RAGGED and not ends_a_sentence(one) and other[0].islower()
    return feeds == 1 and (full or ragged) and not marked and not noise_kind(one) and not noise_kind(other)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not ends_a_sentence(line) and not _starts_marked(line)


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADING
        and not ends_a_sentence(line)
        and not _is_row(line)
        and not _LABELLED.match(line)
    )


def _is_row(line: str) -> bool:
    """Whether a line is the row of a table that lost its columns: few words, two figures or more."""
    return len(line) <= _LONGEST_HEADING and not ends_a_sentence(line) and len(_FIGURES.findall(line)) > 1


def _starts_marked(line: str) -> bool:
    return bool(_BULLET.match(line) or _SUBHEADING.match(line) or _DETAIL.match(line))
