"""Dates, intervals and durations in English and Korean."""

import pytest

from krpia_graph.extract.names import Text
from krpia_graph.extract.periods import find_durations, find_periods


def periods(sentence: str) -> list[tuple[str, str]]:
    text = Text.of(sentence)
    return [(p.surface, p.edtf) for p in find_periods(text, 0, len(sentence))]


@pytest.mark.parametrize(
    ("sentence", "surface", "edtf"),
    [
        ("(2019.05)", "2019.05", "2019-05"),
        ("(2020.4.17)", "2020.4.17", "2020-04-17"),
        ("(2014~2018)", "2014~2018", "2014/2018"),
        ("(2008-2012)", "2008-2012", "2008/2012"),
        ("(2012-Current)", "2012-Current", "2012/.."),
        ("Since 2017, both", "Since 2017", "2017/.."),
        ("between 2008 and 2012", "between 2008 and 2012", "2008/2012"),
        ("in 2019", "2019", "2019"),
        ("At the 2019 aCommerce", "2019", "2019"),
        ("on March 3, 2021.", "March 3, 2021", "2021-03-03"),
        ("on 3 Mar 2021", "3 Mar 2021", "2021-03-03"),
        ("in Sept. 2020", "Sept. 2020", "2020-09"),
        ("2019-05-01", "2019-05-01", "2019-05-01"),
        ("2015년부터 판매", "2015년부터", "2015/.."),
        ("2009년부터 2013년까지", "2009년부터 2013년까지", "2009/2013"),
        ("2019년 5월 3일", "2019년 5월 3일", "2019-05-03"),
        ("2019년 5월에", "2019년 5월", "2019-05"),
    ],
)
def test_a_date_becomes_edtf(sentence: str, surface: str, edtf: str) -> None:
    assert periods(sentence) == [(surface, edtf)]


@pytest.mark.parametrize(
    "sentence",
    ["over the next 5 years", "in 12345 cases", "2000 patients", "$2019", "HM20191", "1.2019"],
)
def test_what_names_no_year_is_no_period(sentence: str) -> None:
    assert periods(sentence) == []


def test_an_interval_that_runs_backwards_is_two_years() -> None:
    assert [edtf for _, edtf in periods("2018 to 2012")] == ["2018", "2012"]


@pytest.mark.parametrize(
    ("sentence", "surface", "iso8601"),
    [
        ("10- year exportation contract", "10- year", "P10Y"),
        ("over the next 5 years", "next 5 years", "P5Y"),
        ("for last two years in a row", "last two years", "P2Y"),
        ("18 months", "18 months", "P18M"),
        ("5년간 공급", "5년간", "P5Y"),
    ],
)
def test_a_length_of_time_is_a_duration(sentence: str, surface: str, iso8601: str) -> None:
    text = Text.of(sentence)
    assert [(d.surface, d.iso8601) for d in find_durations(text, 0, len(sentence))] == [(surface, iso8601)]


def test_an_age_is_no_duration() -> None:
    sentence = "a 12 year old child"
    assert find_durations(Text.of(sentence), 0, len(sentence)) == ()
