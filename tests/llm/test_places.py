"""Where a quote stands: exactly there, or nowhere."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.llm.places import cuts_a_word, is_free, places_of
from krpia_graph.model.document import Span

TEXT = "MSD and Hanmi. 한미약품은 MSD와 손잡았다."
WHOLE = (Span(0, len(TEXT)),)


def quoted(quote: str, text: str = TEXT, *stretches: Span) -> list[str]:
    found = list(places_of(text, quote, stretches or (Span(0, len(text)),)))
    return [text[start:end] for start, end in found]


def test_every_place_in_the_order_of_the_stretches() -> None:
    assert list(places_of(TEXT, "MSD", WHOLE)) == [Span(0, 3), Span(21, 24)]
    assert list(places_of(TEXT, "MSD", (Span(15, 30), Span(0, 14)))) == [Span(21, 24), Span(0, 3)]


@pytest.mark.parametrize(
    "quote", ["", "  ", "msd", "MSD  and", "Hanmi Pharmaceutical", "MSD\u200b", "M\ud800D"]
)
def test_what_is_no_substring_stands_nowhere(quote: str) -> None:
    assert quoted(quote) == []


def test_blanks_around_a_quote_do_not_count() -> None:
    assert quoted(" Hanmi\n") == ["Hanmi"]


def test_a_quote_does_not_reach_from_one_stretch_into_the_next() -> None:
    assert quoted("MSD and", TEXT, Span(0, 5), Span(5, 20)) == []


@pytest.mark.parametrize(("text", "quote"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_hangul_in_either_composition_gives_what_stands_in_the_text(
    text: Literal["NFC", "NFD"], quote: Literal["NFC", "NFD"]
) -> None:
    written = unicodedata.normalize(text, "어제 한미약품 소식")
    asked = unicodedata.normalize(quote, "한미약품")
    assert quoted(asked, written) == [unicodedata.normalize(text, "한미약품")]


@pytest.mark.parametrize(
    ("text", "name", "cut"),
    [
        ("KoreaBIO", "Korea", True),
        ("KoreaBIO", "BIO", True),
        ("the MSD-led group", "MSD", False),
        ("MSD는", "MSD", False),
        ("한미약품은", "한미약품", False),
        ("나한미", "한미", True),
        ("Phase 23", "Phase 2", True),
        ("Café", "Caf", True),
        (unicodedata.normalize("NFD", "Café"), "Cafe", True),
        (unicodedata.normalize("NFD", "한밎"), unicodedata.normalize("NFD", "한미"), True),
        (unicodedata.normalize("NFD", "한미약품"), unicodedata.normalize("NFD", "한미"), False),
    ],
)
def test_a_place_within_a_word(text: str, name: str, cut: bool) -> None:
    start = text.index(name)
    assert cuts_a_word(text, Span(start, start + len(name))) is cut


def test_a_place_is_free_beside_another() -> None:
    assert is_free(Span(3, 5), [Span(0, 3), Span(5, 9)])
    assert not is_free(Span(3, 6), [Span(0, 3), Span(5, 9)])


@given(st.text("ab한미 \u1112\u1161\u11ab", max_size=30), st.text("ab한미 \u1112\u1161\u11ab", max_size=5))
def test_a_place_holds_the_quote_up_to_composition(text: str, quote: str) -> None:
    for start, end in places_of(text, quote, (Span(0, len(text)),)):
        assert unicodedata.normalize("NFC", text[start:end]) == unicodedata.normalize("NFC", quote.strip())
