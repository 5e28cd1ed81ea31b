"""Words read off a pattern: no match is without one of them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from krpia_graph.extract.needles import needles
from krpia_graph.model.domain import Domain


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("host", {"host"}),
        (r"\bco ?host(?:s|ed)?\b", {"co host", "cohost"}),
        ("licen[cs](?:e|es|ed)", {"licence", "license"}),
        (r"공동\s?(?:연구|개발)", {"공동"}),
        (r"\w+ stakes?", {" stake"}),
        ("(?<!new )deal(?! with)", {"deal"}),
        ("(?P<name>deal)s*", {"deal"}),
        ("(?:ab){2,3}", {"ab"}),
        (r"a\.b|c\$", {"a.b", "c$"}),
        (r"ab(?:c|\w)d", {"ab"}),
    ],
)
def test_the_longest_words_that_every_match_contains(pattern: str, words: set[str]) -> None:
    assert needles(pattern) == words


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "a?",
        "(?:ab)*",
        "(?:ab){0,2}",
        "(?:ab){00,2}",
        "(?:ab){,2}",
        "ab|",
        r"ab|\d",
        r"\w+",
        "[^ab]",
        "(?=ab)",
    ],
)
def test_a_pattern_that_matches_without_any_word_has_none(pattern: str) -> None:
    assert needles(pattern) == frozenset()


@pytest.mark.parametrize(
    "pattern",
    ["(?i)ab", "(?i:ab)", r"(a)\1b", r"\x41", r"\u0041", r"(?P<x>a)(?P=x)", "(a)?(?(1)b|c)", "(?>ab)c",
     "ab(?#cd)", "a{b", "(ab", "ab)", "[ab", "ab\\"],
)  # fmt: skip
def test_a_pattern_that_is_not_read_has_none(pattern: str) -> None:
    assert needles(pattern) == frozenset()


def _larger(patterns: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(patterns, min_size=1, max_size=4).map("".join),
        st.lists(patterns, min_size=1, max_size=3).map("|".join),
        st.builds(
            "(?:{}){}".format,
            patterns,
            st.sampled_from(["", "?", "*", "+", "??", "{2}", "{0,1}", "{1,2}", "{,1}"]),
        ),
        st.builds("({}{})".format, st.sampled_from(["", "?=", "?!"]), patterns),
    )


_PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "ab", "ba ", "ca?", "[ab]", "[^a]", "[a-c]", r"\w", r"\b", ".", r"\.", "$"]),
    _larger,
)


@settings(max_examples=500)
@given(pattern=_PATTERNS, text=st.text("abc .", max_size=12))
def test_every_match_contains_one_of_the_words(pattern: str, text: str) -> None:
    words = needles(pattern)
    for match in re.finditer(pattern, text):
        assert not words or any(word in match[0] for word in words)


def _triggers(domain: Domain) -> list[str]:
    relations = [rule.trigger for rule in domain.rules.relations]
    return relations + [rule.trigger for rule in domain.rules.facets]


def test_no_rule_that_comes_along_is_tried_everywhere(domain: Domain) -> None:
    assert [trigger for trigger in _triggers(domain) if not needles(trigger)] == []


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_every_match_of_a_rule_that_comes_along_contains_one_of_its_words(
    data: st.DataObject, domain: Domain
) -> None:
    trigger = data.draw(st.sampled_from(_triggers(domain)))
    text = data.draw(st.from_regex(trigger))
    assert all(any(word in match[0] for word in needles(trigger)) for match in re.finditer(trigger, text))
