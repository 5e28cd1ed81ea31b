"""Chances of single tests in, out the same corrected for how many tests there are."""

from typing import Literal

import numpy as np

from krpia_graph.kernels.csr import Values

Correction = Literal["holm", "benjamini-hochberg"]


def corrected(chances: Values, method: Correction = "holm", tests: int | None = None) -> Values:
    """The corrected chances, at most 1, in the order given: those below a level are significant at it.

    "holm": at that level it is likely at most so much that any is there by chance, whatever depends on what.
    Holm 1979, "A simple sequentially rejective multiple test procedure". "benjamini-hochberg": at most that
    share of them is expected to be there by chance, if tests do not speak against one another. Benjamini &
    Hochberg 1995, "Controlling the false discovery rate: a practical and powerful approach to multiple
    testing". `tests`: how many there are, if more than given; the others have the chance 1. Raises ValueError
    for another method and for fewer tests than chances.
    """
    count = len(chances) if tests is None else tests
    if count < len(chances):
        raise ValueError(f"{len(chances)} chances out of {count} tests: there are at least as many tests")
    order = np.argsort(chances, kind="stable")
    rank = np.arange(len(chances))
    if method == "holm":
        ordered = np.maximum.accumulate((count - rank) * chances[order])
    elif method == "benjamini-hochberg":
        ordered = np.minimum.accumulate((count / (rank + 1) * chances[order])[::-1])[::-1]
    else:
        raise ValueError(f"{method!r} is no correction: holm or benjamini-hochberg")
    values = np.empty(len(chances))
    values[order] = np.minimum(1.0, ordered)
    return values
