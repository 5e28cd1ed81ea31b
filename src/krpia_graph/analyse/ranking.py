"""A knowledge graph in, its organisations ranked by centrality out."""

from collections import Counter

from krpia_graph.analyse.measures import MEASURES
from krpia_graph.analyse.network import organisation_network
from krpia_graph.model.centrality import Centrality
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.graph import KnowledgeGraph

DEFAULT_MEASURE = "strength"  # of the measures the one that loses least when cases are missing
_DIGITS = 9  # what is left of a float after this is the arithmetic of the machine


def rank(
    graph: KnowledgeGraph, measure: str = DEFAULT_MEASURE, type_: str = "", top: int | None = None
) -> list[Centrality]:
    """The organisations by a measure, highest first; equal ones by name, those without a value last.

    `type_` keeps one entity type, `top` the first so many. Every row holds the values of all measures.
    Raises UnknownNameError for a measure or a type that does not exist.
    """
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if type_ and type_ not in graph.vocabulary.organisation_types:
        raise UnknownNameError("organisation type", type_, graph.vocabulary.organisation_types)
    rows = [row for row in _table(graph) if type_ in ("", row.type)]

    def order(row: Centrality) -> tuple[bool, float, str]:
        value = row.values[measure]
        return value is None, -(value or 0), row.label

    return sorted(rows, key=order)[:top]


def _table(graph: KnowledgeGraph) -> list[Centrality]:
    network = organisation_network(graph)
    values = {name: measure.compute(network) for name, measure in MEASURES.items()}
    cases = Counter(party.entity for case in graph.cases.values() for party in case.participants)
    return [
        Centrality(
            entity=entity,
            type=graph.entities[entity].type,
            label=graph.entities[entity].label_en,
            cases=cases[entity],
            values={name: _rounded(by_node[entity]) for name, by_node in values.items()},
        )
        for entity in network
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS) + 0.0
