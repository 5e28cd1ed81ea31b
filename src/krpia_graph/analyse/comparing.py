"""Two rankings in, what became of each actor out, and whether more than chance has moved it."""

import numpy as np

from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.kernels.csr import Values
from krpia_graph.model.centrality import Centrality, Ranking
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.model.movement import Move, Movement

Ties = frozenset[tuple[str, str]]

TOP = 10
_DIGITS = 9


def compare(old: Ranking, new: Ranking, measure: str = "", ties: tuple[Ties, Ties] | None = None) -> Movement:
    """Who entered and who left, and how value and rank of everyone else changed, by a measure.

    Both rankings have to be whole: not cut to the first, nor to a type. `measure` is by default that of the
    new one; `ties` are those of both (see `ties_of`). An actor has moved where the intervals of its two ranks
    lie apart; rankings without a resampling have none.
    Raises UnknownNameError for a measure that one of the two does not have.
    """
    measure = measure or new.measure
    for ranking in (old, new):
        if measure not in ranking.measures:
            raise UnknownNameError("measure of both rankings", measure, {*old.measures} & {*new.measures})
    before = {row.entity: row for row in old}
    after = {row.entity: row for row in new}
    both = [row for row in _in_order(new, measure) if row.entity in before]
    moves = tuple(_move(before[row.entity], row, measure, (len(old), len(new))) for row in both)
    first = [{row.entity for row in _in_order(ranking, measure)[:TOP]} for ranking in (old, new)]
    spearman, kendall = _correlations(moves)
    return Movement(
        measure=measure,
        moves=moves,
        entered=tuple(row for row in _in_order(new, measure) if row.entity not in before),
        left=tuple(row for row in _in_order(old, measure) if row.entity not in after),
        spearman=spearman,
        kendall=kendall,
        top=(len(first[0] & first[1]), min(TOP, max(len(old), len(new)))),
        jaccard=_jaccard(*ties) if ties else None,
    )


def ties_of(graph: KnowledgeGraph, lens: Lens = PLAIN) -> Ties:
    """The ties of the network of a lens, each as the ids of its two ends."""
    network = case_ties(graph, lens).network()
    ids = [actor.id for actor in network.actors]
    return frozenset((ids[a], ids[b]) for a, b in network.ends.tolist())


def _in_order(ranking: Ranking, measure: str) -> list[Centrality]:
    """The rows by their places, equal ones by id, those without a place last."""

    def order(row: Centrality) -> tuple[bool, int, str]:
        place = row.places.get(measure)
        return place is None, place.rank if place else 0, row.entity

    return sorted(ranking, key=order)


def _move(old: Centrality, new: Centrality, measure: str, of: tuple[int, int]) -> Move:
    values = (old.values.get(measure), new.values.get(measure))
    return Move(new.actor, values, (old.places.get(measure), new.places.get(measure)), of)


def _correlations(moves: tuple[Move, ...]) -> tuple[float | None, float | None]:
    """Spearman's rho and Kendall's tau-b of the values in both."""
    values: Values = np.array([m.values for m in moves if None not in m.values], dtype=np.float64).reshape(
        -1, 2
    )
    if len(values) < 3 or (np.ptp(values, axis=0) == 0).any():
        return None, None
    from scipy.stats import kendalltau, spearmanr  # takes half a second to load

    rho, tau = (correlate(*values.T).statistic for correlate in (spearmanr, kendalltau))
    return round(float(rho), _DIGITS) + 0.0, round(float(tau), _DIGITS) + 0.0


def _jaccard(old: Ties, new: Ties) -> float | None:
    return round(len(old & new) / len(old | new), _DIGITS) if old or new else None
