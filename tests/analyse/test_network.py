"""The network of organisations: who is a node, which cases tie two of them, and how much."""

from collections.abc import Callable
from pathlib import Path

import pytest

from krpia_graph.analyse import organisation_network
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.pipeline import build

THIRD = round(1 / 3, 9)
MSD, GENEXINE = "global_company:msd", "korean_company:genexine"


class TestNodes:
    def test_only_organisations(self, graph: KnowledgeGraph) -> None:
        network = organisation_network(graph)
        types = {graph.entities[node].type for node in network}
        assert types == set(graph.vocabulary.organisation_types)

    def test_every_party_of_a_case_and_nobody_who_only_stands_above(self, graph: KnowledgeGraph) -> None:
        network = organisation_network(graph)
        parties = {p.entity for c in graph.cases.values() for p in c.participants if p.role != "regulator"}
        assert list(network) == sorted(parties)
        assert "global_company:pfizer" in graph.entities
        assert "global_company:pfizer" not in network

    def test_a_party_without_partners_too(self, graph: KnowledgeGraph) -> None:
        assert organisation_network(graph).degree("global_company:gsk-korea") == 0

    def test_no_regulator(self, graph: KnowledgeGraph) -> None:
        assert "institution:mfds" not in organisation_network(graph)

    def test_none_without_parties(self, write_page: Callable[..., Path]) -> None:
        assert len(organisation_network(build([write_page("Nobody · Supply of Kanarb in Japan")]))) == 0


class TestWeights:
    @staticmethod
    def weights(path: Path) -> dict[tuple[str, ...], tuple[float, int]]:
        network = organisation_network(build([path]))
        return {
            tuple(sorted(end.partition(":")[2] for end in (one, other))): (
                round(tie["weight"], 9),
                tie["cases"],
            )
            for one, other, tie in network.edges(data=True)
        }

    def test_a_case_of_two_gives_their_tie_one(self, write_page: Callable[..., Path]) -> None:
        assert self.weights(write_page("MSD•Genexine · Supply")) == {("genexine", "msd"): (1, 1)}

    def test_a_case_of_k_gives_each_tie_one_by_k_less_one(self, write_page: Callable[..., Path]) -> None:
        found = self.weights(write_page("Pfizer Korea · MOU with KOTRA, KoNECT and Genexine"))
        assert found.keys() == {
            ("genexine", "konect"),
            ("genexine", "kotra"),
            ("genexine", "pfizer-korea"),
            ("konect", "kotra"),
            ("konect", "pfizer-korea"),
            ("kotra", "pfizer-korea"),
        }
        assert set(found.values()) == {(THIRD, 1)}

    def test_cases_add_up(self, write_page: Callable[..., Path]) -> None:
        found = self.weights(write_page("MSD•Genexine · Supply\nGenexine · MOU with MSD and KOTRA"))
        assert found == {
            ("genexine", "msd"): (1 + 1 / 2, 2),
            ("genexine", "kotra"): (1 / 2, 1),
            ("kotra", "msd"): (1 / 2, 1),
        }

    def test_an_affiliate_and_its_parent_count_as_parties_and_are_not_tied(
        self, write_page: Callable[..., Path]
    ) -> None:
        found = self.weights(write_page("MSD Korea · Joint study of MSD with Genexine"))
        assert found == {
            ("genexine", "msd"): (1 / 2, 1),
            ("genexine", "msd-korea"): (1 / 2, 1),
        }

    def test_a_joint_venture_and_its_parent_are_not_tied(self, write_page: Callable[..., Path]) -> None:
        found = self.weights(write_page("MSD · Supply to Samsung Bioepis and Samsung Biologics"))
        assert found.keys() == {("msd", "samsung-bioepis"), ("msd", "samsung-biologics")}

    def test_a_company_and_the_head_of_its_group_are_not_tied(self, write_page: Callable[..., Path]) -> None:
        """As for the edges of the graph: not only the parent, everyone above."""
        found = self.weights(write_page("Janssen Korea · Joint study with Johnson & Johnson and Genexine"))
        assert ("janssen-korea", "johnson-and-johnson") not in found

    def test_the_weights_of_the_page_by_hand(self, graph: KnowledgeGraph) -> None:
        network = organisation_network(graph)
        # One joint study of three parties, one programme of four.
        assert network.edges[MSD, GENEXINE]["weight"] == pytest.approx(1 / 2 + 1 / 3)
        assert network.edges[MSD, GENEXINE]["cases"] == 2
        # Four cases of two parties, four joint studies of three (one is MSD Korea), the programme of four.
        assert network.degree(MSD, weight="weight") == pytest.approx(4 + 4 / 2 + 2 / 3)
        # One of ten parties weighs as much as one of two.
        hospitals = [tie for _, _, tie in network.edges("global_company:sanofi-korea", data=True)]
        assert sum(tie["weight"] for tie in hospitals) == pytest.approx(9 / 9 + 1 + 1)

    def test_every_partnership_of_the_graph_is_a_tie(self, graph: KnowledgeGraph) -> None:
        network = organisation_network(graph)
        edges = [edge for edge in graph.edges if edge.relation == "partners_with"]
        assert [e for e in edges if not network.has_edge(e.subject, e.object)] == []
        wrong = [e for e in edges if network.edges[e.subject, e.object]["cases"] != len(e.cases)]
        assert wrong == []
