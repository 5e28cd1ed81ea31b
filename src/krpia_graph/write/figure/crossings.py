"""Boxes, lines and discs in, which of them meet out: every row of the one against every row of the other.

A box is (left, bottom, right, top), a line (x0, y0, x1, y1), a disc (x, y, radius); all in the same unit.
"""

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def overlapping(boxes: Rows, others: Rows) -> Flags:
    """Which boxes (rows) lie over which others (columns)."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return np.asarray((low < high).all(axis=2))


def distances(boxes: Rows, discs: Rows) -> Rows:
    """From each box (row) to the border of each disc (column); negative where they lie over each other."""
    middles = discs[None, :, :2]
    nearest = np.clip(middles, boxes[:, None, :2], boxes[:, None, 2:])
    gaps: Rows = np.sqrt(((nearest - middles) ** 2).sum(axis=2)) - discs[None, :, 2]
    return gaps


def through(boxes: Rows, lines: Rows) -> Flags:
    """Which boxes (rows) have which lines (columns) running through them."""
    start = lines[None, :, :2]
    along = (lines[:, 2:] - lines[:, :2])[None]
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    one, other = (boxes[:, None, :2] - start) / along, (boxes[:, None, 2:] - start) / along
    enters, leaves = np.minimum(one, other).max(axis=2), np.maximum(one, other).min(axis=2)
    return np.asarray(np.maximum(enters, 0) < np.minimum(leaves, 1))


def passing(lines: Rows, discs: Rows) -> Flags:
    """Which lines (rows) run over which discs (columns)."""
    start, along = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    way = discs[None, :, :2] - start
    share = np.clip((way * along).sum(axis=2) / np.maximum((along**2).sum(axis=2), 1e-12), 0, 1)
    return np.asarray(((way - share[:, :, None] * along) ** 2).sum(axis=2) < discs[None, :, 2] ** 2)


def crossing(lines: Rows, others: Rows) -> Flags:
    """Which lines (rows) cross which others (columns)."""
    a, b, c, d = lines[:, None, :2], lines[:, None, 2:], others[None, :, :2], others[None, :, 2:]
    apart = _side(a, b, c) * _side(a, b, d) < 0
    return np.asarray(apart & (_side(c, d, a) * _side(c, d, b) < 0))


def _side(a: Rows, b: Rows, c: Rows) -> Rows:
    """On which side of the line from a to b the point c is: positive on the left."""
    across: Rows = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1])
    up: Rows = (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
    return across - up
