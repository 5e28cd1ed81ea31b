"""Words of strangers in, the same short and harmless out: for a report and for an error in a terminal."""


def printable(text: str, most: int) -> str:
    """The text in one line of at most `most` characters; what does not print becomes a question mark.

    >>> printable("two\\nlines\\x1b[2J \\ud800", 20)
    'two lines?[2J ?'
    """
    line = " ".join(text[: 4 * most].split())
    shown = "".join(c if c.isprintable() else "?" for c in line)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
