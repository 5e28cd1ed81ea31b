"""A knowledge graph and two names in, the chains of cases that lead from one to the other out."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from krpia_graph.analyse.actors import related
from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.kernels.csr import Values, from_edges
from krpia_graph.kernels.simple_paths import EXACT, simple_paths
from krpia_graph.model.case import Case, Mention
from krpia_graph.model.centrality import Actor
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.evidence_path import Connection, EvidencePath, Step, Tying
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens

ON_CASES = ("organisations", "bipartite", "drugs", "regions", "directed")
"""The projections whose ties are cases; in the others a tie is a partner that two share."""
_UNITS = 1e6  # of a length, at most: how finely confidences are told apart
_LEAST = 1e-4  # a case that is all but certainly wrong is a long step, but a step


def path(
    graph: KnowledgeGraph, start: str, end: str, lens: Lens = PLAIN, hops: bool = False, count: int = 1
) -> Connection:
    """The surest chain of cases from one actor to another, or the `count` surest, the surest first.

    A step is as sure as the surest case that ties its two ends, a chain as sure as all its steps together:
    the product of their confidences, which takes the cases to be right independently of each other. Of equal
    chains that of fewer steps is first, then that of the first ids. With `hops` the fewest steps are best.
    `start` and `end` are ids, labels or aliases.
    Raises UnknownNameError for a name that is no actor of the network, and for a name of the lens that does
    not exist or that ties actors by something else than cases.
    """
    if lens.projection not in ON_CASES:
        raise UnknownNameError("projection for paths", lens.projection, ON_CASES)
    cases = case_ties(graph, lens)
    ends = (_number(graph, cases, start), _number(graph, cases, end))
    actors = (cases.actors[ends[0]], cases.actors[ends[1]])
    chains: list[list[int]] = []
    if ends[0] != ends[1]:
        lengths = np.ones(len(cases.ends)) if hops else _lengths(graph, cases)
        chains = simple_paths(
            from_edges(len(cases.actors), cases.ends, lengths, cases.directed), *ends, count
        )
    paths = tuple(EvidencePath(_steps(graph, cases, chain)) for chain in chains)
    apart = "" if paths else _apart(graph, cases, ends)
    return Connection(*actors, paths, lens, apart)


def _number(graph: KnowledgeGraph, cases: CaseTies, name: str) -> int:
    entity = graph.find(name).id
    for number, actor in enumerate(cases.actors):
        if entity == actor.id or entity in actor.members:
            return number
    raise UnknownNameError("actor of this network", name, (actor.label for actor in cases.actors))


def _lengths(graph: KnowledgeGraph, cases: CaseTies) -> Values:
    """-log of the confidence of the surest case of each tie, in whole units of which a hop is one."""
    sure = np.array([graph.confidence.of_case(case.id).mean for case in cases.cases])
    best = np.zeros(len(cases.ends))
    np.maximum.at(best, cases.tie, sure[cases.case])
    steps = max(len(cases.actors), 1)
    units = min(_UNITS, EXACT // (2 * steps * steps * -math.log(_LEAST)))
    found: Values = 1 + steps * np.round(-np.log(np.maximum(best, _LEAST)) * units)
    return found


def _steps(graph: KnowledgeGraph, cases: CaseTies, chain: list[int]) -> tuple[Step, ...]:
    return tuple(_step(graph, cases, cases.actors[a], cases.actors[b]) for a, b in pairwise(chain))


def _step(graph: KnowledgeGraph, cases: CaseTies, start: Actor, end: Actor) -> Step:
    behind = cases.by_tie.get((start.id, end.id), ()) or cases.by_tie[end.id, start.id]
    tying = [
        Tying(case, graph.confidence.of_case(case.id), (_names(case, start), _names(case, end)))
        for case in behind
    ]
    return Step(start, end, tuple(sorted(tying, key=lambda t: (-t.belief.mean, t.case.id))))


def _names(case: Case, actor: Actor) -> tuple[Mention, ...]:
    """Where a case names an actor or one of its affiliates, in the order of the text."""
    found = {
        (mention.start, mention.end): mention
        for argument in case.arguments
        if argument.entity in actor.members
        for mention in argument.mentions
    }
    return tuple(found[place] for place in sorted(found))


def _apart(graph: KnowledgeGraph, cases: CaseTies, ends: tuple[int, int]) -> str:
    """Why there is no path, in a line."""
    start, end = (cases.actors[number] for number in ends)
    level = cases.lens.level
    if start == end:
        members = ", ".join(graph.entities[member].label_en for member in start.members)
        hint = "; the level 'legal' keeps them apart" if level != "legal" and len(start.members) > 1 else ""
        return f"both names mean {start.label} ({members}) at the level {level!r}{hint}"
    return "; ".join((_no_path(cases, ends), *_hints(graph, cases, start, end)))


def _no_path(cases: CaseTies, ends: tuple[int, int]) -> str:
    network = cases.network()
    parts = [int(network.components[number]) for number in ends]
    sizes = np.bincount(network.components)
    start, end = (cases.actors[number].label for number in ends)
    if parts[0] == parts[1]:
        return f"no case leads from {start} to {end} in the direction of the ties"
    first, second = (f"component {part + 1} ({_actors(int(sizes[part]))})" for part in parts)
    return f"no case connects {start} in {first} and {end} in {second}"


def _hints(graph: KnowledgeGraph, cases: CaseTies, start: Actor, end: Actor) -> list[str]:
    """What else can be looked at: kinship that is no tie, and the level of groups."""
    if cases.lens.level != "legal":
        return []
    kin = related(graph)
    hints = []
    if any((one, other) in kin for one in start.members for other in end.members):
        hints.append("one of the two stands above the other, which is no tie")
    grouped = replace(cases.lens, level="group", ego="")
    if path(graph, start.id, end.id, grouped):
        hints.append("at the level 'group', which takes a company for its affiliates too, there is a path")
    return hints


def _actors(count: int) -> str:
    return f"{count} actor{'' if count == 1 else 's'}"
