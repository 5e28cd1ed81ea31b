"""Two rankings: who entered, left and moved, and what is called a move."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.analyse import rank
from krpia_graph.analyse.comparing import Ties, compare, ties_of
from krpia_graph.analyse.weights import undated
from krpia_graph.model.centrality import Actor, Place
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens, Resampling
from krpia_graph.model.movement import Move, Movement
from krpia_graph.pipeline import build

OLD = """MSD•Genexine · Joint study
MSD•Handok · Joint study
Novartis•Hanmi · Joint study"""
NEW = """MSD•Genexine · Joint study
Novartis•Hanmi · Joint study
Novartis•Boryung · Joint study
Novartis•Genexine · Joint study"""
Pair = tuple[KnowledgeGraph, KnowledgeGraph]
SOMEBODY = Actor("company:a", "company", "A")


@pytest.fixture
def two(write_page: Callable[..., Path]) -> Pair:
    return build([write_page(OLD, "old.txt")]), build([write_page(NEW, "new.txt")])


def compared(two: Pair, measure: str = "", ties: tuple[Ties, Ties] | None = None) -> Movement:
    old, new = map(rank, two)
    return compare(old, new, measure, ties)


class TestTwoPages:
    def test_who_entered_and_who_left(self, two: Pair) -> None:
        found = compared(two)
        assert [row.label for row in found.entered] == ["Boryung"]
        assert [row.label for row in found.left] == ["Handok"]

    def test_places_and_values_of_the_rest(self, two: Pair) -> None:
        found = compared(two, "degree")
        assert [(m.actor.label, m.values, m.change, m.verdict) for m in found.moves] == [
            ("Novartis", (1.0, 3.0), 1, "no intervals"),
            ("Genexine", (1.0, 2.0), 0, "no intervals"),
            ("MSD", (2.0, 1.0), -2, "no intervals"),
            ("Hanmi Science", (1.0, 1.0), -1, "no intervals"),
        ]

    def test_ties_in_both_as_a_share(self, two: Pair) -> None:
        old, new = map(ties_of, two)
        assert (len(old), len(new), len(old & new)) == (3, 4, 2)
        assert compared(two, ties=(old, new)).jaccard == pytest.approx(2 / 5)

    def test_turned_round_entered_and_left_change_places(self, two: Pair) -> None:
        there = compared(two)
        back = compared(two[::-1])
        assert (there.entered, there.left) == (back.left, back.entered)
        assert {m.actor.id: m.change for m in there.moves} == {
            m.actor.id: -m.change for m in back.moves if m.change is not None
        }
        assert (there.spearman, there.kendall, there.top) == (back.spearman, back.kendall, back.top)


class TestAgainstItself:
    def test_nothing_moves(self, graph: KnowledgeGraph) -> None:
        ranking, ties = rank(graph, resampling=Resampling(20)), ties_of(graph)
        found = compare(ranking, ranking, "betweenness", (ties, ties))
        assert (found.entered, found.left) == ((), ())
        assert {(move.change, move.moved) for move in found.moves} == {(0, False)}
        assert (found.spearman, found.kendall, found.top, found.jaccard) == (1.0, 1.0, (10, 10), 1.0)

    def test_no_value_is_no_move(self, graph: KnowledgeGraph) -> None:
        ranking = rank(graph, resampling=Resampling(5))
        found = compare(ranking, ranking, "eigenvector")
        nowhere = [move for move in found.moves if move.change is None]
        assert len(nowhere) == 21
        assert {move.verdict for move in nowhere} == {"no value in one of the two"}


class TestCorrelations:
    def test_two_actors_are_too_few(self, write_page: Callable[..., Path]) -> None:
        ranking = rank(build([write_page("MSD•Genexine · Joint study")]))
        found = compare(ranking, ranking)
        assert (found.spearman, found.kendall) == (None, None)

    def test_one_value_for_all_has_none(self, write_page: Callable[..., Path]) -> None:
        ranking = rank(build([write_page("MSD•Genexine · Joint study\nNovartis•Handok · Joint study")]))
        found = compare(ranking, ranking)
        assert (found.spearman, found.kendall) == (None, None)


def move(old: tuple[int, int, int], new: tuple[int, int, int], of: tuple[int, int] = (20, 20)) -> Move:
    """From a place to another, each as rank and bounds."""
    return Move(SOMEBODY, (1.0, 1.0), (Place(*old), Place(*new)), of)


class TestWhatIsCalledAMove:
    def test_intervals_apart(self) -> None:
        assert move((10, 9, 12), (3, 1, 8)).verdict == "moved up"
        assert move((3, 1, 8), (10, 9, 12)).verdict == "moved down"

    def test_intervals_that_share_a_place_are_noise(self) -> None:
        assert move((10, 8, 12), (3, 1, 8)).verdict == "within the noise"

    def test_the_last_of_fourteen_and_of_twenty_one_has_not_fallen(self) -> None:
        assert move((13, 12, 14), (19, 18, 21), of=(14, 21)).verdict == "within the noise"

    @given(*[st.tuples(st.integers(1, 20), st.integers(1, 20), st.integers(1, 20)).map(sorted)] * 2)
    def test_who_moved_there_moved_back(self, one: list[int], other: list[int]) -> None:
        old, new = ((middle, low, high) for low, middle, high in (one, other))
        there, back = move(old, new), move(new, old)
        assert there.moved == back.moved
        assert not there.moved or there.change


def test_undated_cases_are_in_no_period(graph: KnowledgeGraph) -> None:
    named = {case for row in rank(graph, lens=Lens(years=(None, None))) for case in row.cases}
    left_out = set(undated(graph.cases.values()))
    assert (len(left_out), len(graph.cases)) == (34, 53)
    assert not named & left_out


def test_an_unknown_measure_lists_the_valid_ones(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean betweenness"):
        compare(rank(graph), rank(graph), "betweeness")
