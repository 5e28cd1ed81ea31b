"""Which years make a period, and which cases are in it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.model.case import Case
from krpia_graph.model.case import Period as Date
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure.periods import MOST_PERIODS, Period, periods
from krpia_graph.write.figure.words import WORDS, period_name

YEARS = st.integers(1900, 2099)
DATES = st.one_of(
    YEARS.map(str),
    YEARS.map(lambda year: f"{year}-05"),
    YEARS.map(lambda year: f"{year}/.."),
    YEARS.map(lambda year: f"../{year}"),
    st.tuples(YEARS, YEARS).map(lambda pair: f"{min(pair)}/{max(pair)}"),
    st.sampled_from(["../..", "garbage", ""]),
)


def dated(*cases: list[str]) -> list[Case]:
    """Cases that name these dates."""
    return [
        Case(str(i), "s", (), "", "", "", 0, 0, periods=tuple(Date(d, d, 0, 0, "year") for d in dates))
        for i, dates in enumerate(cases)
    ]


def names(found: tuple[Period, ...], language: str = "en") -> list[str]:
    return [period_name(period, WORDS[language]) for period in found]


def test_the_periods_of_the_page(graph: KnowledgeGraph) -> None:
    found = periods(graph.cases.values())
    assert names(found) == ["before 2010", "2010–2014", "2015–2019", "2020 or later", "undated"]
    assert names(found, "ko") == ["2010년 이전", "2010–2014", "2015–2019", "2020년 이후", "날짜 없음"]


def test_a_case_is_in_each_period_that_its_dates_touch() -> None:
    found = periods(dated(["2008/2012"], ["2019"], ["2020-04-17"]))
    assert names(found) == ["before 2010", "2010–2014", "2015–2019", "2020 or later"]
    assert [sorted(period.cases) for period in found] == [["0"], ["0"], ["1"], ["2"]]


def test_an_open_interval_lasts_to_the_last_year_that_is_named() -> None:
    found = periods(dated(["2012/.."], ["2019"], ["2009"]))
    assert [sorted(p.cases) for p in found] == [["2"], ["0"], ["0", "1"]]


def test_cases_without_a_year_come_last() -> None:
    found = periods(dated(["2019"], [], ["../.."]))
    assert names(found) == ["2019", "undated"]
    assert found[-1].cases == {"1", "2"}


def test_the_day_of_the_news_is_no_date_of_the_deal() -> None:
    case = Case("0", "s", (), "", "", "", 0, 0, reported=Date("2019", "2019", 0, 0, "published"))
    assert names(periods([case])) == ["undated"]


def test_one_early_case_does_not_widen_the_periods() -> None:
    found = periods(dated(["1950"], *[[str(2010 + i % 4)] for i in range(40)]))
    assert names(found) == ["before 2011", "2011", "2012", "2013 or later"]
    assert "0" in found[0].cases


def test_no_case_has_no_period() -> None:
    assert periods([]) == ()


@given(st.lists(st.lists(DATES, max_size=3), max_size=30))
def test_every_case_is_in_a_period_and_an_undated_one_in_no_other(dates: list[list[str]]) -> None:
    cases = dated(*dates)
    found = periods(cases)
    in_years = [p for p in found if not p.undated]
    undated = [p for p in found if p.undated]
    assert len(in_years) <= MOST_PERIODS
    assert len(undated) <= 1
    assert frozenset().union(*(p.cases for p in found)) == {case.id for case in cases}
    assert not any(p.cases & u.cases for p in in_years for u in undated)


@given(st.lists(st.lists(DATES, min_size=1, max_size=3), max_size=30))
def test_periods_follow_each_other_without_a_gap(dates: list[list[str]]) -> None:
    in_years = [p for p in periods(dated(*dates)) if not p.undated]
    for one, next_ in pairwise(in_years):
        assert one.last is not None
        assert next_.first == one.last + 1
