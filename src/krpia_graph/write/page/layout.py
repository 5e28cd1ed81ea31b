"""Nodes and ties in, positions out: the same for the same graph, components apart, no disc over another."""

from collections.abc import Iterable, Mapping
from functools import cache

import networkx as nx
import numpy as np
import numpy.typing as npt

from krpia_graph.write.page.forces import force_layout
from krpia_graph.write.page.overlaps import apart
from krpia_graph.write.page.packing import packed
from krpia_graph.write.page.room import Name, Sheet, with_room
from krpia_graph.write.page.stress import stress_layout

Points = npt.NDArray[np.float64]  # one row (x, y) for each node
Numbers = npt.NDArray[np.float64]

EXACT_UP_TO = 300  # nodes of a component: distances as exact as may be; above that forces
EDGE_LENGTH = 80.0
LONGER_PER_TIE, LONGEST = 0.04, 3.0  # the lines of a hub are longer, for the room of its many leaves
DISC_GAP = 16.0
COMPONENT_GAP = 20.0
NAMES_AT_RIMS = 0.8  # of half their width
ROUNDING = 2.0  # places are whole units: two discs may come so much nearer by that
ASPECT = 1.25
FILL = 0.55  # of the sheet, what names and discs cover
NAMED_UP_TO = 2000  # nodes; above that names find room by chance, and as the reader comes nearer


def positions(
    radii: Mapping[str, float],
    ties: Iterable[tuple[str, str]],
    names: Mapping[str, Name] | None = None,
) -> dict[str, tuple[int, int]]:
    """A place for each node of `radii` (id -> radius), in whole units of the radii, centred on (0, 0).

    `names`: the name of each node, for which room is kept beside its disc up to `NAMED_UP_TO` nodes.
    Each component is laid out by itself, longest side level, and all are packed into a sheet about `ASPECT`
    times as wide as high. Ties whose ends are not in `radii` are ignored.
    """
    if not radii:
        return {}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(radii))
    graph.add_edges_from(
        sorted({(min(t), max(t)) for t in ties if t[0] != t[1] and t[0] in radii and t[1] in radii})
    )
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    nodes = [name for part in parts for name in part]
    index = {name: number for number, name in enumerate(nodes)}
    sheet = _sheet([radii[name] for name in nodes], [names[name] for name in nodes] if names else [])
    neighbours = [sorted(index[other] for other in graph[name]) for name in nodes]
    points = _packed(_components(parts, index, neighbours, sheet), sheet)
    points = _stretched(points, sheet)
    if names and len(nodes) <= NAMED_UP_TO:
        order = sorted(range(len(nodes)), key=lambda i: (-names[nodes[i]].importance, nodes[i]))
        points = with_room(np.rint(points), sheet, neighbours, order, DISC_GAP)
    points = _centred(apart(np.rint(points), sheet.radii, DISC_GAP + ROUNDING), sheet.radii)
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(nodes, points, strict=True)}


def _sheet(radii: list[float], names: list[Name]) -> Sheet:
    """The sheet, of the shape wanted and large enough for all discs and names."""
    discs = np.array(radii, dtype=np.float64)
    extents = np.array([(n.width, n.height) for n in names] or np.zeros((len(radii), 2)), dtype=np.float64)
    beside = np.minimum(np.array([n.radius for n in names] or radii, dtype=np.float64), discs)
    covered = 4 * (beside + DISC_GAP / 2) ** 2 + extents.prod(axis=1)
    half = np.sqrt(float(covered.sum()) / FILL * np.array([ASPECT, 1 / ASPECT])) / 2
    return Sheet(discs, extents, beside, half)


def _components(
    parts: list[list[str]], index: Mapping[str, int], neighbours: list[list[int]], sheet: Sheet
) -> list[Points]:
    """Each component by itself, without overlaps, its longest side level."""
    shape = cache(_shape)  # most small components are alike
    reach = _reach(sheet)
    placed = []
    for part in parts:
        first = index[part[0]]
        numbers = range(first, first + len(part))
        ties = tuple((a - first, b - first) for a in numbers for b in neighbours[a] if a < b)
        points, own = shape(len(part), ties), reach[first : first + len(part)]
        placed.append(apart(points, own, DISC_GAP) if len(part) <= NAMED_UP_TO else _evened(points, own))
    return placed


def _evened(points: Points, reach: Numbers) -> Points:
    """A large component, crowded in the middle, with as much room there as at the rim."""
    away = np.maximum(np.sqrt((points**2).sum(axis=1)), 1e-9)
    order = np.argsort(away, kind="stable")
    covered = np.cumsum((reach[order] + DISC_GAP) ** 2)
    evened = points.copy()
    evened[order] *= (np.sqrt(covered / FILL) / away[order])[:, None]
    return np.round(evened, 3)


def _shape(count: int, ties: tuple[tuple[int, int], ...]) -> Points:
    if not ties:
        return np.zeros((1, 2))
    ends = np.array(ties)
    degree = np.bincount(ends.ravel())
    longer = np.minimum(1 + LONGER_PER_TIE * np.maximum(degree[ends[:, 0]], degree[ends[:, 1]]), LONGEST)
    if count > EXACT_UP_TO:
        return np.round(_level(force_layout(count, ends, EDGE_LENGTH)), 3)
    return np.round(_level(stress_layout(count, ends, EDGE_LENGTH * longer)), 3)


def _reach(sheet: Sheet) -> Numbers:
    """Radii of circles that cover as much as each disc and, where room is kept for it, half of its name."""
    if len(sheet.radii) > NAMED_UP_TO:
        return sheet.radii
    reach: Numbers = np.sqrt(sheet.radii**2 + sheet.names.prod(axis=1) / (2 * np.pi))
    return reach


def _packed(parts: list[Points], sheet: Sheet) -> Points:
    """The components side by side, with some room for the names at their rims."""
    reach = np.maximum(sheet.radii, NAMES_AT_RIMS * sheet.names[:, 0] / 2)[:, None] + COMPONENT_GAP
    points = np.concatenate(parts)
    rooms = np.concatenate((points - reach, points + reach), axis=1)
    ends = np.cumsum([len(part) for part in parts])[:-1]
    moves = packed(np.split(rooms, ends), ASPECT)
    return np.concatenate([part + move for part, move in zip(parts, moves, strict=True)])


def _stretched(points: Points, sheet: Sheet) -> Points:
    """The points spread over the sheet."""
    points = _centred(points, sheet.radii)
    covered = (np.abs(points) + sheet.radii[:, None]).max(axis=0)
    stretched: Points = points * (sheet.half / covered)
    return stretched


def _level(points: Points) -> Points:
    """The points turned around their middle so that they spread most from left to right."""
    points = points - points.mean(axis=0)
    spread_x, spread_y = (points**2).sum(axis=0)
    angle = 0.5 * np.arctan2(2 * (points[:, 0] * points[:, 1]).sum(), spread_x - spread_y)
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.column_stack(
        (points[:, 0] * cosine + points[:, 1] * sine, points[:, 1] * cosine - points[:, 0] * sine)
    )


def _centred(points: Points, radii: Numbers) -> Points:
    """The points with the middle of the sheet that their discs cover at (0, 0)."""
    around = radii[:, None]
    middle: Points = points - ((points - around).min(axis=0) + (points + around).max(axis=0)) / 2
    return middle
