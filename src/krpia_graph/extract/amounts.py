"""Folded text in, sums of money out, in whole units of an ISO 4217 currency.

A bare "$" is read as USD. A number without a currency is no amount.
"""

import re
from collections.abc import Iterator

from krpia_graph.extract.names import Text
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import Amount

_CURRENCIES = {
    "us$": "USD", "u.s. $": "USD", "usd": "USD", "$": "USD", "dollars": "USD", "dollar": "USD", "달러": "USD",
    "₩": "KRW", "krw": "KRW", "won": "KRW", "원": "KRW",
    "€": "EUR", "eur": "EUR", "euros": "EUR", "euro": "EUR", "유로": "EUR",
    "£": "GBP", "gbp": "GBP", "pounds": "GBP", "파운드": "GBP",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "엔": "JPY",
}  # fmt: skip
_SCALES = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12,
}  # fmt: skip
_HANGUL_SCALES = {"조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3}

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"thousand|million|mn|mln|billion|bn|trillion"
_BEFORE = r"us\$|u\.s\. ?\$|\$|₩|€|£|¥|\b(?:usd|krw|eur|gbp|jpy) ?"
_AFTER = r"us dollars?|u\.s\. dollars?|dollars?|won|euros?|pounds|yen|usd|krw|eur|gbp|jpy"
_HANGUL_NUMBER = rf"(?:{_NUMBER})\s?(?:조|억|천만|백만|만|천)?(?:\s?\d[\d,]*\s?(?:억|천만|백만|만|천))*"
_AMOUNT = (
    rf"(?P<before>{_BEFORE})\s?(?P<n1>{_NUMBER})(?:\s?(?P<s1>{_SCALE}|m|bn|b)\b)?"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})\s?(?P<s2>{_SCALE})?\s(?P<after>{_AFTER})\b"
    rf"|(?<![\w.,])(?P<n3>{_HANGUL_NUMBER})\s?(?P<hangul>원|달러|유로|엔|파운드)"
)
_AMOUNTS = PatternSet([("amount", _AMOUNT)])
_BESIDE = 45  # how many characters beside a sum a word may stand
_ROLES = tuple(
    (role, re.compile(words))
    for role, words in (
        ("upfront", r"\bup ?front\b|계약금"),
        ("milestones", r"\bmilestones?\b|step by step|마일스톤"),
        ("royalty", r"\broyalt(?:y|ies)\b|로열티"),
        ("funding", r"\bresearch fund(?:s|ing)?\b|\bgrants?\b|prize money|연구비"),
        ("investment", r"\binvest\w*\b|투자"),
        ("total", r"\bworth\b|\bvalued at\b|\btotal\b|\bup to\b|규모|총"),
    )
)
_HANGUL_PART = re.compile(rf"({_NUMBER})\s?(조|억|천만|백만|만|천)?")


def find_amounts(text: Text, start: int, end: int) -> tuple[Amount, ...]:
    """The sums of money in text[start:end], in document order."""
    return tuple(_amounts(text, start, end))


def _amounts(text: Text, start: int, end: int) -> Iterator[Amount]:
    for rule, match in _AMOUNTS.finditer(text.folded, start, end):
        if match["hangul"]:
            currency = _CURRENCIES[match["hangul"]]
            value = sum(
                _number(part[1]) * _HANGUL_SCALES.get(part[2] or "", 1)
                for part in _HANGUL_PART.finditer(match["n3"])
            )
        else:
            sign = (match["before"] or match["after"]).replace(" ", "")
            currency = _currency(sign)
            scale = match["s1"] or match["s2"]
            value = _number(match["n1"] or match["n2"]) * _SCALES.get(scale or "", 1)
        surface = text.original[match.start() : match.end()]
        role = _role(text.folded, match.start(), match.end(), start, end)
        yield Amount(_whole(value), currency, surface, *match.span(), rule, role)


def _role(folded: str, first: int, last: int, start: int, end: int) -> str:
    """What the sum is paid as: the nearest word that says so, within its clause."""
    low = max(start, first - _BESIDE, *(folded.rfind(mark, start, first) + 1 for mark in ";."))
    high = min([end, last + _BESIDE, *(i for mark in ";." if (i := folded.find(mark, last, end)) >= 0)])
    nearest: tuple[int, str] | None = None
    for role, words in _ROLES:
        for match in words.finditer(folded, low, high):
            distance = max(match.start() - last, first - match.end(), 0)
            if nearest is None or distance < nearest[0]:
                nearest = (distance, role)
    return nearest[1] if nearest else ""


def _currency(sign: str) -> str:
    return _CURRENCIES.get(sign) or ("USD" if "dollar" in sign or "$" in sign else sign.upper())


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _whole(value: float) -> int | float:
    rounded = round(value)
    return rounded if abs(value - rounded) < 1e-6 else round(value, 6)
