"""Korean text in, organisations that no lexicon lists out, by their endings and the words beside them."""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.shapes import Shapes

_SYLLABLE = "가-힣A-Za-z0-9&"


class HangulShapes:
    """The shapes of Korean names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        company = sorted(shapes.heads.company.ko, key=len, reverse=True)
        institution = sorted(shapes.heads.institution.ko, key=len, reverse=True)
        self._stop = shapes.stop.ko
        ending = rf"(?=(?:{PARTICLES})?(?![{_SYLLABLE}]))"
        headed = (
            rf"(?<![{_SYLLABLE}·])(?P<name>[{_SYLLABLE}]{{1,14}}?"
            rf"(?:(?P<institution>{'|'.join(institution)})|(?P<company>{'|'.join(company)}))){ending}"
        )
        legal = "|".join(shapes.tails.legal_ko)
        with_form = (
            rf"(?P<name>(?:{legal})[{_SYLLABLE}]{{2,14}}?|[{_SYLLABLE}]{{2,14}}?(?:㈜|\(주\))){ending}"
        )
        nouns = "|".join(shapes.nouns.ko_company)
        beside = rf"(?:{nouns}) [‘'“\"]?(?P<name>[{_SYLLABLE}]{{3,14}}(?=\()|[{_SYLLABLE}]{{3,14}}?{ending})"
        self._patterns = PatternSet(
            [("shape.ending", headed), ("shape.legal", with_form), ("shape.noun", beside)]
        )
        self.foreign = re.compile(rf"(?:{'|'.join(shapes.nouns.foreign)}) ?[가-힣]{{0,6}} ?[‘'“\"]?$")

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, type ("company" or "institution") and rule of each shape in text[start:end]."""
        for rule, match in self._patterns.finditer(text, start, end):
            name = match["name"]
            too_short = rule == "shape.ending" and len(name) < 3
            if too_short or (name in self._stop and rule != "shape.legal"):
                continue
            institution = rule == "shape.ending" and match["institution"]
            yield *match.span("name"), "institution" if institution else "company", rule
