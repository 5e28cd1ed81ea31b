"""Names and what else is on a panel in, a place for each name that has room out, the key names first.

No name lies over another, over a disc, or over the border, nor nearer to another disc than to its own. One
stands beside its disc; where a key name has no room there it stands further off, with a line that leads to
it. Lengths are points, y upwards.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from krpia_graph.write.figure.crossings import Flags, Rows, crossing, distances, overlapping, passing, through
from krpia_graph.write.figure.sheet import Box, Disc
from krpia_graph.write.figure.spots import Choice, Label, Line, Placed, rounds

CLEAR = 0.8  # how much nearer to its own disc than to another a name must be
AIR = 0.4  # between a name with a leader and any disc
# What a place costs besides its own cost, in ties that a name may cover rather than be there.
FAINT_COST = 0.4  # a grey disc under the name
LINE_COST, DISC_COST = 0.3, 4.0  # a tie or a disc that its leader crosses
MOST_COVERED = 3.0  # a name that is no key name is rather left out


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

    def cheapest(self, choices: Sequence[Choice], bounds: Box) -> Placed | None:
        """The cheapest of the choices for one label that are free, the first of equal ones."""
        kept = self._free(choices, bounds)
        if not kept:
            return None
        cost = self._cost(kept).round(6)
        best = int(np.argmin(cost))
        first = kept[0].placed
        if not first.leader and not first.label.key and cost[best] > MOST_COVERED:
            return None
        return kept[best].placed

    def _free(self, choices: Sequence[Choice], bounds: Box) -> list[Choice]:
        """Those within the bounds that lie over no disc, name or leader, and whose leader crosses none."""
        boxes = np.array([choice.placed.box for choice in choices])
        free = (boxes[:, :2] >= bounds[:2]).all(axis=1) & (boxes[:, 2:] <= bounds[2:]).all(axis=1)
        free &= ~overlapping(boxes, self.names).any(axis=1) & ~through(boxes, self.leaders).any(axis=1)
        own = self.discs[[self.row[choices[0].placed.label.entity]]]
        gap = distances(boxes, own)
        least = np.full_like(gap, AIR) if choices[0].placed.leader else gap + CLEAR
        free &= gap[:, 0] >= 0
        free &= ~(distances(boxes, self._others(choices)) < least).any(axis=1)
        if choices[0].placed.leader:
            lines = _leaders(choices)
            free &= ~through(self.names, lines).any(axis=0) & ~crossing(lines, self.leaders).any(axis=1)
        return [choice for choice, is_free in zip(choices, free, strict=True) if is_free]

    def _cost(self, choices: Sequence[Choice]) -> Rows:
        """What each of the choices costs: its own cost, and what it covers."""
        boxes = np.array([choice.placed.box for choice in choices])
        near = overlapping(_hull(boxes)[None], _hulls(self.ties))[0]
        cost = np.array([choice.cost for choice in choices])
        cost += through(boxes, self.ties[near]).sum(axis=1)
        cost += (distances(boxes, self.discs[~self.lit]) < 0).sum(axis=1) * FAINT_COST
        if choices[0].placed.leader:
            lines = _leaders(choices)
            cost += crossing(lines, self.ties).sum(axis=1) * LINE_COST
            cost += passing(lines, self._others(choices)).sum(axis=1) * DISC_COST
        return cost

    def _others(self, choices: Sequence[Choice]) -> Rows:
        """The discs that are not the label's own and not faint."""
        others = self.lit.copy()
        others[self.row[choices[0].placed.label.entity]] = False
        return self.discs[others]


def _leaders(choices: Sequence[Choice]) -> Rows:
    return np.array([choice.placed.leader for choice in choices], dtype=np.float64)


def _hull(boxes: Rows) -> Rows:
    return np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))


def _hulls(lines: Rows) -> Rows:
    """The box around each line, a little wider than nothing."""
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    return np.hstack((low - 1e-6, high + 1e-6))


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
        for choices in rounds(label, discs[label.entity]):
            best = crowd.cheapest(choices, bounds)
            if best:
                placed.append(best)
                crowd.add(best)
                break
    return tuple(placed)
