"""The five roles are counted as Gould and Fernandez define them, whatever is tied and known."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.grouped import grouped
from kernels.networks import company_like, csr

from krpia_graph.kernels import triangles
from krpia_graph.kernels.brokerage import Brokerage, brokerage
from krpia_graph.kernels.csr import Numbers

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def as_defined(graph: Any, groups: Numbers) -> dict[str, list[int]]:
    """Every path a to b to c, one by one."""
    counts = {role: [0] * len(graph) for role in ROLES}
    group = dict(zip(graph, groups.tolist(), strict=True))
    for number, b in enumerate(graph):
        for a in graph:
            for c in graph:
                path = a != c and graph.has_edge(a, b) and graph.has_edge(b, c) and not graph.has_edge(a, c)
                if not path or -1 in (group[a], group[b], group[c]):
                    continue
                if group[a] == group[b] == group[c]:
                    role = "coordinator"
                elif group[a] == group[c]:
                    role = "itinerant"
                elif group[b] == group[c]:
                    role = "gatekeeper"
                elif group[a] == group[b]:
                    role = "representative"
                else:
                    role = "liaison"
                counts[role][number] += 1
    return counts


def as_lists(found: Brokerage) -> dict[str, list[int]]:
    return {role: getattr(found, role).tolist() for role in ROLES}


@settings(max_examples=200, deadline=None)
@given(grouped())
def test_every_role_is_counted_as_defined(network: tuple[Any, Numbers]) -> None:
    graph, groups = network
    assert as_lists(brokerage(csr(graph), groups)) == as_defined(graph, groups)


@settings(deadline=None)
@given(grouped(directed=False))
def test_undirected_every_gatekeeper_is_as_often_a_representative(network: tuple[Any, Numbers]) -> None:
    found = brokerage(csr(network[0]), network[1])
    assert found.gatekeeper.tolist() == found.representative.tolist()


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ([0, 0, 0], "coordinator"),
        ([1, 0, 1], "itinerant"),
        ([1, 0, 0], "gatekeeper"),
        ([0, 0, 1], "representative"),
        ([0, 1, 2], "liaison"),
    ],
)
def test_one_path_is_one_role(groups: list[int], role: str) -> None:
    found = as_lists(brokerage(csr(nx.DiGraph([(0, 1), (1, 2)])), np.array(groups)))
    assert found == {name: [0, int(name == role), 0] for name in ROLES}


def test_of_a_tied_pair_nobody_is_the_broker() -> None:
    found = brokerage(csr(nx.DiGraph([(0, 1), (1, 2), (0, 2)])), np.zeros(3, dtype=np.int64))
    assert not found.coordinator.any()


def test_blocks_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    network, groups = csr(company_like(300, seed=5)), np.arange(300) % 4 - 1
    whole = as_lists(brokerage(network, groups))
    monkeypatch.setattr(triangles, "PATHS", 7)
    assert as_lists(brokerage(network, groups)) == whole


@pytest.mark.parametrize(("groups", "message"), [([0], "1 groups for 2 nodes"), ([0, -2], "group -2")])
def test_groups_have_to_be_one_a_node(groups: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        brokerage(csr(nx.path_graph(2)), np.array(groups))
