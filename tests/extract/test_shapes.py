"""Organisations, drugs and programmes that no lexicon lists, by shape and by the words beside them."""

from collections.abc import Callable

import pytest

from krpia_graph.extract.hangul import HangulShapes
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.programmes import ProgrammeShapes
from krpia_graph.extract.substances import DrugShapes
from krpia_graph.extract.unlisted import UnlistedNames
from krpia_graph.model.document import Span
from krpia_graph.model.domain import Domain

Found = list[tuple[str, str]]


@pytest.fixture(scope="session")
def names(domain: Domain, finder: NameFinder) -> Callable[[str], Found]:
    """The organisations in a text with their types, listed and unlisted."""
    unlisted = UnlistedNames(domain, finder)

    def found(sentence: str) -> Found:
        text = Text.of(sentence)
        hits, _ = unlisted.complete(text, [Span(0, len(sentence))], finder.find(text), "test")
        return [
            (hit.surface, hit.candidates[0].partition(":")[0])
            for hit in longest(hits)
            if hit.candidates[0].partition(":")[0] in domain.vocabulary.organisation_types
        ]

    return found


@pytest.mark.parametrize(
    ("sentence", "surface", "type_"),
    [
        ("winners are Quillo Therapeutics and others", "Quillo Therapeutics", "global_company"),
        ("the software of Brellin Inc., a South Korean company", "Brellin Inc.", "korean_company"),
        ("Zarbo Health, a distributor with its head office in Kenya", "Zarbo Health", "global_company"),
        ("made by drugmaker Ostrella for export", "Ostrella", "global_company"),
        ("an agreement on supply with Ostrella was", "Ostrella", "global_company"),
        ("the Mexican Institute of Quiet Studies said", "Institute of Quiet Studies", "institution"),
        ("at Northam University Hospital in May", "Northam University Hospital", "institution"),
        ("with Britain-based Ostrella Healthcare in charge", "Ostrella Healthcare", "global_company"),
        ("시장에서 가온누리제약은 계약했다", "가온누리제약", "korean_company"),
        ("이란 제약기업 마루마루이(MMR)와 맺었다", "마루마루이", "global_company"),
        ("가온누리대학교병원과 협약", "가온누리대학교병원", "institution"),
        ("(주)가온누리는 투자를 받았다", "(주)가온누리", "korean_company"),
        ("Until Quillo Therapeutics has paid", "Quillo Therapeutics", "global_company"),
        ("its subsidiary QB pharmteco will make it", "QB pharmteco", "global_company"),
        ("with China's Quillo Biotechnology Co. in May", "Quillo Biotechnology Co.", "global_company"),
        (
            "the Northam Medical Convergence Center signed",
            "Northam Medical Convergence Center",
            "institution",
        ),
        (
            "under the International Chamber of Quiet Commerce",
            "International Chamber of Quiet Commerce",
            "institution",
        ),
        ("Kim Yong-ju, CEO of Quillo Therapeutics, said", "Quillo Therapeutics", "korean_company"),
        ("Kolon Ostrella Group wants to grow", "Kolon Ostrella Group", "korean_company"),
        ("both the Daejeon city government and others", "Daejeon city government", "institution"),
        ("and the government of Daejeon will invest", "government of Daejeon", "institution"),
        ("named by Seoul City on Monday", "Seoul City", "institution"),
        ("Pfizer Japan sells it there", "Pfizer Japan", "global_company"),
        ("바탕은 가온누리대 교수의 연구다", "가온누리대", "institution"),
        ("유한양행은 가온누리 바이오사이언스에 투자했다", "가온누리 바이오사이언스", "korean_company"),
        ("이란 제약사 마루 누리와 수출 계약", "마루 누리", "global_company"),
        ("캐나다 마루누리사의 인공누액", "마루누리", "global_company"),
        ("뽑힌 마루누리(대표 홍길동)는 입주한다", "마루누리", "korean_company"),
        ("치료제 기업 '마루누리'의 지분을 인수했다", "마루누리", "korean_company"),
        ("5월 '마루 테라피(Maru Gene Therapy)'에 투자했다", "마루 테라피", "global_company"),
        ("조지아의 마루누리(Marunuri)사와 맺었다", "마루누리", "global_company"),
        ("조지아의 마루누리(Marunuri)사와 맺었다", "Marunuri", "global_company"),
        ("서울시가 함께 돕는다", "서울시", "institution"),
        ("글로벌 제약회사 로슈와 맺었다", "로슈", "global_company"),
        ("한헌석 충북대병원장이 참석했다", "충북대병원", "institution"),
    ],
)
def test_an_unlisted_organisation(
    names: Callable[[str], Found], sentence: str, surface: str, type_: str
) -> None:
    assert (surface, type_) in names(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Andrew Bellow, chief business officer at the firm",
        "The Pharmaceutical Industry in May",
        "국내 제약 바이오 의약품 시장",
        "A new drug was approved on Monday in March",
        "병원과 연구소는 함께",
        "solutions are wanted in therapeutics and devices",
        "how to make the best deal for M&A and R&D with partners",
        "국내 제약사와 글로벌 제약회사 관계자",
        "첨단바이오의약품의 복제약을 국내로",
        "서울시에서 열린 행사",
    ],
)
def test_what_is_no_organisation(names: Callable[[str], Found], sentence: str) -> None:
    assert names(sentence) == []


