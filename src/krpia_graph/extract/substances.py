"""Text in, drugs that no lexicon lists out: development codes, substances by their endings, quoted brands.

The endings are the stems of international non-proprietary names; a stop list holds common words that have
such an ending.
"""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.shapes import Shapes

_CODE = (
    r"(?<![\w$.-])(?P<name>[A-Z]{2,5}-?\d{3,6}[A-Za-z]{0,2}|[A-Z]{1,4}-[A-Z]{0,3}\d{2,5}|"
    r"[A-Z]{1,3}\d{1,2}-\d{2,5})(?![\w]|-\d)"
)
_NO_CODE = re.compile(
    r"(?:COVID|SARS|ISO|KRW|USD|EUR|JPY|PD|PH|CD|IL|AAV|G|B|H|KOSPI|MOU|NASDAQ|Q)-?\d|20\d\d"
)
_EXPLAINED = r"(?:[가-힣]{1,12}(?:치료제|제)|성분명)"
_VECTOR = r"(?:[A-Za-z][a-z]{4,18}(?:gene|cel|mab|tug) )?"  # "fidanacogene elaparvovec"
_NO_LETTER = r"(?<![가-힣A-Za-z])"


class DrugShapes:
    """The shapes of drug names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        self._stop = shapes.stems.stop | shapes.stems.ko_stop
        self._no_disease = shapes.stop.treated
        stems = "|".join(sorted(shapes.stems.inn, key=len, reverse=True))
        ko = "|".join(sorted(shapes.stems.ko, key=len, reverse=True))
        ending = rf"(?=(?:{PARTICLES})?(?![가-힣A-Za-z0-9]))"
        stop = rf"(?=[),·]|{PARTICLES}(?![가-힣]))"
        cues = "|".join(shapes.products.ko_before)
        substance = rf"(?<![\w-])(?P<name>{_VECTOR}[A-Za-z][a-z]{{2,18}}(?:{stems}))(?![\w])"
        quoted = r"(?P<name>[가-힣A-Za-z0-9-]{2,12})"
        forms = (
            ("code", "shape.code", _CODE),
            ("substance", "shape.stem", substance),
            ("substance", "shape.stem", rf"{_NO_LETTER}(?P<name>[가-힣]{{2,10}}?(?:{ko})){ending}"),
            ("disease", "shape.treated", rf"{_NO_LETTER}(?P<name>[가-힣]{{2,10}}?)\s?치료제"),
            ("brand", "shape.cue", rf"(?:{cues})(?:인|은|는)?\s?[‘'“\"]{quoted}(?=[’'”\"(])"),
            ("brand", "shape.cue", rf"{_NO_LETTER}(?P<name>[가-힣]{{2,10}})\({_EXPLAINED}"),
            ("substance", "shape.cue", rf"성분명:?\s?(?P<name>[가-힣]{{3,12}}?){stop}"),
        )
        self._patterns = PatternSet(((kind, rule), form) for kind, rule, form in forms)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, kind (code, substance, brand or disease) and rule of each shape in text[start:end]."""
        for (kind, rule), match in self._patterns.finditer(text, start, end):
            if not self._is_none(match["name"], rule):
                yield *match.span("name"), kind, rule

    def _is_none(self, name: str, rule: str) -> bool:
        """Whether a list of exceptions says that a word of such a shape is no name."""
        match rule:
            case "shape.code":
                return _NO_CODE.match(name) is not None
            case "shape.stem":
                return name.lower() in self._stop
            case "shape.treated":
                return name in self._no_disease
        return False
