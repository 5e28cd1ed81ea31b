"""Diseases that no lexicon lists: what is one, where it begins and ends, and what only looks like one."""

import pytest

from krpia_graph.extract.illnesses import DiseaseShapes
from krpia_graph.model.domain import Domain


@pytest.fixture(scope="module")
def shapes(domain: Domain) -> DiseaseShapes:
    return DiseaseShapes(domain.shapes)


def surfaces(shapes: DiseaseShapes, sentence: str) -> list[str]:
    return [sentence[start:end] for start, end, _ in shapes.find(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("a treatment of growth-related disorders in children", "growth-related disorders"),
        ("research on infectious diseases and bone and joint diseases.", "bone and joint diseases"),
        ("for cardiovascular, metabolic and renal diseases", "cardiovascular, metabolic and renal diseases"),
        ("patients with Brellin syndrome were treated", "Brellin syndrome"),
        ("patients with Brellin-Morva disease", "Brellin-Morva disease"),
        ("severe and rare mitochondrial diseases", "mitochondrial diseases"),
        ("a drug for chronic morvaemia", "morvaemia"),
        ("급성 모르바염 치료제를 개발한다", "급성 모르바염"),
        ("모르바증후군은 드물다", "모르바증후군"),
        ("뇌혈관 질환을 앓는 환자", "뇌혈관 질환"),
        ("모르바암치료제 시장", "모르바암"),
    ],
)
def test_an_unlisted_disease(shapes: DiseaseShapes, sentence: str, surface: str) -> None:
    assert surface in surfaces(shapes, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "chronic diseases and other serious diseases",
        "The disease spreads; This syndrome does not",
        "medicines for rare diseases",
        "public health, critical infections, several cancers",
        "the academia and industry",
        "대학병원과 협력해 품질을 인증하고 보증한다",
        "만성 질환과 희귀질환을 앓는",
        "종양의 크기를 줄이거나 질환을 예방한다",
        "라록시펜염산염 단일제제",
        "항암제 발암 물질과 감염, 오염",
        "자격증과 허가증, 합병증",
    ],
)
def test_what_only_looks_like_a_disease(shapes: DiseaseShapes, sentence: str) -> None:
    assert surfaces(shapes, sentence) == []
