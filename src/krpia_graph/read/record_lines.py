"""The text of a record in, its lines out, each with its key where it is a field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from krpia_graph.read.columns import column_names
from krpia_graph.read.sentences import trimmed

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]+")
_KEY = re.compile(r"(?P<key>[^\W\d_][^:：»\t]{0,59}?)(?P<gap>\s*)[:：](?!//)")
_RULE = re.compile(r"[-=_*·~]{3,}")
_WORDS_OF_A_KEY = 5  # of one that is not known


@dataclass(slots=True)
class Line:
    """A line that is not blank, trimmed.

    `key` is that of a field, whose value begins at `colon`; `known` says whether its meaning is. A line
    `follows` if no blank line stands above it, and `goes_on` if it belongs to the value above.
    """

    start: int
    end: int
    key: str = ""
    colon: int = 0
    known: bool = False
    follows: bool = False
    goes_on: bool = False
    is_rule: bool = False


def record_lines(text: str) -> list[Line]:
    """The lines that are not blank, with their keys, and whether they follow or go on with the one above."""
    lines: list[Line] = []
    begin = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    for match in _LINE.finditer(text, begin):
        start, end = trimmed(text, *match.span())
        if start == end:
            continue
        is_rule = _RULE.fullmatch(text, start, end) is not None
        line = _with_key(text, Line(start, end, is_rule=is_rule))
        if lines:
            above = lines[-1]
            line.follows = len(re.findall(r"\r\n|\r|\n", text[above.end : start])) == 1
            in_value = bool(above.key) or above.goes_on
            line.goes_on = line.follows and in_value and not (line.key or line.is_rule)
        lines.append(line)
    return list(_without_empty_fields(lines))


def _with_key(text: str, line: Line) -> Line:
    match = _KEY.match(text, line.start, line.end)
    if not match:
        return line
    key = match["key"].strip()
    known = column_names().meaning(key) is not None
    looks_like_one = (
        not match["gap"]
        and (match[0].endswith("：") or match.end() >= line.end or text[match.end()].isspace())
        and len(key.split()) <= _WORDS_OF_A_KEY
        and not re.search(r"[.!?;]", key)
    )
    if not (known or looks_like_one):
        return line
    return replace(line, key=key, colon=match.end(), known=known)


def _without_empty_fields(lines: list[Line]) -> Iterator[Line]:
    """The lines; a key without a value, on its line or the next, is a heading."""
    for line, below in zip_longest(lines, lines[1:]):
        if line.key and line.colon >= line.end and not (below and below.goes_on):
            yield replace(line, key="", known=False)
        else:
            yield line
