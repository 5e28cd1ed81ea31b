"""Cases of made-up companies whose true order of strength is known."""

from dataclasses import dataclass

import numpy as np

from krpia_graph.analyse import CaseTies
from krpia_graph.analyse.resampling import Intervals, bounds, intervals
from krpia_graph.kernels.csr import Numbers, Values
from krpia_graph.model.case import Case
from krpia_graph.model.centrality import Actor
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Resampling
from krpia_graph.pipeline import build

COMPANIES, PARTNERS = 20, 40
SKEW = 0.8  # the r-th of them is drawn r ** -SKEW times as often as the first
EXTRA = 0.25  # the chance of each of two further partners of a case


@dataclass(frozen=True, eq=False)
class Planted:
    """Cases that were drawn, and the true rank of each actor that is in one."""

    cases: CaseTies
    truth: Numbers

    def intervals(self, count: int) -> Intervals:
        """The intervals of the ranks by strength."""
        nothing: KnowledgeGraph = build()  # only the scheme "confidence" would ask it
        asked = Resampling(count, seed=7, measures=("strength",))
        return intervals(self.cases, nothing, asked)["strength"]


def planted(number: int, seed: int) -> Planted:
    """So many cases, each of a company with one to three partners, drawn by their true shares."""
    draw = np.random.default_rng(seed)
    lead_shares, partner_shares = _shares(COMPANIES), _shares(PARTNERS)
    entries: list[tuple[int, int, int, float]] = []
    for case in range(number):
        lead = int(draw.choice(COMPANIES, p=lead_shares))
        named = draw.choice(PARTNERS, 1 + draw.binomial(2, EXTRA), replace=False, p=partner_shares)
        entries += [(lead, COMPANIES + int(partner), case, 1 / len(named)) for partner in named]
    seen = sorted({end for a, b, _, _ in entries for end in (a, b)})
    place = {actor: n for n, actor in enumerate(seen)}
    pairs = sorted({(place[a], place[b]) for a, b, _, _ in entries})
    tie = {pair: n for n, pair in enumerate(pairs)}
    cases = CaseTies(
        actors=tuple(Actor(f"{actor:03}", "company", str(actor)) for actor in seen),
        cases=tuple(Case(f"{n:05}", "made-up", (), "", "", "", 0, 0) for n in range(number)),
        ends=np.array(pairs, dtype=np.int64),
        tie=np.array([tie[place[a], place[b]] for a, b, _, _ in entries], dtype=np.int64),
        case=np.array([case for _, _, case, _ in entries], dtype=np.int64),
        weights=np.array([weight for *_, weight in entries]),
        members=np.array(sorted({(place[end], c) for a, b, c, _ in entries for end in (a, b)})),
        lens=PLAIN,
    )
    return Planted(cases, bounds(_expected()[seen])[0])


def _shares(count: int) -> Values:
    shares: Values = (np.arange(1, count + 1) ** -SKEW).astype(np.float64)
    return shares / float(shares.sum())


def _expected() -> Values:
    """The strength that a case adds to each actor on average.

    A lead gains one unit from each of its cases. Of partners only the order counts: who is drawn more often
    gains more.
    """
    leads, partners = _shares(COMPANIES), _mean_gain()
    return np.concatenate((leads, partners))


def _mean_gain() -> Values:
    """What a case gives each partner: its share of one unit, on average over many cases."""
    draw, gained, many = np.random.default_rng(0), np.zeros(PARTNERS), 60_000
    keys = draw.exponential(1 / _shares(PARTNERS), (many, PARTNERS))  # the smallest k are drawn by shares
    order = np.argsort(keys, axis=1)[:, :3]
    sizes = 1 + draw.binomial(2, EXTRA, many)
    for rank in range(3):
        there = sizes > rank
        gained += np.bincount(order[there, rank], 1 / sizes[there], minlength=PARTNERS)
    return gained / many
