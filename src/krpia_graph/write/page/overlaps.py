"""Places of discs in, places at which no disc comes too near another out, moved as little as it takes."""

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]  # one row (x, y) for each disc
Radii = npt.NDArray[np.float64]

ROUNDS = 25  # of pushing; after them everything grows, so that it ends
GROWTH = 1.08
NEARLY = 0.5  # so much nearer than the gap is no overlap


def apart(points: Points, radii: Radii, gap: float) -> Points:
    """The discs with `gap` between them, less `NEARLY`: pushed apart, half the way each, until all are."""
    numbers = np.arange(len(points))
    points = points + 0.01 * np.column_stack((np.sin(numbers), np.cos(numbers)))  # two in one place part
    while True:
        for _ in range(ROUNDS):
            first, second, push = _pushes(points, radii, gap)
            if not len(first):
                return points
            for axis in (0, 1):
                moved = np.bincount(first, push[:, axis], len(points))
                points[:, axis] += moved - np.bincount(second, push[:, axis], len(points))
        points *= GROWTH


def _pushes(
    points: Points, radii: Radii, gap: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Points]:
    """The pairs that are too near, and by how much the first of each is to move; the second the other way."""
    pairs = (
        cKDTree(points)
        .query_pairs(2 * float(radii.max(initial=0)) + gap, output_type="ndarray")
        .astype(np.int64)
    )
    pairs = np.sort(pairs, axis=1)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]  # sums must not depend on how the tree was walked
    first, second = pairs[:, 0], pairs[:, 1]
    between = points[first] - points[second]
    distance = np.maximum(np.sqrt(between[:, 0] ** 2 + between[:, 1] ** 2), 1e-6)
    missing = radii[first] + radii[second] + gap - distance
    near = missing > NEARLY
    return first[near], second[near], between[near] * (0.51 * missing[near] / distance[near])[:, None]
