"""Text in, drugs that no lexicon lists out: development codes, substances by their endings, quoted brands.

The endings are the stems of international non-proprietary names; a stop list holds common words that have
such an ending.
"""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.model.shapes import Shapes

_CODE = re.compile(
    r"(?<![\w$.-])(?:[A-Z]{2,5}-?\d{3,6}[A-Za-z]{0,2}|[A-Z]{1,4}-[A-Z]{0,3}\d{2,5}|[A-Z]{1,3}\d{1,2}-\d{2,5})(?![\w]|-\d)"
)
_NO_CODE = re.compile(
    r"(?:COVID|SARS|ISO|KRW|USD|EUR|JPY|PD|PH|CD|IL|AAV|G|B|H|KOSPI|MOU|NASDAQ|Q)-?\d|20\d\d"
)
_KOREAN_CUE = (
    r"(?:치료제|항생제|항암제|신약|의약품|제제|백신|바이오시밀러|복합제|정장제|주사제|후보물질|제품|품목)"
)


class DrugShapes:
    """The shapes of drug names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        stems = "|".join(sorted(shapes.stems.inn, key=len, reverse=True))
        self._stop = shapes.stems.stop
        self._substance = re.compile(rf"(?<![\w-])[A-Za-z][a-z]{{2,18}}(?:{stems})(?![\w])")
        ko = "|".join(sorted(shapes.stems.ko, key=len, reverse=True))
        self._ko_stop = shapes.stems.ko_stop
        ending = rf"(?=(?:{PARTICLES})?(?![가-힣A-Za-z0-9]))"
        self._ko_substance = re.compile(rf"(?<![가-힣A-Za-z])[가-힣]{{2,10}}?(?:{ko}){ending}")
        self._ko_quoted = re.compile(
            rf"{_KOREAN_CUE}\s?[‘'“\"](?P<name>[가-힣A-Za-z0-9-]{{2,12}})(?=[’'”\"(])"
        )
        self._ko_before = re.compile(
            r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,10})\((?:[가-힣]{1,12}(?:치료제|제)|성분명)"
        )
        self._no_disease = shapes.stop.treated
        self._ko_treated = re.compile(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,10}?)\s?치료제")
        self._ko_ingredient = re.compile(
            rf"성분명:?\s?(?P<name>[가-힣]{{3,12}}?)(?=[),·]|{PARTICLES}(?![가-힣]))"
        )

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, kind (code, substance, brand or disease) and rule of each shape in text[start:end]."""
        for match in _CODE.finditer(text, start, end):
            if not _NO_CODE.match(match[0]):
                yield *match.span(), "code", "shape.code"
        for match in self._substance.finditer(text, start, end):
            if match[0].lower() not in self._stop:
                yield *match.span(), "substance", "shape.stem"
        for match in self._ko_substance.finditer(text, start, end):
            if match[0] not in self._ko_stop:
                yield *match.span(), "substance", "shape.stem"
        for match in self._ko_treated.finditer(text, start, end):
            if match["name"] not in self._no_disease:
                yield *match.span("name"), "disease", "shape.treated"
        for pattern, kind in (
            (self._ko_quoted, "brand"),
            (self._ko_before, "brand"),
            (self._ko_ingredient, "substance"),
        ):
            for match in pattern.finditer(text, start, end):
                yield *match.span("name"), kind, "shape.cue"
