"""A knowledge graph and a lens in, what each case adds to each tie out: what a network is summed up from.

Kept apart by case, because other sets of cases give other networks of the same actors: that is how the
uncertainty of a rank is found.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from krpia_graph.analyse.actors import LEVELS, actors, related
from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.communities import METHODS
from krpia_graph.analyse.network import Network
from krpia_graph.analyse.projections import PROJECTIONS
from krpia_graph.analyse.weights import WEIGHTS, spans
from krpia_graph.kernels.csr import Numbers, Values, from_edges
from krpia_graph.model.case import Case
from krpia_graph.model.centrality import Actor
from krpia_graph.model.edtf import Years
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens

Mask = npt.NDArray[np.bool_]

BROKERAGE = ("type", "country")


@dataclass(frozen=True, eq=False)
class CaseTies:
    """Which case adds how much to which tie.

    `ends`: a row of two numbers of `actors` for each tie, in order. Entry i of `tie`, `case` and `weights`
    says that a case adds a weight to a tie. `members`: a row of an actor and a case for each case in which
    an actor is named, tied or not. `derive` makes the network from that of these ties.
    """

    actors: tuple[Actor, ...]
    cases: tuple[Case, ...]
    ends: Numbers
    tie: Numbers
    case: Numbers
    weights: Values
    members: Numbers
    lens: Lens
    directed: bool = False
    derive: Callable[[Network], Network] | None = None

    def network(
        self, times: Values | None = None, partition: Numbers | None = None, hurried: bool = False
    ) -> Network:
        """The network of all cases, or of each case so many `times`: 0 leaves it out.

        `partition`: the communities of its actors, where they are not to be looked for. `hurried`: as in
        `Network`.
        """
        weights = self.weights if times is None else self.weights * times[self.case]
        count = len(self.ends)
        totals: Values = np.bincount(self.tie, weights, minlength=count).astype(np.float64)
        kept = np.bincount(self.tie, weights > 0, minlength=count) > 0
        found = Network(self.actors, self.ends[kept], totals[kept], self.directed, lens=self.lens)
        if self.derive is not None:
            found = self.derive(found)
        return replace(found, partition=partition, hurried=hurried)

    @cached_property
    def by_actor(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of each actor (by its id), in order."""
        found: dict[str, list[Case]] = {actor.id: [] for actor in self.actors}
        for actor, case in self.members.tolist():
            found[self.actors[actor].id].append(self.cases[case])
        return {actor: tuple(cases) for actor, cases in found.items()}

    @cached_property
    def by_tie(self) -> Mapping[tuple[str, str], tuple[Case, ...]]:
        """The cases behind each tie (by the ids of its ends, in order); not of a derived network."""
        found: dict[tuple[str, str], list[Case]] = defaultdict(list)
        for tie, case in sorted(zip(self.tie.tolist(), self.case.tolist(), strict=True)):
            a, b = self.ends[tie].tolist()
            found[self.actors[a].id, self.actors[b].id].append(self.cases[case])
        return {pair: tuple(cases) for pair, cases in found.items()}


def case_ties(graph: KnowledgeGraph, lens: Lens = PLAIN) -> CaseTies:
    """What the cases of the graph add to which ties, through a lens.

    Raises UnknownNameError for a name of the lens that does not exist.
    """
    _check(lens)
    projection, roles = PROJECTIONS[lens.projection], graph.vocabulary.roles
    cases = tuple(case for case in graph.cases.values() if _dated_within(case, lens.years))
    named = {case.id: tuple(projection.nodes(case, roles)) for case in cases}
    standing = actors(graph, lens.level, {a.entity for found in named.values() for a in found})
    everyone = sorted(set(standing.values()), key=lambda actor: actor.id)
    number = {actor.id: place for place, actor in enumerate(everyone)}
    place = {entity: number[actor.id] for entity, actor in standing.items()}
    apart = _apart(graph, {**place, **number})
    weigh = WEIGHTS[lens.weights](graph, cases, lens)

    entries: list[tuple[int, int, int, float]] = []
    members: set[tuple[int, int]] = set()
    for row, case in enumerate(cases):
        present = {place[argument.entity] for argument in named[case.id]}
        members |= {(actor, row) for actor in present}
        tied = {
            (place[one.entity], place[other.entity])
            for one, other in projection.pairs(case, roles, lens.case_model)
        }
        if not projection.directed:
            tied = {(min(pair), max(pair)) for pair in tied}
        weight = weigh(case, len(present))
        entries += [(*pair, row, weight) for pair in tied if pair[0] != pair[1] and pair not in apart]
    entries.sort()
    pairs = sorted({(a, b) for a, b, _, _ in entries})
    tie = {pair: n for n, pair in enumerate(pairs)}
    made = CaseTies(
        actors=tuple(everyone),
        cases=cases,
        ends=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        tie=np.array([tie[a, b] for a, b, _, _ in entries], dtype=np.int64),
        case=np.array([row for _, _, row, _ in entries], dtype=np.int64),
        weights=np.array([weight for *_, weight in entries], dtype=np.float64),
        members=np.array(sorted(members), dtype=np.int64).reshape(-1, 2),
        lens=lens,
        directed=projection.directed,
        derive=projection.derive,
    )
    return _around(graph, made, place) if lens.ego else made


def _check(lens: Lens) -> None:
    for kind, name, valid in (
        ("projection", lens.projection, PROJECTIONS),
        ("level", lens.level, LEVELS),
        ("case model", lens.case_model, CASE_MODELS),
        ("weighting", lens.weights, WEIGHTS),
        ("grouping", lens.brokerage, BROKERAGE),
        ("way to find communities", lens.communities, METHODS),
    ):
        if name not in valid:
            raise UnknownNameError(kind, name, valid)


def _dated_within(case: Case, years: Years | None) -> bool:
    """Whether a case has one of the years; all cases where none are asked for."""
    if years is None:
        return True
    first, last = years
    return any(
        (first is None or end is None or end >= first) and (last is None or start is None or start <= last)
        for start, end in spans(case)
    )


def _apart(graph: KnowledgeGraph, number: Mapping[str, int]) -> set[tuple[int, int]]:
    """The pairs of actors that are never tied: one of the first stands above one of the other, or is it.

    `number` is that of the actor of each member and of each entity that an actor is named after, which no
    case need name: a group is kin to what it owns through any of its companies.
    """
    return {(number[a], number[b]) for a, b in related(graph) if a in number and b in number}


def _around(graph: KnowledgeGraph, found: CaseTies, number: Mapping[str, int]) -> CaseTies:
    """The part within some steps of one actor. Raises UnknownNameError where no case ties it."""
    entity = graph.find(found.lens.ego).id
    if entity not in number:
        raise UnknownNameError("actor of this network", found.lens.ego, (a.label for a in found.actors))
    both = from_edges(len(found.actors), found.ends).hops
    reached = np.zeros(len(found.actors))
    reached[number[entity]] = 1.0
    for _ in range(found.lens.radius):
        reached = reached + both @ reached
    inside: Mask = reached > 0
    chosen = np.flatnonzero(inside)
    new = np.cumsum(inside) - 1
    kept = inside[found.ends[:, 0]] & inside[found.ends[:, 1]]
    entries = kept[found.tie]
    members = found.members[inside[found.members[:, 0]]]
    return replace(
        found,
        actors=tuple(found.actors[actor] for actor in chosen.tolist()),
        ends=new[found.ends[kept]],
        tie=(np.cumsum(kept) - 1)[found.tie[entries]],
        case=found.case[entries],
        weights=found.weights[entries],
        members=np.column_stack((new[members[:, 0]], members[:, 1])),
    )
