"""A name of the graph in, the lines of text that stand in the figure out: plain, short, drawable."""

from collections.abc import Callable
from unicodedata import category, normalize

from krpia_graph.write.fonts import characters

LONGEST_LINE = 11.0  # em
MOST_LINES = 3
MOST_CHARACTERS = 200  # nothing longer is measured
NO_GLYPH = "□"
ELLIPSIS = "…"
_SPACES = {"Cc", "Zs", "Zl", "Zp"}
_DROPPED = {"Cf", "Cs"}  # marks of direction, joiners; halves of characters
_NONE = {"\ufffe", "\uffff"}  # no characters; XML refuses them

Width = Callable[[str], float]  # of a line of text, in em


def plain(text: str) -> str:
    """The text in one line, composed, without controls, marks of direction and halves of characters."""
    kept = (
        " " if category(c) in _SPACES else c for c in text if category(c) not in _DROPPED and c not in _NONE
    )
    return normalize("NFC", " ".join("".join(kept).split()))


def drawable(text: str) -> str:
    """The plain text with `NO_GLYPH` for what the font has no glyph for."""
    return "".join(c if c in characters() else NO_GLYPH for c in plain(text))


def forms_of(name: str, width: Width) -> tuple[tuple[str, ...], ...]:
    """The ways to write a name in up to `MOST_LINES` lines of at most `LONGEST_LINE`, fewest lines first.

    Each is the narrowest of its number of lines. A name is broken between words, within a word only where
    that alone is too long; what does not fit is cut off. None for a name without anything to draw.
    """
    text = drawable(name)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS] + ELLIPSIS
    whole = _filled(text, LONGEST_LINE, width)
    if len(whole) > MOST_LINES:
        cut = whole[MOST_LINES - 1]
        while cut and width(cut + ELLIPSIS) > LONGEST_LINE:
            cut = cut[:-1]
        return ((*whole[: MOST_LINES - 1], cut.rstrip() + ELLIPSIS),)
    found: dict[int, tuple[str, ...]] = {}
    for tenths in range(20, round(LONGEST_LINE * 10) + 1, 5):
        narrow = _filled(text, tenths / 10, width)
        if 0 < len(narrow) <= MOST_LINES and all(width(line) <= tenths / 10 for line in narrow):
            found.setdefault(len(narrow), tuple(narrow))
    return tuple(found[number] for number in sorted(found))


def _filled(text: str, longest: float, width: Width) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= longest:
            lines[-1] += f" {word}"
            continue
        while width(word) > LONGEST_LINE:
            kept = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n]) <= LONGEST_LINE)
            lines.append(word[:kept])
            word = word[kept:]
        lines.append(word)
    return lines
