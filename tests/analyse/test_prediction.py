"""Predicted ties: which pairs are asked for, in which order, and the partners that speak for them."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from krpia_graph.analyse import PREDICTORS, case_ties, predict
from krpia_graph.analyse import prediction as module
from krpia_graph.analyse.actors import related
from krpia_graph.model.errors import KrpiaGraphError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.pipeline import build

SHARED = """MSD•Genexine · Joint study
Novartis•Genexine · Joint study
Novartis•Handok · Export agreement
Bayer•Boryung · Joint study"""


@pytest.mark.parametrize("method", PREDICTORS)
class TestByEveryMethod:
    def test_no_tied_pair_and_each_pair_once(self, graph: KnowledgeGraph, method: str) -> None:
        found = predict(graph, method, top=None)
        pairs = [frozenset((row.one.id, row.other.id)) for row in found]
        assert len(set(pairs)) == len(pairs) > 0
        assert not {frozenset(pair) for pair in case_ties(graph).by_tie} & {*pairs}

    def test_the_highest_score_first_and_equal_ones_by_id(self, graph: KnowledgeGraph, method: str) -> None:
        rows = predict(graph, method, top=None)
        order = [(-row.score, row.one.id, row.other.id) for row in rows]
        assert order == sorted(order)
        assert all(row.score > 0 for row in rows)
        assert [row.rank for row in rows] == [
            1 + sum(other.score > row.score for other in rows) for row in rows
        ]

    def test_no_affiliates(self, graph: KnowledgeGraph, method: str) -> None:
        kin = related(graph)
        for level in ("group", "legal"):
            rows = predict(graph, method, top=None, lens=Lens(level=level))
            assert not [row for row in rows if (row.one.id, row.other.id) in kin]

    def test_no_two_affiliates_of_one_group(self, method: str, write_page: Callable[..., Path]) -> None:
        graph = build([write_page("MSD Korea•Genexine · Joint study\nMSD•Genexine · Joint study")])
        siblings = build([write_page("Dong-A ST•MSD · Joint study\nDong-A Pharmaceutical•MSD · Joint study")])
        for found in (graph, siblings):
            assert len(case_ties(found, Lens(level="legal")).actors) == 3
            assert list(predict(found, method, lens=Lens(level="legal"))) == []


def test_the_common_partners_are_named_with_their_cases(write_page: Callable[..., Path]) -> None:
    graph = build([write_page(SHARED)])
    first, second = predict(graph)
    assert {first.rank, second.rank} == {1}
    labels = [
        (row.one.label, row.other.label, [c.actor.label for c in row.common]) for row in (first, second)
    ]
    assert labels == [("MSD", "Novartis", ["Genexine"]), ("Genexine", "Handok", ["Novartis"])]
    one, other = first.common[0].cases
    assert [graph.cases[case].header for case in one + other] == ["MSD•Genexine", "Novartis•Genexine"]


def test_common_partners_are_those_of_networkx(graph: KnowledgeGraph) -> None:
    network = case_ties(graph).network().to_networkx()
    for row in predict(graph, "katz", top=None):
        expected = sorted(nx.common_neighbors(network, row.one.id, row.other.id))
        assert [shared.actor.id for shared in row.common] == expected


def test_across_keeps_global_companies_with_others(graph: KnowledgeGraph) -> None:
    rows = predict(graph, "preferential_attachment", top=None, across=True)
    assert {(row.one.type, row.other.type).count("global_company") for row in rows} == {1}
    assert len(rows) < len(predict(graph, "preferential_attachment", top=None))


def test_two_modes_have_no_pairs_within_one(graph: KnowledgeGraph) -> None:
    rows = predict(graph, "preferential_attachment", top=None, lens=Lens(projection="bipartite"))
    assert {(row.one.type, row.other.type).count("global_company") for row in rows} == {1}


def test_a_page_without_ties_predicts_nothing(write_page: Callable[..., Path]) -> None:
    assert list(predict(build([write_page("MSD · Supply")]))) == []


@pytest.mark.parametrize("projection", ["companies", "directed"])
def test_ties_that_no_case_states_are_not_predicted(graph: KnowledgeGraph, projection: str) -> None:
    with pytest.raises(UnknownNameError, match="bipartite, drugs, organisations, regions"):
        predict(graph, lens=Lens(projection=projection))


def test_an_unknown_method_lists_the_valid_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean adamic_adar"):
        predict(graph, "adamic-adar")


def test_too_many_actors_are_refused_with_a_way_out(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 10)
    with pytest.raises(KrpiaGraphError, match=r"56 actors are too many .* \(at most 10\): look at"):
        predict(graph)
