"""What cases add to ties in, the series that plots show out: by year, by type, by number of partners."""

import numpy as np

from krpia_graph.analyse.case_ties import CaseTies
from krpia_graph.analyse.mixing import mixing
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.weights import first_year
from krpia_graph.model.analysis import TypeMatrix, Year


def by_year(cases: CaseTies) -> tuple[Year, ...]:
    """Each year from the first to the last that a case begins in; cases without a year are in none."""
    begins = {row: year for row, case in enumerate(cases.cases) if (year := first_year(case)) is not None}
    if not begins:
        return ()
    rows = []
    known: set[tuple[int, int]] = set()
    for year in range(min(begins.values()), max(begins.values()) + 1):
        now = {row for row, first in begins.items() if first == year}
        upto = {row for row, first in begins.items() if first <= year}
        tied = _tied(cases, now)
        times = np.array([row in upto for row in range(len(cases.cases))], dtype=np.float64)
        named = {actor for actor, row in cases.members.tolist() if row in upto}
        main = len(cases.network(times).main)
        share = round(main / len(named), 9) if named else 0.0
        ids = tuple(cases.cases[row].id for row in sorted(now))
        rows.append(Year(year, ids, len(tied - known), len(tied & known), share))
        known |= tied
    return tuple(rows)


def _tied(cases: CaseTies, chosen: set[int]) -> set[tuple[int, int]]:
    entries = zip(cases.tie.tolist(), cases.case.tolist(), strict=True)
    return {(int(cases.ends[tie][0]), int(cases.ends[tie][1])) for tie, row in entries if row in chosen}


def between_types(network: Network) -> TypeMatrix:
    """How many ties there are between which types of actors."""
    types = tuple(sorted({actor.type for actor in network.actors}))
    place = {type_: number for number, type_ in enumerate(types)}
    counts = np.zeros((len(types), len(types)), dtype=np.int64)
    for row in mixing(network):
        if row.attribute == "type":
            counts[place[row.one], place[row.other]] = row.ties
    if not network.directed:
        counts = np.maximum(counts, counts.T)
    return TypeMatrix(types, tuple(tuple(row) for row in counts.tolist()))


def degrees(network: Network) -> tuple[tuple[int, int], ...]:
    """Each number of partners that there is, with how many actors have at least as many, ascending."""
    found = np.bincount(network.ends.ravel(), minlength=len(network))
    return tuple((int(k), int((found >= k).sum())) for k in np.unique(found) if k)
