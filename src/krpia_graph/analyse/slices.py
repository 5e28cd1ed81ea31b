"""Ties by case in, portraits of the network in each year or window of years out."""

from collections.abc import Iterator
from math import inf

import numpy as np

from krpia_graph.analyse.case_ties import CaseTies, Mask
from krpia_graph.analyse.chance import rounded
from krpia_graph.analyse.figures import FIGURES, undirected
from krpia_graph.analyse.mixing import mixing
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.weights import first_year, last_year, spans
from krpia_graph.model.case import Case
from krpia_graph.model.edtf import Years
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.portrait import Figure, Portrait

SLICES = ("year", "window")


def slices(cases: CaseTies, by: str, window: int) -> Iterator[Portrait]:
    """The network by the end of each "year", from the first to the last in which a case begins, or in each
    "window" of so many years, side by side, of which the last ends with the last year that a case names.

    A case is in each window that one of its periods touches. Besides the figures of every portrait: `cases`;
    `new_ties`, those of cases that were in no slice before, between actors that were not tied in one;
    `repeated_ties`, those of such cases between actors that were (None where ties are derived from others).
    Raises UnknownNameError for another way, ValueError for a window of less than a year.
    """
    if by not in SLICES:
        raise UnknownNameError("way to cut time", by, SLICES)
    if window < 1:
        raise ValueError(f"a window of {window} years: give at least 1")
    before = np.zeros(len(cases.cases), dtype=bool)
    seen: set[tuple[str, str]] = set()
    for bounds in _bounds(cases, by, window):
        inside: Mask = np.array([_touches(case, bounds) for case in cases.cases], dtype=bool)
        network = _of(cases, inside)
        fresh, pairs = _pairs(_of(cases, inside & ~before)), _pairs(network)
        new = len(pairs - seen if cases.derive else fresh - seen)
        counts = (
            Figure("cases", float(np.count_nonzero(inside))),
            Figure("new_ties", float(new)),
            Figure("repeated_ties", None if cases.derive else float(len(fresh & seen))),
        )
        before, seen = before | inside, seen | pairs
        plain = undirected(network)
        figures = (Figure(name, rounded(kind.compute(plain))) for name, kind in FIGURES.items())
        yield Portrait(cases.lens.case_model, bounds, len(network), (*counts, *figures), mixing(network))


def _bounds(cases: CaseTies, by: str, window: int) -> list[Years]:
    starts = [year for case in cases.cases if (year := first_year(case)) is not None]
    latest = [year for case in cases.cases if (year := last_year(case)) is not None]
    if not latest:
        return []
    begun = starts or latest
    first, last = min(begun), max(begun if by == "year" else latest)
    asked = cases.lens.years or (None, None)
    first, last = max(first, asked[0] or first), min(last, asked[1] or last)
    if by == "year":
        return [(asked[0], year) for year in range(first, last + 1)]
    ends = range(last, first - 1, -window)
    return [(end - window + 1, end) for end in reversed(ends)]


def _touches(case: Case, bounds: Years) -> bool:
    """Whether a period of the case that names a year has one of these years."""
    first, last = (-inf if bounds[0] is None else bounds[0]), (inf if bounds[1] is None else bounds[1])
    return any(
        (inf if end is None else end) >= first and (-inf if start is None else start) <= last
        for start, end in spans(case)
        if (start, end) != (None, None)
    )


def _of(cases: CaseTies, inside: Mask) -> Network:
    """The network of these cases and of the actors in them."""
    network = cases.network(inside.astype(np.float64))
    there = {cases.actors[actor].id for actor in cases.members[inside[cases.members[:, 1]], 0].tolist()}
    return network.within(np.flatnonzero([actor.id in there for actor in network.actors]))


def _pairs(network: Network) -> set[tuple[str, str]]:
    ids = [actor.id for actor in network.actors]
    return {(ids[a], ids[b]) for a, b in network.ends.tolist()}
