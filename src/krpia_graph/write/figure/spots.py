"""A name and its disc in, the places where it may stand out, each with what it costs.

Lengths are points, y upwards; a cost of 1 is that of one tie under the name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from krpia_graph.write.figure.sheet import Box, Disc

Align = Literal["left", "center", "right"]
Line = tuple[float, float, float, float]  # x0, y0, x1, y1

GAP = 1.2  # between a disc and its name
DISTANCES = (
    4.0,
    7.0,
    11.0,
    16.0,
    22.0,
    29.0,
    38.0,
    50.0,
    64.0,
    80.0,
)  # of a name with a leader, from its disc
DIRECTIONS = 32
LEADER_COST, DISTANCE_COST = 2.5, 0.12
# Where a name may stand: left edge or right edge at the disc, share of it below the middle, cost; above and
# below the disc, share of it left of the middle, cost; at the corners.
_SIDES = (("left", 0.5, 0.0), ("left", 0.2, 0.6), ("left", 0.8, 0.6),
          ("right", 0.5, 0.3), ("right", 0.2, 0.8), ("right", 0.8, 0.8))  # fmt: skip
_ENDS = ((0.5, 0.0), (0.3, 0.2), (0.7, 0.2), (0.1, 0.5), (0.9, 0.5))
_CORNERS = (("left", 1, 1), ("left", 1, -1), ("right", -1, 1), ("right", -1, -1))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to break a name into lines, with the room it takes, and what it costs beside the best way."""

    lines: tuple[str, ...]
    width: float
    height: float
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be placed in one of its forms, in letters of `size`; `key` ones may have a leader."""

    entity: str
    forms: tuple[Form, ...]
    size: float
    key: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A label, the lines it is written in, and where they stand; `leader` is the line from its disc."""

    label: Label
    lines: tuple[str, ...]
    box: Box
    align: Align
    leader: Line | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A label at one of its places, and the cost of the place itself."""

    placed: Placed
    cost: float


def rounds(label: Label, disc: Disc) -> Iterator[list[Choice]]:
    """Places beside the disc; then, for a key name, those further off with a leader."""
    yield [
        Choice(Placed(label, form.lines, box, align), cost + form.cost)
        for form in label.forms
        for box, align, cost in _beside(form, disc)
    ]
    if label.key:
        yield [
            _led(label, form, disc, distance, number * 2 * pi / DIRECTIONS)
            for form in label.forms
            for distance in DISTANCES
            for number in range(DIRECTIONS)
        ]


def _beside(form: Form, disc: Disc) -> Iterator[tuple[Box, Align, float]]:
    w, h, x, y = form.width, form.height, disc.x, disc.y
    off, slant = disc.reach + GAP, disc.reach * 0.72 + GAP * 0.7

    def box(left: float, low: float) -> Box:
        return Box(left, low, left + w, low + h)

    for side, share, cost in _SIDES:
        left = x + off if side == "left" else x - off - w
        yield box(left, y - h * share), "left" if side == "left" else "right", cost
    for share, cost in _ENDS:
        yield box(x - w * share, y - off - h), "center", cost + 0.3
        yield box(x - w * share, y + off), "center", cost + 0.3
    for side, across, up in _CORNERS:
        left, low = x + slant if across > 0 else x - slant - w, y + slant if up > 0 else y - slant - h
        yield box(left, low), "left" if side == "left" else "right", 0.5


def _led(label: Label, form: Form, disc: Disc, distance: float, angle: float) -> Choice:
    across, up = cos(angle), sin(angle)
    far = disc.reach + distance
    x, y = disc.x + far * across, disc.y + far * up
    left, low = x - form.width * (1 - across) / 2, y - form.height * (1 - up) / 2
    align: Align = "left" if across > 0.3 else "right" if across < -0.3 else "center"
    box = Box(left, low, left + form.width, low + form.height)
    cost = LEADER_COST + distance * DISTANCE_COST + form.cost
    return Choice(Placed(label, form.lines, box, align, (disc.x, disc.y, x, y)), cost)
