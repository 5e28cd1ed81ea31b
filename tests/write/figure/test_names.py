"""The lines that a name is written in."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krpia_graph.write.figure.canvas import text_width
from krpia_graph.write.figure.names import LONGEST_LINE, MOST_LINES, drawable, forms_of, plain
from krpia_graph.write.fonts import characters

HOSTILE = st.text(st.characters(codec=None, categories=None), max_size=300)


def test_a_long_name_is_broken_between_words_in_lines_of_like_length() -> None:
    assert forms_of("Zuellig Pharma Korea", text_width) == (
        ("Zuellig Pharma Korea",),
        ("Zuellig", "Pharma Korea"),
        ("Zuellig", "Pharma", "Korea"),
    )


def test_a_short_name_has_a_form_of_one_line() -> None:
    assert forms_of("MSD", text_width) == (("MSD",),)
    assert forms_of("한국 엠에스디", text_width)[0] == ("한국 엠에스디",)


def test_a_word_that_is_too_long_is_broken() -> None:
    (lines,) = forms_of("사노피아벤티스코리아주식회사", text_width)
    assert "".join(lines) == "사노피아벤티스코리아주식회사"
    assert len(lines) == 2


def test_what_does_not_fit_is_cut_off() -> None:
    (lines,) = forms_of("W" * 400, text_width)
    assert len(lines) == MOST_LINES
    assert lines[-1].endswith("W…")


@pytest.mark.parametrize("name", ["", " ", "\n", "\x00", "\u202e\u200f", "\ud800"])
def test_nothing_to_draw_has_no_form(name: str) -> None:
    assert forms_of(name, text_width) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("line\r\nbreak\x00\ttab", "line break tab"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("a\u2028b\u200bc", "a bc"),
        (normalize("NFD", "한국 é"), "한국 é"),
        ("half\ud83d", "half"),
        ("漢字 😀", "漢字 😀"),
    ],
)
def test_plain_text(name: str, text: str) -> None:
    assert plain(name) == text


def test_a_square_stands_for_what_the_font_has_not() -> None:
    assert drawable("漢 한 😀") == "□ 한 □"


@given(HOSTILE)
@settings(deadline=None)
def test_whatever_the_name_its_lines_are_short_and_can_be_drawn(name: str) -> None:
    for lines in forms_of(name, text_width):
        assert 1 <= len(lines) <= MOST_LINES
        assert all(text_width(line) <= LONGEST_LINE for line in lines)
        assert set("".join(lines)) <= characters()
