"""Ties as rows: their weights are those of the network, their cases those that state them."""

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.analyse.tie_table import tie_rows
from krpia_graph.analyse.weights import WEIGHTS
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.pipeline import build


@pytest.mark.parametrize("projection", ["organisations", "companies", "regions", "directed"])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_weight_by_the_scheme_of_the_lens_is_that_of_the_network(
    graph: KnowledgeGraph, projection: str, weights: str
) -> None:
    cases = case_ties(graph, Lens(projection=projection, weights=weights))
    network = cases.network()
    rows = tie_rows(graph, cases)
    assert [(row.a, row.b) for row in rows] == [
        (network.actors[a], network.actors[b]) for a, b in network.ends.tolist()
    ]
    assert [row.weights[weights] for row in rows] == pytest.approx(network.weights.tolist())


def test_every_tie_has_cases_that_name_both(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph)
    for row in tie_rows(graph, cases):
        for end in (row.a, row.b):
            assert set(row.cases) <= {case.id for case in cases.by_actor[end.id]}


def test_a_tie_of_a_derived_network_has_the_cases_of_what_is_shared(graph: KnowledgeGraph) -> None:
    lens = Lens(projection="companies")
    rows = tie_rows(graph, case_ties(graph, lens))
    named = {case.id: {a.entity for a in case.participants} for case in graph.cases.values()}
    assert rows
    for row in rows:
        behind = [named[case] for case in row.cases]
        assert any(set(row.a.members) & entities for entities in behind)
        assert any(set(row.b.members) & entities for entities in behind)


def test_bridges_are_those_whose_loss_splits_the_network(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph)
    network = cases.network().to_networkx()
    parts = nx.number_connected_components(network)
    for row in tie_rows(graph, cases):
        less = network.copy()
        less.remove_edge(row.a.id, row.b.id)
        assert row.bridge == (nx.number_connected_components(less) > parts)


def test_a_tie_by_hand(write_page: Callable[..., Path]) -> None:
    lines = "MSD•Hanmi · Agreement (2017)\nMSD•Hanmi · Joint study of Keytruda (2019)\nMSD•Handok · Agreement"
    graph = build([write_page(lines)])
    rows = {row.b.label: row for row in tie_rows(graph, case_ties(graph, Lens(level="legal")))}
    assert sorted(rows) == ["Handok", "Hanmi Pharmaceutical"]
    twice, once = rows["Hanmi Pharmaceutical"], rows["Handok"]
    assert (twice.dated, twice.weights["count"], twice.repeated) == ((2017, 2019), 2, True)
    assert (once.dated, once.weights["count"], once.repeated) == ((None, None), 1, False)
    assert once.other(once.a.id) == once.b
    assert once.other(once.b.id) == once.a
    assert twice.bridge
    assert PLAIN.weights in twice.weights
