"""Names found in, the short forms that the document introduces for them out.

"Korea Drug Development Fund (KDDF)" makes KDDF a name in that document.
"""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Name

_SHORT = r"(?:[A-Z][A-Za-z&]*|[a-z])[A-Z][A-Za-z&]*"
_AFTER = re.compile(rf"\s?\((?:hereinafter |hereafter )?(?P<quote>['\"‘“]?)(?P<short>{_SHORT})['\"’”]?[),]")
_CAPITALS = re.compile(r"[A-Z]{3,8}")
_NO_NAME = frozenset(
    (
        "NYSE",
        "KRX",
        "NASDAQ",
        "KOSDAQ",
        "KOSPI",
        "CEO",
        "CFO",
        "COO",
        "CTO",
        "IPO",
        "USA",
        "USD",
        "KRW",
        "CDMO",
        "CMO",
        "CRO",
    )
)
_QUOTED = re.compile(r"\s?\([^()\n]{0,80}['\"‘“](?P<short>[A-Z][\w&-]{1,14})['\"’”]\)")
_HANGUL = re.compile(r"[가-힣]")
_GLOSS = re.compile(r"['’”]?\(([A-Z][A-Za-z0-9&.' -]{2,50})\)")
_BEFORE = re.compile(rf"({_SHORT})\s?\($")


def bound_names(text: Text, hits: Sequence[NameHit], finder: NameFinder) -> Iterator[NameHit]:
    """The occurrences of every short form that stands in brackets beside a name it is the initials of.

    Short forms that the lexicon knows already are left to it. `hits` are the names found in the text.
    """
    bound = {
        (short, hit.candidates)
        for hit in longest(hits)
        for short in _beside(text.original, hit)
        if not finder.knows(short)
    }
    if bound:
        names = [
            Name(entity, short, "en", frozenset({"case_sensitive"}))
            for short, candidates in sorted(bound)
            for entity in candidates
        ]
        for hit in NameFinder(names).find(text):
            yield NameHit(hit.surface, hit.start, hit.end, hit.candidates, "binding")


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` are taken in order from the beginnings of the words of `long`.

    >>> abbreviates("KDDF", "Korea Drug Development Fund"), abbreviates("KOTRA", "Seoul Bio Hub")
    (True, False)
    """
    words = [
        word.casefold()
        for word in re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\dA-Za-z]+", long)
    ]
    return _taken(short.replace("&", "").casefold(), words)


def _taken(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are prefixes of some of the words, in order, the first word among them."""
    if not letters:
        return True
    if not words:
        return False
    first, rest = words[0], words[1:]
    for length in range(min(3, len(letters), len(first)), 0, -1):
        if first[:length] == letters[:length]:
            remaining = letters[length:]
            if any(_taken(remaining, rest[skip:]) for skip in range(len(rest) + 1)):
                return True
    return False


def _beside(text: str, hit: NameHit) -> Iterator[str]:
    """The short forms in brackets: initials, capitals, a form in quotes, or Latin letters behind Hangul."""
    if match := _AFTER.match(text, hit.end):
        short = match["short"]
        ends_alike = short[1:] == hit.surface.rpartition(" ")[2]  # "Shonan Health Innovation Park (iPark)"
        written_for_it = (
            match["quote"] or ends_alike or _HANGUL.search(hit.surface) or _CAPITALS.fullmatch(short)
        )
        if short not in _NO_NAME and (written_for_it or abbreviates(short, hit.surface)):
            yield short
    elif match := _QUOTED.match(text, hit.end):
        yield match["short"]
    if (
        (gloss := _GLOSS.match(text, hit.end))
        and _HANGUL.search(hit.surface)
        and "company" in hit.candidates[0]
    ):
        yield gloss[1]
    match = _BEFORE.search(text[max(0, hit.start - 16) : hit.start])
    if match and abbreviates(match[1], hit.surface):
        yield match[1]
