"""SPARQL text in, an error out where it would reach beyond the graph or bring the engine down.

The engine offers no switch for any of this: it follows SERVICE to any address, and recursion that runs off
its stack ends the process (measured with pyoxigraph 0.5.13: 1,638 nested calls, 21,845 terms in a chain).
"""

import re

from krpia_graph.model.errors import QueryError

LONGEST_QUERY = 10_000  # characters
DEEPEST_NESTING = 100  # brackets

_GAP = r"(?:\s|\#[^\r\n]*)*"
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:[?$]\w+|<[^<>]*>|[\w.-]*:(?:[\w.:%-]|\\.)*){_GAP}\{{", re.IGNORECASE
)
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for quote in "\"'"
    for pattern in (
        rf"{quote * 3}(?:{quote}{{0,2}}(?:[^{quote}\\]|\\.))*{quote * 3}",
        rf"{quote}(?:[^{quote}\\\r\n]|\\.)*{quote}",
    )
)
_IRI = re.compile(r'<[^<>"{}|^`\x00-\x20]*>')
_COMMENT = re.compile(r"#[^\r\n]*")
_VARIABLE = re.compile(r"[?$@][\w-]+")
_WORD = re.compile(r"[\w-]+")
_LOCAL_NAME = re.compile(r":(?:[\w:%-]|\\.)*")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>|#[^\r\n]*+)\s*)*"
    r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)


def check_sparql(text: str) -> None:
    """Raises QueryError for an update, a SERVICE clause, and text that is too long or too deeply nested."""
    if len(text) > LONGEST_QUERY:
        raise QueryError(f"SPARQL: {len(text)} characters are too many; at most {LONGEST_QUERY} run")
    if _depth(text) > DEEPEST_NESTING:
        raise QueryError(f"SPARQL: the brackets nest too deeply; at most {DEEPEST_NESTING} levels run")
    if update := _UPDATE.match(text):
        raise QueryError(f"SPARQL: {update[1].upper()} would change the graph; only queries run")
    if calls_service(text) or calls_service(_ESCAPE.sub(_unescape, text)):
        raise QueryError("SPARQL: SERVICE would send a request to another machine and is switched off")


def calls_service(text: str) -> bool:
    """Whether any reading of the text has a SERVICE clause outside strings, IRIs and comments.

    What `<` begins, an IRI or a comparison, only a full parser knows, and a text can be made that hides a
    clause from whoever guesses wrong; so both readings are followed. Linear in the length of the text.

    >>> calls_service("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> calls_service('SELECT * { ?s ?p "a SERVICE <http://example.org/> {" }')
    False
    """
    reached = [False] * (len(text) + 3)
    reached[0] = True
    for i in range(len(text)):
        if not reached[i]:
            continue
        word = _WORD.match(text, i)
        if any(_SERVICE.match(text, start) for start in range(i, word.end() if word else i + 1)):
            return True
        for end in _ends(text, i, word):
            reached[end] = True
    return False


def _ends(text: str, i: int, word: re.Match[str] | None) -> list[int]:
    """Where the token that starts at `i` may end."""
    found: list[re.Match[str] | None] = [word]
    if text[i] in "\"'":
        found = [next(filter(None, (pattern.match(text, i) for pattern in _STRINGS)), None)]
    elif text[i] == "#":
        found = [_COMMENT.match(text, i)]
    elif text[i] == "<":
        return [i + 1, *(m.end() for m in [_IRI.match(text, i)] if m)]
    elif text[i] in "?$@":
        found = [_VARIABLE.match(text, i)]
    elif text[i] == ":":
        found = [_LOCAL_NAME.match(text, i)]
    return [match.end() for match in found if match] or [i + 1]


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth = max(0, depth - 1)
    return deepest


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
