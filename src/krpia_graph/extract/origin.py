"""The name of an unlisted company and the text around it in, whether it is Korean or not out.

A name in Hangul is Korean unless the words before it say where else it is from; a name in Latin letters is
Korean where something around one of its places says so: "Korean drugmaker X", a Korean's name in its office
("Kim Yong-ju, CEO of X"), a Korean stock code.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Lexicon
from krpia_graph.model.shapes import Shapes

_KOREAN = re.compile(
    r"\b(?:South )?Korean\b|\bKorea['’]s\b|\bSeoul\b|\bDaejeon\b|\bPangyo\b|\bSongdo\b"
    r"|\b[A-Z][a-z]{1,5} [A-Z][a-z]{1,4}-[a-z]{2,5}\b"  # Kim Yong-ju
    r"|\b\d{6}\.K[SQ]\b|\bKOSDAQ\b|\bKOSPI\b"
)
_NAMED_SO = re.compile(r"Korea(?:n)? |.* Pharm$")
_GLOSS = re.compile(r"\([A-Z][a-z]+")  # news glosses the names of foreign companies
_NEAR = 60  # characters on either side of a name
_REACH = 20_000  # how far from its first place a name is looked for again
_PLACES = 6


class CompanyOrigin:
    """Decides between Korean and other companies."""

    def __init__(self, shapes: Shapes, lexicon: Lexicon) -> None:
        self._families = _families(lexicon)
        self._abroad = tuple(
            sorted(
                name.surface
                for name in lexicon.names
                if name.entity.startswith("region:")
                and not name.entity.startswith("region:kr")
                and re.fullmatch(r"[가-힣]{2,}", name.surface)
            )
        )
        abroad = "|".join(sorted({*shapes.nouns.foreign, *self._abroad}, key=lambda name: (-len(name), name)))
        self._foreign = re.compile(
            rf"(?:{abroad})의? ?"
            r"(?:[가-힣]{0,6}|(?:[가-힣]{1,6} )?[가-힣]{0,4}(?:업체|기업|회사|제약사)) ?[‘'“\"]?$"
        )
        self._affiliates = {n.surface for n in lexicon.names if n.entity.startswith("global_company:")}

    def type_of(self, text: Text, start: int, end: int, known: Sequence[NameHit]) -> str:
        """`korean_company` or `global_company`; `known` are the names around text[start:end]."""
        surface = text.original[start:end]
        for hit in known:  # "Green Cross Laboratories": a listed company begins it
            types = {entity.partition(":")[0] for entity in hit.candidates}
            if hit.start == start and hit.end < end and len(types) == 1 and "company" in min(types):
                return min(types)
        if any("가" <= c <= "힣" for c in surface):
            foreign = (
                surface.startswith(self._abroad)
                or f"한국{surface}" in self._affiliates
                or f"{surface}코리아" in self._affiliates
            )
            for place in _places(text.original, surface, start):
                before = text.original[max(0, place - 40) : place]
                behind = place + len(surface)
                foreign = bool(foreign or self._foreign.search(before) or _GLOSS.match(text.original, behind))
            return "global_company" if foreign else "korean_company"
        if family := self._families.get(surface.partition(" ")[0]):
            return family
        korean = _NAMED_SO.match(surface) or any(
            self._said_beside(text.original, place, place + len(surface), known)
            for place in _places(text.original, surface, start)
        )
        return "korean_company" if korean else "global_company"

    def _said_beside(self, text: str, start: int, end: int, known: Sequence[NameHit]) -> bool:
        sentence = text.rfind(".", 0, start) + 1
        stop = text.find(".", end)
        window = (max(sentence, start - _NEAR), min(stop if stop > 0 else len(text), end + _NEAR))
        named = [(h.start, h.end) for h in known if h.start < window[1] and window[0] < h.end]
        return any(
            not any(
                s <= match.start() and match.end() <= e and e - s > len(match[0])
                for s, e in (*named, (start, end))
            )
            for match in _KOREAN.finditer(text, *window)
        )


def _families(lexicon: Lexicon) -> dict[str, str]:
    """The first words that listed companies of one type share, with that type: "Kolon" of "Kolon Pharma"."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in lexicon.entities.values():
        first, space, _ = entity.label_en.partition(" ")
        if space and len(first) > 1 and entity.type in ("korean_company", "global_company"):
            types[first][entity.type] += 1
    return {first: min(found) for first, found in types.items() if len(found) == 1}


def _places(text: str, surface: str, start: int) -> Iterator[int]:
    """The first places of a name near where it was found."""
    place = text.find(surface, max(0, start - _REACH))
    for _ in range(_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(surface, place + 1, start + _REACH)
