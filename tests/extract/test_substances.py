"""Drugs that no lexicon lists: brands beside their substance, a mark or a cue; stems; Korean products."""

import pytest

from krpia_graph.extract.brands import BrandShapes
from krpia_graph.extract.substances import DrugShapes
from krpia_graph.model.domain import Domain


def surfaces(domain: Domain, sentence: str) -> list[str]:
    substances = DrugShapes(domain.shapes).find(sentence, 0, len(sentence))
    brands = BrandShapes(domain.shapes).find(sentence, 0, len(sentence), [])
    spans = [(start, end) for start, end, kind, _ in substances if kind != "disease"]
    return [sentence[start:end] for start, end in (*spans, *((start, end) for start, end, _ in brands))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("a licence for Brellin/Morvaq (brellizumab) in Korea", ["Brellin", "Morvaq", "brellizumab"]),
        ("patients took Brellin® daily", ["Brellin"]),
        ("an exclusive license for Brellin in Korea", ["Brellin"]),
        ("its candidate Brellin has completed a trial", ["Brellin"]),
        ("it supplies Brellin tablets to Yemen", ["Brellin"]),
        ("the vector morvagene brelparvovec", ["morvagene brelparvovec"]),
        ("the cell therapy morvleucel", ["morvleucel"]),
        ("골다공증 치료제 '브렐린정'과 '모르바정'에 대한 계약", ["브렐린정", "모르바정"]),
        ("항궤양제 '브렐린' 판매", ["브렐린"]),
        ("'브렐린'(성분명 모르바티드)을 수출", ["브렐린", "모르바티드"]),
        ("개량신약 브렐린캡슐을 출시", ["브렐린캡슐"]),
    ],
)
def test_an_unlisted_drug(domain: Domain, sentence: str, found: list[str]) -> None:
    assert set(found) <= set(surfaces(domain, sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "New Drug Developers Raise Capital",
        "a license for Korea and the rights to Products",
        "the drug Administration Act of Korea",
        "the sales of Brellin Pharma rose",
        "a partner (called so) and Brellin (a company)",
        "업무협정을 체결하고 일정을 조정",
    ],
)
def test_what_only_looks_like_a_drug(domain: Domain, sentence: str) -> None:
    assert surfaces(domain, sentence) == []
