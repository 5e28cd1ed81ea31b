"""Cases of made-up actors, drawn so that it is known whether their ties can be predicted."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from krpia_graph.analyse import CaseTies
from krpia_graph.analyse.prediction import Mask
from krpia_graph.model.case import Case, Period
from krpia_graph.model.centrality import Actor
from krpia_graph.model.lens import PLAIN

YEARS = range(2015, 2021)


def drawn_pairs(actors: int, blocks: int, within: float, between: float, seed: int) -> list[tuple[int, ...]]:
    """A stochastic block model: pairs of one block are tied with one chance, others with another."""
    draw = np.random.default_rng(seed)
    return [
        (a, b)
        for a, b in combinations(range(actors), 2)
        if draw.random() < (within if a % blocks == b % blocks else between)
    ]


def drawn_groups(actors: int, size: int, count: int, seed: int) -> list[tuple[int, ...]]:
    """Groups drawn without regard to anything."""
    draw = np.random.default_rng(seed)
    return [tuple(sorted(draw.choice(actors, size, replace=False).tolist())) for _ in range(count)]


def cases_of(groups: Sequence[tuple[int, ...]], actors: int, seed: int = 1, dated: bool = True) -> CaseTies:
    """A case for each group, all of it tied, in a year that is drawn."""
    draw = np.random.default_rng(seed)
    years = draw.integers(YEARS.start, YEARS.stop, len(groups)).tolist()
    entries = sorted(
        (*pair, case, 1.0) for case, group in enumerate(groups) for pair in combinations(group, 2)
    )
    pairs = sorted({(a, b) for a, b, _, _ in entries})
    tie = {pair: n for n, pair in enumerate(pairs)}
    return CaseTies(
        actors=tuple(Actor(f"{actor:03}", "company", str(actor)) for actor in range(actors)),
        cases=tuple(case_of(f"{n:05}", years[n] if dated else None) for n in range(len(groups))),
        ends=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        tie=np.array([tie[a, b] for a, b, _, _ in entries], dtype=np.int64),
        case=np.array([case for _, _, case, _ in entries], dtype=np.int64),
        weights=np.array([weight for *_, weight in entries]),
        members=np.array(sorted((actor, case) for case, group in enumerate(groups) for actor in group)),
        lens=PLAIN,
    )


def case_of(name: str, year: int | None) -> Case:
    period = () if year is None else (Period(str(year), "", 0, 0, "made-up"),)
    return Case(name, "made-up", (), "", "", "", 0, 0, periods=period)


def all_pairs(cases: CaseTies) -> Mask:
    """Every pair may be tied."""
    found: Mask = np.triu(np.ones((len(cases.actors), len(cases.actors)), dtype=bool), 1)
    return found
