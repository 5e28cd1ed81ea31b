"""Text in, folded text of the same length out, so that a position in one is a position in the other.

Folding makes spellings alike that mean the same: quotes straight, hyphens and any white space a space,
full-width forms half-width, letters lower case. Composition is left alone.
"""

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‛′`´"), "'") | dict.fromkeys(map(ord, "“”„″"), '"')
_HYPHENS = dict.fromkeys(map(ord, "-‐‑‒–—―−"), " ")
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u00a0\u2002\u2003\u2009\u200b\u202f\u3000"), " ")
_WIDE = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}
_SPELLINGS = tuple((chr(code), plain) for code, plain in (_QUOTES | _HYPHENS | _SPACES).items())
_ASCII_SPELLINGS = tuple((char, plain) for char, plain in _SPELLINGS if char.isascii())
_ANY_WIDE = re.compile("[\uff01-\uff5e]")


def straighten(text: str) -> str:
    """The text with quotes, hyphens, spaces and widths made alike; letters keep their case.

    >>> straighten("Korea‘s Dong‑A ST")
    "Korea's Dong A ST"
    """
    if text.isascii():  # as most names of the lexicon are
        for char, plain in _ASCII_SPELLINGS:
            text = text.replace(char, plain)
        return text
    for char, plain in _SPELLINGS:  # thirty searches cost a fraction of one str.translate
        text = text.replace(char, plain)
    return text.translate(_WIDE) if _ANY_WIDE.search(text) else text


def fold(text: str) -> str:
    """The straightened text in lower case, as long as the text.

    >>> fold("Eunpyeong St.Mary’s") == "eunpyeong st.mary's"
    True
    """
    return lowered(straighten(text))


def lowered(straight: str) -> str:
    """A straightened text in lower case, as long as the text."""
    lower = straight.lower()
    if len(lower) != len(straight):  # "İ".lower() has two code points: leave such letters as they are
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in straight)
    return lower
