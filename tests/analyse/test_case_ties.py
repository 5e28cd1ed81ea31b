"""Ties from cases: who is an actor, which cases tie two of them, and how much."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from krpia_graph.analyse import case_ties
from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.projections import PROJECTIONS
from krpia_graph.analyse.weights import WEIGHTS
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import PLAIN, Lens
from krpia_graph.pipeline import build

LEGAL = Lens(level="legal")
LIST = "Pfizer Korea · MOU with KOTRA, KoNECT and Genexine"
Ties = dict[tuple[str, str], tuple[float, int]]


def ties(graph: KnowledgeGraph, lens: Lens = LEGAL) -> Ties:
    """The weight of each tie and the number of its cases, by the names of its ends."""
    cases = case_ties(graph, lens)
    network = cases.network()
    ids = [actor.id for actor in network.actors]
    pairs = [(ids[a], ids[b]) for a, b in network.ends.tolist()]
    return {
        (a.partition(":")[2], b.partition(":")[2]): (round(weight, 9), len(cases.by_tie[a, b]))
        for (a, b), weight in zip(pairs, network.weights.tolist(), strict=True)
    }


class TestActors:
    def test_only_organisations(self, graph: KnowledgeGraph) -> None:
        types = {actor.type for actor in case_ties(graph).actors}
        assert types == set(graph.vocabulary.organisation_types)

    def test_every_party_of_a_case_and_nobody_who_only_stands_above(self, graph: KnowledgeGraph) -> None:
        parties = {p.entity for c in graph.cases.values() for p in c.participants if p.role != "regulator"}
        assert [actor.id for actor in case_ties(graph, LEGAL).actors] == sorted(parties)
        assert "global_company:pfizer" in graph.entities.keys() - parties

    def test_a_company_stands_for_its_affiliates(self, graph: KnowledgeGraph) -> None:
        by_id = {actor.id: actor for actor in case_ties(graph).actors}
        assert by_id["global_company:msd"].members == ("global_company:msd", "global_company:msd-korea")
        assert by_id["global_company:pfizer"].members == ("global_company:pfizer-korea",)
        assert "global_company:janssen-korea" in by_id["global_company:johnson-and-johnson"].members

    def test_a_company_that_two_own_stands_for_itself(self, graph: KnowledgeGraph) -> None:
        assert "korean_company:archigen-biotech" in {actor.id for actor in case_ties(graph).actors}

    def test_a_hospital_stands_for_itself(self, graph: KnowledgeGraph) -> None:
        ids = {actor.id for actor in case_ties(graph).actors}
        assert {"institution:snuh", "institution:snubh"} <= ids
        assert "institution:seoul-national-university" not in ids

    def test_everybody_is_in_one_actor_at_each_level(self, graph: KnowledgeGraph) -> None:
        members = [member for actor in case_ties(graph).actors for member in actor.members]
        assert sorted(members) == [actor.id for actor in case_ties(graph, LEGAL).actors]

    def test_a_party_without_partners_is_there_too(self, graph: KnowledgeGraph) -> None:
        found = case_ties(graph)
        degree = np.bincount(found.network().ends.ravel(), minlength=len(found.actors))
        (alone,) = [n for n, actor in enumerate(found.actors) if actor.id == "global_company:gsk"]
        assert degree[alone] == 0
        assert found.by_actor["global_company:gsk"]

    def test_a_regulator_is_none(self, graph: KnowledgeGraph) -> None:
        assert "institution:mfds" not in {actor.id for actor in case_ties(graph).actors}

    @pytest.mark.parametrize("line", ["Nobody · Supply of Kanarb in Japan", "Cases"])
    def test_none_without_parties(self, line: str, write_page: Callable[..., Path]) -> None:
        assert case_ties(build([write_page(line)])).actors == ()


class TestCaseModels:
    @pytest.mark.parametrize("model", ["stated", "star"])
    def test_the_header_with_each(self, model: str, write_page: Callable[..., Path]) -> None:
        found = ties(build([write_page(LIST)]), replace(LEGAL, case_model=model))
        assert found.keys() == {("pfizer-korea", other) for other in ("kotra", "konect", "genexine")}
        assert set(found.values()) == {(round(1 / 3, 9), 1)}

    def test_all_with_all(self, write_page: Callable[..., Path]) -> None:
        found = ties(build([write_page(LIST)]), replace(LEGAL, case_model="clique"))
        assert found.keys() == set(combinations(("pfizer-korea", "konect", "kotra", "genexine"), 2))
        assert set(found.values()) == {(round(1 / 3, 9), 1)}

    def test_what_is_stated_is_what_the_graph_calls_partners(self, graph: KnowledgeGraph) -> None:
        edges = {e.key[::2]: len(e.cases) for e in graph.edges if e.relation == "partners_with"}
        stated = {
            (a, b): len({case.id for case in cases})
            for (a, b), cases in case_ties(graph, LEGAL).by_tie.items()
        }
        assert {(subject, object_): n for (subject, object_), n in edges.items()} == stated

    def test_a_star_is_stated_and_a_clique_holds_both(self, graph: KnowledgeGraph) -> None:
        star, stated, clique = (
            ties(graph, replace(LEGAL, case_model=m)).keys() for m in ("star", "stated", "clique")
        )
        assert star < stated < clique


class TestWeights:
    def test_a_case_of_two_gives_their_tie_one(self, write_page: Callable[..., Path]) -> None:
        assert ties(build([write_page("MSD•Genexine · Supply")])) == {("msd", "genexine"): (1, 1)}

    def test_cases_add_up(self, write_page: Callable[..., Path]) -> None:
        found = ties(build([write_page("MSD•Genexine · Supply\nGenexine · MOU with MSD and KOTRA")]))
        assert found == {("msd", "genexine"): (1 + 1 / 2, 2), ("kotra", "genexine"): (1 / 2, 1)}

    def test_affiliates_that_act_together_count_as_one_or_as_two(
        self, write_page: Callable[..., Path]
    ) -> None:
        graph = build([write_page("MSD Korea · Joint study of MSD with Genexine")])
        assert ties(graph) == {("msd", "genexine"): (1 / 2, 1), ("msd-korea", "genexine"): (1 / 2, 1)}
        assert ties(graph, PLAIN) == {("msd", "genexine"): (1, 1)}

    def test_who_stands_above_is_no_partner(self, write_page: Callable[..., Path]) -> None:
        """Not only the parent, everyone above; and a joint venture is none of its parents."""
        found = ties(build([write_page("Janssen Korea · Joint study with Johnson & Johnson and Genexine")]))
        assert ("janssen-korea", "johnson-and-johnson") not in found
        found = ties(build([write_page("MSD · Supply to Samsung Bioepis and Samsung Biologics")]))
        assert found.keys() == {("msd", "samsung-bioepis"), ("msd", "samsung-biologics")}

    def test_a_group_is_no_partner_of_its_joint_venture(self, graph: KnowledgeGraph) -> None:
        """The case names AstraZeneca Korea, the venture belongs to AstraZeneca."""
        assert ("astrazeneca-korea", "archigen-biotech") in ties(graph)
        assert ("astrazeneca", "archigen-biotech") not in ties(graph, PLAIN)

    def test_the_weights_of_the_page_by_hand(self, graph: KnowledgeGraph) -> None:
        """MSD's group: eight cases with one other, and a joint programme with two."""
        found = ties(graph, PLAIN)
        assert found["msd", "genexine"] == (1 + 1 / 2, 2)
        strength = sum(weight for pair, (weight, _) in found.items() if "msd" in pair)
        assert strength == pytest.approx(8 + 2 / 2)
        hospitals = [weight for (a, _), (weight, _) in found.items() if a == "sanofi"]
        assert sum(hospitals) == pytest.approx(9 / 9 + 1 + 1)  # a list of nine weighs what one partner does

    def test_counts_are_whole(self, graph: KnowledgeGraph) -> None:
        assert all(weight == cases for weight, cases in ties(graph, replace(LEGAL, weights="count")).values())

    def test_a_doubtful_case_weighs_what_it_is_believed(self, graph: KnowledgeGraph) -> None:
        case = next(case for case in graph.cases.values() if "Genexine" in case.text)
        sure = graph.confidence.of_case(case.id).mean
        cases = case_ties(graph, replace(PLAIN, weights="confidence"))
        plain = case_ties(graph, PLAIN)
        row = cases.cases.index(case)
        assert cases.weights[cases.case == row] == pytest.approx(plain.weights[plain.case == row] * sure)

    def test_an_old_case_weighs_half_for_each_half_life(self, write_page: Callable[..., Path]) -> None:
        dated = "MSD•Genexine · Supply (2020)\nMSD•Boryung · Supply (2015)\nMSD•Handok · Supply (2010)"
        graph = build([write_page(f"{dated}\nMSD•Yuhan · Supply")])
        found = ties(graph, replace(LEGAL, weights="recency", half_life=5))
        weights = {pair[1]: weight for pair, (weight, _) in found.items()}
        assert [weights[name] for name in ("genexine", "boryung", "handok")] == [1, 0.5, 0.25]
        assert weights["yuhan"] == pytest.approx((1 + 0.5 + 0.25) / 3, abs=1e-9)

    @pytest.mark.parametrize("weights", WEIGHTS)
    def test_every_scheme_gives_positive_weights(self, weights: str, graph: KnowledgeGraph) -> None:
        assert (case_ties(graph, Lens(weights=weights)).network().weights > 0).all()


