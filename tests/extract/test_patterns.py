"""Sets of patterns: what they find is what trying every one of them finds."""

import re

from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.extract.patterns import PatternSet


def found(patterns: list[str], text: str) -> list[tuple[int, str]]:
    return [(key, match[0]) for key, match in PatternSet(enumerate(patterns)).finditer(text, 0, len(text))]


def test_matches_come_by_pattern_and_then_by_place() -> None:
    assert found(["b+", r"\d", "a"], "ab1abb") == [(0, "b"), (0, "bb"), (1, "1"), (2, "a"), (2, "a")]


def test_words_of_two_patterns_may_overlap() -> None:
    assert found(["co host", "host", "o h"], "a co host") == [(0, "co host"), (1, "host"), (2, "o h")]


def test_a_pattern_may_look_back_out_of_the_stretch_and_match_in_it_only() -> None:
    patterns = PatternSet([("old", "(?<=new )deal"), ("long", "deals")])
    assert [key for key, _ in patterns.finditer("new deals", 4, 8)] == ["old"]


@given(
    patterns=st.lists(
        st.sampled_from(
            ["ab", "a(?:b|c)", "ab?c", r"\bb", "(?:ab|ca)+", "a|", r"c\b", "(?<!a)b", "b(?=c)", "[^a]c"]
        ),
        max_size=5,
    ),
    text=st.text("abc ", max_size=12),
    stretch=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_no_match_is_lost(patterns: list[str], text: str, stretch: tuple[int, int]) -> None:
    expected = [
        (number, match.span())
        for number, pattern in enumerate(patterns)
        for match in re.compile(pattern).finditer(text, *stretch)
    ]
    matches = PatternSet(enumerate(patterns)).finditer(text, *stretch)
    assert [(number, match.span()) for number, match in matches] == expected
