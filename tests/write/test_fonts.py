"""The font that is embedded: only the glyphs that are used, the same bytes for the same characters."""

import hashlib
import os
import subprocess
import sys
import tomllib
from functools import cache
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.fonts import FAMILY, font_file, subset

CHARACTERS = st.sets(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),  # Latin
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),  # syllables
        st.characters(min_codepoint=0x1100, max_codepoint=0x11FF),  # conjoining jamo
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),  # Chinese characters
        st.characters(min_codepoint=0x1F300, max_codepoint=0x1F6FF),  # emoji
        st.sampled_from("\x00\n\u200b\u200f\u2028\ufe0f\ufeff\ud800"),
    ),
    max_size=40,
)


@cache
def known() -> frozenset[str]:
    """The characters that the whole font draws."""
    return frozenset(map(chr, TTFont(font_file()).getBestCmap()))


def opened(woff2: bytes) -> Any:
    """The font in some bytes, which must be WOFF2."""
    assert woff2[:4] == b"wOF2"
    return TTFont(BytesIO(woff2))


def drawn(woff2: bytes) -> set[str]:
    return set(map(chr, opened(woff2).getBestCmap() or {}))


class TestVendoredFont:
    NOTICE = tomllib.loads((font_file().parent / "THIRD_PARTY.toml").read_text(encoding="utf-8"))

    def test_is_that_of_the_notice(self) -> None:
        found = {
            name: hashlib.sha256((font_file().parent / name).read_bytes()).hexdigest()
            for name in self.NOTICE["sha256"]
        }
        assert found == self.NOTICE["sha256"]
        assert font_file().name in found

    def test_comes_with_its_licence(self) -> None:
        licence = (font_file().parent / "LICENSE").read_text(encoding="utf-8")
        assert self.NOTICE["license"] == "OFL-1.1"
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "Reserved Font Name Pretendard" in licence

    def test_draws_every_syllable(self) -> None:
        assert {chr(code) for code in range(0xAC00, 0xD7A4)} <= known()


@given(CHARACTERS)
@example(set())
@example({")", "\u0958", "\u212b"})
@settings(max_examples=40, deadline=None)
def test_the_subset_draws_what_the_font_can_of_the_characters(characters: set[str]) -> None:
    found = subset(characters)
    composed = set().union(*(normalize("NFC", character) for character in characters))
    assert drawn(found.woff2) == (characters | composed) & known()
    assert not set(found.missing) & known()


def test_no_glyph_comes_in_but_those_drawn_and_their_parts() -> None:
    font = opened(subset(["fi ff -> 1/2 (c) Äö 보령제약"]).woff2)
    glyphs = font["glyf"]
    mapped = {".notdef", *font.getBestCmap().values()}
    parts = {part for name in mapped for part in glyphs[name].getComponentNames(glyphs)}
    assert set(font.getGlyphOrder()) == mapped | parts
    assert "GSUB" not in font


def test_kerning_stays() -> None:
    features = opened(subset(["AV"]).woff2)["GPOS"].table.FeatureList.FeatureRecord
    assert [record.FeatureTag for record in features] == ["kern"]


def test_decomposed_hangul_is_drawn_as_it_composes() -> None:
    decomposed = normalize("NFD", "한국 Ä")
    assert len(decomposed) > len("한국 Ä")
    found = subset([decomposed])
    assert set("한국 Ä") <= drawn(found.woff2)
    assert found.missing == ()


def test_a_jamo_by_itself_is_missing() -> None:
    assert subset(["\u1112"]).missing == ("\u1112",)


def test_what_the_font_has_not_is_told_in_order() -> None:
    assert subset(["한漢😀", "漢字 x"]).missing == ("字", "漢", "😀")


@pytest.mark.parametrize("invisible", ["\n", "\u200b", "\u200f", "\u2028", "\ufeff", "\u00ad"])
def test_nobody_misses_what_draws_nothing(invisible: str) -> None:
    assert subset([f"a{invisible}"]).missing == ()


def test_the_reserved_name_is_not_used() -> None:
    names = {n.nameID: n.toUnicode() for n in opened(subset(["한"]).woff2)["name"].names}
    assert names[1] == FAMILY == "KG"
    assert not [text for text in names.values() if "pretendard" in text.casefold()]
    assert "Kil Hyung-jin" in names[0]
    assert "SIL Open Font License" in names[13]


def test_another_process_makes_the_same_bytes(graph: KnowledgeGraph) -> None:
    texts = {name for e in graph.entities.values() for name in (e.label_en, e.label_ko)}
    code = (
        "import sys; from krpia_graph.write.fonts import subset; "
        "sys.stdout.buffer.write(subset(sys.stdin.buffer.read().decode().splitlines()).woff2)"
    )
    wanted = subset(texts).woff2
    for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Seoul")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code],
            input="\n".join(sorted(texts, reverse=True)).encode(),
            capture_output=True,
            env=environment,
            check=True,
        )
        assert done.stdout == wanted


def test_names_of_the_page_can_all_be_drawn(graph: KnowledgeGraph) -> None:
    texts = [name for e in graph.entities.values() for name in (e.label_en, e.label_ko)]
    assert subset(texts).missing == ()
