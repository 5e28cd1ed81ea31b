"""Places and sizes of names in, places at which nearly every name finds room beside its disc out.

One node after the other, the most important first, takes the free place that costs least: near where it
stood, at the same distance from its partners, with few ties that cross others. Free is a place where the disc
lies over nothing and the name, in one of the places around the disc that the page tries, lies over nothing.
The page sets names in the same order into the same places, so what finds room here finds it there.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]  # one row (x, y) for each node
Boxes = npt.NDArray[np.float64]  # rows (left, top, right, bottom)
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

STEP = 12.0  # between places tried, in units of the picture
RINGS = 26  # of places tried around where a node stood
TRIED = 48  # free places, the nearest, whose crossings are counted
CROSSING = 30.0  # units that a node would rather move than have a tie cross another
MARGIN = 60.0  # around the sheet, which names may use
PADDING = 5.0  # around discs, between a disc and its name
NOWHERE = np.array([np.inf, np.inf, -np.inf, -np.inf])


@dataclass(frozen=True, slots=True)
class Name:
    """What a name needs: its extent in units of the picture, at the scale at which it is to be read.

    `radius`: of the disc that it stands beside, as first drawn. `importance`: who finds room first.
    """

    width: float
    height: float
    radius: float
    importance: float


@dataclass(frozen=True)
class Sheet:
    """What is laid out, by the number of the node, in units of the picture."""

    radii: Numbers  # of the discs, which may not lie over one another
    names: Points  # width and height of each name
    beside: Numbers  # radius of the disc that the name stands beside, at most that in `radii`
    half: Numbers  # half the width and half the height of the sheet, around (0, 0)


def with_room(
    points: Points, sheet: Sheet, neighbours: list[list[int]], order: list[int], gap: float
) -> Points:
    """The points moved so that discs keep `gap` and, where a free place is near enough, names have room.

    `order`: all nodes, the most important first. A node that finds no place for its name within reach takes
    one for its disc; one that finds none for its disc stays, so discs may overlap where it is very crowded.
    """
    count = len(points)
    placed = points.copy()
    discs, shown, names = (np.tile(NOWHERE, (count, 1)) for _ in range(3))
    ties: list[Boxes] = [np.empty((0, 4))]
    done = np.zeros(count, dtype=np.bool_)
    for node in order:
        partners = [other for other in neighbours[node] if done[other]]
        moved = (placed[partners] - points[partners]).mean(axis=0) if partners else 0.0
        home = points[node] + moved
        tried = home + _RINGS
        lengths = _distances(points[partners], points[node])
        cost = _moving(tried, home, placed[partners], lengths).round(6)  # places alike cost alike
        radius, beside = float(sheet.radii[node]), float(sheet.beside[node])
        width, height = sheet.names[node]
        window = _around(home, RINGS * STEP + 2 * radius + gap + max(width, height))
        free = ~_hit(_around(tried, radius + gap), _within(discs, window))
        free &= ~_hit(_around(tried, beside + PADDING), _within(names, window))
        free &= (np.abs(tried) <= sheet.half - radius).all(axis=1)
        choice = np.flatnonzero(free)
        choice = choice[np.argsort(cost[choice], kind="stable")]
        obstacles = np.concatenate((_within(shown, window), _within(names, window)))
        rooms = _beside(beside, width, height)
        numbers, found = _named(tried[choice], rooms, obstacles, sheet.half + MARGIN)
        if len(numbers):
            near = choice[numbers]
            crossed = _crossings(tried[near], placed[partners], np.concatenate(ties))
            best = int(np.argmin(np.round(cost[near] + CROSSING * crossed, 6)))
            placed[node], names[node] = tried[near[best]], found[best]
        elif len(choice):
            placed[node] = tried[choice[0]]
        discs[node], shown[node] = _around(placed[node], radius), _around(placed[node], beside)
        done[node] = True
        ties.append(np.column_stack((np.tile(placed[node], (len(partners), 1)), placed[partners])))
    return placed


def _rings() -> Points:
    """The places tried, as moves: the middle, then rings of six, twelve, eighteen ..."""
    rings = [np.zeros((1, 2))]
    for ring in range(1, RINGS):
        angle = 2 * np.pi * (np.arange(6 * ring) / (6 * ring) + ring * 0.381966)
        rings.append(ring * STEP * np.column_stack((np.cos(angle), np.sin(angle))))
    places: Points = np.concatenate(rings)
    return places.round(6)


_RINGS = _rings()


def _distances(points: Points, point: Points) -> Numbers:
    distances: Numbers = np.sqrt(((points - point) ** 2).sum(axis=-1))
    return distances


def _moving(tried: Points, home: Points, partners: Points, lengths: Numbers) -> Numbers:
    """What each place costs: how far it lies from home, and from being as far from the partners as before."""
    away = _distances(tried, home)
    if not len(partners):
        return away
    apart = _distances(tried[:, None], partners)
    cost: Numbers = 0.5 * away + 0.5 * np.abs(apart - lengths).mean(axis=1)
    return cost


def _around(points: Points, reach: float) -> Boxes:
    return np.concatenate((points - reach, points + reach), axis=-1)


def _meet(a: Boxes, b: Boxes) -> Flags:
    across = np.logical_and(a[..., 0] < b[..., 2], b[..., 0] < a[..., 2])
    meet: Flags = np.logical_and(across, np.logical_and(a[..., 1] < b[..., 3], b[..., 1] < a[..., 3]))
    return meet


def _within(boxes: Boxes, window: Boxes) -> Boxes:
    return boxes[_meet(boxes, window)]


def _hit(boxes: Boxes, others: Boxes) -> Flags:
    """Which of the boxes lie over any of the others."""
    hit: Flags = np.logical_or.reduce(_meet(boxes[..., None, :], others), axis=-1)
    return hit


def _beside(radius: float, width: float, height: float) -> Boxes:
    """Where a name may stand around a disc at (0, 0), in the order in which the page tries."""
    reach = radius + PADDING
    corner = 0.7 * reach
    right, below = reach + PADDING, reach
    left = np.array([-width / 2, right, -right - width, -width / 2, *(corner, -corner - width) * 2])
    middle, above, raised = -height / 2, -below - height, -corner - height
    top = np.array([below, middle, middle, above, corner, corner, raised, raised])
    return np.column_stack((left, top, left + width, top + height))


def _named(places: Points, rooms: Boxes, obstacles: Boxes, half: Numbers) -> tuple[list[int], Boxes]:
    """The first of the places at which the name has room, by number, and the room it takes there."""
    numbers: list[int] = []
    found = [np.empty((0, 4))]
    for start in range(0, len(places), TRIED):
        boxes = np.tile(places[start : start + TRIED], 2)[:, None] + rooms
        free = ~_hit(boxes, obstacles) & (np.abs(boxes) <= np.tile(half, 2)).all(axis=2)
        has = np.flatnonzero(free.any(axis=1))
        numbers += (has + start).tolist()
        found.append(boxes[has, np.argmax(free[has], axis=1)])
        if len(numbers) >= TRIED:
            break
    return numbers, np.concatenate(found)


def _crossings(places: Points, partners: Points, ties: Boxes) -> Numbers:
    """How many of the ties each place would cross by its own ties to the partners."""
    crossed = np.zeros(len(places))
    here = places[:, None]
    for partner in partners:
        low, high = np.vstack((places, partner)).min(axis=0), np.vstack((places, partner)).max(axis=0)
        first, second = ties[:, :2], ties[:, 2:]
        near = (np.maximum(first, second) >= low) & (np.minimum(first, second) <= high)
        first, second = first[near.all(axis=1)], second[near.all(axis=1)]
        parted = _side(here, partner, first) * _side(here, partner, second) < 0
        crossed += (parted & (_side(first, second, here) * _side(first, second, partner) < 0)).sum(axis=1)
    return crossed


def _side(a: Points, b: Points, c: Points) -> Numbers:
    """Above zero where c lies on one side of the line from a to b, below on the other."""
    ahead, aside = b - a, c - a
    side: Numbers = ahead[..., 0] * aside[..., 1] - ahead[..., 1] * aside[..., 0]
    return side
