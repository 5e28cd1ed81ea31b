"""The chain of cases between two actors: the surest, the shortest, in a settled order, word for word."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from math import prod
from pathlib import Path

import networkx as nx
import pytest

from krpia_graph.analyse import case_ties, path
from krpia_graph.model.confidence import Belief, Confidence
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.pipeline import build
from krpia_graph.read import read

ROUND = """MSD•Genexine · Joint study
Novartis•Genexine · Joint study
Novartis•Handok · Export agreement
MSD•Handok · Export agreement"""


@pytest.fixture
def ring(write_page: Callable[..., Path]) -> KnowledgeGraph:
    """MSD - Genexine - Novartis - Handok - MSD."""
    return build([write_page(ROUND)])


def sure(graph: KnowledgeGraph, *means: float) -> KnowledgeGraph:
    """The graph with cases that are so sure, in the order of the page."""
    beliefs = {case: Belief(mean, mean / 2) for case, mean in zip(graph.cases, means, strict=True)}
    return replace(graph, confidence=Confidence(cases=beliefs))


def labels(
    graph: KnowledgeGraph, start: str, end: str, hops: bool = False, count: int = 1
) -> list[list[str]]:
    found = path(graph, start, end, hops=hops, count=count)
    return [[actor.label for actor in chain.actors] for chain in found]


class TestTheSurest:
    def test_two_sure_cases_come_before_one_that_is_not(self, ring: KnowledgeGraph) -> None:
        graph = sure(ring, 0.9, 0.9, 0.9, 0.5)
        assert labels(graph, "MSD", "Handok") == [["MSD", "Genexine", "Novartis", "Handok"]]
        assert path(graph, "MSD", "Handok")[0].confidence == pytest.approx(0.9**3)

    def test_the_fewest_steps_where_they_are_asked_for(self, ring: KnowledgeGraph) -> None:
        graph = sure(ring, 0.9, 0.9, 0.9, 0.5)
        assert labels(graph, "MSD", "Handok", hops=True) == [["MSD", "Handok"]]

    def test_of_equal_ones_the_first_ids(self, ring: KnowledgeGraph) -> None:
        graph = sure(ring, 0.8, 0.8, 0.8, 0.8)
        both = [["MSD", "Genexine", "Novartis"], ["MSD", "Handok", "Novartis"]]
        assert labels(graph, "MSD", "Novartis", count=9) == both
        assert labels(graph, "MSD", "Novartis") == labels(graph, "MSD", "Novartis", hops=True) == both[:1]

    def test_of_equally_sure_ones_the_shorter(self, ring: KnowledgeGraph) -> None:
        graph = sure(ring, 1.0, 1.0, 1.0, 1.0)
        assert labels(graph, "MSD", "Handok", count=2) == [
            ["MSD", "Handok"],
            ["MSD", "Genexine", "Novartis", "Handok"],
        ]

    def test_a_case_that_is_certainly_wrong_is_a_long_step(self, ring: KnowledgeGraph) -> None:
        graph = sure(ring, 0.3, 0.3, 0.3, 0.0)
        assert labels(graph, "MSD", "Handok") == [["MSD", "Genexine", "Novartis", "Handok"]]

    def test_a_step_is_as_sure_as_its_surest_case(self, write_page: Callable[..., Path]) -> None:
        page = write_page("MSD•Genexine · Joint study\nMSD•Genexine · Export agreement for Kanarb")
        (chain,) = path(sure(build([page]), 0.4, 0.7), "MSD", "Genexine")
        assert [tying.belief.mean for tying in chain.steps[0].cases] == [0.7, 0.4]
        assert chain.confidence == 0.7


class TestOnThePage:
    def test_there_is_one_within_each_component_and_none_between(self, graph: KnowledgeGraph) -> None:
        network = case_ties(graph).network()
        part = dict(zip((a.id for a in network.actors), network.components.tolist(), strict=True))
        for a, b in combinations(part, 2):
            if a < "global_company:c":  # a part of all pairs, for the time it takes
                assert bool(path(graph, a, b)) == (part[a] == part[b])

    def test_every_step_is_a_tie_with_all_its_cases_word_for_word(
        self, graph: KnowledgeGraph, page: Path
    ) -> None:
        document, ties = read(page).document, case_ties(graph).by_tie
        chains = path(graph, "MSD", "Samsung Biologics", count=5)
        assert len(chains) == 2
        for step in (step for chain in chains for step in chain.steps):
            pair = tuple(sorted((step.start.id, step.end.id)))
            assert {t.case.id for t in step.cases} == {case.id for case in ties[pair[0], pair[1]]}
            for tying in step.cases:
                assert document.text[tying.case.start : tying.case.end] == tying.case.text
                assert all(tying.names)
                for mention in (m for names in tying.names for m in names):
                    assert document.text[mention.start : mention.end] == mention.surface

    def test_steps_join_and_confidence_is_their_product(self, graph: KnowledgeGraph) -> None:
        (chain,) = path(graph, "MSD", "Bayer")
        assert [actor.label for actor in (chain.actors[0], chain.actors[-1])] == ["MSD", "Bayer"]
        assert all(one.end == other.start for one, other in pairwise(chain.steps))
        assert chain.confidence == pytest.approx(prod(step.confidence for step in chain.steps))

    def test_hops_are_those_of_networkx(self, graph: KnowledgeGraph) -> None:
        network = case_ties(graph).network().to_networkx()
        for end, distance in nx.single_source_shortest_path_length(network, "global_company:msd").items():
            found = path(graph, "MSD", end, hops=True)
            assert [len(chain.steps) for chain in found] == ([distance] if distance else [])

    @pytest.mark.parametrize("name", ["삼성서울병원", "SMC", "institution:samsung-medical-center"])
    def test_ends_by_any_name(self, graph: KnowledgeGraph, name: str) -> None:
        assert labels(graph, name, "사노피") == [["Samsung Medical Center", "Sanofi"]]


class TestApart:
    def test_the_components_are_named(self, graph: KnowledgeGraph) -> None:
        found = path(graph, "MSD", "Sanofi")
        assert list(found) == []
        assert found.apart == (
            "no case connects MSD in component 1 (35 actors) and Sanofi in component 2 (11 actors)"
        )

    def test_both_names_mean_one_group(self, graph: KnowledgeGraph) -> None:
        found = path(graph, "MSD Korea", "MSD")
        assert found.apart.startswith("both names mean MSD (MSD, MSD Korea")
        assert found.apart.endswith("the level 'legal' keeps them apart")

    def test_kin_are_not_tied_at_the_legal_level(self, write_page: Callable[..., Path]) -> None:
        graph = build([write_page("MSD•Genexine · Joint study\nMSD Korea•Handok · Joint study")])
        legal = Lens(level="legal")
        assert "one of the two stands above the other" in path(graph, "MSD", "MSD Korea", legal).apart
        apart = path(graph, "Genexine", "Handok", legal).apart
        assert apart.startswith(
            "no case connects Genexine in component 1 (2 actors) and Handok in component 2"
        )
        assert apart.endswith(
            "at the level 'group', which takes a company for its affiliates too, there is a path"
        )
        assert labels(graph, "Genexine", "Handok") == [["Genexine", "MSD", "Handok"]]

    def test_against_the_direction_of_rights(self, write_page: Callable[..., Path]) -> None:
        graph = build([write_page("MSD · Licensed Kanarb from Boryung")])
        rights = Lens(projection="directed")
        assert [chain.actors[0].label for chain in path(graph, "Boryung", "MSD", rights)] == ["Boryung"]
        assert path(graph, "MSD", "Boryung", rights).apart == (
            "no case leads from MSD to Boryung in the direction of the ties"
        )


class TestRefusals:
    def test_a_drug_is_no_actor(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match="unknown actor of this network 'Keytruda'"):
            path(graph, "MSD", "Keytruda")

    def test_a_name_that_nobody_has(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match="did you mean Genexine"):
            path(graph, "MSD", "Genexin")

    def test_ties_that_are_no_cases(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match="projection for paths 'companies'"):
            path(graph, "MSD", "Pfizer", Lens(projection="companies"))


def test_frames_have_a_row_a_case(graph: KnowledgeGraph) -> None:
    pytest.importorskip("pandas", reason="pandas (the extra frames) is not installed")
    found = path(graph, "KOTRA", "Hanmi Science")
    frame = found.to_pandas()
    assert len(frame) == sum(len(step.cases) for chain in found for step in chain.steps)
    assert frame["text"].tolist() == [graph.cases[case].text for case in frame["case"]]
