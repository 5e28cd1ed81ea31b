"""Markup in, its tokens out: tags, comments, raw elements and text, each with its place in the markup.

Every character lies in exactly one token, whatever is broken: a "<" that opens no tag is text, a comment
without an end goes to the next ">", a script without an end goes to the end of the document.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal, NamedTuple

TokenKind = Literal["open", "close", "text", "raw"]

_TOKEN = re.compile(
    r"<!--(?:(?P<empty>-?>)|(?P<comment>))"
    r"|<!\[CDATA\[.*?\]\]>"
    r"|<[!?][^>]*>"
    r"|<(?P<raw>script|style|xmp|noembed|noframes)\b(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+>"
    r"(?:.*?</(?P=raw)\s*>|(?P<endless>.*))"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/><]*)(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*+>"
    r"|</[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});?")


class Token(NamedTuple):
    """A piece of markup; `name` is the element's name in lower case, empty for text and comments."""

    kind: TokenKind
    name: str
    start: int
    end: int


def tokens(markup: str) -> Iterator[Token]:
    """The tokens of the markup, in order and without a gap."""
    at = 0
    last_tag, last_comment = markup.rfind(">") + 1, markup.rfind("-->")
    while match := _TOKEN.search(markup, at, last_tag):
        start, end = match.span()
        if match["comment"] is not None:
            end = markup.find("-->", end) + 3 if end <= last_comment else markup.find(">", end) + 1
        if match["endless"] is not None:
            end = len(markup)
        if start > at:
            yield Token("text", "", at, start)
        name = (match["name"] or "").lower()
        kind: TokenKind = "raw" if not name else "close" if match["close"] else "open"
        yield Token(kind, name, start, end)
        at = end
    if at < len(markup):
        yield Token("text", "", at, len(markup))


def characters(markup: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The characters that markup[start:end], a text token, stands for, and where each is written.

    A reference such as "&ndash;" is one character written in seven; where it stands for two, the first has
    no width.
    """
    at = start
    for match in _REFERENCE.finditer(markup, start, end):
        meant = _meaning(match[0])
        if meant is None:
            continue
        yield from ((markup[i], i, i + 1) for i in range(at, match.start()))
        for last, char in enumerate(meant, 1 - len(meant)):
            yield char, match.start(), match.end() if last == 0 else match.start()
        at = match.end()
    yield from ((markup[i], i, i + 1) for i in range(at, end))


def _meaning(reference: str) -> str | None:
    if reference[1] == "#" or reference[1:] in html5:
        return html.unescape(reference)
    return None
