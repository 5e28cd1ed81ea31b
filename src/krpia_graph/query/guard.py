"""SPARQL text in, an error out where it would reach beyond the dataset or bring the engine down.

The engine offers no switch for any of this: it follows SERVICE to any address, and recursion that runs off
its stack ends the process (measured with pyoxigraph 0.5.13 and a stack of 8 MiB: 1,638 nested calls, 21,845
operators in a chain, some 2,000 UNIONs or triple patterns).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import urljoin

from krpia_graph.model.errors import QueryError

LONGEST_QUERY = 64 * 1024  # bytes
DEEPEST_NESTING = 200  # brackets
LONGEST_CHAIN = 2000  # operators, separators and brackets of the whole text, so of any chain in it

_GAP = r"(?:\s|\#[^\r\n]*+)*+"  # possessive: a comment that holds # has one reading, not thousands
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:[?$]\w+|<[^<>]*>|[\w.-]*:(?:[\w.:%-]|\\.)*){_GAP}\{{", re.IGNORECASE
)
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for quote in "\"'"
    for pattern in (
        rf"{quote * 3}(?:{quote}{{0,2}}(?:[^{quote}\\]|\\.))*+{quote * 3}",
        rf"{quote}(?:[^{quote}\\\r\n]|\\.)*+{quote}",
    )
)
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_COMMENT = re.compile(r"#[^\r\n]*")
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")  # no comparison goes on like this
_VARIABLE = re.compile(r"[?$]\w+|@[\w-]+")
_MINUS = re.compile(r"-(?=[0-9])")
_WORD = re.compile(r"[\w-]+")
_LOCAL_NAME = re.compile(r":(?:[\w:%-]|\\.)*")
_OPERATORS = frozenset("|&+*/-!=^,;.<>?([{")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATE = re.compile(
    rf"{_GAP}(?:(?:PREFIX{_GAP}[^\s:<]*+:|BASE){_GAP}<[^>]*+>{_GAP})*+"
    r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"(?P<gap>\s+|#[^\r\n]*)|(?P<string>{'|'.join(p.pattern for p in _STRINGS)})|(?P<iri>{_IRI.pattern})"
    r"|[?$]\w+|(?P<name>(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*)|(?P<word>\w+)|(?P<mark>.)",
    re.DOTALL,
)


def check_sparql(text: str, prefixes: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The graphs that FROM and FROM NAMED name, as IRIs; `prefixes` are those that need no declaration.

    Raises QueryError for an update, a SERVICE clause, and text that is too long or too deeply nested.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LONGEST_QUERY:
        raise QueryError(f"SPARQL: {size:,} bytes are too many; at most {LONGEST_QUERY:,} run")
    plain = _ESCAPE.sub(_unescape, text)
    for reading in dict.fromkeys((text, plain)):
        if update := _UPDATE.match(reading):
            raise QueryError(f"SPARQL: {update[1].upper()} would change the graph; only queries run")
        service, depth, chain = _read(reading)
        if service:
            raise QueryError("SPARQL: SERVICE would send a request to another machine and is switched off")
        if depth > DEEPEST_NESTING:
            raise QueryError(f"SPARQL: the brackets nest too deeply; at most {DEEPEST_NESTING} levels run")
        if chain > LONGEST_CHAIN:
            raise QueryError(
                f"SPARQL: {chain:,} operators, separators and brackets are too many; at most "
                f"{LONGEST_CHAIN:,} run (a long list of values fits into VALUES)"
            )
    return tuple(dict.fromkeys(_graphs(plain, prefixes or {})))


def check_graphs(wanted: Iterable[str], here: Collection[str]) -> None:
    """Raises QueryError for a graph that the dataset does not have: it would have to be fetched."""
    for name in wanted:
        if name not in here:
            known = ", ".join(f"<{graph}>" for graph in sorted(here)[:20]) or "none but the default graph"
            raise QueryError(f"SPARQL: nothing is fetched, and no graph here is <{name}>; they are {known}")


def calls_service(text: str) -> bool:
    """Whether any reading of the text has a SERVICE clause outside strings, IRIs and comments.

    What `<` begins, an IRI or a comparison, only a full parser knows, and a text can be made that hides a
    clause from whoever guesses wrong; so both readings are followed. Linear in the length of the text.

    >>> calls_service("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> calls_service('SELECT * { ?s ?p "a SERVICE <http://example.org/> {" }')
    False
    """
    return _read(text)[0]


def _read(text: str) -> tuple[bool, int, int]:
    """Whether a reading has a SERVICE clause, and the most levels and operators that one has."""
    reached = [False] * (len(text) + 3)  # whether a reading has a token that ends here
    chains = [-1] * (len(text) + 3)  # the most operators up to here; -1 where no likely reading comes by
    depths = [0] * (len(text) + 3)
    reached[0], chains[0] = True, 0
    deepest = longest = 0
    for i, character in enumerate(text):
        if not reached[i]:
            continue
        word = _WORD.match(text, i)
        if any(_SERVICE.match(text, start) for start in range(i, word.end() if word else i + 1)):
            return True, deepest, longest
        depth, chain = depths[i], chains[i]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(0, depth - 1)
        address = _ADDRESS.match(text, i)
        for end in _ends(text, i, word):
            reached[end] = True
            if chain < 0 or (address and end == i + 1):
                continue
            count = chain + (character in _OPERATORS and end == i + 1)
            count += len(_MINUS.findall(text, i, end)) if word else 0
            chains[end], depths[end] = max(chains[end], count), max(depths[end], depth)
            deepest, longest = max(deepest, depth), max(longest, count)
    return False, deepest, longest


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


def _graphs(text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The graphs behind FROM in the usual reading of the text, outside all brackets."""
    known, base, depth = dict(prefixes), "", 0
    recent: list[str] = []  # the keywords and names since the last of another kind, in upper case
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "gap":
            continue
        if kind == "mark":
            depth += (token in "([{") - (token in ")]}")
        before, recent = recent, []
        if kind == "word":
            recent = [*before[-1:], token.upper()]
        elif kind == "name" and before[-1:] == ["PREFIX"]:
            recent = ["PREFIX", token]
        elif kind == "iri" and before[:1] == ["PREFIX"]:
            known[before[1].removesuffix(":")] = urljoin(base, token[1:-1])
        elif kind == "iri" and before[-1:] == ["BASE"]:
            base = urljoin(base, token[1:-1])
        elif (
            depth == 0
            and kind in ("iri", "name")
            and (before[-1:] == ["FROM"] or before == ["FROM", "NAMED"])
        ):
            if kind == "iri":
                yield urljoin(base, token[1:-1])
            else:
                prefix, _, local = token.partition(":")
                yield known.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]
