"""Ties of one component in, places out whose distances are those along the ties, as nearly as may be.

Stress majorization (Gansner, Koren and North 2004, "Graph Drawing by Stress Majorization") with momentum.
Nothing is drawn by lot and no sum is left to threads, so that the places are the same on any machine. Time
and memory grow with the square of the nodes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Points = npt.NDArray[np.float64]  # one row (x, y) for each node
Pairs = npt.NDArray[np.int64]  # one row (node, node) for each pair
Lengths = npt.NDArray[np.float64]

STEPS = 600  # at most
STILL = 1e-5  # of the shortest distance wanted: nobody moves farther in a step any more


@dataclass(frozen=True)
class _Terms:
    """Pairs, how far apart each wants to be, and how much that counts."""

    pairs: Pairs
    lengths: Lengths
    weights: Lengths


def stress_layout(count: int, ties: Pairs, lengths: Lengths) -> Points:
    """Places of `count` nodes that the `ties` join to one component, each wanted as long as `lengths` says.

    In units of the lengths. The number of a node counts where the component is symmetric: give nodes in an
    order that does not depend on the input.
    """
    graph = csr_array((lengths, (ties[:, 0], ties[:, 1])), shape=(count, count))
    reach = dijkstra(graph, directed=False)
    start = _scaled(reach) + scattered(count) * float(lengths.mean()) / 10
    pairs = np.column_stack(np.triu_indices(count, 1))
    wanted = reach[pairs[:, 0], pairs[:, 1]]
    return _settled(start, _Terms(pairs, wanted, wanted**-2.0))


def _scaled(reach: Lengths) -> Points:
    """The plane that shows the distances best: classical scaling.

    The two leading directions are found by iteration from a fixed start: where a component is symmetric, a
    solver for eigenvectors may turn them as its machine likes.
    """
    squares = reach**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    centred /= max(float(np.abs(centred).max()), 1e-12)
    product = np.einsum("ni,nj->ij", centred, centred)
    plane = scattered(len(product))
    for _ in range(100):
        plane = np.einsum("ij,jk->ik", product, plane)
        plane[:, 0] /= max(float(np.sqrt((plane[:, 0] ** 2).sum())), 1e-12)
        plane[:, 1] -= plane[:, 0] * (plane[:, 0] * plane[:, 1]).sum()
        plane[:, 1] /= max(float(np.sqrt((plane[:, 1] ** 2).sum())), 1e-12)
    points: Points = np.einsum("ni,ik->nk", centred, plane)
    wanted = np.sqrt((reach**2).mean())
    shown = np.sqrt(2 * max(float((points**2).sum(axis=1).mean()), 1e-12))
    scaled: Points = points * (wanted / shown)
    return scaled


def scattered(count: int) -> Points:
    """Points all over the square from -1 to 1 that look drawn by lot and are not (Roberts 2018, R2)."""
    numbers = np.arange(1, count + 1, dtype=np.float64)
    return 2 * np.column_stack((numbers * 0.7548776662466927 % 1, numbers * 0.5698402909980532 % 1)) - 1


def _settled(points: Points, terms: _Terms) -> Points:
    """The points after so many steps that they stand still."""
    still = STILL * float(terms.lengths.min())
    before = points
    for step in range(STEPS):
        ahead = points + (points - before) * (step / (step + 3))  # Nesterov's momentum
        before, points = points, _step(ahead, terms)
        if float(np.abs(points - before).max()) < still:
            break
    return points


def _step(points: Points, terms: _Terms) -> Points:
    """Each node half the way to the middle of the places where its pairs want it, the heavier the nearer.

    Half, as all move at once: two that went the whole way for each other would change places for ever. Twice
    the weights bound the Laplacian of the pairs from above, so that the stress never grows.
    """
    first, second = terms.pairs[:, 0], terms.pairs[:, 1]
    count = len(points)
    weight = np.bincount(first, terms.weights, count) + np.bincount(second, terms.weights, count)
    apart = points[first] - points[second]
    distance = np.maximum(np.sqrt(apart[:, 0] ** 2 + apart[:, 1] ** 2), 1e-9)
    pull = terms.weights * (terms.lengths / distance - 1)
    moved = points.copy()
    for axis in (0, 1):
        force = pull * apart[:, axis]
        moved[:, axis] += (np.bincount(first, force, count) - np.bincount(second, force, count)) / (
            2 * weight
        )
    return moved
