"""Which groups are tied: each tie is counted once for each attribute, with its weight."""

import numpy as np
import pytest

from krpia_graph.analyse.case_ties import case_ties
from krpia_graph.analyse.mixing import ATTRIBUTES, mixing
from krpia_graph.analyse.network import Network
from krpia_graph.model.centrality import Actor
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.model.portrait import Mixing

ACTORS = [
    Actor("a", "firm", "A", country="KR"),
    Actor("b", "lab", "B"),
    Actor("c", "firm", "C", country="CH"),
]
ENDS, WEIGHTS = np.array([(1, 0), (1, 2), (2, 0)]), np.array([1.0, 0.5, 0.25])


def test_undirected_two_groups_are_one_row_whichever_end_comes_first() -> None:
    assert mixing(Network(ACTORS, ENDS, WEIGHTS)) == (
        Mixing("type", "firm", "firm", 1, 0.25),
        Mixing("type", "firm", "lab", 2, 1.5),
        Mixing("country", "", "CH", 1, 0.5),
        Mixing("country", "", "KR", 1, 1.0),
        Mixing("country", "CH", "KR", 1, 0.25),
    )


def test_directed_ties_lead_from_one_to_the_other() -> None:
    found = mixing(Network(ACTORS, ENDS, WEIGHTS, directed=True))
    assert found[1] == Mixing("type", "lab", "firm", 2, 1.5)


def test_nothing_where_nobody_is_tied() -> None:
    assert mixing(Network(ACTORS, ENDS[:0], WEIGHTS[:0])) == ()


@pytest.mark.parametrize("model", ["stated", "clique", "star"])
def test_every_tie_of_the_page_is_counted_once(graph: KnowledgeGraph, model: str) -> None:
    network = case_ties(graph, Lens(case_model=model)).network()
    for attribute in ATTRIBUTES:
        rows = [row for row in mixing(network) if row.attribute == attribute]
        assert sum(row.ties for row in rows) == len(network.ends)
        assert sum(row.weight for row in rows) == pytest.approx(network.weights.sum())
