"""A knowledge graph in, who acts in it out: which entities are taken for one, and who stands above whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx

from krpia_graph.model.centrality import Actor
from krpia_graph.model.graph import KnowledgeGraph

_OWNED = ("affiliate_of", "part_of")
_ABOVE = (*_OWNED, "joint_venture_of")


def _each_apart(_: KnowledgeGraph) -> dict[str, str]:
    return {}


def _groups(graph: KnowledgeGraph) -> dict[str, str]:
    """The top of the group for each company that has one owner only.

    A company that two own belongs to neither. Institutions stay apart: a hospital decides for itself with
    whom it works, whichever university it is part of.
    """
    companies = [t for t in graph.vocabulary.organisation_types if graph.vocabulary.entity_types[t].party]
    owners: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        ends = graph.entities.get(edge.subject), graph.entities.get(edge.object)
        if edge.relation in _OWNED and all(end is not None and end.type in companies for end in ends):
            owners[edge.subject].add(edge.object)
    tops: dict[str, str] = {}
    for company in owners:
        top, seen = company, {company}
        while len(owners.get(top, ())) == 1 and not owners[top] <= seen:
            (top,) = owners[top]
            seen.add(top)
        tops[company] = top
    return tops


LEVELS: dict[str, Callable[[KnowledgeGraph], Mapping[str, str]]] = {"group": _groups, "legal": _each_apart}
"""How entities are taken together: from the graph to the entity that stands for each, where it is another."""


def actors(graph: KnowledgeGraph, level: str, entities: Iterable[str]) -> dict[str, Actor]:
    """The actor of each of `entities`, by the id of the entity."""
    tops = LEVELS[level](graph)
    members: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(set(entities)):
        members[tops.get(entity, entity)].append(entity)
    found: dict[str, Actor] = {}
    for top, belonging in members.items():
        named = graph.entities[top]
        actor = Actor(top, named.type, named.label_en, named.label_ko, named.country, tuple(belonging))
        found |= dict.fromkeys(belonging, actor)
    return found


def related(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    """Every two entities of which one stands above the other, in both orders."""
    parents: Any = nx.DiGraph()
    parents.add_edges_from((edge.subject, edge.object) for edge in graph.edges if edge.relation in _ABOVE)
    found = {(child, parent) for child in parents for parent in nx.descendants(parents, child)}
    return found | {(parent, child) for child, parent in found}
