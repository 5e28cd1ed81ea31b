"""networkx finds the backend by its name, asks it what it can, and gets what it would compute itself."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels.networks import company_like, networks, same, vector

from krpia_graph.backend import FUNCTIONS, ArrayGraph, can_run, convert_from_nx, convert_to_nx, should_run
from krpia_graph_networkx import info

CALLS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "pagerank": (nx.pagerank, {}),
    "pagerank of other weights": (nx.pagerank, {"weight": "cases", "alpha": 0.5}),
    "harmonic": (nx.harmonic_centrality, {}),
    "betweenness": (nx.betweenness_centrality, {}),
    "betweenness as counts": (nx.betweenness_centrality, {"normalized": False}),
}
SIMPLE: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "eigenvector": (nx.eigenvector_centrality, {"max_iter": 20_000}),
    "eigenvector with weights": (nx.eigenvector_centrality, {"max_iter": 20_000, "weight": "weight"}),
    "katz": (nx.katz_centrality, {"alpha": 0.002}),
    "katz with weights": (nx.katz_centrality, {"alpha": 0.002, "weight": "weight", "normalized": False}),
}


@pytest.fixture(autouse=True)
def quiet_cache() -> Iterator[None]:
    """networkx warns whenever it uses a converted graph again; pytest would take that for a fault."""
    with nx.config(warnings_to_ignore={"cache"}):
        yield


@pytest.mark.parametrize("what", CALLS)
@settings(max_examples=60, deadline=None)
@given(graph=networks())
def test_a_call_by_name_equals_networkx(what: str, graph: Any) -> None:
    function, given_ = CALLS[what]
    assert same(
        vector(graph, function(graph, **given_, backend="krpia")), vector(graph, function(graph, **given_))
    )


@pytest.mark.parametrize("what", SIMPLE)
@settings(max_examples=60, deadline=None)
@given(graph=networks(multi=False))
def test_a_call_by_name_equals_networkx_without_parallel_edges(what: str, graph: Any) -> None:
    function, given_ = SIMPLE[what]
    if len(graph):
        found = function(graph, **given_, backend="krpia")
        assert same(vector(graph, found), vector(graph, function(graph, **given_)))


@pytest.mark.parametrize("weight", [None, "weight"])
@settings(max_examples=60, deadline=None)
@given(graph=networks(multi=False, loops=False))
def test_structural_holes_equal_networkx_asked_for_each_node(weight: str | None, graph: Any) -> None:
    """All at once networkx would use the wrong weights for the effective size."""
    if graph.size():
        found = vector(graph, nx.effective_size(graph, weight=weight, backend="krpia"))
        expected = vector(graph, nx.effective_size(graph, nodes=list(graph), weight=weight))
        defined = ~np.isnan(expected)
        assert same(found[defined], expected[defined])
        constraint = vector(graph, nx.constraint(graph, weight=weight, backend="krpia"))
        assert same(constraint, vector(graph, nx.constraint(graph, weight=weight)))


@pytest.mark.parametrize("graph", [nx.MultiGraph([(0, 1), (0, 1)]), nx.Graph([(0, 1), (1, 1)])])
def test_structural_holes_of_other_graphs_are_refused(graph: Any) -> None:
    assert can_run("constraint", (graph,), {}) == "parallel edges and loops are not supported"
    assert "nodes" in str(can_run("effective_size", (nx.path_graph(3),), {"nodes": [0]}))


@settings(max_examples=100, deadline=None)
@given(networks(), st.integers(2, 6), st.integers(0, 1000))
def test_networkx_draws_the_same_sources(graph: Any, most: int, seed: int) -> None:
    if len(graph) >= most:
        found = nx.betweenness_centrality(graph, k=most, seed=seed, backend="krpia")
        assert same(vector(graph, found), vector(graph, nx.betweenness_centrality(graph, k=most, seed=seed)))


def test_a_numpy_generator_draws_the_same_sources() -> None:
    graph = company_like(50, seed=1)
    found, expected = (
        nx.betweenness_centrality(graph, k=9, seed=np.random.RandomState(4), **where)
        for where in ({"backend": "krpia"}, {"backend": "networkx"})
    )
    assert same(vector(graph, found), vector(graph, expected))


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the functions of the backend that networkx calls, which run as they are."""
    from krpia_graph import backend

    calls: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return FUNCTIONS[name](*args, **kwargs)

        return call

    for name in FUNCTIONS:
        monkeypatch.setattr(backend, name, noted(name))
    return calls


def test_plain_calls_come_here_by_priority(computed: list[str]) -> None:
    graph = company_like(1200, seed=3)
    expected = nx.pagerank(graph)
    assert computed == []
    with nx.config.backend_priority(algos=["krpia"]):
        found = nx.pagerank(graph)
        nx.katz_centrality(graph, alpha=0.001)
    assert computed == ["pagerank", "katz_centrality"]
    assert same(vector(graph, found), vector(graph, expected))


