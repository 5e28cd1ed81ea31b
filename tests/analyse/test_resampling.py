"""Ranks with intervals: what is drawn, what is counted, and whether the truth lies inside as often."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from analyse.made_networks import of_networkx
from analyse.planted_cases import Planted, planted
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from krpia_graph.analyse import MEASURES, case_ties, rank
from krpia_graph.analyse.measures import is_exact
from krpia_graph.analyse.resampling import COVERED, affordable, bounds, draws, intervals
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Resampling
from krpia_graph.pipeline import build

SOME = Resampling(count=60)


class TestPlaces:
    @given(arrays.arrays(np.float64, st.integers(0, 20), elements=st.sampled_from([0.0, 1.0, 2.5, np.nan])))
    def test_equal_values_share_places_and_all_places_are_taken(self, values: np.ndarray) -> None:
        best, worst = bounds(values)
        for value, first, last in zip(values, best, worst, strict=True):
            before = values > value if not np.isnan(value) else ~np.isnan(values)
            same = values == value if not np.isnan(value) else np.isnan(values)
            assert first == before.sum() + 1
            assert last == before.sum() + same.sum()

    def test_the_least_is_first_where_it_is_the_best(self) -> None:
        assert bounds(np.array([0.2, 0.9, np.nan]), least_first=True)[0].tolist() == [1, 2, 3]

    def test_the_arithmetic_of_the_machine_parts_no_equals(self) -> None:
        assert bounds(np.array([0.1 + 0.2, 0.3]))[0].tolist() == [1, 1]


class TestDraws:
    def test_a_bootstrap_draws_as_many_cases_as_there_are(self, graph: KnowledgeGraph) -> None:
        drawn = np.array(list(draws(case_ties(graph), graph, SOME)))
        assert drawn.shape == (60, 53)
        assert (drawn.sum(axis=1) == 53).all()
        assert drawn.mean() == 1
        assert drawn.max() > 2

    def test_a_dropout_leaves_some_out(self, graph: KnowledgeGraph) -> None:
        drawn = np.array(list(draws(case_ties(graph), graph, replace(SOME, scheme="dropout", count=400))))
        assert set(np.unique(drawn)) == {0.0, 1.0}
        assert drawn.mean() == pytest.approx(0.7, abs=0.02)

    def test_a_sure_case_is_kept_more_often(self, graph: KnowledgeGraph) -> None:
        drawn = np.array(list(draws(case_ties(graph), graph, replace(SOME, scheme="confidence", count=2000))))
        sure = [graph.confidence.of_case(case).mean for case in graph.cases]
        assert drawn.mean(axis=0) == pytest.approx(np.array(sure), abs=0.05)

    def test_a_document_is_drawn_with_all_its_cases(self, write_page: Callable[..., Path]) -> None:
        pages = [
            write_page(f"MSD•{a} · Supply\nMSD•{b} · MOU", f"{a}.txt")
            for a, b in (("Genexine", "Handok"), ("Yuhan", "Boryung"))
        ]
        graph = build(pages)
        for times in draws(case_ties(graph), graph, replace(SOME, unit="document")):
            assert times[0] == times[1]
            assert times[2] == times[3]
            assert times.sum() == 4

    def test_one_seed_gives_the_same_and_another_does_not(self, graph: KnowledgeGraph) -> None:
        one, again, other = (rank(graph, resampling=replace(SOME, seed=seed)).records() for seed in (1, 1, 2))
        assert one == again != other

    @pytest.mark.parametrize("wrong", [Resampling(scheme="jackknife"), Resampling(unit="sentence")])
    def test_a_name_that_does_not_exist_is_refused(self, wrong: Resampling, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match="choose from"):
            rank(graph, resampling=wrong)


class TestIntervals:
    def test_every_rank_lies_in_its_interval(self, graph: KnowledgeGraph) -> None:
        for row in rank(graph, resampling=SOME):
            for place in row.places.values():
                assert place.low is not None and place.high is not None and place.top10 is not None
                assert 1 <= place.low <= place.rank <= place.high <= 56
                assert 0 <= place.top10 <= 1

    @pytest.mark.parametrize("measure", ["degree", "strength", "betweenness"])
    def test_the_chances_of_all_to_be_among_the_ten_add_up_to_ten(
        self, measure: str, graph: KnowledgeGraph
    ) -> None:
        found = intervals(case_ties(graph), graph, replace(SOME, measures=(measure,)))
        assert found[measure].top10.sum() == pytest.approx(10)

    def test_the_seed_page_leaves_few_at_the_top(self, graph: KnowledgeGraph) -> None:
        """Of the ten strongest, two are among the ten strongest in nine of ten draws, or nearly so."""
        first = rank(graph, resampling=Resampling(300))[:10]
        sure = [row.label for row in first if (row.places["strength"].top10 or 0) >= 0.85]
        assert sure == ["MSD", "AstraZeneca"]
        assert all((row.places["strength"].high or 0) > 20 for row in first[2:])

    def test_more_cases_make_ranks_surer(self) -> None:
        few, many = (planted(cases, seed=4) for cases in (60, 1500))
        width = [float(np.mean(found.high - found.low)) for found in (few.intervals(80), many.intervals(80))]
        assert width[1] < 0.75 * width[0]

    @pytest.mark.parametrize(("ties", "draws_made"), [(49, 500), (5_000, 500), (5_001, 100)])
    def test_large_networks_have_fewer_draws(self, ties: int, draws_made: int) -> None:
        assert affordable(Resampling(500), ties).count == draws_made
        assert affordable(Resampling(50), ties).count == 50

    def test_draws_of_many_actors_are_estimated(self) -> None:
        """Near the exact values, and the same in every run."""
        whole = of_networkx(nx.barabasi_albert_graph(2_001, 2, seed=5))
        draw = replace(whole, hurried=True)
        assert is_exact(whole)
        assert not is_exact(draw)
        for name in ("betweenness", "harmonic"):
            exact, estimate, again = (MEASURES[name].compute(network) for network in (whole, draw, draw))
            assert (estimate == again).all()
            first = np.argsort(-exact)[:20]
            assert np.abs(estimate[first] / exact[first] - 1).max() < 0.3

    def test_nothing_is_drawn_unless_asked_for(self, graph: KnowledgeGraph) -> None:
        ranking = rank(graph)
        assert ranking.resampling is None
        assert {(p.low, p.high, p.top10) for row in ranking for p in row.places.values()} == {(None,) * 3}


class TestTruth:
    """Networks of companies whose true order is known, because it was planted."""

    @pytest.mark.parametrize("cases", [60, 150, 400, 1000])
    def test_nine_in_ten_intervals_hold_the_true_rank(self, cases: int) -> None:
        held = []
        for seed in range(40):
            world: Planted = planted(cases, seed)
            found = world.intervals(100)
            held.append(((found.low <= world.truth) & (world.truth <= found.high)).mean())
        assert np.mean(held) == pytest.approx(COVERED, abs=0.05)
