"""Slices of time: which cases are in which, what is new in them, and what names no year."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.slices import slices
from krpia_graph.analyse.weights import undated
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.model.portrait import Portrait
from krpia_graph.pipeline import build

LINES = """MSD•Genexine · Joint study (2012)
MSD•Handok · Joint study (2014-2016)
MSD•Genexine · Supply (2015)
Pfizer Korea•Boryung · Supply (2018)
Pfizer Korea · MOU with KOTRA"""


@pytest.fixture
def cases(write_page: Callable[..., Path]) -> CaseTies:
    """Five cases: one names no year, one is of three years, and one repeats the tie of another."""
    return case_ties(build([write_page(LINES)]))


def counts(portraits: list[Portrait], name: str) -> list[float | None]:
    return [portrait[name].value for portrait in portraits]


def test_by_year_each_has_all_cases_that_began(cases: CaseTies) -> None:
    found = list(slices(cases, "year", 5))
    assert [portrait.years for portrait in found] == [(None, year) for year in range(2012, 2019)]
    assert counts(found, "cases") == [1, 1, 2, 3, 3, 3, 4]
    assert counts(found, "edges") == [1, 1, 2, 2, 2, 2, 3]
    assert [portrait.actors for portrait in found] == [2, 2, 3, 3, 3, 3, 5]
    assert counts(found, "main_component_share") == [1, 1, 1, 1, 1, 1, 3 / 5]


def test_a_tie_is_new_where_its_pair_first_deals_and_repeated_where_it_deals_again(cases: CaseTies) -> None:
    found = list(slices(cases, "year", 5))
    assert counts(found, "new_ties") == [1, 0, 1, 0, 0, 0, 1]
    assert counts(found, "repeated_ties") == [0, 0, 0, 1, 0, 0, 0]


def test_windows_lie_side_by_side_and_the_last_ends_with_the_last_year(cases: CaseTies) -> None:
    found = list(slices(cases, "window", 3))
    assert [portrait.years for portrait in found] == [(2010, 2012), (2013, 2015), (2016, 2018)]
    assert counts(found, "cases") == [1, 2, 2]  # the case of three years is in two
    assert counts(found, "new_ties") == [1, 1, 1]
    assert counts(found, "repeated_ties") == [0, 1, 0]
    assert counts(found, "edges") == [1, 2, 2]


def test_a_case_without_a_year_is_in_no_slice_and_named(cases: CaseTies) -> None:
    (timeless,) = undated(cases.cases)
    assert "KOTRA" in cases.cases[4].text
    assert timeless == cases.cases[4].id
    assert max(count or 0 for count in counts(list(slices(cases, "year", 5)), "cases")) == 4


def test_the_years_of_the_lens_bound_the_slices(write_page: Callable[..., Path]) -> None:
    lens = Lens(years=(2013, 2016))
    found = list(slices(case_ties(build([write_page(LINES)]), lens), "year", 5))
    assert [portrait.years for portrait in found] == [(2013, 2014), (2013, 2015)]
    assert counts(found, "cases") == [1, 2]


@pytest.mark.parametrize(("by", "window"), [("year", 5), ("window", 1), ("window", 4), ("window", 50)])
def test_on_the_page_every_tie_of_a_dated_case_is_new_once(
    graph: KnowledgeGraph, by: str, window: int
) -> None:
    cases = case_ties(graph)
    timeless = set(undated(cases.cases))
    dated = [pair for pair, found in cases.by_tie.items() if any(case.id not in timeless for case in found)]
    assert sum(count or 0 for count in counts(list(slices(cases, by, window)), "new_ties")) == len(dated)


def test_no_dates_no_slices(write_page: Callable[..., Path]) -> None:
    assert list(slices(case_ties(build([write_page("MSD•Genexine · Supply")])), "year", 5)) == []


def test_ties_that_are_derived_are_new_but_not_said_to_be_repeated(graph: KnowledgeGraph) -> None:
    found = list(slices(case_ties(graph, Lens(projection="companies")), "window", 5))
    assert counts(found, "repeated_ties") == [None] * len(found)
    assert sum(count or 0 for count in counts(found, "new_ties")) > 0


def test_other_ways_and_empty_windows_are_refused(cases: CaseTies) -> None:
    with pytest.raises(UnknownNameError, match="year"):
        list(slices(cases, "yaer", 5))
    with pytest.raises(ValueError, match="at least 1"):
        list(slices(cases, "window", 0))
