"""Decides whether a stretch of text stands as a word of its own, in English and in Korean."""

import re

# A Korean particle may follow a name directly; then the word must end.
_PARTICLES = re.compile(
    r"(?:으로부터|로부터|에서의|이라는|에서|에게|에는|에도|에선|까지|부터|보다|처럼|으로|와의|과의|로의|이나|이라|이며|이고|이랑|"
    r"라는|은|는|이|가|을|를|의|에|와|과|로|도|만|및|등|측|나|라|며|랑)(?![가-힣])"
)


def _script(char: str) -> str:
    if "가" <= char <= "힣":
        return "hangul"
    return "word" if char.isalnum() else ""


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends at word boundaries.

    A change of script is a boundary (`MSD는`), so is a Korean particle behind a Korean name.

    >>> stands_alone("KoreaBIO", 0, 5), stands_alone("MSD•Dong-A", 0, 3), stands_alone("한미약품은", 0, 4)
    (False, True, True)
    """
    first, last = _script(text[start]), _script(text[end - 1])
    if start and first and _script(text[start - 1]) == first:
        return False
    if end < len(text) and last and _script(text[end]) == last:
        return last == "hangul" and _PARTICLES.match(text, end) is not None
    return True
