"""Figures that several tests look at, each drawn once."""

import pytest
from figures import Draw

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure import Options, rendered
from krpia_graph.write.figure.rendering import Rendered


@pytest.fixture(scope="session")
def drawn(graph: KnowledgeGraph) -> Draw:
    """Draws the graph of the page, each wish once."""
    made: dict[Options, Rendered] = {}

    def draw(options: Options) -> Rendered:
        if options not in made:
            made[options] = rendered(graph, options)
        return made[options]

    return draw
