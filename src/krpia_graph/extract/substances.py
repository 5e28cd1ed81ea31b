"""Text in, drugs that no lexicon lists out: development codes, substances by their endings, quoted brands.

The endings are the stems of international non-proprietary names; a stop list holds common words that have
such an ending.
"""

import re
from collections.abc import Iterator, Sequence

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.model.case import NameHit
from krpia_graph.model.shapes import Shapes

_CODE = re.compile(
    r"(?<![\w$.-])(?:[A-Z]{2,5}-?\d{3,6}[A-Za-z]{0,2}|[A-Z]{1,4}-[A-Z]{0,3}\d{2,5}|[A-Z]{1,3}\d{1,2}-\d{2,5})(?![\w]|-\d)"
)
_NO_CODE = re.compile(
    r"(?:COVID|SARS|ISO|KRW|USD|EUR|JPY|PD|PH|CD|IL|AAV|G|B|H|KOSPI|MOU|NASDAQ|Q)-?\d|20\d\d"
)

_BRAND = r"[A-Z][A-Za-z]{3,14}(?:-[A-Z][A-Za-z]{1,8})?"


class DrugShapes:
    """The shapes of drug names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        stems = "|".join(sorted(shapes.stems.inn, key=len, reverse=True))
        self._stop = shapes.stems.stop
        vector = r"(?:[A-Za-z][a-z]{4,18}(?:gene|cel|mab|tug) )?"  # "fidanacogene elaparvovec"
        self._substance = re.compile(rf"(?<![\w-]){vector}[A-Za-z][a-z]{{2,18}}(?:{stems})(?![\w])")
        ko = "|".join(sorted(shapes.stems.ko, key=len, reverse=True))
        self._ko_stop = shapes.stems.ko_stop
        ending = rf"(?=(?:{PARTICLES})?(?![가-힣A-Za-z0-9]))"
        self._ko_substance = re.compile(rf"(?<![가-힣A-Za-z])[가-힣]{{2,10}}?(?:{ko}){ending}")
        cues = "|".join(shapes.products.ko_before)
        self._ko_quoted = re.compile(
            rf"(?:{cues})(?:인|은|는)?\s?[‘'“\"](?P<name>[가-힣A-Za-z0-9-]{{2,12}})(?=[’'”\"(])"
        )
        self._ko_another = re.compile(
            r"(?:\([^)]{1,30}\))?[’'”\"](?:\([^)]{1,30}\))?(?:과|와|,|·| 및)? ?"
            r"[‘'“\"](?P<name>[가-힣A-Za-z0-9-]{2,12})(?=[’'”\"(])"
        )
        self._ko_before = re.compile(
            r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,10})\((?:[가-힣]{1,12}(?:치료제|제)|성분명)"
        )
        self._no_disease = shapes.stop.treated
        self._ko_treated = re.compile(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,10}?)\s?치료제")
        self._ko_ingredient = re.compile(
            rf"성분명:?\s?(?P<name>[가-힣]{{3,12}}?)(?=[),·]|{PARTICLES}(?![가-힣]))"
        )

        products = shapes.products
        self._no_brand = products.no_brand | shapes.stop.leading
        self._paired = re.compile(
            rf"(?<![\w-])(?P<names>{_BRAND}[®™]?(?:/{_BRAND}[®™]?)*) ?"
            r"\((?=(?P<inside>[a-z][a-z -]{4,40})[),;])"
        )
        self._marked = re.compile(rf"(?<![\w-])(?P<name>{_BRAND})(?=[®™])")
        only = rf"(?P<name>{_BRAND})(?![\w'’&]|-\w| [A-Z&])"
        self._beside = (
            re.compile(rf"\b(?:{'|'.join(products.before)}) ?[‘'“\"]?{only}"),
            re.compile(rf"(?<![\w-])(?<![A-Z][a-z] )(?P<name>{_BRAND}) (?:{'|'.join(products.after)})\b"),
        )
        forms = "|".join(sorted(products.ko_forms, key=len, reverse=True))
        introduced = rf"(?:{cues})(?:인|은|는)? ?"
        self._ko_formed = re.compile(
            rf"{introduced}[‘'“\"]?(?P<name>[가-힣A-Za-z]{{2,8}}(?:{forms}))(?=[’'”\"(]|(?:{PARTICLES})?(?![가-힣A-Za-z0-9]))"
        )
        self._ko_explained = re.compile(
            r"[‘'“\"](?P<name>[가-힣A-Za-z0-9-]{2,12})[’'”\"]\s?\((?:성분명|주성분|개발명|프로젝트명|성분)"
        )

    def find(
        self, text: str, start: int, end: int, known: Sequence[NameHit] = ()
    ) -> Iterator[tuple[int, int, str, str]]:
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
            (self._ko_explained, "brand"),
            (self._ko_formed, "brand"),
        ):
            for match in pattern.finditer(text, start, end):
                yield *match.span("name"), kind, "shape.cue"
        for match in self._ko_quoted.finditer(text, start, end):
            place = match.end()
            while another := self._ko_another.match(text, place, end):  # 'X'와 'Y'
                yield *another.span("name"), "brand", "shape.cue"
                place = another.end()
        yield from self._brands(text, start, end, known)

    def _brands(
        self, text: str, start: int, end: int, known: Sequence[NameHit]
    ) -> Iterator[tuple[int, int, str, str]]:
        """English brands: with their substance in brackets, with a mark, beside a word of the trade."""
        substances = {hit.start for hit in known if all(e.startswith("drug:") for e in hit.candidates)}
        for match in self._paired.finditer(text, start, end):
            if match.start("inside") in substances or self._substance.fullmatch(match["inside"]):
                for name in re.finditer(_BRAND, match["names"]):
                    offset = match.start("names")
                    yield offset + name.start(), offset + name.end(), "brand", "shape.paired"
        for match in self._marked.finditer(text, start, end):
            yield *match.span("name"), "brand", "shape.mark"
        for pattern in self._beside:
            for match in pattern.finditer(text, start, end):
                if match["name"] not in self._no_brand:
                    yield *match.span("name"), "brand", "shape.beside"
