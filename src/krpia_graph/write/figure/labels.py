"""Names and what else is on a panel in, a place for each name that has room out, the key names first.

No name lies over another, over a disc, or over the border. One stands beside its disc; where a key name has
no room there it stands further off, with a line that leads to it. Lengths are points, y upwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

import numpy as np
import numpy.typing as npt

from krpia_graph.write.figure.sheet import Box, Disc

Align = Literal["left", "center", "right"]
Rows = npt.NDArray[np.float64]

GAP = 1.2  # between a disc and its name
DISTANCES = (5.0, 9.0, 14.0, 20.0, 27.0, 36.0, 48.0)  # of a name with a leader, from its disc
DIRECTIONS = 16
# What a place costs: ties under the name, its direction, its distance.
TIE_COST, DIRECTION_COST, LEADER_COST, DISTANCE_COST = 1.0, 0.25, 3.0, 0.12


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be placed, in lines that together are `width` by `height`; `key` ones may have a leader."""

    entity: str
    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    key: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A label and where it stands; `leader` is the line from its disc, if it has one: x0, y0, x1, y1."""

    label: Label
    box: Box
    align: Align
    leader: tuple[float, float, float, float] | None = None


def place(
    labels: Iterable[Label], discs: dict[str, Disc], ties: Sequence[tuple[float, float, float, float]], bounds: Box
) -> tuple[Placed, ...]:
    """The labels that have room, in the order given, each at the cheapest of its places.

    `discs` are all that a name must not cover, those without a label too; `ties` are straight pieces of lines
    (x0, y0, x1, y1), which a name covers unwillingly.
    """
    round_ = np.array([(d.x, d.y, d.reach) for d in discs.values()]).reshape(-1, 3)
    lines = np.array(ties, dtype=np.float64).reshape(-1, 4)
    placed: list[Placed] = []
    taken = np.empty((0, 4))
    leaders = np.empty((0, 4))
    for label in labels:
        disc = discs[label.entity]
        best: Placed | None = None
        for choices in _rounds(label, disc):
            boxes = np.array([choice.box for choice in choices])
            free = _inside(boxes, bounds) & ~_meet(boxes, taken).any(axis=1)
            free &= ~_cover(boxes, round_).any(axis=1) & ~_through(boxes, leaders).any(axis=1)
            cost = _through(boxes, lines).sum(axis=1) * TIE_COST
            for number, choice in enumerate(choices):
                if free[number] and choice.leader:
                    way = np.array([choice.leader])
                    free[number] = not (
                        _through(taken, way).any()
                        or _near(way, round_[[name != label.entity for name in discs]]).any()
                        or _cross(way, leaders).any()
                    )
                    cost[number] += LEADER_COST + choice.distance * DISTANCE_COST
                    cost[number] += _cross(way, lines).sum() * TIE_COST / 3
                cost[number] += choice.rank * DIRECTION_COST
            if free.any():
                number = int(np.argmin(np.where(free, cost.round(6), np.inf)))
                choice = choices[number]
                best = Placed(label, choice.box, choice.align, choice.leader)
                break
        if best:
            placed.append(best)
            taken = np.vstack((taken, best.box))
            if best.leader:
                leaders = np.vstack((leaders, best.leader))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Choice:
    box: Box
    align: Align
    rank: int
    distance: float = 0.0
    leader: tuple[float, float, float, float] | None = None


def _rounds(label: Label, disc: Disc) -> Iterable[list[_Choice]]:
    """Places beside the disc; then, for a key name, those further off."""
    w, h, x, y = label.width, label.height, disc.x, disc.y
    off, slant = disc.reach + GAP, disc.reach * 0.75 + GAP * 0.5
    beside: list[tuple[float, float, Align]] = [
        (x + off, y - h / 2, "left"),
        (x - off - w, y - h / 2, "right"),
        (x - w / 2, y - off - h, "center"),
        (x - w / 2, y + off, "center"),
        (x + slant, y + slant, "left"),
        (x + slant, y - slant - h, "left"),
        (x - slant - w, y + slant, "right"),
        (x - slant - w, y - slant - h, "right"),
    ]
    yield [
        _Choice(Box(left, low, left + w, low + h), align, rank)
        for rank, (left, low, align) in enumerate(beside)
    ]
    if label.key:
        yield [
            _led(label, disc, distance, number * 2 * pi / DIRECTIONS)
            for distance in DISTANCES
            for number in range(DIRECTIONS)
        ]


def _led(label: Label, disc: Disc, distance: float, angle: float) -> _Choice:
    across, up = cos(angle), sin(angle)
    far = disc.reach + distance
    x, y = disc.x + far * across, disc.y + far * up
    left, low = x - label.width * (1 - across) / 2, y - label.height * (1 - up) / 2
    align: Align = "left" if across > 0.3 else "right" if across < -0.3 else "center"
    start = disc.x + disc.radius * across, disc.y + disc.radius * up
    return _Choice(
        Box(left, low, left + label.width, low + label.height), align, 0, distance, (*start, x, y)
    )


def _inside(boxes: Rows, bounds: Box) -> npt.NDArray[np.bool_]:
    low = (boxes[:, :2] >= np.array(bounds[:2])).all(axis=1)
    high = (boxes[:, 2:] <= np.array(bounds[2:])).all(axis=1)
    return np.asarray(low & high)


def _meet(boxes: Rows, others: Rows) -> npt.NDArray[np.bool_]:
    """Which boxes (rows) lie over which others (columns)."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.asarray((low < high).all(axis=2))


def _cover(boxes: Rows, discs: Rows) -> npt.NDArray[np.bool_]:
    """Which boxes (rows) lie over which discs (columns; x, y, radius)."""
    middle = discs[None, :, :2]
    nearest = np.clip(middle, boxes[:, None, :2], boxes[:, None, 2:])
    return np.asarray(((nearest - middle) ** 2).sum(axis=2) < discs[None, :, 2] ** 2)


def _near(lines: Rows, discs: Rows) -> npt.NDArray[np.bool_]:
    """Which lines (rows) run over which discs (columns)."""
    start, along = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    to = discs[None, :, :2] - start
    share = np.clip((to * along).sum(axis=2) / np.maximum((along**2).sum(axis=2), 1e-12), 0, 1)
    return np.asarray(((to - share[:, :, None] * along) ** 2).sum(axis=2) < discs[None, :, 2] ** 2)


def _through(boxes: Rows, lines: Rows) -> npt.NDArray[np.bool_]:
    """Which boxes (rows) have which lines (columns) running through them."""
    start, along = lines[None, :, :2], (lines[:, 2:] - lines[:, :2])[None]
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    one, other = (boxes[:, None, :2] - start) / along, (boxes[:, None, 2:] - start) / along
    enters = np.minimum(one, other).max(axis=2)
    leaves = np.maximum(one, other).min(axis=2)
    return np.asarray((np.maximum(enters, 0) < np.minimum(leaves, 1)))


def _cross(lines: Rows, others: Rows) -> npt.NDArray[np.bool_]:
    """Which lines (rows) cross which others (columns)."""

    def side(a: Rows, b: Rows, c: Rows) -> Rows:
        turn: Rows = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
            c[..., 0] - a[..., 0]
        )
        return turn

    a, b, c, d = lines[:, None, :2], lines[:, None, 2:], others[None, :, :2], others[None, :, 2:]
    apart = side(a, b, c) * side(a, b, d) < 0
    return np.asarray(apart & (side(c, d, a) * side(c, d, b) < 0))
