"""Sums of money, and stated numbers of territories."""

from collections.abc import Callable

import pytest

from krpia_graph.extract.amounts import find_amounts
from krpia_graph.extract.counts import find_counts
from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit


@pytest.mark.parametrize(
    ("sentence", "surface", "value", "currency"),
    [
        ("investing $80 million for", "$80 million", 80_000_000, "USD"),
        ("support 150 million won in", "150 million won", 150_000_000, "KRW"),
        ("US$6.93 million", "US$6.93 million", 6_930_000, "USD"),
        ("€1.2 billion", "€1.2 billion", 1_200_000_000, "EUR"),
        ("USD 40,000", "USD 40,000", 40_000, "USD"),
        ("3 billion yen", "3 billion yen", 3_000_000_000, "JPY"),
        ("£5m upfront", "£5m", 5_000_000, "GBP"),
        ("총 500억원 규모", "500억원", 50_000_000_000, "KRW"),
        ("1조 2000억원", "1조 2000억원", 1_200_000_000_000, "KRW"),
        ("4000만 달러", "4000만 달러", 40_000_000, "USD"),
        ("$2.50 a share", "$2.50", 2.5, "USD"),
    ],
)
def test_a_sum_in_whole_units_of_its_currency(
    sentence: str, surface: str, value: float, currency: str
) -> None:
    found = find_amounts(Text.of(sentence), 0, len(sentence))
    assert [(a.surface, a.value, a.currency) for a in found] == [(surface, value, currency)]


@pytest.mark.parametrize("sentence", ["150 million patients", "5 percent of sales", "won the prize", "won 3"])
def test_a_number_without_a_currency_is_no_amount(sentence: str) -> None:
    assert find_amounts(Text.of(sentence), 0, len(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "bounds", "region"),
    [
        ("in 13 Southeast Asian countries", (13, 13), "region:m49-035"),
        ("to 7 Southeast Asia countries(", (7, 7), "region:m49-035"),
        ("exporting it to over 50 countries", (51, None), ""),
        ("at least 20 countries", (20, None), ""),
        ("up to 12 markets", (1, 12), ""),
        ("30개국에 수출", (30, 30), ""),
    ],
)
def test_counted_territories(
    find: Callable[[str], list[NameHit]], sentence: str, bounds: tuple[int, int | None], region: str
) -> None:
    (count,) = find_counts(Text.of(sentence), find(sentence), 0, len(sentence))
    assert (count.minimum, count.maximum) == bounds
    assert count.region == region


def test_counted_companies_are_no_territories() -> None:
    sentence = "34 Korean pharma companies with more than 100 participants from many countries"
    assert find_counts(Text.of(sentence), [], 0, len(sentence)) == ()
