"""A stretch of text in, the spans of its sentences out; English and Korean.

A sentence ends at a full stop, question mark or exclamation mark, together with the quotes and brackets that
close behind it, where something follows that can start a sentence. In doubt two sentences stay one: a name or
a figure cut in two is lost, a long sentence is not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from krpia_graph.model.document import Span

_STOP = re.compile(r"(?P<stop>[.!?。！？]+)(?P<close>[\"'”’»)\]}>」』】]*)(?P<gap>\s+|(?=[가-힣])|$)")
_BLANK_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\r(?!\n)|\n)\s*?(?:\r\n|\r(?!\n)|(?<!\r)\n)\s*")
_WORD_BEFORE = re.compile(r"[^\s(\[{“”\"‘/,]*$")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "「": "」", "『": "』"}
_BRACKET_REACH = 400  # an opening bracket without its partner within so many characters opens nothing

# Before a name or a figure; a sentence does not end with them.
_LEADING = re.compile(
    r"dr|mrs?|ms|messrs|prof|st|nos?|vs|approx|ca|cf|e\.g|i\.e|eg|ie|figs?|vol|gen|gov|sen|rep|hon|rev|mt|ft|art|sec"
)
# May stand last in a sentence: it ends there only if a word follows that starts sentences.
_TRAILING = re.compile(
    r"co|ltd|inc|corps?|cos|plc|llc|bros|jr|sr|etc|al|dept|univ|intl|int'l|assn|pharm|labs|ph\.d|m\.d|est|max|min"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
)
_LETTERS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")  # an initial or "U.S", without its last full stop
_STARTER = re.compile(
    r"[“\"‘'(]?(?:The|This|That|These|Those|It|Its|He|She|His|Her|They|Their|We|Our|In|On|At|As|By|But|For|From|"
    r"Under|Upon|With|While|When|Where|After|Before|Since|During|However|Meanwhile|Also|And|If|To|An|According|"
    r"Both|Another|Other|Such|There|Then|Until|Although|Through|Based|Last|Earlier|Later)\b"
)
_KOREAN_END = re.compile(r"[다요죠까음임됨함]$")
_KOREAN_QUOTE_GOES_ON = re.compile(r"(?:이?라(?:고|며|면서|는)|고|며|면서)(?![가-힣]{4})")
_YEAR = re.compile(r"(?:19|20)\d\d")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of text[start:end] as spans of `text`: trimmed, in order, and without a gap but blanks.

    >>> text = "A Co. Ltd. sold 1.5 kg. B bought it."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['A Co. Ltd. sold 1.5 kg.', 'B bought it.']
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for cut in (*_cuts(text, start, stop), stop):
        span = trimmed(text, begin, cut)
        if span.start < span.end:
            spans.append(span)
        begin = cut
    return tuple(spans)


def trimmed(text: str, start: int, end: int) -> Span:
    """text[start:end] without the blanks at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def ends_a_sentence(text: str) -> bool:
    """Whether the last characters close a sentence; "Co., Ltd." does not."""
    match = re.search(r"([.!?。！？:;]+)[\"'”’»)\]」』】]*\s*$", text)
    if not match or match[1] != ".":
        return bool(match)
    return not _TRAILING.fullmatch(_word_before(text, 0, match.start(1)).casefold())


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence has ended, behind its closing quotes and brackets; ascending."""
    protected = _bracketed(text, start, end)
    opens = [span.start for span in protected]
    cuts = {m.start() for m in _BLANK_LINE.finditer(text, start, end)}
    begin = start
    for match in _STOP.finditer(text, start, end):
        cut = match.end("close")
        before = bisect_right(opens, match.start()) - 1
        inside = before >= 0 and cut < protected[before].end
        if not inside and cut < end and _is_end(text, begin, match, end):
            cuts.add(cut)
            begin = cut
    yield from sorted(cuts)


def _is_end(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    after = text[match.end() : min(end, match.end() + 40)]
    if not match["gap"]:
        korean = (
            match["stop"] == "." and not match["close"] and _KOREAN_END.search(text, begin, match.start())
        )
        return bool(korean)
    if match["close"] and _KOREAN_QUOTE_GOES_ON.match(after):
        return False
    first = re.match(r"[“\"‘'(\[]*(\S*)", after)
    word = first[1] if first else ""
    if word[:1].islower() and word.isascii() and not re.search(r"[A-Z0-9]", word):
        return False
    if match["stop"] != "." or match["close"]:
        return True
    return not _goes_on(text, begin, match.start(), word, after)


def _goes_on(text: str, begin: int, stop: int, word: str, after: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation, a date or a list number."""
    last = _word_before(text, begin, stop)
    acronym = last.isupper() and last.isalpha() and len(last) > 1
    if _LEADING.fullmatch(last.casefold()) and not acronym:
        return last.casefold() not in {"no", "nos"} or word[:1].isdigit()
    if _TRAILING.fullmatch(last.casefold()) or _LETTERS.fullmatch(last):
        return not _STARTER.match(after)
    if last.isdigit() and len(last) <= 2:
        listed = not text[begin:stop].strip().rstrip("0123456789")
        dated = re.search(r"(?:19|20)\d\d\.\s*(?:\d{1,2}\.\s*)?\d{1,2}$", text[begin:stop])
        return listed or bool(dated)
    return bool(_YEAR.fullmatch(last) and re.match(r"\d{1,2}\.", after))


def _word_before(text: str, begin: int, stop: int) -> str:
    match = _WORD_BEFORE.search(text, max(begin, stop - 30), stop)
    return match[0] if match else ""


def _bracketed(text: str, start: int, end: int) -> list[Span]:
    """The outermost pairs of brackets, in order."""
    spans: list[Span] = []
    waiting: list[tuple[str, int]] = []
    for match in re.compile(r"[()\[\]（）「」『』]").finditer(text, start, end):
        sign, at = match[0], match.start()
        if sign in _BRACKETS:
            waiting.append((_BRACKETS[sign], at))
        elif waiting and waiting[-1][0] == sign:
            opened = waiting.pop()[1]
            if at - opened <= _BRACKET_REACH:
                while spans and spans[-1].start > opened:
                    spans.pop()
                spans.append(Span(opened, at + 1))
    return spans
