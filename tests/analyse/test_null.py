"""Null networks: who takes part in how many cases, and as what, stays; with whom does not."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from krpia_graph.analyse.case_models import CASE_MODELS
from krpia_graph.analyse.case_ties import CaseTies, case_ties
from krpia_graph.analyse.null import null_networks, seatings, strata
from krpia_graph.analyse.projections import PROJECTIONS
from krpia_graph.model.dealings import leads
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lens import Lens
from krpia_graph.pipeline import build


def seated(graph: KnowledgeGraph, cases: CaseTies, count: int = 5) -> list[list[tuple[int, int, int]]]:
    """For each null network its rows of actor, case and stratum."""
    kinds = strata(cases, graph.vocabulary.roles).tolist()
    columns = cases.members[:, 1].tolist()
    drawn = seatings(cases, graph.vocabulary.roles, count, seed=1)
    return [list(zip(seating.tolist(), columns, kinds, strict=True)) for seating in drawn]


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_actor_and_every_case_keep_their_numbers_in_each_stratum(
    graph: KnowledgeGraph, projection: str
) -> None:
    cases = case_ties(graph, Lens(projection=projection))
    kinds = strata(cases, graph.vocabulary.roles)
    before = [(*row, kind) for row, kind in zip(cases.members.tolist(), kinds.tolist(), strict=True)]
    for after in seated(graph, cases):
        assert len({(actor, case) for actor, case, _ in after}) == len(before)
        assert Counter((a, k) for a, _, k in after) == Counter((a, k) for a, _, k in before)
        assert Counter((c, k) for _, c, k in after) == Counter((c, k) for _, c, k in before)


def test_leads_are_a_stratum_of_their_own(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph)
    kinds = strata(cases, graph.vocabulary.roles).tolist()
    found = dict.fromkeys(kinds, 0)
    for (actor, row), kind in zip(cases.members.tolist(), kinds, strict=True):
        heads = {lead.entity for lead in leads(cases.cases[row], graph.vocabulary.roles)}
        assert bool(heads & set(cases.actors[actor].members)) == (kind == 1)
        found[kind] += 1
    assert found.keys() == {0, 1}


def test_partners_change(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph)
    before = {tuple(row) for row in cases.members.tolist()}
    moved = [len({(a, c) for a, c, _ in after} - before) / len(before) for after in seated(graph, cases)]
    assert min(moved) > 0.5


@pytest.mark.parametrize("model", CASE_MODELS)
def test_as_they_sit_the_null_network_is_the_network(graph: KnowledgeGraph, model: str) -> None:
    for projection in ("organisations", "bipartite", "companies", "drugs", "regions"):
        cases = case_ties(graph, Lens(case_model=model, projection=projection))
        network, same = cases.network(), null_networks(cases)(cases.members[:, 0])
        assert same.ends.tolist() == network.ends.tolist()
        assert same.weights == pytest.approx(network.weights)


@pytest.mark.parametrize("model", CASE_MODELS)
def test_a_case_ties_as_many_seats_as_before(graph: KnowledgeGraph, model: str) -> None:
    """Weights are those of the cases: nobody is tied to itself, and none is lost."""
    cases = case_ties(graph, Lens(case_model=model))
    for seating in seatings(cases, graph.vocabulary.roles, 5, seed=3):
        network = null_networks(cases)(seating)
        assert network.weights.sum() == pytest.approx(cases.weights.sum())
        assert (network.ends[:, 0] < network.ends[:, 1]).all()


def test_two_sided_ties_stay_two_sided(graph: KnowledgeGraph) -> None:
    cases = case_ties(graph, Lens(projection="bipartite"))
    for seating in seatings(cases, graph.vocabulary.roles, 5, seed=3):
        network = null_networks(cases)(seating)
        ends = np.array([actor.type == "global_company" for actor in network.actors])[network.ends]
        assert (ends.sum(axis=1) == 1).all()


def test_the_case_model_of_a_null_network_is_that_of_the_network(write_page: Callable[..., Path]) -> None:
    """A star has a middle whoever sits there; a clique of four has all its six ties."""
    graph = build([write_page("MSD · MOU with KOTRA, KoNECT and Genexine")])
    for model, ties in (("star", 3), ("clique", 6), ("stated", 3)):
        cases = case_ties(graph, Lens(case_model=model))
        (seating,) = seatings(cases, graph.vocabulary.roles, 1, seed=0)
        assert len(null_networks(cases)(seating).ends) == ties


def test_the_same_seed_seats_everyone_alike_under_every_case_model(graph: KnowledgeGraph) -> None:
    drawn = [seated(graph, case_ties(graph, Lens(case_model=model))) for model in CASE_MODELS]
    assert drawn[0] == drawn[1] == drawn[2]
    assert drawn[0][0] != drawn[0][1]
