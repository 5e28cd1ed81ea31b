"""A name in, the lines it is written on and the room they take out, by the widths of common letters.

Where a name stands is decided before any font is at hand. So the widths are a little more than those of
common sans-serif fonts, in which hangul are nearly square. Lines are broken as the page breaks them.
"""

LETTER_SIZE = 12  # CSS pixels, as on the page
LINE_HEIGHT = 14
WRAPPED_FROM = 18  # letters; the page breaks lines by the same numbers
LONGEST_LINE = 30
NARROW, WIDE = frozenset("fijlrtI.,:;'’|!·()[]- "), frozenset("mwMW@%&…")


def lines(name: str) -> list[str]:
    """The one or two lines of a name, shortened where it is longer."""
    found = [""]
    for word in name.split(" "):
        if found[-1] and len(found[-1]) + len(word) > WRAPPED_FROM:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}" if found[-1] else word
    kept = [found[0], f"{found[1]} …"] if len(found) > 2 else found
    return [line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in kept]


def extent(*names: str) -> tuple[float, float]:
    """Width and height (CSS pixels) in which each of the names can be written."""
    written = [lines(name) for name in names if name]
    width = max((_width(line) for found in written for line in found), default=0.0)
    return width + 2, LINE_HEIGHT * max((len(found) for found in written), default=0)


def _width(line: str) -> float:
    return sum(map(_letter, line)) * LETTER_SIZE


def _letter(letter: str) -> float:
    """Its width, as a part of the size of the letters."""
    if ord(letter) >= 0x1100 and not 0x2000 <= ord(letter) <= 0x206F:
        return 0.94
    if letter in NARROW:
        return 0.33
    if letter in WIDE:
        return 0.88
    return 0.66 if letter.isupper() else 0.56
