"""What cases add to ties in, a row for each tie out: its weight by every scheme, and the cases behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.weights import WEIGHTS, first_year, last_year
from krpia_graph.kernels.connectivity import cuts
from krpia_graph.model.case import Case
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.ties import Tie

Pair = tuple[str, str]
_DIGITS = 9  # what is left of a float after this is the arithmetic of the machine


def tie_rows(graph: KnowledgeGraph, cases: CaseTies) -> tuple[Tie, ...]:
    """The ties of the network of all cases, in its order."""
    network = cases.network()
    weights = {
        scheme: _weights(case_ties(graph, replace(cases.lens, weights=scheme)).network())
        for scheme in WEIGHTS
    }
    behind = cases.by_tie if cases.derive is None else _through_others(cases, network)
    bridges = {(a, b) for a, b in cuts(network.undirected).bridges.tolist()}
    rows = []
    for a, b in network.ends.tolist():
        one, other = network.actors[a], network.actors[b]
        pair = one.id, other.id
        named = tuple({case.id: case for case in behind[pair]}.values())
        rows.append(
            Tie(
                a=one,
                b=other,
                weights={scheme: found[pair] for scheme, found in weights.items()},
                cases=tuple(case.id for case in named),
                dated=(_first(named), _last(named)),
                relations=tuple(sorted({type_ for case in named for type_ in case.relation_types})),
                sure=_sure(graph, named),
                bridge=(min(a, b), max(a, b)) in bridges,
            )
        )
    return tuple(rows)


def _weights(network: Network) -> dict[Pair, float]:
    ids = [actor.id for actor in network.actors]
    ends, weights = network.ends.tolist(), network.weights.tolist()
    return {(ids[a], ids[b]): round(w, _DIGITS) for (a, b), w in zip(ends, weights, strict=True)}


def _through_others(cases: CaseTies, network: Network) -> Mapping[Pair, tuple[Case, ...]]:
    """For two who are tied by what they share: the cases that tie each of them to it."""
    around: dict[str, dict[str, tuple[Case, ...]]] = defaultdict(dict)
    for (a, b), named in cases.by_tie.items():
        around[a][b] = around[b][a] = named
    found: dict[Pair, tuple[Case, ...]] = {}
    order = {case.id: place for place, case in enumerate(cases.cases)}
    for a, b in network.ends.tolist():
        one, other = network.actors[a].id, network.actors[b].id
        shared = around[one].keys() & around[other].keys()
        both = {case.id: case for s in shared for case in (*around[one][s], *around[other][s])}
        found[one, other] = tuple(sorted(both.values(), key=lambda case: order[case.id]))
    return found


def _first(cases: Iterable[Case]) -> int | None:
    return min((year for case in cases if (year := first_year(case)) is not None), default=None)


def _last(cases: Iterable[Case]) -> int | None:
    return max((year for case in cases if (year := last_year(case)) is not None), default=None)


def _sure(graph: KnowledgeGraph, cases: Iterable[Case]) -> tuple[float | None, float | None]:
    found = [graph.confidence.of_case(case.id).mean for case in cases]
    return (min(found), round(sum(found) / len(found), _DIGITS)) if found else (None, None)
