"""The value of a figure and what chance gave instead in, how the two compare out."""

import numpy as np
from numpy.random import PCG64

from krpia_graph.analyse.figures import OfGroups
from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.model.portrait import Figure

QUANTILES = (0.05, 0.95)
_DIGITS = 9  # beyond it stands the arithmetic of the machine


def compared(name: str, value: float, by_chance: Values, signed: bool) -> Figure:
    """The figure beside its values in null networks, of which those that are NaN do not count.

    There is no ratio where the figure is `signed` or its mean is 0.
    """
    drawn = by_chance[~np.isnan(by_chance)]
    if np.isnan(value) or not len(drawn):
        return Figure(name, rounded(value))
    mean = float(drawn.mean())
    low, high = np.quantile(drawn, QUANTILES, method="inverted_cdf").tolist()
    ratio = value / mean if not signed and round(mean, _DIGITS) else np.nan
    return Figure(
        name,
        value=rounded(value),
        null=rounded(mean),
        low=rounded(low),
        high=rounded(high),
        ratio=rounded(ratio),
        p=share_as_far(value, drawn),
    )


def share_as_far(value: float, drawn: Values) -> float | None:
    """The share of the values drawn that are as far from their mean as this one, which counts as drawn.

    NaN does not count; None where nothing is left. Never 0, however few were drawn (Phipson & Smyth 2010,
    "Permutation P-values Should Never Be Zero").
    """
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return None
    mean = float(known.mean())
    far = np.round(np.abs(known - mean), _DIGITS) >= round(abs(value - mean), _DIGITS)
    return round((int(np.count_nonzero(far)) + 1) / (len(known) + 1), _DIGITS)


def permuted(graph: Csr, groups: Numbers, figure: OfGroups, count: int, seed: int) -> Values:
    """The figure for so many other distributions of the groups over the nodes whose group is known."""
    known, bits = np.flatnonzero(groups >= 0), PCG64(seed)
    found = np.full(count, np.nan)
    for each in range(count):
        other = groups.copy()
        other[known] = groups[known[np.argsort(bits.random_raw(len(known)), kind="stable")]]
        found[each] = figure(graph, other)
    return found


def rounded(value: float) -> float | None:
    """The value as it is given away; None where it is NaN."""
    return None if np.isnan(value) else round(float(value), _DIGITS) + 0.0
