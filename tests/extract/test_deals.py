"""Running text: one case is one deal, whatever the number of its sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.model.case import Case
from krpia_graph.pipeline import process

Write = Callable[..., Path]


def cases(tmp_path: Path, text: str) -> tuple[Case, ...]:
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    (shard,) = process([path], reader="news")
    for case in shard.resolution.cases:
        assert shard.reading.document.text[case.start : case.end] == case.text
    return shard.resolution.cases


def parties(case: Case) -> set[str]:
    return {participant.entity.partition(":")[2] for participant in case.participants}


def test_sentences_on_the_same_parties_are_one_case(tmp_path: Path) -> None:
    (case,) = cases(
        tmp_path,
        "MSD and Genexine signed an MOU on Monday. Under the joint study MSD supplies Keytruda to Genexine. "
        "The contract is worth $40 million.",
    )
    assert parties(case) == {"msd", "genexine"}
    assert {"mou", "joint_research"} <= set(case.relation_types)
    assert [amount.value for amount in case.amounts] == [40_000_000]


def test_two_deals_in_one_text_are_two_cases(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        "MSD and Genexine signed an MOU in Seoul. Pfizer signed a supply agreement with Celltrion for Kenya.",
    )
    assert [parties(case) for case in found] == [{"msd", "genexine"}, {"pfizer", "celltrion"}]


def test_a_sentence_that_speaks_of_the_two_takes_in_the_one_that_names_them(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, "한미약품과 한국MSD가 제품을 함께 판다. 두 회사는 코프로모션 계약을 맺었다.")
    assert parties(case) == {"hanmi-pharmaceutical", "msd-korea"}
    assert "co_promotion" in case.relation_types


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 more than $21 billion was spent on medicines. Leading companies reached technology exports.",
        "Yuhan Corporation came to $1,362 million, Hanmi Pharm to $908 million.",
        "Celltrion announced a training program.",
    ],
)
def test_what_names_no_two_parties_of_a_deal_is_no_case(tmp_path: Path, text: str) -> None:
    assert cases(tmp_path, text) == ()


def test_names_outside_the_cases_are_mentions_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("Celltrion sells in Thailand.", encoding="utf-8")
    (shard,) = process([path], reader="news")
    assert [mention.surface for mention in shard.resolution.mentions] == ["Celltrion", "Thailand"]


def test_a_row_of_a_table_is_a_case_and_its_cells_are_its_evidence(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(
        "Licensor,Licensee,Product,Deal date\nQuillon Life,Hanmi Pharmaceutical,QL-101,2019-05\n", "utf-8"
    )
    (shard,) = process([path])
    (case,) = shard.resolution.cases
    text = shard.reading.document.text
    assert parties(case) == {"quillon-life", "hanmi-pharmaceutical"}
    assert [drug.mentions[0].surface for drug in case.drugs] == ["QL-101"]
    assert [period.edtf for period in case.periods] == ["2019-05"]
    for mark in case.marks:
        assert text[mark.start : mark.end] == mark.surface


def test_in_markup_every_mention_is_where_it_says(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><h1>News</h1><p><b>Johnson &amp; Johnson</b> Innovation and <i>Gene</i>xine signed an "
        "MOU&nbsp;in 2019.</p></body></html>",
        "utf-8",
    )
    (shard,) = process([path])
    text = shard.reading.document.text
    surfaces = [mention.surface for mention in shard.resolution.mentions]
    assert "Johnson &amp; Johnson</b> Innovation" in surfaces
    assert "Gene</i>xine" in surfaces
    for mention in shard.resolution.mentions:
        assert text[mention.start : mention.end] == mention.surface


def test_a_sentence_that_tells_of_two_deals_is_two_cases(tmp_path: Path) -> None:
    found = cases(tmp_path, "MSD signed an MOU with Genexine, and Pfizer licensed a vaccine to Celltrion.")
    assert [(parties(case), case.relation_types) for case in found] == [
        ({"msd", "genexine"}, ("mou",)),
        ({"pfizer", "celltrion"}, ("licensing",)),
    ]


def test_items_of_a_list_share_the_relation_words(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        "Export deals were signed by MSD and Genexine. "
        "Celltrion sends tablets to China, Penmix powder to Yemen.",
    )
    assert [(parties(case), [r.entity for r in case.regions]) for case in found[1:]] == [
        ({"celltrion"}, ["region:cn"]),
        ({"penmix"}, ["region:ye"]),
    ]


def test_partners_of_one_topic_are_cases_each(tmp_path: Path) -> None:
    found = cases(
        tmp_path, "대웅제약은 지난해 미국 에볼루스와 3000억원 규모로, 지난 2일 화이자와 수출 계약을 맺었다."
    )
    assert [parties(case) for case in found] == [
        {"daewoong-pharmaceutical", "evolus"},
        {"daewoong-pharmaceutical", "pfizer"},
    ]


def test_a_right_that_goes_back_and_the_licence_are_two_cases(tmp_path: Path) -> None:
    found = cases(
        tmp_path,
        "Sanofi returned the rights to Hanmi Pharmaceutical. "
        "A licence agreement of 2015 had given Sanofi the drug.",
    )
    assert [(case.relation_types, parties(case)) for case in found] == [
        (("termination",), {"sanofi", "hanmi-pharmaceutical"}),
        (("licensing",), {"sanofi"}),
    ]


def test_an_activity_without_words_of_agreement_is_no_case(tmp_path: Path) -> None:
    text = "Clinical trials and prices are the business of the KDCA and the HIRA."
    assert cases(tmp_path, text) == ()


def test_roles_come_from_the_words_beside_the_names(tmp_path: Path) -> None:
    (case,) = cases(
        tmp_path,
        "Pfizer has granted Celltrion an exclusive license for Korea. Quillo Bank advised the seller. "
        "The seller was advised by Quillo Pharma, and Celltrion will sell the vaccine.",
    )
    assert {(p.entity.partition(":")[2], p.role) for p in case.participants} == {
        ("pfizer", "licensor"),
        ("celltrion", "licensee"),
    }
