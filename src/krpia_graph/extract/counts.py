"""Folded text in, stated numbers of territories out: "13 Southeast Asian countries", "over 50 countries"."""

from collections.abc import Sequence

from krpia_graph.extract.names import Text
from krpia_graph.extract.patterns import PatternSet
from krpia_graph.model.case import Count, NameHit

_COUNT = (
    r"(?P<bound>over|more than|at least|up to)?\s*(?<![\w.,$])(?P<number>\d{1,3})\s+"
    r"(?P<between>(?:[\w.]+\s+){0,4}?)(?P<noun>countries|nations|markets)\b"
    r"|(?P<hangul>\d{1,3})\s?(?:여\s?)?개\s?국"
)
_COUNTS = PatternSet([("count", _COUNT)])


def find_counts(text: Text, regions: Sequence[NameHit], start: int, end: int) -> tuple[Count, ...]:
    """The counted territories in text[start:end]; `regions` are the region names found there.

    The region that the counted ones lie in is the one named inside the phrase. "Over 50" is at least 51.
    """
    counts: list[Count] = []
    for rule, match in _COUNTS.finditer(text.folded, start, end):
        first = (
            match.start("bound") if match["bound"] else match.start("number" if match["number"] else "hangul")
        )
        inside = [hit for hit in regions if first <= hit.start and hit.end <= match.end()]
        if match["between"] and not inside:
            continue  # "34 Korean pharma companies in ... markets" counts something else
        number = int(match["number"] or match["hangul"])
        minimum, maximum = _bounds(match["bound"] or "", number)
        counts.append(
            Count(
                minimum=minimum,
                maximum=maximum,
                region=inside[0].candidates[0] if inside and len(inside[0].candidates) == 1 else "",
                surface=text.original[first : match.end()],
                start=first,
                end=match.end(),
                rule=rule,
            )
        )
    return tuple(counts)


def _bounds(bound: str, number: int) -> tuple[int, int | None]:
    match bound:
        case "over" | "more than":
            return number + 1, None
        case "at least":
            return number, None
        case "up to":
            return 1, number
        case _:
            return number, number
