"""Values with places in a text in, those of them that do not overlap out."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything that stands at text[start:end]."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it has ended."""
        ...


Value = TypeVar("Value", bound=Placed)


def apart(values: Iterable[Value]) -> list[Value]:
    """The values in the order of the text; of two that overlap, the first given.

    Each takes a look at its two neighbours, so that a text may be long.
    """
    kept: list[Value] = []
    for value in values:
        if not kept or kept[-1].end <= value.start:
            kept.append(value)
            continue
        place = bisect_left(kept, value.start, key=lambda other: other.start)
        free = place == 0 or kept[place - 1].end <= value.start
        if free and (place == len(kept) or value.end <= kept[place].start):
            kept.insert(place, value)
    return kept
