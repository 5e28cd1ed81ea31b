"""A stretch of Markdown in, what to replace in it for reading out: emphasis, code ticks, links, escapes."""

import html
import re
from collections.abc import Iterator

from krpia_graph.read.plain import Replacement

_LINK = re.compile(
    r"(?P<open>!?\[)(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)(?P<close>\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\[\]]*\]))"
)
_MARKS = (
    re.compile(r"(?<![\\*])(?P<open>\*\*\*)(?=[^\s*]).+?(?<=[^\s*\\])(?P<close>\*\*\*)(?!\*)", re.DOTALL),
    re.compile(r"(?<![\\*])(?P<open>\*\*)(?=\S).+?(?<=[^\s\\])(?P<close>\*\*)(?!\*)", re.DOTALL),
    re.compile(r"(?<![\\*])(?P<open>\*)(?=[^\s*])[^*]+(?<=[^\s*\\])(?P<close>\*)(?!\*)"),
    re.compile(r"(?<![\\\w])(?P<open>_{1,3})(?=[^\s_]).+?(?<=[^\s_\\])(?P<close>_{1,3})(?!\w)", re.DOTALL),
    re.compile(r"(?<!\\)(?P<open>~~)(?=\S).+?(?<=[^\s\\])(?P<close>~~)", re.DOTALL),
    re.compile(r"(?<![\\`])(?P<open>(`+))(?!`).+?(?<!`)(?P<close>\2)(?!`)", re.DOTALL),
    re.compile(r"(?P<open><)(?:https?://|mailto:)[^\s<>]+(?P<close>>)"),
    _LINK,
)
_WRITTEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)"
    r"|(?P<tag></?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)|^[ \t]*(?P<quote>(?:>[ \t]?)+)",
    re.MULTILINE,
)


def inline_replacements(text: str, start: int, end: int) -> Iterator[Replacement]:
    """What is not read as it is written within the block text[start:end]; in order, without overlaps.

    A line break tag reads as a blank, the text of a link stays and its target goes.

    >>> [(r.start, r.end, r.plain) for r in inline_replacements("A [b](c) &amp; **d**", 0, 20)]
    [(2, 3, ''), (4, 8, ''), (9, 14, '&'), (15, 17, ''), (18, 20, '')]
    """
    found = sorted(_all(text, start, end), key=lambda r: (r.start, -r.end))
    at = start
    for replacement in found:
        if replacement.start >= at:
            yield replacement
            at = replacement.end


def _all(text: str, start: int, end: int) -> Iterator[Replacement]:
    block = text[start:end]
    for pattern in _MARKS:
        for match in pattern.finditer(block):
            for name in ("open", "close"):
                yield Replacement(start + match.start(name), start + match.end(name))
    for match in _WRITTEN.finditer(block):
        plain = match["escaped"] or ""
        if match["entity"]:
            plain = html.unescape(match["entity"])
        elif match["tag"] and match["tag"].lower().startswith("<br"):
            plain = " "
        yield Replacement(start + match.start(), start + match.end(), plain)
