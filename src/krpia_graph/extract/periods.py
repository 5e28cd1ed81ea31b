"""Folded text in, dates and intervals as EDTF and durations as ISO 8601 out, in English and Korean.

"The next 5 years" is a duration and names no year; nothing is computed from it.
"""

import re
from collections.abc import Callable, Iterator

from krpia_graph.extract.names import Text
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import Duration, Period

_YEAR = r"(?:19|20)\d\d"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_MONTH = rf"(?:{'|'.join(f'{m[:3]}(?:{m[3:]})?' for m in _MONTHS)}|sept)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NOT_DIGIT = r"(?<![\w.,$₩€£])"
_END = r"(?![a-z0-9_]|[.,]\d)"  # a Korean particle may follow

# Folded hyphens are spaces, so an interval "2008-2012" reads "2008 2012"; "~" stays.
_TO = r"\s*(?:~|\s|to|until|through|/)\s*"


def _date(year: str, month: str | None = None, day: str | None = None) -> str:
    parts = [year]
    if month:
        number = int(month) if month.isdigit() else _month_number(month)
        if not 1 <= number <= 12:
            return ""
        parts.append(f"{number:02d}")
        if day:
            number = int(re.sub(r"\D", "", day))
            if not 1 <= number <= 31:
                return ""
            parts.append(f"{number:02d}")
    return "-".join(parts)


def _month_number(name: str) -> int:
    return next((i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3])), 0)


def _interval(first: str, last: str) -> str:
    return f"{first}/{last}" if first <= last else ""


_Reading = Callable[[re.Match[str]], str]

# Tried in this order; a stretch that one form has taken is closed to the later ones.
_FORMS: tuple[tuple[str, str, _Reading], ...] = (
    ("since", rf"since\s+(?:{_MONTH}\s+)?({_YEAR})", lambda m: f"{m[1]}/.."),
    ("since", rf"({_YEAR})년\s?(?:이후|부터\s?현재까지|부터)(?!\s*{_YEAR})", lambda m: f"{m[1]}/.."),
    ("between", rf"(?:between|from)\s+({_YEAR})\s+(?:and|to)\s+({_YEAR})", lambda m: _interval(m[1], m[2])),
    ("between", rf"({_YEAR})년부터\s*({_YEAR})년\s?까지", lambda m: _interval(m[1], m[2])),
    ("open", rf"({_YEAR})\s*(?:~|\s|to)\s*(?:current|present|now|현재)", lambda m: f"{m[1]}/.."),
    ("day", rf"({_YEAR})\s?[.]\s?(\d{{1,2}})\s?[.]\s?(\d{{1,2}})", lambda m: _date(m[1], m[2], m[3])),
    ("day", rf"({_YEAR}) (\d{{2}}) (\d{{2}})", lambda m: _date(m[1], m[2], m[3])),
    ("day", rf"({_YEAR})년\s*(\d{{1,2}})월\s*(\d{{1,2}})일", lambda m: _date(m[1], m[2], m[3])),
    ("day", rf"({_MONTH})\s+({_DAY}),?\s+({_YEAR})", lambda m: _date(m[3], m[1], m[2])),
    ("day", rf"({_DAY})\s+({_MONTH}),?\s+({_YEAR})", lambda m: _date(m[3], m[2], m[1])),
    ("month", rf"({_YEAR}) (0[1-9]|1[0-2])", lambda m: _date(m[1], m[2])),
    ("month", rf"({_YEAR})[.](\d{{1,2}})", lambda m: _date(m[1], m[2])),
    ("month", rf"({_YEAR})년\s*(\d{{1,2}})월", lambda m: _date(m[1], m[2])),
    ("month", rf"({_MONTH}),?\s+({_YEAR})", lambda m: _date(m[2], m[1])),
    ("interval", rf"({_YEAR}){_TO}({_YEAR})", lambda m: _interval(m[1], m[2])),
    ("year", rf"({_YEAR})년", lambda m: m[1]),
    ("year", rf"({_YEAR})", lambda m: m[1]),
)  # fmt: skip
_PERIODS = PatternSet(((rule, read), rf"{_NOT_DIGIT}{form}{_END}") for rule, form, read in _FORMS)

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_UNITS = {"year": "Y", "month": "M", "년": "Y", "개월": "M"}
_DURATION = (
    rf"{_NOT_DIGIT}(?:(?:next|last|past|coming)\s+)?(\d{{1,2}}|{'|'.join(_WORDS)})\s{{0,2}}(year|month)s?(?!\s+old)\b"
    rf"|{_NOT_DIGIT}(\d{{1,2}})\s?(년|개월)간?(?![\d월])"
)
_DURATIONS = PatternSet([("duration", _DURATION)])
_A_YEAR = re.compile(_YEAR)
_COUNTED = re.compile(r"\s?(?:products|employees|patients|companies|countries|won|people|명|원|개|건)\b")


def find_periods(text: Text, start: int, end: int) -> tuple[Period, ...]:
    """The dates and intervals in text[start:end], in document order; a number that counts things is none."""
    return tuple(sorted(_periods(text, start, end), key=lambda p: p.start))


def _periods(text: Text, start: int, end: int) -> Iterator[Period]:
    if not _A_YEAR.search(text.folded, start, end):
        return
    taken: set[int] = set()
    for (rule, read), match in _PERIODS.finditer(text.folded, start, end):
        span = range(*match.span())
        edtf = read(match)
        if not edtf or not taken.isdisjoint(span) or _COUNTED.match(text.folded, match.end()):
            continue
        taken.update(span)
        yield Period(edtf, text.original[match.start() : match.end()], *match.span(), f"period.{rule}")


def find_durations(text: Text, start: int, end: int) -> tuple[Duration, ...]:
    """The lengths of time in text[start:end], in document order."""
    durations: list[Duration] = []
    for rule, match in _DURATIONS.finditer(text.folded, start, end):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        value = _WORDS.get(number) or int(number)
        surface = text.original[match.start() : match.end()]
        durations.append(Duration(f"P{value}{_UNITS[unit]}", surface, *match.span(), rule))
    return tuple(durations)
