"""The names of a first picture in, those that the page can set without overlap out: a model of what it does.

The picture is fitted into a window of 850 by 700 pixels; names of 12 pixels are tried in eight places around
their discs, those of entities with most cases first, and are left out where they would lie over anything.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from krpia_graph.write.page.names import extent

WINDOW = (850, 700)
MARGIN = 36  # pixels around the picture, which names may use


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def fitting_scale(places: Mapping[str, tuple[int, int]], radii: Mapping[str, int]) -> float:
    """Pixels a unit, so that the whole picture is seen."""
    half = [max(abs(place[axis]) + radii[name] for name, place in places.items()) for axis in (0, 1)]
    return min((WINDOW[axis] - 2 * MARGIN) / (2 * half[axis]) for axis in (0, 1))


def placed_names(
    names: Mapping[str, str], places: Mapping[str, tuple[int, int]], radii: Mapping[str, int]
) -> set[str]:
    """The nodes whose names are set; `names` come in order, the most important first."""
    scale = fitting_scale(places, radii)
    discs = {name: _around(places[name], radii[name], scale) for name in names}
    sheet = Box(-WINDOW[0] / 2, -WINDOW[1] / 2, WINDOW[0] / 2, WINDOW[1] / 2)
    taken: dict[str, Box] = {}
    for name, text in names.items():
        x, y = (scale * c for c in places[name])
        for left, top, right, bottom in _candidates(radii[name] * scale + 2, *extent(text)):
            box = Box(x + left, y + top, x + right, y + bottom)
            inside = sheet.left < box.left and sheet.top < box.top
            inside = inside and box.right < sheet.right and box.bottom < sheet.bottom
            over = any(box.meets(disc) for other, disc in discs.items() if other != name)
            if inside and not over and not any(box.meets(other) for other in taken.values()):
                taken[name] = box
                break
    return set(taken)


def crossings(places: Mapping[str, tuple[int, int]], ties: Iterable[tuple[str, str]]) -> int:
    """How many pairs of ties cross, those that share an end left out."""
    pairs = combinations(sorted({(min(t), max(t)) for t in ties if t[0] != t[1]}), 2)
    return sum(
        _parted(places[a], places[b], places[c], places[d])
        and _parted(places[c], places[d], places[a], places[b])
        for (a, b), (c, d) in pairs
        if len({a, b, c, d}) == 4
    )


def _around(place: tuple[int, int], radius: int, scale: float) -> Box:
    x, y = place
    return Box((x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale)


def _candidates(reach: float, width: float, height: float) -> list[Box]:
    beside = 0.7 * reach
    corners = [
        (-width / 2, reach),
        (reach + 2, -height / 2),
        (-reach - width - 2, -height / 2),
        (-width / 2, -reach - height),
        (beside, beside),
        (-beside - width, beside),
        (beside, -beside - height),
        (-beside - width, -beside - height),
    ]
    return [Box(left, top, left + width, top + height) for left, top in corners]


def _parted(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]) -> bool:
    """Whether c and d lie on different sides of the line through a and b."""
    sides = [(b[0] - a[0]) * (e[1] - a[1]) - (b[1] - a[1]) * (e[0] - a[0]) for e in (c, d)]
    return sides[0] * sides[1] < 0
