"""Korean text in, organisations that no lexicon lists out, by their endings and the words beside them."""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.model.shapes import Shapes

_SYLLABLE = "가-힣A-Za-z0-9&"


class HangulShapes:
    """The shapes of Korean names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        company = sorted(shapes.heads.company.ko, key=len, reverse=True)
        institution = sorted(shapes.heads.institution.ko, key=len, reverse=True)
        self._stop = shapes.stop.ko
        ending = rf"(?=(?:{PARTICLES})?(?![{_SYLLABLE}]))"
        self._headed = re.compile(
            rf"(?<![{_SYLLABLE}·])(?P<name>[{_SYLLABLE}]{{1,14}}?"
            rf"(?:(?P<institution>{'|'.join(institution)})|(?P<company>{'|'.join(company)}))){ending}"
        )
        legal = "|".join(shapes.tails.legal_ko)
        self._legal = re.compile(
            rf"(?P<name>(?:{legal})[{_SYLLABLE}]{{2,14}}?|[{_SYLLABLE}]{{2,14}}?(?:㈜|\(주\))){ending}"
        )
        nouns = "|".join(shapes.nouns.ko_company)
        self._beside = re.compile(
            rf"(?:{nouns}) [‘'“\"]?(?P<name>[{_SYLLABLE}]{{3,14}}(?=\()|[{_SYLLABLE}]{{3,14}}?{ending})"
        )
        self.foreign = re.compile(rf"(?:{'|'.join(shapes.nouns.foreign)}) ?[가-힣]{{0,6}} ?[‘'“\"]?$")

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, type ("company" or "institution") and rule of each shape in text[start:end]."""
        for match in self._headed.finditer(text, start, end):
            name = match["name"]
            if name not in self._stop and len(name) >= 3:
                yield (
                    *match.span("name"),
                    "institution" if match["institution"] else "company",
                    "shape.ending",
                )
        for match in self._legal.finditer(text, start, end):
            yield *match.span("name"), "company", "shape.legal"
        for match in self._beside.finditer(text, start, end):
            if match["name"] not in self._stop:
                yield *match.span("name"), "company", "shape.noun"
