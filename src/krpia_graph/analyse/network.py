"""A knowledge graph in, the network of its organisations out.

Two organisations are tied by each case in which both are parties. Cases, drugs and regions are no nodes: they
would become the hubs. A case of k parties adds 1/(k-1) to each of its ties (Newman, Physical Review E 64,
016132, 2001), so that one long list of hospitals does not outweigh ten partnerships. An affiliate and a
company above it are not tied to each other.
"""

from itertools import combinations
from typing import Any

import networkx as nx

from krpia_graph.model.graph import KnowledgeGraph


def organisation_network(graph: KnowledgeGraph) -> Any:
    """A `networkx.Graph` of the parties of all cases, isolated ones too, nodes in the order of their ids.

    Edge attributes: `weight` (the sum of 1/(k-1)) and `cases` (the number of shared cases).
    """
    roles = graph.vocabulary.roles
    above = _above(graph)
    ties: dict[tuple[str, str], list[float]] = {}
    parties: set[str] = set()
    for case in graph.cases.values():
        members = sorted(p.entity for p in case.participants if roles[p.role].tie)
        parties.update(members)
        for pair in combinations(members, 2):
            if pair not in above and pair[::-1] not in above:
                ties.setdefault(pair, []).append(1 / (len(members) - 1))
    network: Any = nx.Graph()
    network.add_nodes_from(sorted(parties))
    for (one, other), weights in sorted(ties.items()):
        network.add_edge(one, other, weight=sum(weights), cases=len(weights))
    return network


def _above(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    """Every organisation with each one above it: parent, parent's parent and so on."""
    parents: Any = nx.DiGraph()
    parents.add_edges_from(
        (edge.subject, edge.object)
        for edge in graph.edges
        if edge.relation in ("affiliate_of", "joint_venture_of", "part_of")
    )
    return {(child, parent) for child in parents for parent in nx.descendants(parents, child)}
