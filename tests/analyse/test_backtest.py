"""The back-test tells what can be predicted from what cannot, and refuses where it has too little to tell."""

import numpy as np
import pytest
from analyse.planted_ties import all_pairs, cases_of, drawn_groups, drawn_pairs

from krpia_graph.analyse import PREDICTORS, backtest
from krpia_graph.analyse.backtest import LEAST, later_ties, ties_left_out
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.model.prediction import CHANCE, Outcome, Trial

TRIALS = {"later": later_ties, "left out": ties_left_out}
LOCAL = ("adamic_adar", "resource_allocation", "katz")
ACTORS = 60


def outcomes(trial: Trial) -> dict[str, Outcome]:
    assert trial.refusal == ""
    return {outcome.method: outcome for outcome in trial.outcomes}


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS)
class TestWhatIsPlanted:
    def test_blocks_are_found(self, trial: type) -> None:
        cases = cases_of(drawn_pairs(ACTORS, 4, 0.5, 0.02, seed=3), ACTORS)
        found = outcomes(trial(cases, all_pairs(cases)))
        assert all(found[method].auc > 0.8 and found[method].beats_chance for method in LOCAL)
        assert found[CHANCE].auc == pytest.approx(0.5, abs=0.05)

    def test_nothing_is_found_where_nothing_is(self, trial: type) -> None:
        areas = []
        for seed in range(8):
            cases = cases_of(drawn_pairs(ACTORS, 4, 0.12, 0.12, seed), ACTORS, seed)
            found = outcomes(trial(cases, all_pairs(cases), repeats=10))
            areas.append([found[method].auc for method in (*PREDICTORS, CHANCE)])
        assert np.mean(areas, axis=0) == pytest.approx(0.5, abs=0.06)

    def test_the_same_seed_gives_the_same_figures(self, trial: type) -> None:
        cases = cases_of(drawn_pairs(ACTORS, 4, 0.3, 0.05, seed=5), ACTORS)
        first, again, other = (trial(cases, all_pairs(cases), seed=seed) for seed in (1, 1, 2))
        assert first == again != other


def test_the_other_ties_of_a_case_do_not_give_away_the_one_that_is_asked_for() -> None:
    cases = cases_of(drawn_groups(80, 6, 25, seed=2), 80)
    found = outcomes(ties_left_out(cases, all_pairs(cases)))
    assert all(found[method].auc < 0.6 for method in LOCAL)  # with ties alone left out it is above 0.9


def test_all_cases_of_a_tie_go_or_it_is_no_tie_that_was_left_out() -> None:
    once = drawn_pairs(ACTORS, 4, 0.3, 0.05, seed=5)
    for times in (1, 2):
        cases = cases_of(once * times, ACTORS)
        trial = ties_left_out(cases, all_pairs(cases))
        assert trial.held == np.ceil(len(once) / 10)


class TestLaterTies:
    def test_the_last_year_after_which_there_are_enough(self) -> None:
        cases = cases_of(drawn_pairs(ACTORS, 4, 0.3, 0.05, seed=5), ACTORS)
        assert later_ties(cases, all_pairs(cases)).way == "ties first made after 2019"
        assert later_ties(cases, all_pairs(cases), after=2016).way == "ties first made after 2016"

    def test_who_was_not_named_before_is_not_asked_for(self) -> None:
        pairs = [(0, 1), (1, 2), (2, 3), *((n, n + 20) for n in range(6))]
        cases = cases_of(pairs, 30)
        early = later_ties(cases, all_pairs(cases), after=2019)
        assert early.outcomes == ()
        assert "after 2019 between actors named before, 5 are needed" in early.refusal

    def test_undated_cases_are_neither_known_nor_new(self) -> None:
        cases = cases_of(drawn_pairs(ACTORS, 4, 0.3, 0.05, seed=5), ACTORS, dated=False)
        trial = later_ties(cases, all_pairs(cases))
        assert trial.outcomes == ()
        assert trial.refusal == f"too few dated cases: 0 of {len(cases.cases)} cases have a date"


def test_too_few_ties_are_refused() -> None:
    cases = cases_of([(n, n + 1) for n in range(30)], 31)
    assert ties_left_out(cases, all_pairs(cases)).refusal == f"too few ties: 10% of 30 are not {LEAST}"


def test_where_every_pair_is_tied_there_is_nothing_to_tell() -> None:
    cases = cases_of([(a, b) for b in range(12) for a in range(b)], 12)
    later, left_out = later_ties(cases, all_pairs(cases)), ties_left_out(cases, all_pairs(cases))
    assert later.refusal == left_out.refusal == "every pair is tied: there is none to tell them from"


def test_only_ties_that_are_asked_for_are_counted() -> None:
    cases = cases_of(drawn_pairs(ACTORS, 4, 0.3, 0.15, seed=3), ACTORS)
    even = np.arange(ACTORS) % 2 == 0
    asked = all_pairs(cases) & (even[:, None] != even)
    ties = sum(a % 2 != b % 2 for a, b in cases.ends.tolist())
    assert ties_left_out(cases, asked).held == np.ceil(ties / 10)


class TestOnThePage:
    def test_no_method_beats_chance(self, graph: KnowledgeGraph) -> None:
        test = backtest(graph)
        assert "too few dated cases" in test.later.refusal
        found = outcomes(test.left_out)
        assert list(found) == [*PREDICTORS, CHANCE]
        assert not any(outcome.beats_chance for outcome in found.values())
        assert max(outcome.auc for outcome in found.values()) < 0.55

    def test_too_few_ties_of_a_few_years(self, graph: KnowledgeGraph) -> None:
        assert "too few ties" in backtest(graph, Lens(years=(2018, 2020))).left_out.refusal
