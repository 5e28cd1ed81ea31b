"""Components as rooms in, how far each is moved out: beside one another, on a sheet of the shape asked for.

Each component covers cells of a grid; one after the other, the largest first, goes where the sheet grows
least, into a bay of those before it where it fits (Freivalds, Dogrusoz and Kikusts 2002, "Disconnected Graph
Layout and the Polyomino Packing Approach").
"""

from math import ceil, sqrt

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

Rooms = npt.NDArray[np.float64]  # one row (left, top, right, bottom) for each node
Cells = npt.NDArray[np.bool_]

MOST_CELLS = 20_000  # that all components cover together


def packed(components: list[Rooms], aspect: float) -> list[npt.NDArray[np.float64]]:
    """By how much (x, y) each component is moved so that no room of one lies in a room of another.

    `aspect`: width of the sheet over its height. The cost grows with the components times the cells.
    """
    areas = [float(np.prod(rooms[:, 2:] - rooms[:, :2], axis=1).sum()) for rooms in components]
    cell = max(sqrt(sum(areas) / MOST_CELLS), 1.0)
    shapes = [_cells(rooms, cell) for rooms in components]
    order = sorted(range(len(shapes)), key=lambda i: (-int(shapes[i].sum()), i))
    side = ceil(1.2 * sqrt(sum(shape.size for shape in shapes)) * max(aspect, 1 / aspect))
    side += 2 * max(max(shape.shape) for shape in shapes)
    taken = np.zeros((side, side), dtype=np.bool_)
    sheet = np.array([side // 2, side // 2, side // 2, side // 2])  # left, top, right, bottom
    moves = [np.zeros(2)] * len(components)
    for number in order:
        shape = shapes[number]
        x, y = _best(taken, shape, sheet, aspect)
        height, width = shape.shape
        taken[y : y + height, x : x + width] |= shape
        corner = np.array([x, y, x + width, y + height])
        sheet = np.concatenate((np.minimum(sheet, corner)[:2], np.maximum(sheet, corner)[2:]))
        moves[number] = np.array([x, y]) * cell - components[number][:, :2].min(axis=0)
    return moves


def _cells(rooms: Rooms, cell: float) -> Cells:
    """The cells that the rooms of a component touch."""
    inside = (rooms - np.tile(rooms[:, :2].min(axis=0), 2)) / cell
    first, last = np.floor(inside[:, :2]).astype(int), np.ceil(inside[:, 2:]).astype(int)
    width, height = last.max(axis=0)
    cells = np.zeros((height, width), dtype=np.bool_)
    for (left, top), (right, bottom) in zip(first, last, strict=True):
        cells[top:bottom, left:right] = True
    return cells


def _best(taken: Cells, shape: Cells, sheet: npt.NDArray[np.int64], aspect: float) -> tuple[int, int]:
    """Where the shape fits and the sheet grows least; of several such places the nearest to its middle."""
    height, width = shape.shape
    reach = max(height, width) + 1
    left, top = np.maximum(sheet[:2] - reach, 0)
    window = taken[top : sheet[3] + reach, left : sheet[2] + reach]
    covered = fftconvolve(window.astype(np.float64), shape[::-1, ::-1].astype(np.float64), mode="valid")
    y, x = np.nonzero(covered < 0.5)
    x, y = x + left, y + top
    across = np.maximum(sheet[2], x + width) - np.minimum(sheet[0], x)
    down = np.maximum(sheet[3], y + height) - np.minimum(sheet[1], y)
    off_x = np.abs(2 * x + width - sheet[0] - sheet[2]) / aspect
    off_y = np.abs(2 * y + height - sheet[1] - sheet[3])
    best = np.lexsort(
        (x, y, np.round(np.maximum(off_x, off_y), 6), np.round(np.maximum(across / aspect, down), 6))
    )[0]
    return int(x[best]), int(y[best])
