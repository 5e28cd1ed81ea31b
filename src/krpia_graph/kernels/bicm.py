"""The degrees of a two-mode network in, out how likely each tie is if nothing but the degrees is known.

The bipartite configuration model: of all chances with which every row and every column has its degree on
average, those of the largest entropy. Saracco, Di Clemente, Gabrielli & Squartini 2015, "Randomizing
bipartite networks: the case of the World Trade Web".
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from krpia_graph.kernels.csr import ConvergenceError, Numbers, Values

STEPS = 200
NEAR = 1e-9  # to which the degrees are met, in relation to the degree
SMALLEST = 2.0**-20  # part of a step of Newton's that is tried before giving up


@dataclass(frozen=True, eq=False)
class Chances:
    """The chance of each tie; rows of one degree are alike, and columns: `table[rows[i], columns[j]]`."""

    rows: Numbers  # the class of each row
    columns: Numbers
    table: Values  # classes of rows x classes of columns, each from 0 to 1
    row_sizes: Numbers  # how many rows there are of each class
    column_sizes: Numbers


def bicm(row_degrees: Numbers, column_degrees: Numbers) -> Chances:
    """The chances p_ij = x_i y_j / (1 + x_i y_j) that have the given degrees as their sums, to 1e-9 of each.

    Rows and columns without ties, or tied to all that is left, have chances of 0 and 1. Raises ValueError or
    ConvergenceError for degrees that no network can have, the first where that shows before the search.
    """
    degrees = np.asarray(row_degrees, dtype=np.int64), np.asarray(column_degrees, dtype=np.int64)
    if degrees[0].sum() != degrees[1].sum():
        raise ValueError(
            f"rows have {degrees[0].sum()} ties and columns {degrees[1].sum()}: they are the same"
        )
    for side, other in (degrees, degrees[::-1]):
        if len(side) and not (side.min() >= 0 and side.max() <= len(other)):
            raise ValueError(f"a degree is not among 0 to {len(other)}")
    (of_row, rows, row_sizes), (of_column, columns, column_sizes) = (
        np.unique(side, return_inverse=True, return_counts=True) for side in degrees
    )
    table = np.zeros((len(of_row), len(of_column)))
    left = of_row.astype(np.float64), of_column.astype(np.float64)
    inner = _settle(table, left, (row_sizes, column_sizes))
    if len(inner[0]):
        table[np.ix_(*inner)] = _solve(
            left[0][inner[0]], left[1][inner[1]], row_sizes[inner[0]], column_sizes[inner[1]]
        )
    return Chances(rows, columns, table, row_sizes, column_sizes)


def _settle(
    table: Values, left: tuple[Values, Values], sizes: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Write the chances of classes that have no ties left, or all; the classes that remain, rows and columns.

    `left` is reduced to what each class has to have among the others.
    """
    remain = [np.arange(len(side)) for side in left]
    changed = True
    while changed:
        changed = False
        for side in (0, 1):
            other = 1 - side
            width = int(sizes[other][remain[other]].sum())
            degrees = left[side][remain[side]]
            if ((degrees < 0) | (degrees > width)).any():
                raise ValueError(
                    "no network has these degrees: what is left is less than none or more than all"
                )
            for chance, degree in ((0.0, 0), (1.0, width)):
                fixed = remain[side][left[side][remain[side]] == degree]
                if not len(fixed):
                    continue
                changed = True
                place = np.ix_(fixed, remain[other]) if side == 0 else np.ix_(remain[other], fixed)
                table[place] = chance
                left[other][remain[other]] -= chance * sizes[side][fixed].sum()
                remain[side] = np.setdiff1d(remain[side], fixed)
    if not len(remain[0]) or not len(remain[1]):
        return remain[0][:0], remain[1][:0]
    return remain[0], remain[1]


def _solve(rows: Values, columns: Values, row_sizes: Numbers, column_sizes: Numbers) -> Values:
    """The chances between classes of the degrees `rows` and `columns`: Newton's method on the likelihood.

    In the logarithms of x and y the likelihood is concave; as x can be made larger and all y smaller without
    a change, the last y stays as it is.
    """
    ties = float(rows @ row_sizes)
    x = np.log(rows) - np.log(ties) / 2
    y = np.log(columns) - np.log(ties) / 2
    wanted = np.concatenate((rows * row_sizes, columns * column_sizes))
    near = NEAR * np.maximum(1.0, np.concatenate((rows, columns)))
    sizes = np.concatenate((row_sizes, column_sizes))
    pairs = np.outer(row_sizes, column_sizes)

    def likelihood(x: Values, y: Values) -> float:
        return float(wanted @ np.concatenate((x, y)) - (pairs * np.logaddexp(0.0, np.add.outer(x, y))).sum())

    best = likelihood(x, y)
    for _ in range(STEPS):
        chances: Values = expit(np.add.outer(x, y))
        expected = pairs * chances
        missing = wanted - np.concatenate((expected.sum(axis=1), expected.sum(axis=0)))
        if (np.abs(missing) <= near * sizes).all():
            return chances
        spread = expected * (1 - chances)
        curvature = np.block(
            [[np.diag(spread.sum(axis=1)), spread], [spread.T, np.diag(spread.sum(axis=0))]]
        )[:-1, :-1]
        curvature[np.diag_indices_from(curvature)] *= 1 + 1e-12
        step = np.append(np.linalg.solve(curvature, missing[:-1]), 0.0)
        part = 1.0
        while part > SMALLEST:
            moved = x + part * step[: len(x)], y + part * step[len(x) :]
            reached = likelihood(*moved)
            if reached >= best - abs(best) * 1e-14:
                break
            part /= 2
        else:
            break
        (x, y), best = moved, reached
    raise ConvergenceError(STEPS)