def test_plain_calls_stay_where_it_is_not_worth_while(computed: list[str]) -> None:
    graph = nx.karate_club_graph()
    with nx.config.backend_priority(algos=["krpia"]):
        nx.pagerank(graph)
    assert computed == []
    assert should_run("pagerank", (graph,), {}) == "fewer than 2000 edges"
    assert should_run("pagerank", (), {"G": convert_from_nx(graph)}) is True


def test_plain_calls_that_it_cannot_do_fall_to_networkx(computed: list[str]) -> None:
    graph = company_like(1200, seed=3)
    with nx.config.backend_priority(algos=["krpia"]):
        ranks = nx.pagerank(graph, personalization={0: 1})
    assert computed == []
    assert ranks[0] == max(ranks.values())


@pytest.mark.parametrize(
    ("name", "given_", "reason"),
    [
        ("pagerank", {"personalization": {0: 1}}, "personalization is not supported"),
        ("pagerank", {"dangling": {0: 1}}, "dangling is not supported"),
        ("pagerank", {"nstart": {0: 1}}, "nstart is not supported"),
        ("harmonic_centrality", {"nbunch": [0]}, "nbunch is not supported"),
        ("harmonic_centrality", {"distance": "weight"}, "distance is not supported"),
        ("harmonic_centrality", {"sources": np.array([0, 1])}, "sources is not supported"),
        ("betweenness_centrality", {"endpoints": True}, "endpoints is not supported"),
        ("betweenness_centrality", {"weight": "weight"}, "counted in hops"),
        ("katz_centrality", {"beta": {0: 1.0}}, "beta has to be one number"),
        ("katz_centrality", {"gamma": 1}, "unexpected keyword argument 'gamma'"),
        ("closeness_centrality", {}, "no function closeness_centrality"),
    ],
)
def test_what_it_cannot_do_it_refuses_with_a_reason(name: str, given_: dict[str, Any], reason: str) -> None:
    assert reason in str(can_run(name, (nx.path_graph(3),), given_))


def test_what_it_refuses_fails_where_it_is_asked_for_by_name() -> None:
    with pytest.raises(NotImplementedError, match="krpia"):
        nx.betweenness_centrality(nx.path_graph(3), weight="weight", backend="krpia")


def test_what_fails_in_networkx_fails_alike() -> None:
    with pytest.raises(nx.PowerIterationFailedConvergence):
        nx.pagerank(nx.star_graph(5), max_iter=1, tol=1e-12, backend="krpia")
    with pytest.raises(nx.NetworkXPointlessConcept):
        nx.eigenvector_centrality(nx.Graph(), backend="krpia")
    with pytest.raises(ValueError, match="larger than population"):
        nx.betweenness_centrality(nx.path_graph(3), k=4, backend="krpia")


@settings(deadline=None)
@given(networks())
def test_a_graph_comes_back_as_it_went(graph: Any) -> None:
    back = convert_to_nx(convert_from_nx(graph, preserve_edge_attrs=True))
    assert type(back) is type(graph)
    assert nx.utils.graphs_equal(nx.Graph(back), nx.Graph(graph))
    assert sorted(back.edges(data="weight")) == sorted(graph.edges(data="weight"))


def test_a_converted_graph_serves_several_calls() -> None:
    graph = company_like(100, seed=8)
    converted = convert_from_nx(graph, {"weight": 1})
    assert same(vector(graph, nx.pagerank(converted)), vector(graph, nx.pagerank(graph)))
    assert same(
        vector(graph, nx.harmonic_centrality(converted)), vector(graph, nx.harmonic_centrality(graph))
    )


def test_weights_that_were_not_converted_are_missed() -> None:
    with pytest.raises(nx.NetworkXError, match="without the attribute 'cases'"):
        ArrayGraph([1, 2], np.array([(0, 1)]), False, False).csr("cases")


def test_it_is_documented_in_networkx() -> None:
    assert set(info()["functions"]) == set(FUNCTIONS)
    for name in FUNCTIONS:
        assert "krpia : Centrality on arrays" in getattr(nx, name).__doc__


def test_networkx_alone_does_not_load_the_package() -> None:
    code = "import sys, networkx; print('krpia_graph' in sys.modules, 'krpia_graph_networkx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "True"]


def test_the_kite_tells_degree_and_betweenness_apart() -> None:
    """Krackhardt 1990: node 3 has the largest degree, node 7 the largest betweenness.

    The numbers of the nodes as https://newikis.com/en/Krackhardt_kite_graph tells them.
    """
    graph = nx.krackhardt_kite_graph()
    between = nx.betweenness_centrality(graph, backend="krpia")
    assert max(graph, key=graph.degree) == 3
    assert max(graph, key=between.__getitem__) == 7


@pytest.mark.parametrize(
    "graph",
    [nx.karate_club_graph(), nx.davis_southern_women_graph(), nx.florentine_families_graph()],
    ids=["karate club", "Southern women", "Florentine families"],
)
def test_networks_that_everyone_knows(graph: Any) -> None:
    for function, given_ in [*CALLS.values(), *SIMPLE.values()]:
        found = function(graph, **given_, backend="krpia")
        assert same(vector(graph, found), vector(graph, function(graph, **given_)))