class TestYears:
    LINES = """MSD•Genexine · Supply (2014~2018)
MSD•Boryung · Supply (2020)
MSD•Handok · Supply since 2016
MSD•Yuhan · Supply"""

    @pytest.mark.parametrize(
        ("years", "partners"),
        [
            ((2018, 2019), {"genexine", "handok"}),
            ((None, 2015), {"genexine"}),
            ((2019, None), {"boryung", "handok"}),
            ((None, None), {"genexine", "boryung", "handok"}),
            (None, {"genexine", "boryung", "handok", "yuhan"}),
        ],
    )
    def test_a_case_needs_one_of_the_years(
        self, years: tuple[int | None, int | None] | None, partners: set[str], write_page: Callable[..., Path]
    ) -> None:
        graph = build([write_page(self.LINES)])
        assert {pair[1] for pair in ties(graph, replace(LEGAL, years=years))} == partners


class TestEgo:
    def test_the_partners_and_the_ties_between_them(self, graph: KnowledgeGraph) -> None:
        found = case_ties(graph, Lens(ego="엠에스디"))
        whole = ties(graph, PLAIN)
        around = {"msd"} | {end for pair in whole if "msd" in pair for end in pair}
        assert {actor.id.partition(":")[2] for actor in found.actors} == around
        assert ties(graph, Lens(ego="MSD")) == {pair: v for pair, v in whole.items() if set(pair) <= around}

    def test_an_affiliate_means_its_group(self, graph: KnowledgeGraph) -> None:
        assert ties(graph, Lens(ego="MSD Korea")) == ties(graph, Lens(ego="MSD"))

    def test_more_steps_reach_further(self, graph: KnowledgeGraph) -> None:
        sizes = [len(case_ties(graph, Lens(ego="MSD", radius=radius)).actors) for radius in (0, 1, 2, 3)]
        assert sizes[0] == 1
        assert sizes == sorted(set(sizes))

    def test_somebody_who_is_no_actor_is_refused(self, graph: KnowledgeGraph) -> None:
        with pytest.raises(UnknownNameError, match="unknown actor of this network 'Kanarb'"):
            case_ties(graph, Lens(ego="Kanarb"))


