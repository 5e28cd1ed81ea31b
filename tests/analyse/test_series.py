"""The series behind the plots, by hand and by what must hold of any network."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.analyse.series import between_types, by_year, degrees
from krpia_graph.analyse.weights import undated
from krpia_graph.model.analysis import Year
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.pipeline import build

LINES = """MSD•Hanmi · Agreement (2017)
Pfizer•Handok · Agreement (2017)
MSD•Hanmi · Joint study of Keytruda (2019)
MSD•Handok · Agreement (2019)
Sanofi•Yuhan · Agreement"""


def test_years_by_hand(write_page: Callable[..., Path]) -> None:
    cases = case_ties(build([write_page(LINES)]), Lens(level="legal"))
    first, second, third, fourth, _ = (case.id for case in cases.cases)
    assert by_year(cases) == (
        Year(2017, cases=(first, second), new=2, repeated=0, main=0.5),
        Year(2018, cases=(), new=0, repeated=0, main=0.5),
        Year(2019, cases=(third, fourth), new=1, repeated=1, main=1.0),
    )
    assert [case.text for case in cases.cases if case.id in undated(cases.cases)] == ["Agreement"]


def test_every_tie_of_a_dated_case_is_new_once(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph)
    without = set(undated(cases.cases))
    dated = {pair for pair, behind in cases.by_tie.items() if {case.id for case in behind} - without}
    assert sum(year.new for year in by_year(cases)) == len(dated)
    assert sum(len(year.cases) for year in by_year(cases)) + len(without) == len(cases.cases)


@pytest.mark.parametrize("projection", ["organisations", "drugs", "directed"])
def test_the_mixing_counts_every_tie(graph: KnowledgeGraph, projection: str) -> None:
    network = case_ties(graph, Lens(projection=projection)).network()
    mixed = between_types(network)
    rows = range(len(mixed.types))
    once = [mixed.counts[i][j] for i in rows for j in rows if network.directed or j <= i]
    assert sum(once) == len(network.ends)
    if not network.directed:
        assert all(mixed.counts[i][j] == mixed.counts[j][i] for i in rows for j in rows)


def test_fewer_actors_have_more_partners(graph: KnowledgeGraph) -> None:
    network = case_ties(graph).network()
    found = degrees(network)
    assert [k for k, _ in found] == sorted({k for k, _ in found})
    assert [n for _, n in found] == sorted((n for _, n in found), reverse=True)
    tied = set(network.ends.ravel().tolist())
    assert found[0] == (1, len(tied))
