"""A knowledge graph in, the interactive page out: one HTML file that needs no network and nothing beside it.

pyvis holds the picture and renders our own template; its file of vis-network is written into the page. The
page may run only the scripts and use only the style whose hashes stand in its Content-Security-Policy.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from math import sqrt

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.layout import positions
from krpia_graph.write.page.selection import Selection, Tie, select
from krpia_graph.write.page.view import Row, view_model

MOST_ENTITIES = 1500  # measured on two cores: vis-network draws 34 frames a second at 1,000 nodes, 7 at 5,000
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
SCRIPTS = ("words.js", "picture.js", "pane.js", "app.js")
SHAPE_SCALE = {"star": 1.4, "triangle": 1.15, "triangleDown": 1.15, "diamond": 1.15, "square": 0.9}
LARGEST_RADIUS = 60
TITLES = 3
CHUNK = 1 << 16


def network_html(graph: KnowledgeGraph, limit: int = MOST_ENTITIES) -> Iterator[str]:
    """The page, as chunks of text; the same graph gives the same bytes.

    Entities with a case are drawn, at most the `limit` with most cases (the page says so where it leaves
    some out), joined by the edges between them. Raises nothing for a graph without cases: the page says that
    there are none.
    """
    selection = select(graph, limit)
    network = _network(selection)
    page = network.generate_html("page.html")
    yield from (page[start : start + CHUNK] for start in range(0, len(page), CHUNK))


def _network(selection: Selection) -> Network:
    """The picture in pyvis, filled through its lists: `add_edge` would merge parallel edges."""
    network = Network(cdn_resources="in_line")
    places = positions(
        {name: _radius(len(cases)) for name, cases in selection.cases.items()},
        ((tie.subject, tie.object) for tie in selection.ties),
    )
    network.nodes = [_node(selection, name, *places[name]) for name in selection.cases]
    network.edges = _edges(selection.ties)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    network.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": False},  # would take the focus from the search as the mouse moves
        },
    }
    network.path = "page.html"
    network.templateEnv = _environment(view_model(selection), network.options)
    return network


def _node(selection: Selection, name: str, x: int, y: int) -> Row:
    entity = selection.graph.entities[name]
    kind = selection.graph.vocabulary.entity_type(entity.type)
    return {
        "id": name,
        "label": entity.label_en,
        "color": kind.colour,
        "shape": kind.shape,
        "size": round(_radius(len(selection.cases[name])) * SHAPE_SCALE.get(kind.shape, 1.0), 1),
        "x": x,
        "y": y,
    }


def _radius(cases: int) -> int:
    """Half the width of a node: its area grows with the number of cases, from the smallest easy to hit."""
    return min(round(6 + 6 * sqrt(cases)), LARGEST_RADIUS)


def _edges(ties: tuple[Tie, ...]) -> list[Row]:
    """One row for each tie, numbered as in the view model; ties of one pair fan out as curves."""
    pairs: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, tie in enumerate(ties):
        pairs[frozenset((tie.subject, tie.object))].append(number)
    rows = []
    for number, tie in enumerate(ties):
        group = pairs[frozenset((tie.subject, tie.object))]
        bend = group.index(number) - (len(group) - 1) / 2
        clockwise = (bend > 0) == (tie.subject < tie.object)
        curve = {
            "enabled": bend != 0,
            "type": "curvedCW" if clockwise else "curvedCCW",
            "roundness": round(0.25 * abs(bend), 3),
        }
        rows.append(
            {
                "id": number,
                "from": tie.subject,
                "to": tie.object,
                "width": round(1 + sqrt(min(tie.cases, 9)) * 0.6, 2),
                "smooth": curve if bend else False,
            }
        )
    return rows


def _environment(view: Row, options: Row) -> Environment:
    """The templates, with the view model and the parts of the page whose hashes its policy names."""
    environment = Environment(
        loader=PackageLoader("krpia_graph.write.page", "static"), autoescape=True, undefined=StrictUndefined
    )
    templates = resources.files("krpia_graph.write.page") / "static"
    style = (templates / "page.css").read_text(encoding="utf-8")
    scripts = [
        (resources.files("pyvis") / VIS).read_text(encoding="utf-8"),
        *((templates / name).read_text(encoding="utf-8") for name in SCRIPTS),
    ]
    environment.globals |= {
        "view": view,
        "settings": options,  # pyvis hands the template its options as a string
        "title": _title(view),
        "style": Markup(style),
        "scripts": [Markup(script) for script in scripts],
        "policy": _policy(style, scripts),
    }
    environment.filters["embed"] = _embed
    return environment


def _title(view: Row) -> str:
    """Publisher and title of the documents that the cases stand in, the first few of them."""
    cited = dict.fromkeys(view["statements"][case["statements"][0]]["source"] for case in view["cases"])
    sources = [view["sources"][number] for number in cited]
    names = [": ".join(filter(None, (s["publisher"], s["title"]))) for s in sources[:TITLES]]
    more = [f"+ {len(sources) - TITLES}"] if len(sources) > TITLES else []
    return " · ".join([*names, *more]) or "krpia-graph"


def _policy(style: str, scripts: list[str]) -> str:
    """What the page may do: run its own scripts, use its own style, show its own (empty) icon."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _embed(value: object) -> Markup:
    """A value as JSON that cannot end the script element it stands in, nor be cut by a line separator."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
