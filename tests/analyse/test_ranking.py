"""Organisations ranked by a measure: the order, what is kept, and what is refused."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse import DEFAULT_MEASURE, MEASURES, organisation_network, rank
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build

STAR = """MSD•Genexine · Joint study
MSD•Handok · Joint study
MSD•Boryung · Joint study"""


@pytest.mark.parametrize("measure", MEASURES)
class TestByEveryMeasure:
    def test_the_highest_comes_first_and_equal_ones_by_name(
        self, graph: KnowledgeGraph, measure: str
    ) -> None:
        rows = rank(graph, measure)
        order = [
            (-value if (value := row.values[measure]) is not None else math.inf, row.label) for row in rows
        ]
        assert order == sorted(order)
        assert len({value for value, _ in order}) > 3

    def test_every_organisation_once_with_all_measures(self, graph: KnowledgeGraph, measure: str) -> None:
        rows = rank(graph, measure)
        assert sorted(row.entity for row in rows) == list(organisation_network(graph))
        assert {tuple(row.values) for row in rows} == {tuple(MEASURES)}

    def test_values_are_those_of_the_measure(self, graph: KnowledgeGraph, measure: str) -> None:
        values = MEASURES[measure].compute(organisation_network(graph))
        for row in rank(graph, measure):
            wanted = values[row.entity]
            assert row.values[measure] == (None if wanted is None else pytest.approx(wanted, abs=1e-8))

    def test_the_middle_of_a_star_is_first(self, measure: str, write_page: Callable[..., Path]) -> None:
        rows = rank(build([write_page(STAR)]), measure)
        assert [row.label for row in rows] == ["MSD", "Boryung", "Genexine", "Handok"]

    def test_a_page_with_one_pair_can_be_ranked(self, measure: str, write_page: Callable[..., Path]) -> None:
        rows = rank(build([write_page("MSD•Genexine · Joint study")]), measure)
        assert [row.label for row in rows] == ["Genexine", "MSD"]

    @pytest.mark.parametrize("line", ["MSD · Supply", "Nobody · Supply"])
    def test_a_page_without_pairs_can_be_ranked(
        self, measure: str, line: str, write_page: Callable[..., Path]
    ) -> None:
        rows = rank(build([write_page(line)]), measure)
        assert [row.label for row in rows] == (["MSD"] if line.startswith("MSD") else [])


def test_strength_unless_said_otherwise(graph: KnowledgeGraph) -> None:
    assert DEFAULT_MEASURE == "strength"
    assert rank(graph) == rank(graph, "strength") != rank(graph, "betweenness")


def test_the_first_three_of_the_page(graph: KnowledgeGraph) -> None:
    rows = rank(graph, top=3)
    assert [(row.label, row.cases) for row in rows] == [
        ("MSD", 9),
        ("AstraZeneca Korea", 7),
        ("Novartis Korea", 4),
    ]
    assert [row.values["strength"] for row in rows] == pytest.approx([20 / 3, 5, 4])


def test_one_type_is_kept_in_the_order_of_all(graph: KnowledgeGraph) -> None:
    kept = rank(graph, "degree", "institution")
    assert {row.type for row in kept} == {"institution"}
    assert kept == [row for row in rank(graph, "degree") if row.type == "institution"]
    assert rank(graph, "degree", "institution", top=2) == kept[:2]


def test_values_are_free_of_the_noise_of_the_machine(graph: KnowledgeGraph) -> None:
    values = [value for row in rank(graph) for value in row.values.values() if value is not None]
    assert all(round(value, 9) == value for value in values)
    assert not any(math.copysign(1, value) < 0 for value in values)


def test_those_without_a_value_come_last(graph: KnowledgeGraph) -> None:
    found = [row.values["eigenvector"] is None for row in rank(graph, "eigenvector")]
    assert found == sorted(found)
    assert True in found
    assert False in found


def test_an_unknown_measure_lists_the_valid_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError) as error:
        rank(graph, "fame")
    assert "'fame'" in str(error.value)
    assert [name for name in MEASURES if name not in str(error.value)] == []


def test_a_misspelt_measure_gets_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean betweenness\?"):
        rank(graph, "betweeness")


@pytest.mark.parametrize("type_", ["drug", "company"])
def test_a_type_that_is_no_organisation_lists_the_valid_ones(graph: KnowledgeGraph, type_: str) -> None:
    with pytest.raises(UnknownNameError, match="global_company"):
        rank(graph, type_=type_)
