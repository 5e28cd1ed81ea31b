"""The name of a shape in, its outline out: corners for a node whose disc has radius 1, y upwards.

All shapes cover the ground of that disc, so that one scale of sizes holds for every type.
"""

from functools import cache
from math import cos, pi, sin, sqrt

Outline = tuple[tuple[float, float], ...]

SHAPES = ("dot", "square", "triangle", "triangleDown", "diamond", "hexagon", "star")
_CORNERS = {"square": (4, 45.0), "triangle": (3, 90.0), "triangleDown": (3, -90.0), "diamond": (4, 90.0)}
_HEXAGON = (6, 0.0)
_DOT_CORNERS = 72  # enough for a disc of a centimetre
_STAR_INSIDE = 0.5  # radius of its inner corners


@cache
def outline(shape: str) -> Outline:
    """The corners of a shape, of a disc for a name that is none; the middle of its height is at 0."""
    if shape == "star":
        reach = sqrt(pi / (5 * _STAR_INSIDE * sin(pi / 5)))
        radii = (reach, reach * _STAR_INSIDE) * 5
        corners = [_polar(radius, 90.0 + 36 * i) for i, radius in enumerate(radii)]
    else:
        sides, turned = _HEXAGON if shape == "hexagon" else _CORNERS.get(shape, (_DOT_CORNERS, 0.0))
        reach = sqrt(2 * pi / (sides * sin(2 * pi / sides)))
        corners = [_polar(reach, turned + 360 * i / sides) for i in range(sides)]
    middle = (max(y for _, y in corners) + min(y for _, y in corners)) / 2
    return tuple((x, y - middle) for x, y in corners)


def reach(shape: str) -> float:
    """How far the shape goes from its middle, as a multiple of the radius of its disc."""
    return max(sqrt(x * x + y * y) for x, y in outline(shape))


def _polar(radius: float, degrees: float) -> tuple[float, float]:
    return radius * cos(degrees * pi / 180), radius * sin(degrees * pi / 180)
