"""Quotes in, where they stand in the stretches of a text out: exact substrings, each place given once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from krpia_graph.model.document import Span

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


def places_of(text: str, quote: str, stretches: Sequence[Span]) -> Iterator[Span]:
    """Where a quote stands within one of the stretches of a text, in their order.

    Hangul may be written in whole syllables or in letters (NFC, NFD). A quote that does not stand there as it
    is, is looked for in the other form too: what counts then is what stands in the text.
    """
    quote = quote.strip()
    for written in dict.fromkeys((quote, *(unicodedata.normalize(form, quote) for form in ("NFC", "NFD")))):
        found = [
            Span(place, place + len(written))
            for start, end in stretches
            for place in _all_of(text, written, start, end)
        ]
        if found:
            yield from found
            return


def _all_of(text: str, words: str, start: int, end: int) -> Iterator[int]:
    place = text.find(words, start, end) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1, end)


def cuts_a_word(text: str, span: Span) -> bool:
    """Whether a span begins or ends within a word. Behind a Korean word a particle may follow at once.

    >>> cuts_a_word("KoreaBIO", Span(0, 5)), cuts_a_word("한미약품은", Span(0, 4))
    (True, False)
    """
    begins_inside = span.start > 0 and _joined(text[span.start - 1], text[span.start])
    if begins_inside or span.end >= len(text):
        return begins_inside
    last, behind = text[span.end - 1], text[span.end]
    return _goes_on(behind) or (not _HANGUL.match(last) and _joined(last, behind))


def _joined(left: str, right: str) -> bool:
    """Whether two characters beside each other are of one word: no change of script between them."""
    same = bool(_HANGUL.match(left)) == bool(_HANGUL.match(right))
    return _goes_on(right) or (left.isalnum() and right.isalnum() and same)


def _goes_on(char: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or what goes on a Korean syllable."""
    return bool(unicodedata.combining(char)) or "\u1160" <= char <= "\u11ff"


def is_free(span: Span, taken: Iterable[Span]) -> bool:
    """Whether a span meets none of those that are taken."""
    return not any(span.start < end and start < span.end for start, end in taken)
