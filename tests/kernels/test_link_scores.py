"""The scores of pairs are those of networkx and of the definitions."""

from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from kernels.networks import csr, networks, same

from krpia_graph.kernels.csr import Csr, Values
from krpia_graph.kernels.link_scores import (
    adamic_adar,
    katz_index,
    preferential_attachment,
    resource_allocation,
)

FUNCTIONS: dict[str, tuple[Callable[[Csr], Values], Any]] = {
    "adamic_adar": (adamic_adar, nx.adamic_adar_index),
    "resource_allocation": (resource_allocation, nx.resource_allocation_index),
    "preferential_attachment": (preferential_attachment, nx.preferential_attachment),
}


def of_pairs(graph: Any, scores: Iterable[tuple[Any, Any, float]]) -> Values:
    """The scores of pairs as a symmetric array in the order of the graph."""
    number = {node: n for n, node in enumerate(graph)}
    found = np.zeros((len(graph), len(graph)))
    for a, b, score in scores:
        found[number[a], number[b]] = found[number[b], number[a]] = score
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
@settings(max_examples=60, deadline=None)
@given(graph=networks(directed=False, loops=False, multi=False))
def test_scores_are_those_of_networkx(name: str, graph: Any) -> None:
    ours, theirs = FUNCTIONS[name]
    assert same(ours(csr(graph)), of_pairs(graph, theirs(graph, list(combinations(graph, 2)))))


@settings(max_examples=60, deadline=None)
@given(graph=networks(directed=False, loops=False, multi=False))
def test_katz_counts_walks_longer_ones_less(graph: Any) -> None:
    adjacency = nx.to_numpy_array(graph, weight=None)
    largest = float(np.abs(np.linalg.eigvalsh(adjacency)).max()) if len(graph) else 0.0
    found, walks, factor = np.zeros_like(adjacency), np.eye(len(graph)), 0.5 / (largest or 1.0)
    for _ in range(60):  # then a walk counts less than 0.5 ** 60
        walks = factor * walks @ adjacency
        found += walks
    np.fill_diagonal(found, 0.0)
    assert np.allclose(katz_index(csr(graph)), found, atol=1e-12)
