"""Names and what else is on a panel in, a place for each name that has room out, the key names first.

No name lies over another, over a disc, or over the border, nor nearer to another disc than to its own. One
stands beside its disc; where a key name has no room there it stands further off, with a line that leads to
it. Lengths are points, y upwards.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

import numpy as np

from krpia_graph.write.figure.crossings import Flags, Rows, crossing, distances, passing, through
from krpia_graph.write.figure.sheet import Box, Disc

Align = Literal["left", "center", "right"]
Line = tuple[float, float, float, float]  # x0, y0, x1, y1

GAP = 1.2  # between a disc and its name
CLEAR = 0.8  # how much nearer to its own disc than to another a name must be
AIR = 0.4  # between a name with a leader and anything else
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
# What a place costs, in ties that a name may cover rather than be there.
FAINT_COST = 0.4  # a grey disc under the name
LEADER_COST, DISTANCE_COST, LINE_COST, DISC_COST = (
    2.5,
    0.12,
    0.3,
    4.0,
)  # the leader, its length, what it crosses
MOST_COVERED = 3.0  # a name that is no key name is rather left out
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
class _Choice:
    placed: Placed
    cost: float


class _Crowd:
    """What stands on a panel: discs, ties, and the names and leaders placed so far."""

    def __init__(self, discs: Mapping[str, Disc], lit: Collection[str], ties: Sequence[Line]) -> None:
        self.row = {name: number for number, name in enumerate(discs)}
        self.discs: Rows = np.array([(d.x, d.y, d.reach) for d in discs.values()]).reshape(-1, 3)
        self.lit: Flags = np.array([name in lit for name in discs], dtype=np.bool_)
        self.ties: Rows = np.array(ties, dtype=np.float64).reshape(-1, 4)
        self.names: Rows = np.empty((0, 4))
        self.leaders: Rows = np.empty((0, 4))

    def add(self, placed: Placed) -> None:
        self.names = np.vstack((self.names, placed.box))
        if placed.leader:
            self.leaders = np.vstack((self.leaders, placed.leader))

    def judge(self, choices: Sequence[_Choice], bounds: Box) -> tuple[Flags, Rows]:
        """Which of the choices for one label are free, and what each costs."""
        label = choices[0].placed.label
        boxes = np.array([choice.placed.box for choice in choices])
        own = self.row[label.entity]
        gaps = distances(boxes, self.discs)
        other = self.lit.copy()
        other[own] = False
        least = AIR if choices[0].placed.leader else gaps[:, own, None] + CLEAR
        free = (boxes[:, :2] >= bounds[:2]).all(axis=1) & (boxes[:, 2:] <= bounds[2:]).all(axis=1)
        free &= ~(gaps < least)[:, other].any(axis=1) & (gaps[:, own] >= 0)
        low, high = (
            np.maximum(boxes[:, None, :2], self.names[:, :2]),
            np.minimum(boxes[:, None, 2:], self.names[:, 2:]),
        )
        free &= ~(low < high).all(axis=2).any(axis=1) & ~through(boxes, self.leaders).any(axis=1)
        cost = np.array([choice.cost for choice in choices])
        cost += through(boxes, self.ties).sum(axis=1) + (gaps < 0)[:, ~self.lit].sum(axis=1) * FAINT_COST
        if choices[0].placed.leader:
            lines = np.array([choice.placed.leader for choice in choices])
            over = passing(lines, self.discs)
            free &= ~through(self.names, lines).any(axis=0) & ~crossing(lines, self.leaders).any(axis=1)
            cost += crossing(lines, self.ties).sum(axis=1) * LINE_COST
            cost += over[:, other].sum(axis=1) * DISC_COST
        elif not label.key:
            free &= cost <= MOST_COVERED
        return free, cost.round(6)


def place(
    labels: Iterable[Label],
    discs: Mapping[str, Disc],
    lit: Collection[str],
    ties: Sequence[Line],
    bounds: Box,
) -> tuple[Placed, ...]:
    """The labels that have room, in the order given, each at the cheapest of its places.

    `discs` are all nodes by entity; no name covers one that is `lit`, and unwillingly another. `ties` are
    straight pieces of lines, which a name covers unwillingly too.
    """
    crowd = _Crowd(discs, lit, ties)
    placed: list[Placed] = []
    for label in labels:
        for choices in _rounds(label, discs[label.entity]):
            free, cost = crowd.judge(choices, bounds)
            if free.any():
                placed.append(choices[int(np.argmin(np.where(free, cost, np.inf)))].placed)
                crowd.add(placed[-1])
                break
    return tuple(placed)


def _rounds(label: Label, disc: Disc) -> Iterator[list[_Choice]]:
    """Places beside the disc; then, for a key name, those further off."""
    yield [
        _Choice(Placed(label, form.lines, box, align), cost + form.cost)
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


def _led(label: Label, form: Form, disc: Disc, distance: float, angle: float) -> _Choice:
    across, up = cos(angle), sin(angle)
    far = disc.reach + distance
    x, y = disc.x + far * across, disc.y + far * up
    left, low = x - form.width * (1 - across) / 2, y - form.height * (1 - up) / 2
    align: Align = "left" if across > 0.3 else "right" if across < -0.3 else "center"
    box = Box(left, low, left + form.width, low + form.height)
    cost = LEADER_COST + distance * DISTANCE_COST + form.cost
    return _Choice(Placed(label, form.lines, box, align, (disc.x, disc.y, x, y)), cost)