class TestProjections:
    @pytest.mark.parametrize("projection", PROJECTIONS)
    def test_every_one_makes_a_network(self, projection: str, graph: KnowledgeGraph) -> None:
        network = case_ties(graph, Lens(projection)).network()
        assert len(network)
        assert len(network.ends) == len(network.weights)
        assert len(network.ends) > 0 or projection == "backbone"
        assert (network.weights > 0).all()

    def test_two_sides_of_global_companies_and_their_partners(self, graph: KnowledgeGraph) -> None:
        cases = case_ties(graph, Lens("bipartite"))
        sides = [{cases.actors[end].type == "global_company" for end in pair} for pair in cases.ends.tolist()]
        assert all(side == {True, False} for side in sides)

    def test_companies_that_share_partners(self, write_page: Callable[..., Path]) -> None:
        """Genexine works with three: half a unit for each of their ties; KOTRA with two: one unit."""
        pairs = "MSD•Genexine", "Pfizer•Genexine", "Novartis•Genexine", "MSD•KOTRA", "Pfizer•KOTRA"
        page = write_page("\n".join(f"{pair} · MOU" for pair in pairs))
        network = case_ties(build([page]), Lens("companies")).network()
        labels = [actor.label for actor in network.actors]
        found = {
            tuple(sorted((labels[a], labels[b]))): weight
            for (a, b), weight in zip(network.ends.tolist(), network.weights.tolist(), strict=True)
        }
        assert found == {("MSD", "Pfizer"): 1.5, ("MSD", "Novartis"): 0.5, ("Novartis", "Pfizer"): 0.5}

    def test_parties_and_the_products_of_their_cases(self, graph: KnowledgeGraph) -> None:
        cases = case_ties(graph, Lens("drugs"))
        types = [{cases.actors[end].type for end in pair} for pair in cases.ends.tolist()]
        assert all("drug" in pair and len(pair) == 2 for pair in types)

    def test_rights_go_from_who_gives_to_who_gets(self, tmp_path: Path) -> None:
        news = tmp_path / "news.txt"
        news.write_text(
            "SK Biopharmaceuticals licenses cenobamate to Ono\n\nSK Biopharmaceuticals granted Ono "
            "Pharmaceutical exclusive rights to cenobamate in Japan under a license agreement.\n",
            encoding="utf-8",
        )
        cases = case_ties(build(news), Lens("directed"))
        assert cases.directed
        assert list(cases.by_tie) == [("korean_company:sk-biopharmaceuticals", "global_company:ono")]

    def test_regions_that_a_case_names_together(self, graph: KnowledgeGraph) -> None:
        assert {actor.type for actor in case_ties(graph, Lens("regions")).actors} == {"region"}


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        (Lens("organizations"), "unknown projection 'organizations': did you mean organisations or"),
        (Lens(level="firm"), "unknown level 'firm': choose from group, legal"),
        (Lens(case_model="cliques"), "unknown case model 'cliques': did you mean clique?"),
        (Lens(weights="raw"), "unknown weighting 'raw'"),
        (Lens(brokerage="size"), "unknown grouping 'size'"),
    ],
)
def test_a_name_that_does_not_exist_is_refused(lens: Lens, said: str, graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError) as error:
        case_ties(graph, lens)
    assert str(error.value).startswith(said)


