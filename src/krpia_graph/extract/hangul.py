"""Korean text in, organisations that no lexicon lists out, by their endings and the words beside them."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from krpia_graph.extract.boundaries import PARTICLES
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.lexicon import Name
from krpia_graph.model.shapes import Shapes

_SYLLABLE = "가-힣A-Za-z0-9&"
_WRITTEN_APART = (
    "바이오사이언스", "바이오사이언시스", "바이오로직스", "바이오테크", "바이오파마", "테라퓨틱스",
    "파마슈티컬스", "파마슈티컬", "파마", "파마시", "사이언스", "헬스케어", "라이프사이언스", "온콜로지",
    "메디컬", "래보라토리스",
)  # fmt: skip
_APART = re.compile(
    r"(?P<country>한국)(?P<rest>[가-힣A-Z]{2,})"
    rf"|(?P<stem>[가-힣A-Z]{{2,}}?)(?P<head>{'|'.join(_WRITTEN_APART)}|병원)"
)
_HANGUL = re.compile("[가-힣]")
_OF_UNIVERSITIES = "총장|산학협력단|교수|연구팀|연구진|의과대학|약학대학|의대|약대|[가-힣]{2,4} 교수"
_NO_ENDING = ("의약품", "복제약", "치료제약")
_GENERAL = re.compile(r"(?:시장|정부|법인|공장|국민|환자|병원|당국|기업|업체|회사|지역|현지|진출|제품|학회)$")
_CASE = re.compile(r"(?:은|는|을|를|의|에|와|과|도|으로|에서|한|된|하는|있는|등|및)$")


def written_apart(names: Sequence[Name], types: Container[str]) -> Iterator[Name]:
    """Korean names of organisations with a space where some write one: "세브란스 병원", "한국 노바티스"."""
    listed = {name.surface for name in names}
    korean = [n for n in names if n.entity.partition(":")[0] in types and _HANGUL.match(n.surface)]
    of_entity: dict[str, list[str]] = defaultdict(list)
    for name in korean:
        of_entity[name.entity].append(name.surface)
    for name in korean:
        forms = []
        if name.surface.endswith(("연구소", "연구원")):  # as headlines write it
            forms.append(f"{name.surface[:-3]}硏")
        if parts := _APART.fullmatch(name.surface):
            forms.append(" ".join(part for part in parts.groups() if part))
        for short in of_entity[name.entity]:  # "일라이 릴리" where "일라이릴리" and "릴리" are listed
            if name.surface.endswith(short) and len(name.surface) - len(short) > 1 < len(short):
                forms.append(f"{name.surface.removesuffix(short).rstrip()} {short}")
        for form in forms:
            if form not in listed:
                listed.add(form)
                yield replace(name, surface=form)


class HangulShapes:
    """The shapes of Korean names, compiled once from the word lists."""

    def __init__(self, shapes: Shapes) -> None:
        company = sorted(shapes.heads.company.ko, key=len, reverse=True)
        institution = sorted(shapes.heads.institution.ko, key=len, reverse=True)
        self._stop = shapes.stop.ko
        self._no_first = self._stop | set(shapes.nouns.foreign) | set(shapes.nouns.ko_company) | {"국내"}
        ending = rf"(?=(?:{PARTICLES})?(?![{_SYLLABLE}]))"
        legal = "|".join(shapes.tails.legal_ko)
        nouns = "|".join(shapes.nouns.ko_company)
        foreign = "|".join(shapes.nouns.foreign)
        latin = "|".join((*shapes.heads.company.en, "Therapy", "Therapies"))
        generic = "|".join((*shapes.nouns.ko_company, *shapes.nouns.ko_generic))
        quoted = rf"[{_SYLLABLE}]{{2,12}}(?: [{_SYLLABLE}]{{2,8}})?"
        self._patterns = PatternSet(
            [
                (
                    "shape.ending",
                    rf"(?<![{_SYLLABLE}·])(?P<name>[{_SYLLABLE}]{{1,14}}?"
                    rf"(?:(?P<institution>{'|'.join(institution)})|(?:{'|'.join(company)}))){ending}",
                ),
                (
                    "shape.legal",
                    rf"(?P<name>(?:{legal})[{_SYLLABLE}]{{2,14}}?|[{_SYLLABLE}]{{2,14}}?(?:㈜|\(주\))){ending}",
                ),
                (
                    "shape.noun",
                    rf"(?:{nouns})(?:인 (?:(?:{foreign})의? )?| )[‘'“\"]?"
                    rf"(?P<name>(?!\d)(?:[{_SYLLABLE}]{{3,14}}(?=\()|[{_SYLLABLE}]{{3,14}}?{ending}))",
                ),
                (
                    "shape.words",
                    rf"(?<![{_SYLLABLE}·])(?P<name>(?:[가-힣]{{2,8}} |[A-Z]{{2,8}} [가-힣]{{0,4}}?)"
                    rf"(?:{'|'.join(_WRITTEN_APART)})){ending}",
                ),
                (
                    "shape.country",
                    rf"(?:{foreign}) (?P<name>[가-힣]{{3,8}})에 [^.]{{0,16}}(?:투자|출자|기술)",
                ),
                (
                    "shape.words",
                    rf"(?:{nouns}) (?P<name>[가-힣]{{2,6}} [가-힣]{{2,8}}?)(?=[와과](?![가-힣]))",
                ),
                (
                    "shape.company",
                    rf"(?:{nouns}|{foreign}) (?P<name>[가-힣]{{2,10}})사(?=(?:{PARTICLES})?(?![가-힣]))",
                ),
                (
                    "shape.company",
                    rf"(?P<name>[가-힣]{{2,12}})\([A-Z][\w .&-]+\)(?= ?사(?:{PARTICLES})?(?![가-힣]))",
                ),
                (
                    "shape.brackets",
                    r"(?<![\w·])(?P<name>[가-힣A-Za-z0-9]{2,12})"
                    r"\((?:(?:공동)?대표|대표이사|회장|사장|코스닥|코스피|\d{6}\))",
                ),
                (
                    "shape.brackets",
                    r"(?P<name>[가-힣]{2,10}(?: [가-힣]{2,8})?)"
                    rf"\((?:[A-Z][\w&-]+ )+(?:{latin})(?:,? Inc\.?)?\)",
                ),
                ("shape.quoted", rf"(?:{generic}) [‘'“\"](?P<name>{quoted})[’'”\"]"),
                (
                    "shape.quoted",
                    rf"[‘'“\"](?P<name>{quoted})[’'”\"](?:\([^()]{{1,40}}\))?"
                    r"(?:의|에|에도) (?:\S+ ){0,2}(?:지분|주식|투자|출자)",
                ),
                (
                    "shape.university",
                    rf"(?<![{_SYLLABLE}])(?P<name>[가-힣]{{2,6}}대)(?= (?:{_OF_UNIVERSITIES}))",
                ),
            ]
        )

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, type ("company" or "institution") and rule of each shape in text[start:end]."""
        for rule, match in self._patterns.finditer(text, start, end):
            name = match["name"]
            if rule != "shape.legal" and (name in self._stop or self._cut_short(name)):
                continue
            if rule == "shape.country" and _GENERAL.search(name):
                continue
            too_short = rule == "shape.ending" and len(name) < 3
            if too_short or (rule == "shape.ending" and name.endswith(_NO_ENDING)):
                continue
            institution = rule == "shape.university" or match.groupdict().get("institution")
            yield *match.span("name"), "institution" if institution else "company", rule

    def _cut_short(self, name: str) -> bool:
        """Whether a name of two words begins with a word that is none of it."""
        first, space, _ = name.partition(" ")
        return bool(space) and (first in self._no_first or _CASE.search(first) is not None)