def test_a_listed_name_takes_in_its_legal_form(names: Callable[[str], Found]) -> None:
    assert names("Celltrion Inc. and Hanmi Pharmaceutical Co., Ltd. agreed") == [
        ("Celltrion Inc.", "korean_company"),
        ("Hanmi Pharmaceutical Co., Ltd.", "korean_company"),
    ]


def test_a_short_form_stands_for_the_long_one_in_the_document(names: Callable[[str], Found]) -> None:
    assert [surface for surface, _ in names("Ostrella Pharmaceuticals pays. Ostrella may sell.")] == [
        "Ostrella Pharmaceuticals",
        "Ostrella",
    ]


def test_members_of_one_list_are_organisations_together(names: Callable[[str], Found]) -> None:
    found = names("Brellin Coulter, Ostrella Devices and ZQX bring equipment")
    assert [surface for surface, _ in found] == ["Brellin Coulter", "Ostrella Devices", "ZQX"]


def test_a_longer_unlisted_name_is_not_cut_to_the_listed_one_inside(names: Callable[[str], Found]) -> None:
    assert [surface for surface, _ in names("rights secured by Takeda Quietology Sciences in May")] == [
        "Takeda Quietology Sciences"
    ]


@pytest.mark.parametrize(
    ("sentence", "surface", "kind"),
    [
        ("the candidate HM61713 for lung cancer", "HM61713", "code"),
        ("development of CKD-510, for rare diseases", "CKD-510", "code"),
        ("with quillotinib in patients", "quillotinib", "substance"),
        ("an injection of Ostrelimab every month", "Ostrelimab", "substance"),
        ("골다공증치료제 '가온비바'의 판매", "가온비바", "brand"),
        ("가온누리(발기부전치료제)를 판다", "가온누리", "brand"),
        ("'본비바(성분명 가온드론산나트륨)'", "가온드론산나트륨", "substance"),
    ],
)
def test_an_unlisted_drug(domain: Domain, sentence: str, surface: str, kind: str) -> None:
    found = DrugShapes(domain.shapes).find(sentence, 0, len(sentence))
    assert (surface, kind) in [(sentence[start:end], what) for start, end, what, _ in found]


@pytest.mark.parametrize("sentence", ["COVID-19 in 2020", "a peptide to decide worldwide", "ISO-9001"])
def test_what_is_no_drug(domain: Domain, sentence: str) -> None:
    assert list(DrugShapes(domain.shapes).find(sentence, 0, len(sentence))) == []


def test_a_disease_stands_before_its_treatment(domain: Domain) -> None:
    sentence = "새로운 가온병치료제와 혁신 치료제"
    found = [sentence[s:e] for s, e, kind, _ in DrugShapes(domain.shapes).find(sentence, 0, len(sentence))]
    assert found == ["가온병"]


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("AbbVie · Quiet Innovator Award, which supports", "Quiet Innovator Award"),
        ("winners of the “Ostrella Hub for Global Ideas” program", "Ostrella Hub for Global Ideas"),
        ("collaboration within Project Brellin", "Project Brellin"),
        ("'가온 티켓 프로그램'이 열렸다", "가온 티켓 프로그램"),
    ],
)
def test_an_unlisted_programme(domain: Domain, sentence: str, surface: str) -> None:
    found = ProgrammeShapes(domain.shapes).find(sentence, 0, len(sentence))
    assert surface in [sentence[start:end] for start, end, _ in found]


def test_a_korean_common_noun_is_no_organisation(domain: Domain) -> None:
    shapes = HangulShapes(domain.shapes)
    for noun in domain.shapes.stop.ko:
        assert list(shapes.find(f"{noun}은 크다", 0, len(noun) + 4)) == []


def test_every_stem_is_the_ending_of_a_listed_substance(domain: Domain) -> None:
    substances = [e for e in domain.lexicon.entities.values() if e.type == "drug" and e.kind == "substance"]
    for stems, names in (
        (domain.shapes.stems.inn, [e.label_en.lower() for e in substances]),
        (domain.shapes.stems.ko, [e.label_ko for e in substances]),
    ):
        assert [stem for stem in stems if not any(name.endswith(stem) for name in names)] == []


def test_a_former_name_is_the_organisation_that_bears_it_no_more(domain: Domain, finder: NameFinder) -> None:
    sentence = "The Ministry of Food and Drug Safety, formerly known as the Quiet Food Agency, agreed."
    text = Text.of(sentence)
    hits, entities = UnlistedNames(domain, finder).complete(
        text, [Span(0, len(sentence))], finder.find(text), "test"
    )
    found = {hit.surface: hit.candidates for hit in longest(hits)}
    assert found["Quiet Food Agency"] == found["Ministry of Food and Drug Safety"] == ("institution:mfds",)
    assert entities == {}


def test_the_beginning_of_a_longer_name_stands_for_it(
    names: Callable[[str], Found],
) -> None:
    sentence = "Novo Nordisk Pharma Korea signed. Both sides of Novo Nordisk Pharma met."
    assert [surface for surface, _ in names(sentence)] == ["Novo Nordisk Pharma Korea", "Novo Nordisk Pharma"]


def test_a_university_loses_its_last_syllables(names: Callable[[str], Found]) -> None:
    assert [surface for surface, _ in names("가온누리대학교가 넘겼다. 가온누리대는 최근 맺었다.")] == [
        "가온누리대학교",
        "가온누리대",
    ]
