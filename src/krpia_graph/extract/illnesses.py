"""Text in, diseases that no lexicon lists out: a head with its modifiers, an ending, a Korean compound.

"growth-related disorders" is one, "chronic diseases" is not: the modifier must say what is ill. Modifiers of
one head that "and" joins are one name ("bone and joint diseases").
"""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.model.shapes import Shapes

_WORD = r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*"
_BEFORE = re.compile(rf"(?P<word>{_WORD})(?P<gap>,? )")
_LONGEST = 3  # modifiers of one head
_WINDOW = 90  # characters before a head in which they stand


class DiseaseShapes:
    """The shapes of names of diseases, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        lists = shapes.diseases
        heads = "|".join(sorted(lists.heads, key=len, reverse=True))
        self._head = re.compile(rf"(?<= )(?:{heads})(?![\w-])")
        self._says_what = re.compile(
            rf"(?:{'|'.join(lists.modifiers)})|[a-z-]{{2,}}(?:{'|'.join(lists.modifier_endings)})"
        )
        self._eponym = re.compile(r"[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)*(?:['’]s)?")
        self._general = lists.general
        self._leading = shapes.stop.leading
        endings = "|".join(lists.endings)
        self._ending = re.compile(rf"(?<![\w-])[a-z]{{3,18}}(?:{endings})(?![\w-])")
        self._no_ending = lists.no_ending
        ko = "|".join(sorted(lists.ko, key=len, reverse=True))
        apart = "|".join(lists.ko_apart)
        self._compound = re.compile(
            rf"(?<![가-힣A-Za-z0-9])(?P<name>(?:(?:급성|만성|특발성|원발성|다발성) )?[가-힣]{{1,12}}?(?:{ko})"
            rf"|[가-힣]{{2,6}} (?:{apart}))(?=(?:{PARTICLES}|{'|'.join(lists.ko_behind)})?(?![가-힣A-Za-z]))"
        )
        self._ko_stop = re.compile(rf"(?:{'|'.join(lists.ko_stop)})")

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and rule of each shape in text[start:end]."""
        for head in self._head.finditer(text, start, end):
            before = list(_BEFORE.finditer(text, max(start, head.start() - _WINDOW), head.start()))
            begin = self._first_modifier(before, head)
            if begin < head.start():
                yield begin, head.end(), "shape.head"
        for match in self._ending.finditer(text, start, end):
            if match[0] not in self._no_ending:
                yield *match.span(), "shape.ending"
        for match in self._compound.finditer(text, start, end):
            if not self._ko_stop.fullmatch(match["name"]):
                yield *match.span("name"), "shape.compound"

    def _first_modifier(self, before: list[re.Match[str]], head: re.Match[str]) -> int:
        """Where the modifiers of a head begin, those joined by "and" included; at the head without any."""
        begin, end = head.start(), head.start()
        taken = 0
        while _directly(before, end) and taken < _LONGEST:
            word = before[-1]["word"]
            first = begin == head.start()
            if not (self._is_medical(word) or (first and self._is_eponym(word, head[0]))):
                break
            begin = end = before.pop().start()
            taken += 1
        if not taken or not _directly(before, begin) or before[-1]["word"] not in ("and", "or"):
            return begin
        end = before.pop().start()
        while _directly(before, end) and self._is_medical(before[-1]["word"]):
            begin = end = before.pop().start()
            if not (before and before[-1]["gap"] == ", "):
                break
        return begin

    def _is_medical(self, word: str) -> bool:
        lower = word.lower()
        return lower not in self._general and self._says_what.fullmatch(lower) is not None

    def _is_eponym(self, word: str, head: str) -> bool:
        return (
            head.startswith(("disease", "syndrome"))
            and self._eponym.fullmatch(word) is not None
            and word not in self._leading
            and word.lower() not in self._general
        )


def _directly(before: list[re.Match[str]], end: int) -> bool:
    """Whether a word stands directly before a place."""
    return bool(before) and before[-1].end() == end