class TestOtherSetsOfCases:
    @given(times=st.lists(st.integers(0, 3), min_size=53, max_size=53), model=st.sampled_from([*CASE_MODELS]))
    def test_a_case_counts_as_often_as_it_is_drawn(
        self, times: list[int], model: str, graph: KnowledgeGraph
    ) -> None:
        cases = case_ties(graph, Lens(case_model=model))
        drawn = cases.network(np.array(times, dtype=np.float64))
        expected: dict[tuple[int, int], float] = {}
        for tie, case, weight in zip(
            cases.tie.tolist(), cases.case.tolist(), cases.weights.tolist(), strict=True
        ):
            if times[case]:
                a, b = cases.ends[tie].tolist()
                expected[a, b] = expected.get((a, b), 0.0) + times[case] * weight
        found = {(a, b): w for (a, b), w in zip(drawn.ends.tolist(), drawn.weights.tolist(), strict=True)}
        assert found == pytest.approx(expected)
        assert drawn.actors == cases.actors

    def test_each_case_once_is_the_network_itself(self, graph: KnowledgeGraph) -> None:
        cases = case_ties(graph)
        once, all_ = cases.network(np.ones(len(cases.cases))), cases.network()
        assert (once.ends == all_.ends).all()
        assert once.weights == pytest.approx(all_.weights)
