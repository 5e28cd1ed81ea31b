"""Companies that share partners, and those that share more of them than chance explains."""

import networkx as nx
import pytest
from analyse.made_networks import of_networkx

from krpia_graph.analyse.network import Network
from krpia_graph.analyse.sharing import backbone_of, through_partners


def two_sides(*ties: tuple[str, str]) -> Network:
    """Companies in capitals, partners in small letters."""
    graph = nx.Graph(ties)
    return of_networkx(graph, {node: "company" if node.isupper() else "partner" for node in graph})


def ties(network: Network) -> dict[str, float]:
    """The weight of each tie, by the names of its ends."""
    names = [actor.id for actor in network.actors]
    pairs = (names[a] + names[b] for a, b in network.ends.tolist())
    return dict(zip(pairs, network.weights.tolist(), strict=True))


def test_a_partner_of_k_companies_gives_each_of_their_ties_one_by_k_less_one() -> None:
    network = two_sides(("A", "x"), ("B", "x"), ("C", "x"), ("A", "y"), ("B", "y"), ("C", "z"))
    assert ties(through_partners("company")(network)) == {"AB": 1.5, "AC": 0.5, "BC": 0.5}


def test_a_company_that_shares_nothing_is_there_without_ties() -> None:
    found = through_partners("company")(two_sides(("A", "x"), ("B", "y")))
    assert [actor.id for actor in found.actors] == ["A", "B"]
    assert ties(found) == {}


@pytest.fixture
def planted() -> Network:
    """A and B share all of their six partners; ten others have six each, spread over forty."""
    spread = [
        (chr(ord("C") + company), f"p{(company * 7 + place * 11) % 40:02}")
        for company in range(10)
        for place in range(6)
    ]
    return two_sides(*((side, f"q{n}") for side in "AB" for n in range(6)), *spread)


def test_the_backbone_is_what_chance_does_not_explain(planted: Network) -> None:
    assert len(ties(through_partners("company")(planted))) > 5
    assert ties(backbone_of("company")(planted)) == {"AB": 6.0}


def test_the_backbone_has_the_same_actors(planted: Network) -> None:
    share, backbone = (make("company")(planted) for make in (through_partners, backbone_of))
    assert backbone.actors == share.actors
    assert backbone_of("company")(two_sides()).actors == []
