"""The whole network: figures under each case model beside chance, and warnings where the models disagree."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse import whole_network
from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.analyse.figures import FIGURES, SMALL_WORLD
from krpia_graph.analyse.projections import PROJECTIONS
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.model.portrait import Figure, WholeNetwork
from krpia_graph.pipeline import build

PAIRS = """MSD•Genexine · Joint study (2012)
MSD•Handok · Joint study (2014)
Pfizer Korea•Handok · Supply (2018)"""


@pytest.fixture(scope="module")
def whole(graph: KnowledgeGraph) -> WholeNetwork:
    """The network of the page, with as many null networks as by default."""
    return whole_network(graph, by="window")


class TestOnThePage:
    def test_each_case_model_has_a_portrait_with_every_figure(self, whole: WholeNetwork) -> None:
        assert [portrait.case_model for portrait in whole.portraits] == list(CASE_MODELS)
        for portrait in whole.portraits:
            assert [figure.name for figure in portrait.figures] == ["cases", *FIGURES, SMALL_WORLD]
            assert portrait["nodes"].value == portrait.actors == 56

    def test_the_figures_are_those_of_the_network(self, graph: KnowledgeGraph, whole: WholeNetwork) -> None:
        for portrait in whole.portraits:
            network = case_ties(graph, Lens(case_model=portrait.case_model)).network()
            for name, kind in FIGURES.items():
                assert portrait[name].value == pytest.approx(kind.compute(network), abs=1e-9)

    def test_the_sign_of_assortativity_is_the_case_models_doing(self, whole: WholeNetwork) -> None:
        signs = [warning.split(":")[0] for warning in whole.warnings if "sign" in warning]
        assert signs == ["degree_assortativity", "type_assortativity"]
        stated, clique, star = (portrait["degree_assortativity"].value or 0 for portrait in whole.portraits)
        assert stated < -0.5 < 0.5 < clique
        assert star < -0.5

    def test_a_clustering_that_a_clique_makes_is_named(self, whole: WholeNetwork) -> None:
        (warning,) = (warning for warning in whole.warnings if warning.startswith("transitivity"))
        assert "above or below chance" in warning
        assert "star 0.00 x chance" in warning

    def test_cases_without_a_year_are_counted_and_named(
        self, graph: KnowledgeGraph, whole: WholeNetwork
    ) -> None:
        assert len(whole.undated) == 34
        assert all(not graph.cases[case].periods for case in whole.undated)
        assert "34 of 53 cases name no year: no slice has them" in whole.warnings

    def test_what_chance_gives_stands_beside_every_figure_that_null_networks_can_have(
        self, whole: WholeNetwork
    ) -> None:
        for portrait in whole.portraits:
            alone = {figure.name for figure in portrait.figures if figure.null is None}
            assert alone == {"cases", "nodes", SMALL_WORLD}
            for figure in portrait.figures:
                if figure.ratio is not None:
                    assert figure.ratio * (figure.null or 0) == pytest.approx(figure.value, abs=1e-6)
                if figure.null is not None:
                    assert (figure.low or 0) <= (figure.high or 0)
                    assert 0.004975124 <= (figure.p or 0) <= 1  # 1 of 201

    def test_the_small_world_quotient(self, whole: WholeNetwork) -> None:
        clique = whole.portraits[1]
        clustering, distance = clique["transitivity"].ratio, clique["mean_distance"].ratio
        assert clique[SMALL_WORLD].value == pytest.approx((clustering or 0) / (distance or 1))

    def test_in_less_than_ten_seconds_of_work(self, graph: KnowledgeGraph) -> None:
        start = time.process_time()
        whole_network(graph)
        assert time.process_time() - start < 10

    def test_the_same_seed_gives_the_same_and_another_others(self, graph: KnowledgeGraph) -> None:
        assert whole_network(graph, nulls=5, seed=1) == whole_network(graph, nulls=5, seed=1)
        assert whole_network(graph, nulls=5, seed=1) != whole_network(graph, nulls=5, seed=2)

    @pytest.mark.parametrize("projection", PROJECTIONS)
    @pytest.mark.parametrize("level", ["group", "legal"])
    def test_every_projection_has_portraits(self, graph: KnowledgeGraph, projection: str, level: str) -> None:
        lens = Lens(projection=projection, level=level)
        found = whole_network(graph, lens, nulls=3, by="year")
        assert len(found.portraits) == len(CASE_MODELS)
        assert found.slices

    def test_a_row_of_the_table_is_a_figure(self, whole: WholeNetwork) -> None:
        rows = whole.records()
        assert {tuple(row) for row in rows} == {
            ("case_model", "first_year", "last_year", *Figure.__dataclass_fields__)
        }
        (row,) = (r for r in rows if (r["case_model"], r["name"]) == ("clique", "edges"))
        assert (row["value"], row["first_year"]) == (whole.portraits[1]["edges"].value, None)


def test_the_case_model_of_the_lens_comes_first_and_is_that_of_the_slices(graph: KnowledgeGraph) -> None:
    found = whole_network(graph, Lens(case_model="star"), nulls=0, by="year")
    assert [portrait.case_model for portrait in found.portraits] == ["star", "stated", "clique"]
    assert {portrait.case_model for portrait in found.slices} == {"star"}


def test_no_warning_where_the_case_models_agree(write_page: Callable[..., Path]) -> None:
    """With two parties a case all models tie the same."""
    found = whole_network(build([write_page(PAIRS)]), nulls=20, by="year")
    stated, clique, star = (portrait.figures for portrait in found.portraits)
    assert stated == clique == star
    assert found.warnings == ()


def test_without_null_networks_there_are_values_alone(graph: KnowledgeGraph) -> None:
    found = whole_network(graph, nulls=0)
    for figure in found.portraits[0].figures:
        assert figure == Figure(figure.name, figure.value)
    assert any("sign" in warning for warning in found.warnings)


def test_around_one_actor_there_are_null_networks_too(graph: KnowledgeGraph) -> None:
    found = whole_network(graph, Lens(ego="MSD"), nulls=5, by="year")
    assert 2 < found.portraits[0].actors < 56
    assert found.portraits[0]["transitivity"].null is not None


def test_years_of_the_lens_leave_out_what_is_undated_and_say_so(graph: KnowledgeGraph) -> None:
    found = whole_network(graph, Lens(years=(2015, 2020)), nulls=0)
    assert len(found.undated) == 34
    assert "34 of 53 cases name no year: no portrait has them" in found.warnings
    assert found.portraits[0]["cases"].value == 15


def test_without_cases_nothing_fails(write_page: Callable[..., Path]) -> None:
    found = whole_network(build([write_page("Nobody · Supply of Kanarb in Japan")]), nulls=3, by="year")
    assert found.portraits[0]["nodes"] == Figure("nodes", 0)
    assert found.portraits[0]["mean_distance"] == Figure("mean_distance", None)


def test_what_does_not_exist_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="case model 'ring'"):
        whole_network(graph, Lens(case_model="ring"))
    with pytest.raises(UnknownNameError, match="cut time"):
        whole_network(graph, nulls=0, by="decade")
    with pytest.raises(ValueError, match="-1 null networks"):
        whole_network(graph, nulls=-1)
