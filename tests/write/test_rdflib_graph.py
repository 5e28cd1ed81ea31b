"""A graph for rdflib: the same triples, on rdflib's own store or, where there are many, on Oxigraph."""

import rdflib
from oxrdflib import OxigraphStore
from rdflib.plugins.stores.memory import Memory

import krpia_graph
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.rdflib_graph import to_rdflib

COUNT = "SELECT ?class (COUNT(?thing) AS ?n) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"


def test_a_small_one_is_held_by_rdflib(graph: KnowledgeGraph) -> None:
    found = graph.to_rdflib()
    assert isinstance(found.store, Memory)
    assert set(found) == set(krpia_graph.to_rdflib(graph))


def test_a_large_one_is_held_by_oxigraph_and_answers_the_same(graph: KnowledgeGraph) -> None:
    small, large = graph.to_rdflib(), to_rdflib(graph, large=1)
    assert isinstance(large, rdflib.Graph)
    assert isinstance(large.store, OxigraphStore)
    assert len(large) == len(small)
    assert list(large.query(COUNT)) == list(small.query(COUNT))
    assert dict(large.namespaces()) == dict(small.namespaces())


def test_what_oxigraph_keeps_can_be_written_by_rdflib(graph: KnowledgeGraph) -> None:
    large = to_rdflib(graph, large=1)
    again = rdflib.Graph().parse(data=large.serialize(format="ox-ttl"), format="turtle")
    assert len(again) == len(large)
