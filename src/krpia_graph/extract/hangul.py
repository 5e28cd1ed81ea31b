"""Korean text in, organisations that no lexicon lists out, by their endings and the words beside them."""

import re
from collections.abc import Iterator

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.model.shapes import Shapes

_SYLLABLE = "가-힣A-Za-z0-9&"
_WRITTEN_APART = (
    "바이오사이언스", "바이오사이언시스", "바이오로직스", "바이오테크", "바이오파마", "테라퓨틱스",
    "파마슈티컬스", "파마슈티컬", "파마", "파마시", "사이언스", "헬스케어", "라이프사이언스", "온콜로지",
    "메디컬", "래보라토리스",
)  # fmt: skip
_OF_UNIVERSITIES = "총장|산학협력단|교수|연구팀|연구진|의과대학|약학대학|의대|약대|[가-힣]{2,4} 교수"
_NO_ENDING = ("의약품", "복제약", "치료제약")
_CASE = re.compile(r"(?:은|는|을|를|의|에|와|과|도|으로|에서|한|된|하는|있는|등|및)$")


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
        foreign = "|".join(shapes.nouns.foreign)
        self._two_words = re.compile(
            rf"(?<![{_SYLLABLE}·])(?P<name>(?P<first>[가-힣]{{2,8}}) (?:{'|'.join(_WRITTEN_APART)})){ending}"
            rf"|(?:{nouns}) (?P<beside>(?P<word>[가-힣]{{2,6}}) [가-힣]{{2,8}}?)(?=[와과](?![가-힣]))"
        )
        self._of_company = re.compile(
            rf"(?:{nouns}|{foreign}) (?P<name>[가-힣]{{2,10}})사(?=(?:{PARTICLES})?(?![가-힣]))"
            rf"|(?P<glossed>[가-힣]{{2,12}})\([A-Z][\w .&-]+\)(?= ?사(?:{PARTICLES})?(?![가-힣]))"
        )
        self._led = re.compile(
            r"(?<![\w·])(?P<name>[가-힣A-Za-z0-9]{2,12})\((?:(?:공동)?대표|대표이사|회장|사장|코스닥|코스피|\d{6}\))"
        )
        latin = "|".join((*shapes.heads.company.en, "Therapy", "Therapies"))
        self._glossed = re.compile(
            rf"(?P<name>[가-힣]{{2,10}}(?: [가-힣]{{2,8}})?)\((?:[A-Z][\w&-]+ )+(?:{latin})(?:,? Inc\.?)?\)"
        )
        generic = "|".join((*shapes.nouns.ko_company, *shapes.nouns.ko_generic))
        self._quoted = re.compile(
            rf"(?:{generic}) [‘'“\"](?P<name>[{_SYLLABLE}]{{2,12}}(?: [{_SYLLABLE}]{{2,8}})?)[’'”\"]"
            rf"|[‘'“\"](?P<bought>[{_SYLLABLE}]{{2,12}}(?: [{_SYLLABLE}]{{2,8}})?)[’'”\"]"
            r"(?:\([^()]{1,40}\))?(?:의|에|에도) (?:\S+ ){0,2}(?:지분|주식|투자|출자)"
        )
        self._university = re.compile(rf"(?<![{_SYLLABLE}])[가-힣]{{2,6}}대(?= (?:{_OF_UNIVERSITIES}))")
        self._no_first = self._stop | set(shapes.nouns.foreign) | set(shapes.nouns.ko_company) | {"국내"}

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, type ("company" or "institution") and rule of each shape in text[start:end]."""
        for match in self._headed.finditer(text, start, end):
            name = match["name"]
            if name not in self._stop and len(name) >= 3 and not name.endswith(_NO_ENDING):
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
        for match in self._two_words.finditer(text, start, end):
            first, group = match["first"] or match["word"], "name" if match["name"] else "beside"
            if first not in self._no_first and not _CASE.search(first):
                yield *match.span(group), "company", "shape.words"
        for match in self._of_company.finditer(text, start, end):
            if (match["name"] or match["glossed"]) not in self._stop:
                yield *match.span("name" if match["name"] else "glossed"), "company", "shape.company"
        for match in (*self._led.finditer(text, start, end), *self._glossed.finditer(text, start, end)):
            first = match["name"].partition(" ")[0]
            if match["name"] not in self._stop and not (_CASE.search(first) and " " in match["name"]):
                yield *match.span("name"), "company", "shape.brackets"
        for match in self._quoted.finditer(text, start, end):
            yield *match.span("name" if match["name"] else "bought"), "company", "shape.quoted"
        for match in self._university.finditer(text, start, end):
            if match[0] not in self._stop:
                yield *match.span(), "institution", "shape.university"
