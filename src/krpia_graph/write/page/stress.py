"""Ties of one component in, places out whose distances are those along the ties, as nearly as may be.

Stress majorization. Up to `EXACT_UP_TO` nodes every pair has a term; above that the pairs that are tied, the
pairs of every node and some pivots, and whatever two untied nodes come too close: a sparse stress model
(Ortmann, Klimenta and Brandes 2016, "A Sparse Stress Model"). Nothing is drawn by lot and no sum is left to
threads, so that the places are the same on any machine.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]  # one row (x, y) for each node
Pairs = npt.NDArray[np.int64]  # one row (node, node) for each pair
Lengths = npt.NDArray[np.float64]

EXACT_UP_TO = 300
PIVOTS = 64
STEPS, STEPS_OF_SPARSE = 600, 90
STILL = 1e-5  # of the mean length of a tie: nobody moves farther in a step any more
UNTIED = 1.2  # mean lengths of a tie: nearer than this no two nodes may be that are not tied
NEAR_FROM, NEAR_RENEWED = 40, 10  # steps


@dataclass(frozen=True)
class _Terms:
    """Pairs, how far apart each wants to be, and how much that counts."""

    pairs: Pairs
    lengths: Lengths
    weights: Lengths

    def __add__(self, other: "_Terms") -> "_Terms":
        return _Terms(
            np.concatenate((self.pairs, other.pairs)),
            np.concatenate((self.lengths, other.lengths)),
            np.concatenate((self.weights, other.weights)),
        )


def stress_layout(count: int, ties: Pairs, lengths: Lengths) -> Points:
    """Places of `count` nodes that the `ties` join to one component, each wanted as long as `lengths` says.

    In units of the lengths. The number of a node counts where the component is symmetric: give nodes in an
    order that does not depend on the input.
    """
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:  # each would go the whole way that the other goes too, and neither would ever rest
        return np.array([[-0.5, 0.0], [0.5, 0.0]]) * float(lengths[0])
    graph = csr_array((lengths, (ties[:, 0], ties[:, 1])), shape=(count, count))
    pivots, reach = _pivots(graph, count)
    points = _scaled(reach) + _scatter(count) * float(lengths.mean()) / 10
    if count <= EXACT_UP_TO:
        pairs = np.column_stack(np.triu_indices(count, 1))
        wanted = reach[pairs[:, 0], pairs[:, 1]]
        return _settled(points, _Terms(pairs, wanted, wanted**-2.0))
    terms = _Terms(ties, lengths, lengths**-2.0) + _pivot_terms(pivots, reach)
    return _settled_apart(points, terms, ties, float(lengths.mean()))


def _pivots(graph: csr_array, count: int) -> tuple[list[int], Lengths]:
    """Nodes far from one another, and the distance along the ties of each node from each of them."""
    if count <= EXACT_UP_TO:
        return list(range(count)), dijkstra(graph, directed=False)
    pivots, rows = [0], [dijkstra(graph, directed=False, indices=0)]
    nearest = rows[0]
    while len(pivots) < PIVOTS:  # count > EXACT_UP_TO > PIVOTS, so that there is always another
        pivots.append(int(np.argmax(nearest)))
        rows.append(dijkstra(graph, directed=False, indices=pivots[-1]))
        nearest = np.minimum(nearest, rows[-1])
    return pivots, np.column_stack(rows)


def _scaled(reach: Lengths) -> Points:
    """The plane that shows the distances from the pivots best (Brandes and Pich 2007, "Eigensolver Methods").

    The two leading directions are found by iteration from a fixed start: where a component is symmetric, a
    solver for eigenvectors may turn them as its machine likes.
    """
    squares = reach**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    centred /= max(float(np.abs(centred).max()), 1e-12)
    product = np.einsum("ni,nj->ij", centred, centred)
    plane = _scatter(len(product))
    for _ in range(100):
        plane = np.einsum("ij,jk->ik", product, plane)
        plane[:, 0] /= max(float(np.sqrt((plane[:, 0] ** 2).sum())), 1e-12)
        plane[:, 1] -= plane[:, 0] * (plane[:, 0] * plane[:, 1]).sum()
        plane[:, 1] /= max(float(np.sqrt((plane[:, 1] ** 2).sum())), 1e-12)
    points: Points = np.einsum("ni,ik->nk", centred, plane)
    wanted = np.sqrt((reach**2).mean())
    pivots_apart = np.sqrt(2 * max(float((points**2).sum(axis=1).mean()), 1e-12))
    scaled: Points = points * (wanted / pivots_apart)
    return scaled


def _scatter(count: int) -> Points:
    """Points all over the square from -1 to 1 that look drawn by lot and are not (Roberts 2018, R2)."""
    numbers = np.arange(1, count + 1, dtype=np.float64)
    return 2 * np.column_stack((numbers * 0.7548776662466927 % 1, numbers * 0.5698402909980532 % 1)) - 1


def _pivot_terms(pivots: list[int], reach: Lengths) -> _Terms:
    """Each pivot pulls at every node, in place of the nodes around it that are at most half as far off."""
    region = np.argmin(reach, axis=1)
    pairs, lengths, weights = [], [], []
    for number, pivot in enumerate(pivots):
        around = np.sort(reach[region == number, number])
        away = np.flatnonzero(reach[:, number] > 0)
        distance = reach[away, number]
        stands_for = np.maximum(np.searchsorted(around, distance / 2, side="right"), 1)
        pairs.append(np.column_stack((away, np.full(len(away), pivot))))
        lengths.append(distance)
        weights.append(stands_for / distance**2)
    return _Terms(np.concatenate(pairs), np.concatenate(lengths), np.concatenate(weights))


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


def _settled_apart(points: Points, terms: _Terms, ties: Pairs, tie: float) -> Points:
    """The same, while untied nodes that come near push each other away."""
    ties = np.sort(ties, axis=1)
    tied = ties[:, 0] * len(points) + ties[:, 1]
    before, near = points, terms
    for step in range(STEPS_OF_SPARSE):
        if step >= NEAR_FROM and step % NEAR_RENEWED == 0:
            share = float(np.sqrt(np.ptp(points, axis=0).prod() / len(points)))
            near = terms + _too_near(points, tied, min(UNTIED * tie, share))
        ahead = points + (points - before) * 0.7
        before, points = points, _step(ahead, near)
    return points


def _too_near(points: Points, tied: npt.NDArray[np.int64], distance: float) -> _Terms:
    pairs = cKDTree(points).query_pairs(distance, output_type="ndarray").astype(np.int64)
    pairs.sort(axis=1)
    key = pairs[:, 0] * len(points) + pairs[:, 1]
    order = np.argsort(key)
    pairs = pairs[order][~np.isin(key[order], tied)]
    lengths = np.full(len(pairs), distance)
    return _Terms(pairs, lengths, lengths**-2.0)


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
