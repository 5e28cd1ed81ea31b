"""Who deals with whom: what a record states, and nothing beyond it."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from krpia_graph import build
from krpia_graph.model.dealings import dealings, leads
from krpia_graph.model.graph import KnowledgeGraph

PAGE_CASES = {
    "Pfizer Korea · MOU with KOTRA and Korea University Medical Center": {
        ("KOTRA", "Pfizer Korea"),
        ("Korea University Medical Center", "Pfizer Korea"),
    },
    "Pfizer Korea · Agreement with KOTRA": {("KOTRA", "Pfizer Korea")},
    "Pfizer Korea · Conference (2017)": set(),
}


def pairs(graph: KnowledgeGraph) -> set[tuple[str, ...]]:
    """The pairs of parties of all cases, by names that the texts of this file use."""
    short = {"Korea Trade-Investment Promotion Agency": "KOTRA"}
    found = (pair for case in graph.cases.values() for pair in dealings(case, graph.vocabulary.roles))
    labels = ([graph.entities[end.entity].label_en for end in pair] for pair in found)
    return {tuple(sorted(short.get(label, label) for label in pair)) for pair in labels}


@pytest.mark.parametrize("line", PAGE_CASES)
def test_the_header_deals_with_each_party_that_is_named(line: str, write_page: Callable[..., Path]) -> None:
    assert pairs(build([write_page(line)])) == PAGE_CASES[line]


def test_without_a_header_the_party_named_first_leads(tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text(
        "Moderna signs deal with Samsung Biologics\n\nModerna has signed a manufacturing agreement with "
        "Samsung Biologics, the company said on Monday.\n",
        encoding="utf-8",
    )
    graph = build(news)
    assert pairs(graph) == {("Moderna", "Samsung Biologics")}
    assert [edge.relation for edge in graph.between("Moderna", "Samsung Biologics")] == ["partners_with"]
    (case,) = graph.cases.values()
    assert [party.entity for party in leads(case, graph.vocabulary.roles)] == ["global_company:moderna"]


def test_those_who_host_together_deal_with_each_other(graph: KnowledgeGraph) -> None:
    hosts = {"Johnson & Johnson Innovation", "Seoul Metropolitan Government"}
    assert tuple(sorted(hosts)) in pairs(graph)


def test_the_parties_of_a_joint_venture_all_deal_with_each_other(graph: KnowledgeGraph) -> None:
    (case,) = (c for c in graph.cases.values() if any(p.role == "joint_venture" for p in c.participants))
    assert len(list(dealings(case, graph.vocabulary.roles))) == 3


def test_nobody_deals_with_itself_and_no_pair_comes_twice(graph: KnowledgeGraph) -> None:
    for case in graph.cases.values():
        found = [frozenset(end.entity for end in pair) for pair in dealings(case, graph.vocabulary.roles)]
        assert all(len(pair) == 2 for pair in found)
        assert len(set(found)) == len(found)


def test_the_members_of_a_consortium_deal_with_each_other(write_page: Callable[..., Path]) -> None:
    line = "MSD Korea · Joint research with a consortium of Genexine, Handok and Boryung (2019)"
    found = pairs(build([write_page(line)]))
    members = ("Boryung", "Genexine", "Handok")
    assert found == {*combinations(members, 2), *((member, "MSD Korea") for member in members)}
