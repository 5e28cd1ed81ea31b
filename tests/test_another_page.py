"""A page with other companies in the same layout needs rows in the lexicon and nothing else.

All names here are invented.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse import rank
from krpia_graph.check import check
from krpia_graph.model.case import Case
from krpia_graph.model.domain import Domain
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build

ROWS = {
    "entities.csv": """
global_company:zorbatex,global_company,pharma,Zorbatex,조르바텍스,DK,invented,no
global_company:zorbatex-korea,global_company,pharma,Zorbatex Korea,,KR,invented,no
global_company:quillon,global_company,biotech,Quillon Life,,CH,invented,no
korean_company:mirubang,korean_company,pharma,Mirubang Pharm,미루방제약,KR,invented,no
korean_company:dasomix,korean_company,biotech,Dasomix,,KR,invented,no
institution:hanbyeol-hospital,institution,hospital,Hanbyeol Bright Hospital,한별병원,KR,invented,no
institution:office-for-tests,institution,agency,Vrell Office,,KR,invented,no
drug:vexolumab,drug,substance,vexolumab,,,invented,no
drug:plimodan,drug,brand,Plimodan,,,invented,no
disease:grumbly-toe,disease,,grumbly toe,,,invented,no
programme:sprout,programme,programme,Zorba Sprout,,,invented,no
""",
    "names.csv": """
global_company:zorbatex,Zorbatex,en,,invented
global_company:zorbatex,조르바텍스,ko,,invented
global_company:zorbatex-korea,Zorbatex Korea,en,,invented
global_company:quillon,Quillon Life,en,,invented
global_company:quillon,Quillon,en,,invented
korean_company:mirubang,Mirubang Pharm,en,,invented
korean_company:mirubang,미루방제약,ko,,invented
korean_company:dasomix,Dasomix,en,,invented
institution:hanbyeol-hospital,Hanbyeol Bright Hospital,en,,invented
institution:hanbyeol-hospital,한별병원,ko,,invented
institution:office-for-tests,Vrell Office,en,,invented
drug:vexolumab,vexolumab,en,,invented
drug:plimodan,Plimodan,en,,invented
disease:grumbly-toe,grumbly toe,en,,invented
programme:sprout,Zorba Sprout,en,,invented
""",
    "links.csv": """
global_company:zorbatex-korea,affiliate_of,global_company:zorbatex,,invented
drug:plimodan,has_ingredient,drug:vexolumab,,invented
""",
}

PAGE = """News
HOME > News > Partnerships

Working together

Companies of all sizes work together.

Cases
Quillon Life•Mirubang Pharm · Exclusive licensing agreement for Plimodan (grumbly toe) in Singapore (2021)
· Co-promotion of Plimodan with Dasomix since 2022
Zorbatex Korea · MOU with Hanbyeol Bright Hospital (HBH) and Dasomix (2019.03)
→ HBH and Zorbatex have agreed on research funds of 20 million won for Zorba Sprout (2019~2023)
· Study of vexolumab approved by the Vrell Office

Order :
Alphabetical.
"""


@pytest.fixture
def data(data_copy: Path) -> Path:
    """The domain data with the rows of the invented ones."""
    for name, rows in ROWS.items():
        with (data_copy / "lexicon" / name).open("a", encoding="utf-8", newline="") as file:
            file.write(rows.lstrip())
    return data_copy


@pytest.fixture
def made(data: Path, write_page: Callable[..., Path]) -> KnowledgeGraph:
    return build([write_page(PAGE, "invented.txt")], data)


def parts(case: Case) -> dict[str, str]:
    """The arguments of a case with their roles."""
    return {argument.entity.partition(":")[2]: argument.role for argument in case.arguments}


def test_the_added_rows_contradict_nothing(data: Path) -> None:
    assert check(data) == []


def test_the_shipped_lexicon_knows_none_of_them(write_page: Callable[..., Path], domain: Domain) -> None:
    found = build([write_page(PAGE)])
    named = {argument.entity for case in found.cases.values() for argument in case.participants}
    assert named.isdisjoint(domain.lexicon.entities)


def test_participants_and_roles(made: KnowledgeGraph) -> None:
    licence, promotion, mou, study = made.cases.values()
    assert parts(licence) == {
        "quillon": "lead",
        "mirubang": "lead",
        "plimodan": "object",
        "grumbly-toe": "indication",
        "sg": "territory",
    }
    assert parts(promotion) == {
        "quillon": "lead",
        "mirubang": "lead",
        "dasomix": "partner",
        "plimodan": "object",
    }
    assert parts(mou) == {
        "zorbatex-korea": "lead",
        "zorbatex": "lead",
        "hanbyeol-hospital": "partner",
        "dasomix": "partner",
        "sprout": "programme",
    }
    assert parts(study) == {
        "zorbatex-korea": "lead",
        "office-for-tests": "regulator",
        "vexolumab": "object",
    }


def test_a_short_form_that_the_page_introduces_is_a_name_on_it(made: KnowledgeGraph) -> None:
    mou = list(made.cases.values())[2]
    (hospital,) = [p for p in mou.participants if p.entity == "institution:hanbyeol-hospital"]
    assert [(m.surface, m.rule) for m in hospital.mentions] == [
        ("Hanbyeol Bright Hospital", "lexicon"),
        ("HBH", "binding"),
        ("HBH", "binding"),
    ]


def test_relations(made: KnowledgeGraph) -> None:
    assert [case.relation_types for case in made.cases.values()] == [
        ("licensing",),
        ("co_promotion",),
        ("funding", "mou"),
        (),
    ]


def test_periods_and_amounts(made: KnowledgeGraph) -> None:
    assert [[period.edtf for period in case.periods] for case in made.cases.values()] == [
        ["2021"],
        ["2022/.."],
        ["2019-03", "2019/2023"],
        [],
    ]
    amounts = [(a.value, a.currency) for case in made.cases.values() for a in case.amounts]
    assert amounts == [(20_000_000, "KRW")]


def test_edges(made: KnowledgeGraph) -> None:
    def between(one: str, other: str) -> set[str]:
        return {edge.relation for edge in made.between(one, other)}

    assert between("Quillon", "미루방제약") == {"partners_with"}
    assert between("Zorbatex Korea", "조르바텍스") == {"affiliate_of"}
    assert between("Zorbatex", "한별병원") == {"partners_with"}
    assert between("Dasomix", "Hanbyeol Bright Hospital") == set()
    assert between("Zorbatex Korea", "Vrell Office") == set()
    assert between("Plimodan", "grumbly toe") == {"treats"}
    assert between("Plimodan", "vexolumab") == {"has_ingredient"}
    assert between("Mirubang Pharm", "Singapore") == {"in_territory"}


def test_the_page_is_ranked(made: KnowledgeGraph) -> None:
    strength = {row.label: row.values["strength"] for row in rank(made)}
    assert strength == pytest.approx(
        {  # 1 for the licence, 1/2 a tie for the promotion of three and the memorandum of a group with two
            "Quillon Life": 1 + 2 / 2,
            "Mirubang Pharm": 1 + 2 / 2,
            "Dasomix": 2 / 2 + 1 / 2,
            "Zorbatex": 2 / 2,
            "Hanbyeol Bright Hospital": 1 / 2,
        }
    )


def test_a_statement_without_a_known_relation_is_left_for_review(made: KnowledgeGraph) -> None:
    (doubt,) = [doubt for doubt in made.doubts if doubt.reason == "no_relation"]
    assert doubt.surface == "Study of vexolumab approved by the Vrell Office"
