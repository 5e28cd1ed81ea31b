"""Replacements in a text in, the readable text out, with the place in the text of each of its characters."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Replacement(NamedTuple):
    """What stands at text[start:end], and what a person reads in its place: "" where it is markup."""

    start: int
    end: int
    plain: str = ""


class PlainText(NamedTuple):
    """The fields of a `Document` that say how its markup reads."""

    plain: str
    positions: Sequence[int]
    ends: Sequence[int]


def plain_text(text: str, replacements: Iterable[Replacement]) -> PlainText:
    """The text with the replacements made, which are in order and do not overlap.

    `plain[i]` is written at `text[positions[i]:ends[i]]`; all are empty where nothing is replaced.

    >>> plain_text("a **b**", [Replacement(2, 4), Replacement(5, 7)]).plain
    'a b'
    """
    parts: list[str] = []
    places = array("q", range(len(text) + 1))
    positions, ends = array("q"), array("q")
    at = 0

    def keep(stop: int) -> None:
        parts.append(text[at:stop])
        positions.extend(places[at:stop])
        ends.extend(places[at + 1 : stop + 1])

    for start, end, plain in replacements:
        keep(start)
        parts.append(plain)
        positions.extend([start] * len(plain))
        ends.extend([end] * len(plain))
        at = end
    if at == 0:
        return PlainText("", (), ())
    keep(len(text))
    return PlainText("".join(parts), positions, ends)
