"""Texts in, the subset of the font that draws them out, as WOFF2; the same bytes for the same characters."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from fontTools import subset as cutting
from fontTools.ttLib import TTFont, newTable

FAMILY = "KG"  # the OFL reserves the name of the font for the font as its author made it
_INVISIBLE = {
    "Cc",
    "Cf",
    "Zs",
    "Zl",
    "Zp",
}  # controls, directions, joiners, spaces: nobody misses their glyph
_KEPT_NAMES = (0, 5, 13, 14)  # copyright, version, licence, address of the licence
_WINDOWS, _UNICODE, _ENGLISH = 3, 1, 0x409


@dataclass(frozen=True, slots=True)
class Subset:
    """A font of the family `FAMILY`, and the characters, in their order, that it cannot draw."""

    woff2: bytes
    missing: tuple[str, ...]


def font_file() -> Path:
    """The whole font, unmodified: Pretendard Regular, TrueType, under the SIL Open Font Licence."""
    return Path(__file__).parent / "Pretendard-Regular.ttf"


@cache
def characters() -> frozenset[str]:
    """The characters that the font draws: Latin, Greek, Cyrillic, kana and every syllable of Hangul."""
    with TTFont(font_file(), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def subset(texts: Iterable[str]) -> Subset:
    """The glyphs of all characters of `texts`, which may be texts or single characters, with their kerning.

    The font has syllables and no conjoining jamo, so decomposed Hangul counts as what it composes to, as in
    browsers; that takes whole texts, since among single characters nothing can be composed. Beside the
    characters only `.notdef` and the parts of composite glyphs come in. No hinting, no alternates: whatever
    is drawn is in the character map. Some 0.4 s for 500 characters.
    """
    written = set().union(*texts)
    composed: set[str] = set().union(*(normalize("NFC", text) for text in texts))
    with TTFont(font_file(), lazy=True, recalcTimestamp=False) as font:
        cutter = cutting.Subsetter(_options())
        cutter.populate(unicodes=sorted(map(ord, (written | composed) & characters())))
        names = _names(font)
        cutter.subset(font)
        font["name"] = names
        font.flavor = "woff2"
        font.save(whole := BytesIO())
    missing = (c for c in composed - characters() if category(c) not in _INVISIBLE)
    return Subset(whole.getvalue(), tuple(sorted(missing)))


def _options() -> cutting.Options:
    options = cutting.Options()
    options.bidi_closure = False  # else a bracket brings its mirror image
    options.hinting = False
    options.layout_features = ["kern"]
    options.drop_tables += ["DSIG", "GDEF", "GSUB", "name"]
    options.glyph_names = False
    options.notdef_outline = True
    return options


def _names(font: TTFont) -> Any:
    """A table of the names that a browser or a person reads, all `FAMILY`, beside copyright and licence."""
    given = {1: FAMILY, 2: "Regular", 3: f"{FAMILY}-Regular", 4: f"{FAMILY} Regular", 6: f"{FAMILY}-Regular"}
    kept = {number: font["name"].getDebugName(number) for number in _KEPT_NAMES}
    table = newTable("name")
    for number, text in sorted({**kept, **given}.items()):
        table.setName(text, number, _WINDOWS, _UNICODE, _ENGLISH)
    return table
