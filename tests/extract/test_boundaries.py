"""Where a word begins and ends, in English and in Korean."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.extract.boundaries import PARTICLES, stands_alone


@pytest.mark.parametrize(
    ("text", "word", "alone"),
    [
        ("msd", "msd", True),
        ("koreabio", "korea", False),
        ("koreabio", "bio", False),
        ("msd•dong a", "msd", True),
        ("msd는", "msd", True),
        ("7ra", "ra", False),
        ("한미약품은 계약", "한미약품", True),
        ("한미약품에서는", "한미약품", True),
        ("한미약품은행", "한미약품", False),
        ("고혈압치료제", "고혈압", True),
        ("대한미약품", "한미약품", False),
        ("us$6 million", "us", False),
        ("u.s. $6 million", "u.s.", False),
        ("us firms, $6 million", "us", True),
        ("eu $6 million", "eu", True),
    ],
)
def test_a_word_stands_alone(text: str, word: str, alone: bool) -> None:
    start = text.index(word)
    assert stands_alone(text, start, start + len(word)) is alone


@given(
    parts=st.lists(
        st.sampled_from([*"aus7 .$('é한은가의", "에서는", "치료", "us", "u.s."]), min_size=1, max_size=10
    ),
    data=st.data(),
)
def test_a_stretch_stands_alone_by_the_letters_at_its_ends(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    scripts = ["hangul" if "가" <= c <= "힣" else "word" if c.isalnum() else f"mark {i}"
               for i, c in enumerate(text)]  # fmt: skip
    begins = start == 0 or scripts[start - 1] != scripts[start]
    ends = end == len(text) or scripts[end] != scripts[end - 1]
    if not ends and scripts[end] == "hangul":
        ends = re.match(rf"(?:{PARTICLES})(?![가-힣])|치료", text[end:]) is not None
    before_sum = text[start:end] in ("us", "u.s.") and text[end:].startswith(("$", " $"))
    assert stands_alone(text, start, end) is (begins and ends and not before_sum)
