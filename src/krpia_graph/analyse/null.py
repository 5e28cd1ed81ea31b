"""Ties by case in, networks out that chance alone would make of cases of the same shape.

Each case is a table with seats, and a case model says which seats face each other. In a null network the
seats stay and the actors change them: everyone sits at as many tables as before, every table has as many
seats, and leads sit on seats of leads, others on those of others. What a null network shares with the real
one is due to this shape alone (Newman, Strogatz & Watts 2001, "Random graphs with arbitrary degree
distributions and their applications"; Latapy, Magnien & Del Vecchio 2008, "Basic notions for the analysis of
large two-mode networks").

Where a company stands apart from its affiliates (level "legal"), chance may tie two
of one group; no case does.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.random import PCG64

from krpia_graph.analyse.case_ties import CaseTies
from krpia_graph.analyse.figures import summed
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.projections import GLOBAL
from krpia_graph.kernels.csr import Numbers
from krpia_graph.kernels.curveball import reseated
from krpia_graph.model.case import Argument
from krpia_graph.model.dealings import leads
from krpia_graph.model.vocabulary import Role

ROUNDS = 100  # of trades; of the seed page no figure moves after 50 by more than its own error


def _one_side(_: Argument) -> str:
    return ""


def _of_type(type_: str) -> Callable[[Argument], str]:
    return lambda argument: type_ if argument.type == type_ else ""


_SIDES: dict[str, Callable[[Argument], str]] = {
    **dict.fromkeys(("bipartite", "companies", "backbone"), _of_type(GLOBAL)),
    "drugs": _of_type("drug"),
    "directed": lambda argument: argument.role if argument.role in ("licensor", "licensee") else "",
}
"""By projection what, besides leading, keeps an actor from a seat: only so a tie joins what it has to."""


def strata(cases: CaseTies, roles: Mapping[str, Role]) -> Numbers:
    """For each row of `cases.members` the number of its stratum: seats that actors may exchange."""
    side = _SIDES.get(cases.lens.projection, _one_side)
    keys: list[tuple[bool, tuple[str, ...]]] = []
    heads = [{lead.entity for lead in leads(case, roles)} for case in cases.cases]
    for actor, row in cases.members.tolist():
        mine, case = set(cases.actors[actor].members), cases.cases[row]
        sides = sorted({side(a) for a in case.arguments if a.entity in mine})
        keys.append((bool(mine & heads[row]), tuple(sides)))
    number = {key: n for n, key in enumerate(sorted(set(keys)))}
    return np.array([number[key] for key in keys], dtype=np.int64)


def seatings(cases: CaseTies, roles: Mapping[str, Role], count: int, seed: int) -> Iterator[Numbers]:
    """So many times: the actor on the seat of each row of `cases.members`; the same for every case model."""
    kinds = strata(cases, roles)
    for each in PCG64(seed).random_raw(count).tolist():
        yield reseated(cases.members, kinds, each, ROUNDS)


def seats(cases: CaseTies) -> Numbers:
    """For each entry of `cases.tie` the two rows of `cases.members` that it ties."""
    width = max(1, len(cases.cases))
    key = cases.members[:, 0] * width + cases.members[:, 1]  # ascending, as the members are
    asked = cases.ends[cases.tie] * width + cases.case[:, np.newaxis]
    found: Numbers = np.searchsorted(key, asked)
    return found


def null_networks(cases: CaseTies) -> Callable[[Numbers], Network]:
    """What gives the undirected network when the actors sit so, one of `seatings`."""
    tied = seats(cases)
    plain = replace(cases, directed=False, derive=None).network()

    def seated(seating: Numbers) -> Network:
        made = summed(plain, seating[tied], cases.weights)
        return cases.derive(made) if cases.derive else made

    return seated
