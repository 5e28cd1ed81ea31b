"""A knowledge graph in, the page for large networks out: one HTML file that draws on the graphics card.

It is the page of `krpia_graph.write.page.vis` with sigma and graphology in the place of vis-network. It opens
with the entities that have most cases; search and neighbours bring the others onto the stage.
"""

from collections.abc import Iterator
from importlib import resources

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.assembly import TEMPLATE, environment, packed_block
from krpia_graph.write.page.drawing import draw
from krpia_graph.write.page.schema import View
from krpia_graph.write.page.view import texts, view_model

MOST_ENTITIES = 50_000
LIBRARY = "vendor/explorer.js"
PICTURE = ("sigma_programs.js", "picture_sigma.js")


def large_network_html(graph: KnowledgeGraph, limit: int = MOST_ENTITIES) -> Iterator[str]:
    """The page, as chunks of text; the same graph gives the same bytes.

    Holds the `limit` entities with most cases, and says how many it leaves out.
    """
    yield from large_page(view_model(draw(graph, limit)))


def large_page(view: View) -> Iterator[str]:
    """The page that shows a view model."""
    library = (resources.files("krpia_graph.write.page") / LIBRARY).read_text(encoding="utf-8")
    templates = environment(view.title, {"view": packed_block(view)}, texts(view), PICTURE, library)
    yield from templates.get_template(TEMPLATE).generate()
