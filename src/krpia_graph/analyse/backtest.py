"""A knowledge graph in, how well predicted ties come true out: for later ties, and for some left out.

What is held out are cases, never ties alone: the other ties of a case that names a whole consortium would
give away the one that is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from krpia_graph.analyse.case_ties import CaseTies
from krpia_graph.analyse.prediction import PREDICTORS, Mask, open_pairs, pair_scores, predictable, tied
from krpia_graph.analyse.weights import first_year
from krpia_graph.kernels.csr import Csr, Numbers, Values
from krpia_graph.kernels.hits import auc, precision
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.model.prediction import CHANCE, BackTest, Outcome, Trial

LEAST = 5  # pairs held out, below which a figure would say nothing
SHARE = 0.10  # of the ties, how many are left out
COVERED = 0.90  # of the repeats, how many an interval holds
TOP = 10
EVERY_PAIR = "every pair is tied: there is none to tell them from"
SEED = 20190517


@dataclass(frozen=True, eq=False)
class _Split:
    """What is known, as a network and as pairs that are scored, and which of these were held out."""

    network: Csr
    candidates: Mask
    held: Mask

    @property
    def hits(self) -> Mask:
        found: Mask = self.held[self.candidates]
        return found


def backtest(
    graph: KnowledgeGraph,
    lens: Lens = PLAIN,
    across: bool = False,
    after: int | None = None,
    repeats: int = 50,
    seed: int = SEED,
) -> BackTest:
    """How well every method of `predict` tells held-out ties from pairs that are not tied, beside chance.

    Later ties: the cases that begin up to the year `after` are known, the pairs held out are those first tied
    by a later one, both ends being named before. Cases without a date are left out, and so are pairs that
    they tie. By default `after` is the last year after which there are `LEAST` such pairs.
    Left out: cases are taken away in random order until a tenth of the ties is gone, `repeats` times.
    A trial with fewer than `LEAST` pairs is refused in words. A method beats chance where it does better than
    95 % of random scores (later ties), or than a score of one half in 95 % of the repeats (left out).
    The same seed gives the same figures. Raises as `predict` does.
    """
    cases = predictable(graph, lens)
    open_ = open_pairs(graph, cases, across)
    return BackTest(
        later_ties(cases, open_, after, repeats, seed), ties_left_out(cases, open_, repeats, seed), lens, seed
    )


def later_ties(
    cases: CaseTies, open_: Mask, after: int | None = None, repeats: int = 50, seed: int = SEED
) -> Trial:
    """The trial of ties that came later, of the `open_` pairs: see `backtest`."""
    found = [np.nan if (year := first_year(case)) is None else year for case in cases.cases]
    begun: Values = np.array(found, dtype=np.float64)
    years = np.unique(begun[np.isfinite(begun)]).astype(np.int64).tolist()
    asked = years[:-1] if after is None else [after]
    splits = {year: _known_until(cases, open_, begun, year) for year in asked}
    enough = [year for year, split in splits.items() if split.hits.sum() >= LEAST]
    if not enough:
        return Trial("later ties", 0, 0, 0, refusal=_too_few(splits, begun))
    split = splits[max(enough)]
    hits, way = split.hits, f"ties first made after {max(enough)}"
    if hits.all():
        return Trial(way, len(hits), len(hits), 0, refusal=EVERY_PAIR)
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = np.array([_figures(generator.random(len(hits)), hits) for _ in range(repeats)])
    chance, luck = _outcome(CHANCE, drawn), float(_interval(drawn)[1])
    outcomes = []
    for method in PREDICTORS:
        area, best_ten = _figures(pair_scores(method, split.network, split.candidates), hits)
        outcomes.append(Outcome(method, round(area, 3), None, None, round(best_ten, 3), area > luck))
    return Trial(way, int(hits.sum()), len(hits), 1, (*outcomes, chance))


def _too_few(splits: Mapping[int, _Split], begun: Values) -> str:
    """Why no year will do, with the figures of the one that comes nearest."""
    told = f"{np.isfinite(begun).sum()} of {len(begun)} cases have a date"
    if not splits:
        return f"too few dated cases: {told}"
    held, year = max((int(split.hits.sum()), year) for year, split in splits.items())
    ties = f"{held} new tie{'' if held == 1 else 's'}"
    return (
        f"too few dated cases: {ties} after {year} between actors named before, {LEAST} are needed ({told})"
    )


def _known_until(cases: CaseTies, open_: Mask, begun: Values, year: int) -> _Split:
    early = begun <= year  # not so of those without a date
    named = np.zeros(len(cases.actors), dtype=bool)
    named[cases.members[early[cases.members[:, 1]], 0]] = True
    before, undated = (_any_case(cases, chosen) for chosen in (early, np.isnan(begun)))
    candidates = open_ & named[:, None] & named & ~tied(cases, before | undated)
    network = cases.network(early.astype(np.float64)).csr
    return _Split(network, candidates, tied(cases, ~before & ~undated) & candidates)


def ties_left_out(cases: CaseTies, open_: Mask, repeats: int = 50, seed: int = SEED) -> Trial:
    """The trial of ties that are left out at random, of the `open_` pairs: see `backtest`."""
    asked = _are(open_, cases)
    ties = int(asked.sum())
    count, way = int(np.ceil(SHARE * ties)), f"{SHARE:.0%} of the ties left out"
    if count < LEAST:
        return Trial(way, 0, 0, 0, refusal=f"too few ties: {SHARE:.0%} of {ties} are not {LEAST}")
    if ties == open_.sum():
        return Trial(way, 0, 0, 0, refusal=EVERY_PAIR)
    figures: dict[str, list[tuple[float, float]]] = {method: [] for method in (*PREDICTORS, CHANCE)}
    sizes = []
    for generator, split in _splits(cases, open_, asked, count, repeats, seed):
        hits = split.hits
        sizes.append((hits.sum(), len(hits)))
        for method in PREDICTORS:
            figures[method].append(_figures(pair_scores(method, split.network, split.candidates), hits))
        figures[CHANCE].append(_figures(generator.random(len(hits)), hits))
    held, candidates = np.mean(sizes, axis=0).tolist()
    outcomes = [_outcome(method, np.array(found)) for method, found in figures.items()]
    return Trial(way, round(held, 1), round(candidates, 1), repeats, tuple(outcomes))


def _splits(
    cases: CaseTies, open_: Mask, asked: Mask, count: int, repeats: int, seed: int
) -> Iterator[tuple[np.random.Generator, _Split]]:
    """Cases taken away in random order until `count` of the ties that are `asked` for are gone."""
    for turn in range(repeats):
        generator = np.random.Generator(np.random.PCG64([seed, turn]))
        gone_at: Numbers = generator.permutation(len(cases.cases))
        lost_at = np.zeros(len(cases.ends), dtype=np.int64)  # when the last case of each tie goes
        np.maximum.at(lost_at, cases.tie, gone_at[cases.case])
        last = np.partition(lost_at[asked], count - 1)[count - 1]
        kept = gone_at > last
        left = _any_case(cases, kept)
        candidates = open_ & ~tied(cases, left)
        network = cases.network(kept.astype(np.float64)).csr
        yield generator, _Split(network, candidates, tied(cases, ~left) & candidates)


def _are(pairs: Mask, cases: CaseTies) -> Mask:
    """Which ties are among the pairs."""
    found: Mask = pairs[np.minimum(*cases.ends.T), np.maximum(*cases.ends.T)]
    return found


def _any_case(cases: CaseTies, chosen: Mask) -> Mask:
    """Which ties rest on any of the chosen cases."""
    found: Mask = np.bincount(cases.tie, chosen[cases.case], minlength=len(cases.ends)) > 0
    return found


def _figures(scores: Values, hits: Mask) -> tuple[float, float]:
    return auc(scores, hits), precision(scores, hits, TOP)


def _outcome(method: str, figures: Values) -> Outcome:
    """The means over the repeats (rows of AUC and precision) and the interval of the AUC."""
    low, high = _interval(figures).tolist()
    area, best_ten = figures.mean(axis=0).tolist()
    beats = method != CHANCE and low > 0.5
    return Outcome(method, round(area, 3), round(low, 3), round(high, 3), round(best_ten, 3), beats)


def _interval(figures: Values) -> Values:
    bounds = ((1 - COVERED) / 2, (1 + COVERED) / 2)
    found: Values = np.quantile(figures[:, 0], bounds, method="inverted_cdf")
    return found
