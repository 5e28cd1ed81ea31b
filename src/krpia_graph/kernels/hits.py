"""Scores and which of them are hits in, how well the scores find the hits out."""

import numpy as np
import numpy.typing as npt

from krpia_graph.kernels.csr import Values

Mask = npt.NDArray[np.bool_]


def auc(scores: Values, hits: Mask) -> float:
    """The chance that a hit has a higher score than a miss, equal scores counting half: that of Mann-Whitney.

    NaN without a hit or without a miss.

    >>> auc(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, False, True, False]))
    0.875
    """
    found = int(hits.sum())
    missed = len(hits) - found
    if not (found and missed):
        return float("nan")
    misses = np.sort(scores[~hits])
    below, not_above = (np.searchsorted(misses, scores[hits], side).sum() for side in ("left", "right"))
    return float((below + not_above) / (2 * found * missed))


def precision(scores: Values, hits: Mask, count: int) -> float:
    """The share of hits among the `count` highest scores (all, where there are fewer); NaN without scores.

    Where equal scores stand across the last place, they share what places are left.

    >>> precision(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, False, True, False]), 2)
    0.75
    """
    count = min(count, len(scores))
    if not count:
        return float("nan")
    last = np.sort(scores)[-count]
    above, level = scores > last, scores == last
    places = count - int(above.sum())
    return float((hits[above].sum() + hits[level].sum() * places / level.sum()) / count)
