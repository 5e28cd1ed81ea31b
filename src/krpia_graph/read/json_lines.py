"""JSON Lines in, the values of their objects by position out, and the text without escapes."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from krpia_graph.read.plain import Replacement

_LINE = re.compile(r"[^\r\n]+")
_OPENING = re.compile(r"[ \t\r\n\ufeff]*\{")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|[^u])"
)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_CHARACTERS = r'[^"\\]*+(?:\\.[^"\\]*+)*+'
_TOKEN = re.compile(
    rf'"(?P<key>{_CHARACTERS})"\s*:|"(?P<string>{_CHARACTERS})"|(?P<opening>[{{\[])|(?P<closing>[}}\]])'
    r'|(?P<scalar>[^\s,:{}\[\]"]+)'
)
_DECODER = json.JSONDecoder(strict=False)


class NamedField(NamedTuple):
    """A value of a JSON object, and the name that leads to it: `a.b` for the field b of the object at a."""

    name: str
    start: int
    end: int


def holds_objects(text: str) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    if not _OPENING.match(text):
        return False
    try:
        return next(object_rows(text), None) is not None
    except ValueError:
        return False


def object_rows(text: str) -> Iterator[tuple[int, int, list[NamedField]]]:
    """Each line that holds a JSON object: start, end, and its values with their names.

    Lists give one field for each element. Raises ValueError with the position of the line that holds none;
    its second argument is that position.
    """
    for line in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        start, end = line.span()
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            continue
        try:
            value, stop = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            raise ValueError("not a JSON object", start) from None
        if not isinstance(value, dict) or text[stop:end].strip():
            raise ValueError("not a JSON object", start)
        yield start, stop, list(_values(text, start, stop))


def unescaped(text: str) -> Iterator[Replacement]:
    """The escapes of JSON strings, each with the character it stands for; half a surrogate pair stays."""
    for match in _ESCAPE.finditer(text):
        escape = match[0]
        if escape[1] != "u":
            plain = _ESCAPED.get(escape[1], escape[1])
        elif len(escape) > 6:
            plain = bytes.fromhex(escape[2:6] + escape[8:12]).decode("utf-16-be")
        else:
            plain = chr(int(escape[2:], 16))
        yield Replacement(*match.span(), plain)


def _values(text: str, start: int, stop: int) -> Iterator[NamedField]:
    """The values within text[start:stop], which is known to be sound JSON."""
    around: list[str] = []
    name = ""
    for match in _TOKEN.finditer(text, start, stop):
        kind = match.lastgroup
        if kind == "key":
            key = json.loads(f'"{match["key"]}"', strict=False) if "\\" in match["key"] else match["key"]
            name = f"{around[-1]}.{key}" if around[-1] else key
        elif kind == "opening":
            around.append(name)
        elif kind == "closing":
            name = around.pop()
        elif kind and match[0] != "null":
            yield NamedField(name, *match.span(kind))
