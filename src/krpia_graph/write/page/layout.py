"""Nodes and ties in, positions out: the same for the same graph, components apart, no disc over another."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]  # one row (x, y) for each node
Radii = npt.NDArray[np.float64]

SEED = 20190517
EXACT_UP_TO = 300  # Kamada-Kawai spreads leaves best but is cubic; a spring layout takes over above it
EDGE_LENGTH = 120.0
LONGER_PER_TIE = 0.04  # the lines of a hub are longer, so that its many leaves have room around it
DISC_GAP = 16.0
COMPONENT_GAP = 70.0
GRID_CELL = (150.0, 60.0)
ASPECT = 1.3


def positions(radii: Mapping[str, float], ties: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each node of `radii` (id -> radius), in whole units of the radii, centred on (0, 0).

    Each component is laid out by itself, longest side level; nodes without ties stand in a grid. The parts
    are packed into a sheet about `ASPECT` times as wide as high, the largest first. Ties whose ends are not
    in `radii` are ignored.
    """
    if not radii:
        return {}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(radii))
    graph.add_edges_from(sorted({(a, b) for a, b in ties if a != b and a in radii and b in radii}))
    lonely = sorted(nx.isolates(graph))
    parts = [sorted(part) for part in nx.connected_components(graph) if len(part) > 1]
    parts.sort(key=lambda part: (-len(part), part[0]))
    drawn = [_component(graph.subgraph(part), part, np.array([radii[n] for n in part])) for part in parts]
    if lonely:
        parts.append(lonely)
        drawn.append(_grid(len(lonely)))
    places = _centred(np.concatenate(_packed(drawn)))
    names = [name for part in parts for name in part]
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, places, strict=True)}


def _grid(count: int) -> Points:
    columns = ceil((count * ASPECT * GRID_CELL[1] / GRID_CELL[0]) ** 0.5)
    numbers = np.arange(count)
    places: Points = np.column_stack((numbers % columns, numbers // columns)) * np.array(GRID_CELL)
    return places


def _component(graph: Any, nodes: list[str], radii: Radii) -> Points:
    """One component, its mean line `EDGE_LENGTH` long, without overlaps, its longest side level."""
    weighed = nx.Graph()
    weighed.add_nodes_from(nodes)
    for a, b in sorted(tuple(sorted(tie)) for tie in graph.edges):
        weighed.add_edge(a, b, weight=1 + max(graph.degree[a], graph.degree[b]) * LONGER_PER_TIE)
    if len(nodes) <= EXACT_UP_TO:
        placed = nx.kamada_kawai_layout(weighed)
    else:
        placed = nx.spring_layout(weighed, seed=SEED, k=2.0 / len(nodes) ** 0.5, iterations=60, weight=None)
    points: Points = np.array([placed[node] for node in nodes], dtype=np.float64)
    index = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(index[a], index[b]) for a, b in weighed.edges])
    length = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1).mean()
    points = _centred(points * (EDGE_LENGTH / max(float(length), 1e-9)))
    return _without_overlaps(_level(points), radii)


def _level(points: Points) -> Points:
    """The points turned around (0, 0) so that they spread most from left to right."""
    spread_x, spread_y = (points**2).sum(axis=0)
    angle = 0.5 * np.arctan2(2 * (points[:, 0] * points[:, 1]).sum(), spread_x - spread_y)
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.column_stack(
        (points[:, 0] * cosine + points[:, 1] * sine, points[:, 1] * cosine - points[:, 0] * sine)
    )


def _without_overlaps(points: Points, radii: Radii) -> Points:
    """Discs that come closer than `DISC_GAP` pushed apart, half the way each, until none does."""
    points = points + 0.01 * np.column_stack((np.sin(np.arange(len(points))), np.cos(np.arange(len(points)))))
    reach = 2 * float(radii.max()) + DISC_GAP
    for _ in range(300):
        pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
        first, second = pairs[:, 0], pairs[:, 1]
        apart = points[first] - points[second]
        distance = np.linalg.norm(apart, axis=1)
        missing = radii[first] + radii[second] + DISC_GAP - distance
        close = missing > 0.5
        if not close.any():
            break
        push = apart[close] * (0.51 * missing[close] / np.maximum(distance[close], 1e-6))[:, None]
        np.add.at(points, first[close], push)
        np.subtract.at(points, second[close], push)
    return points


def _packed(parts: list[Points]) -> list[Points]:
    """The parts moved beside and below one another, each to where the sheet grows least."""
    boxes = np.empty((0, 4))  # left, top, right, bottom
    moved = []
    for points in parts:
        size = np.ptp(points, axis=0) + COMPONENT_GAP
        corners = np.vstack(([[0.0, 0.0]], boxes[:, [2, 1]], boxes[:, [0, 3]]))
        ends = corners + size
        meets = (corners[:, None] < boxes[None, :, 2:] - 1e-6) & (boxes[None, :, :2] + 1e-6 < ends[:, None])
        free = ~meets.all(axis=2).any(axis=1)
        sheet = np.maximum(ends, boxes[:, 2:].max(axis=0, initial=0.0))
        cost = np.where(free, np.maximum(sheet[:, 0] / ASPECT, sheet[:, 1]), np.inf)
        best = int(np.argmin(cost.round(3)))
        boxes = np.vstack((boxes, [*corners[best], *ends[best]]))
        moved.append(points - points.min(axis=0) + corners[best])
    return moved


def _centred(points: Points) -> Points:
    middle: Points = points - (points.max(axis=0) + points.min(axis=0)) / 2
    return middle
