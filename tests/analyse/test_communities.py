"""Communities: found where they were planted, with either library, and the same in every run."""

import networkx as nx
import numpy as np
import pytest
from analyse.made_networks import network, of_networkx

from krpia_graph.analyse.communities import METHODS, communities
from krpia_graph.kernels.csr import Numbers

CAVES = of_networkx(nx.connected_caveman_graph(6, 8))


def modularity(found: Numbers, of: nx.Graph) -> float:
    groups = [set(np.flatnonzero(found == number).tolist()) for number in np.unique(found)]
    return float(nx.community.modularity(of, groups))


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> str:
    """Each in turn; networkit is an extra."""
    if request.param == "leiden":
        pytest.importorskip("networkit", reason="it comes with krpia-graph[fast]")
    return str(request.param)


class TestEitherWay:
    def test_caves_are_found(self, method: str) -> None:
        found = communities(CAVES.csr, method).reshape(6, 8)
        assert all(len(set(cave.tolist())) == 1 for cave in found)
        assert len(np.unique(found)) == 6

    def test_the_same_in_every_run(self, method: str) -> None:
        club = of_networkx(nx.karate_club_graph())
        runs = [communities(club.csr, method).tolist() for _ in range(3)]
        assert runs[0] == runs[1] == runs[2]

    def test_the_karate_club_is_divided_well(self, method: str) -> None:
        club = nx.karate_club_graph()
        nx.set_edge_attributes(club, 1.0, "weight")
        two_clubs = modularity((np.arange(34) > 16).astype(np.int64), club)
        assert modularity(communities(of_networkx(club).csr, method), club) > max(0.4, two_clubs)

    def test_who_has_no_ties_is_alone(self, method: str) -> None:
        found = communities(network("ab", "bc", alone="xyz").csr, method)
        assert len(set(found.tolist())) == 4

    def test_weights_count(self, method: str) -> None:
        """Four in a ring: they go together where they weigh most."""
        found = communities(network("ab", "bc", "cd", "da", ab=9, cd=9).csr, method).tolist()
        assert found[0] == found[1] != found[2] == found[3]

    def test_nobody_has_none(self, method: str) -> None:
        assert communities(network().csr, method).tolist() == []


def test_actors_are_numbered_by_the_size_of_their_community() -> None:
    found = network("ab", "bc", "ac", "xy", alone="q").communities.tolist()
    assert found == [0, 0, 0, 2, 1, 1]
