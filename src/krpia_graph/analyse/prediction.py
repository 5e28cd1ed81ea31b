"""A knowledge graph in, the pairs of actors for whose tie most speaks out, with the partners that they share.

To add a method, add an entry to `PREDICTORS`; back-test and command line take it up.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from krpia_graph.analyse.actors import LEVELS, related
from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.projections import GLOBAL
from krpia_graph.analyse.resampling import bounds
from krpia_graph.kernels.csr import Csr, Values
from krpia_graph.kernels.link_scores import (
    adamic_adar,
    katz_index,
    preferential_attachment,
    resource_allocation,
)
from krpia_graph.model.centrality import Actor
from krpia_graph.model.errors import KrpiaGraphError, UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.model.prediction import CommonPartner, Prediction, Predictions

Mask = npt.NDArray[np.bool_]

LARGEST = 3_000  # actors: every pair has a score
PREDICTED = ("organisations", "bipartite", "drugs", "regions")
"""The projections in which ties are predicted: those whose ties are cases, without a direction."""
_DIGITS = 9  # what is left of a float after this is the arithmetic of the machine


@dataclass(frozen=True, slots=True)
class Predictor:
    """A way to score pairs: what speaks for a tie, and a symmetric n x n array of scores."""

    meaning: str
    score: Callable[[Csr], Values]


PREDICTORS: dict[str, Predictor] = {
    "adamic_adar": Predictor("common partners, those with many ties counting less", adamic_adar),
    "resource_allocation": Predictor("the same, busy ones counting still less", resource_allocation),
    "katz": Predictor("all walks between the two, longer ones counting less", katz_index),
    "preferential_attachment": Predictor(
        "the partners of one times those of the other (bipartite: of two modes)", preferential_attachment
    ),
}
DEFAULT_METHOD = "adamic_adar"


def predict(
    graph: KnowledgeGraph,
    method: str = DEFAULT_METHOD,
    top: int | None = 10,
    lens: Lens = PLAIN,
    across: bool = False,
) -> Predictions:
    """The pairs that no case ties but for whose tie most speaks, the first `top` of them (None: all).

    Pairs of affiliates are left out, and those with a score of 0. `across` keeps pairs of a global company
    and somebody else; a bipartite lens has no others. Equal scores share a rank and come in the order of ids.
    Whether to believe it is what `backtest` tells.
    Raises UnknownNameError for a method or a name of the lens that does not exist or does not fit, and
    KrpiaGraphError for a network of more than `LARGEST` actors.
    """
    if method not in PREDICTORS:
        raise UnknownNameError("method of prediction", method, PREDICTORS)
    cases = predictable(graph, lens)
    network = cases.network()
    untied = open_pairs(graph, cases, across) & ~tied(cases, np.ones(len(cases.ends), dtype=bool))
    one, other = np.nonzero(untied)
    scores = pair_scores(method, network.csr, untied)
    ranks, _ = bounds(scores)
    order = np.lexsort((other, one, -scores))
    rows = tuple(
        Prediction(
            rank=int(ranks[n]),
            one=cases.actors[one[n]],
            other=cases.actors[other[n]],
            score=float(scores[n]),
            common=_common(cases, network.csr, int(one[n]), int(other[n])),
        )
        for n in order[:top].tolist()
        if scores[n] > 0
    )
    return Predictions(method, rows, len(scores), lens)


def predictable(graph: KnowledgeGraph, lens: Lens) -> CaseTies:
    """What the cases add to which ties, where ties can be predicted. Raises as `predict` does."""
    if lens.projection not in PREDICTED:
        raise UnknownNameError("projection for predictions", lens.projection, PREDICTED)
    cases = case_ties(graph, lens)
    if len(cases.actors) > LARGEST:
        raise KrpiaGraphError(
            f"{len(cases.actors):,} actors are too many to score every pair (at most {LARGEST:,}): "
            "look at the surroundings of one (Lens.ego) or at fewer years (Lens.years)"
        )
    return cases


def open_pairs(graph: KnowledgeGraph, cases: CaseTies, across: bool) -> Mask:
    """Which pairs a case could tie, tied or not: n x n, each pair once, the lower number first."""
    count = len(cases.actors)
    place = {member: n for n, actor in enumerate(cases.actors) for member in (actor.id, *actor.members)}
    tops = LEVELS["group"](graph)
    families = {top: n for n, top in enumerate(dict.fromkeys(tops.get(a.id, a.id) for a in cases.actors))}
    family = np.array([families[tops.get(a.id, a.id)] for a in cases.actors], dtype=np.int64)
    found: Mask = np.triu(np.ones((count, count), dtype=bool), 1) & (family[:, None] != family)
    for a, b in related(graph):
        if a in place and b in place:
            found[place[a], place[b]] = False
    if across or cases.lens.projection in ("bipartite", "drugs"):
        side = np.array([_side(graph, actor, cases.lens) for actor in cases.actors], dtype=bool)
        found &= side[:, None] != side
    return found


def tied(cases: CaseTies, chosen: Mask) -> Mask:
    """Which pairs the chosen ones of the ties tie: n x n, each pair once, the lower number first."""
    found = np.zeros((len(cases.actors), len(cases.actors)), dtype=bool)
    ends = cases.ends[chosen]
    found[ends.min(axis=1, initial=len(found)), ends.max(axis=1, initial=0)] = True
    return found


def pair_scores(method: str, network: Csr, pairs: Mask) -> Values:
    """The score of each of the pairs, row by row, without the noise of the machine."""
    scores: Values = np.round(PREDICTORS[method].score(network)[pairs], _DIGITS)
    return scores


def _side(graph: KnowledgeGraph, actor: Actor, lens: Lens) -> bool:
    if lens.projection == "drugs":
        return actor.type in graph.vocabulary.organisation_types
    return actor.type == GLOBAL


def _common(cases: CaseTies, network: Csr, one: int, other: int) -> tuple[CommonPartner, ...]:
    neighbours = (
        set(network.indices[network.indptr[n] : network.indptr[n + 1]].tolist()) for n in (one, other)
    )
    shared = sorted(set.intersection(*neighbours))
    return tuple(
        CommonPartner(cases.actors[n], (_cases(cases, one, n), _cases(cases, other, n))) for n in shared
    )


def _cases(cases: CaseTies, a: int, b: int) -> tuple[str, ...]:
    pair = cases.actors[min(a, b)].id, cases.actors[max(a, b)].id
    return tuple(dict.fromkeys(case.id for case in cases.by_tie[pair]))
