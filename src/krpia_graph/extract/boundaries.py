"""Decides whether a stretch of text stands as a word of its own, in English and in Korean."""

import re

# A Korean particle may follow a name directly; then the word must end.
PARTICLES = (
    r"(?:으로부터는|으로부터|로부터|에서의|에서는|에서도|에게서|에게는|이라는|이라고|이라며|으로는|로서는|으로서|에서|에게|에는|에도|"
    r"에선|까지|부터|보다|처럼|으로|로서|와의|과의|로의|와는|과는|로는|이나|이라|이며|이고|이랑|라는|라고|라며|이다|였다|"
    r"은|는|이|가|을|를|의|에|와|과|로|도|만|및|등|측|나|라|며|랑|다)"
)
# Nouns that the Korean name of a disease, a drug or a place is written together with.
_COMPOUND = (
    r"(?:치료제|치료|예방|환자|백신|복합제|주사제|제제|시장|판권|지역|공장|사업장|캠퍼스|내(?![가-힣])"
    r"|사(?=[는가의와에]|(?![가-힣]))|장(?=[은이과의]|(?![가-힣])))"
)
_PARTICLE = re.compile(rf"(?:{_COMPOUND}|{PARTICLES}(?![가-힣]))")


_DOLLARS = frozenset(("us", "u.s."))
_SUM = re.compile(r" ?\$")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], folded, begins and ends at word boundaries.

    A change of script is a boundary (`MSD는`), so is a Korean particle behind a Korean name.

    >>> stands_alone("koreabio", 0, 5), stands_alone("msd•dong a", 0, 3), stands_alone("한미약품은", 0, 4)
    (False, True, True)
    """
    before, after = text[start - 1 : start], text[end : end + 1]  # both "" beyond the ends of the text
    if before.isalnum() and _script(before) == _script(text[start]):
        return False
    if after.isalnum():
        script = _script(text[end - 1])
        return _script(after) != script or (script == "hangul" and _PARTICLE.match(text, end) is not None)
    return not (text[start:end] in _DOLLARS and _SUM.match(text, end))  # "US$6 million" names no country


def _script(char: str) -> str:
    if "가" <= char <= "힣":
        return "hangul"
    return "word" if char.isalnum() else ""
