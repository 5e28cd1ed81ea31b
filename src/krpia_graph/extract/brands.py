"""Text in, brands that no lexicon lists out: beside their substance, a mark, or a word of the trade.

English: "Accrufer/Feraccru (ferric maltol)", "Accrufer®", "a license for Accrufer". Korean: a name with the
form of a product behind a noun that introduces one (개량신약 ...캡슐), names in quotes one after the other.
"""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import NameHit
from krpia_graph.model.shapes import Shapes

_BRAND = r"[A-Z][A-Za-z]{3,14}(?:-[A-Z][A-Za-z]{1,8})?"
_QUOTED = r"[‘'“\"](?P<name>[가-힣A-Za-z0-9-]{2,12})[’'”\"]"
_GLOSS = r"(?:\([^)]{1,30}\))?"


class BrandShapes:
    """The shapes of brands, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        words = shapes.products
        self._no_brand = words.no_brand | shapes.stop.leading
        stems = "|".join(sorted(shapes.stems.inn, key=len, reverse=True))
        self._substance = re.compile(rf"[a-z]{{3,19}}(?:{stems})(?: [a-z]{{4,16}})?")
        before, after = "|".join(words.before), "|".join(words.after)
        alone = rf"(?P<name>{_BRAND})(?![\w'’&]|-\w| [A-Z&])"
        forms = "|".join(sorted(words.ko_forms, key=len, reverse=True))
        cues = "|".join(words.ko_before)
        formed = rf"(?P<name>[가-힣A-Za-z]{{2,8}}(?:{forms}))"
        ends = rf"(?=[’'”\"(]|(?:{PARTICLES})?(?![가-힣A-Za-z0-9]))"
        self._paired = re.compile(
            rf"(?<![\w-])(?P<names>{_BRAND}[®™]?(?:/{_BRAND}[®™]?)*) ?"
            r"\((?=(?P<inside>[a-z][a-z -]{4,40})[),;])"
        )
        self._patterns = PatternSet(
            (
                ("shape.mark", rf"(?<![\w-])(?P<name>{_BRAND})(?=[®™])"),
                ("shape.beside", rf"\b(?:{before}) ?[‘'“\"]?{alone}"),
                ("shape.beside", rf"(?<![\w-])(?<![A-Z][a-z] )(?P<name>{_BRAND}) (?:{after})\b"),
                ("shape.cue", rf"(?:{cues})(?:인|은|는)? ?[‘'“\"]?{formed}{ends}"),
                ("shape.cue", rf"{_QUOTED}\s?\((?:성분명|주성분|개발명|프로젝트명|성분)"),
            )
        )
        self._first = re.compile(rf"(?:{cues})(?:인|은|는)?\s?{_QUOTED}")
        self._next = re.compile(rf"{_GLOSS}(?:과|와|,|·| 및)? ?{_QUOTED}")

    def find(
        self, text: str, start: int, end: int, known: Sequence[NameHit]
    ) -> Iterator[tuple[int, int, str]]:
        """Start, end and rule of each shape in text[start:end]; `known` names tell what is a substance."""
        substances = {hit.start for hit in known if all(e.startswith("drug:") for e in hit.candidates)}
        for match in self._paired.finditer(text, start, end):
            if match.start("inside") in substances or self._substance.fullmatch(match["inside"]):
                for name in re.finditer(_BRAND, match["names"]):
                    offset = match.start("names")
                    yield offset + name.start(), offset + name.end(), "shape.paired"
        for rule, match in self._patterns.finditer(text, start, end):
            if match["name"] not in self._no_brand:
                yield *match.span("name"), rule
        for match in self._first.finditer(text, start, end):
            place = match.end()
            while another := self._next.match(text, place, end):  # 'X'와 'Y'
                yield *another.span("name"), "shape.cue"
                place = another.end()
