"""A knowledge graph in, the interactive page out: one HTML file that needs no network and nothing beside it.

pyvis holds the picture and renders our own template; its file of vis-network is written into the page.
"""

from collections.abc import Iterator
from importlib import resources
from typing import Any

from pyvis.network import Network

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.assembly import TEMPLATE, environment, json_block
from krpia_graph.write.page.drawing import Drawing, draw
from krpia_graph.write.page.schema import View
from krpia_graph.write.page.view import texts, view_model

MOST_ENTITIES = 1500  # measured on two cores: vis-network draws 34 frames a second at 1,000 nodes, 7 at 5,000
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
PICTURE = ("picture_vis.js",)
CHUNK = 1 << 16

Row = dict[str, Any]


def network_html(graph: KnowledgeGraph, limit: int = MOST_ENTITIES) -> Iterator[str]:
    """The page, as chunks of text; the same graph gives the same bytes.

    Entities with a case are drawn, at most the `limit` with most cases (the page says so where it leaves
    some out), joined by the edges between them. Raises nothing for a graph without cases: the page says that
    there are none.
    """
    page = _network(draw(graph, limit)).generate_html(TEMPLATE)
    yield from (page[start : start + CHUNK] for start in range(0, len(page), CHUNK))


def _network(drawing: Drawing) -> Network:
    """The picture in pyvis, filled through its lists: `add_edge` would merge parallel edges."""
    view = view_model(drawing)
    network = Network(cdn_resources="in_line")
    network.nodes = _nodes(view)
    network.edges = _edges(view)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {"smooth": False},
        "interaction": {
            "hover": False,  # the page looks up itself what is under the pointer: names count there too
            "selectConnectedEdges": False,
            "keyboard": {"enabled": False},  # would take the focus from the search as the mouse moves
        },
    }
    network.path = TEMPLATE
    blocks = {
        "view": json_block(view),
        "vis": json_block({"nodes": network.nodes, "edges": network.edges, "options": network.options}),
    }
    library = (resources.files("pyvis") / VIS).read_text(encoding="utf-8")
    network.templateEnv = environment(view.title, blocks, texts(view), PICTURE, library)
    return network


def _nodes(view: View) -> list[Row]:
    """A row for each entity, as it looks while nothing is chosen."""
    entities = view.entities
    kinds = [view.types[number] for number in entities.type]
    radii = view.sizes["cases"].radius
    return [
        {"id": number, "shape": kind.shape, "color": kind.colour, "size": radius, "x": x, "y": y}
        for number, (kind, radius, x, y) in enumerate(zip(kinds, radii, entities.x, entities.y, strict=True))
    ]


def _edges(view: View) -> list[Row]:
    """A row for each tie; ties of one pair fan out as curves."""
    ties = view.ties
    return [
        {
            "id": number,
            "from": ties.subject[number],
            "to": ties.object[number],
            "group": ties.group[number],
            "width": ties.width[number],
            **_curve(bend),
        }
        for number, bend in enumerate(ties.bend)
    ]


def _curve(bend: float) -> Row:
    if not bend:
        return {}
    kind = "curvedCCW" if bend > 0 else "curvedCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(0.25 * abs(bend), 3)}}
