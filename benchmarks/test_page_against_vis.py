"""How soon the page shows its picture, against a page that holds the same picture in vis-network alone.

Both are opened from a file in one browser, in turn. The clock starts at the navigation and stops at the first
frame in which a canvas within the element `stage` is seen to be painted, looked at before each frame by a
script that the browser puts into both pages. The bare page has the same file of vis-network in it, and the
same nodes, names, lines and places as data; ours reads evidence as well, and builds pane, legend and search.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from math import sqrt
from pathlib import Path
from statistics import median

import pytest
from chromium import EXECUTABLE, Chromium
from generated import generated
from pytest_benchmark.fixture import BenchmarkFixture

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.drawing import Drawing, draw
from krpia_graph.write.page.vis import VIS, network_html

CASES = 820  # of which some 1,000 entities and 2,900 ties come
ENTITIES = 1000
ROUNDS = 15
MOST = 1.4  # times the bare page: what a noisy machine may add
WINDOW = (1280, 800)

FIRST_DRAW = """
const small = new OffscreenCanvas(64, 64).getContext("2d", { willReadFrequently: true });
window.firstDraw = null;
(function look() {
  for (const canvas of document.querySelectorAll("#stage canvas")) {
    if (!canvas.width || !canvas.height) continue;
    small.clearRect(0, 0, 64, 64);
    small.drawImage(canvas, 0, 0, 64, 64);
    const painted = small.getImageData(0, 0, 64, 64).data.filter((value, i) => i % 4 === 3 && value).length;
    if (painted > 64 * 64 * 0.05) {
      window.firstDraw = performance.now();
      return;
    }
  }
  requestAnimationFrame(look);
})();
"""

BARE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>vis-network alone</title>
<style>html, body, #stage { height: 100%; margin: 0 }</style></head>
<body><div id="stage"></div>
<script type="application/json" id="data">DATA</script>
<script>VIS</script>
<script>
  const { nodes, edges } = JSON.parse(document.getElementById("data").textContent);
  new vis.Network(
    document.getElementById("stage"),
    { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) },
    { physics: { enabled: false }, layout: { improvedLayout: false }, interaction: { hover: true } },
  );
</script></body></html>
"""


@pytest.fixture
def browser() -> Iterator[Chromium]:
    if EXECUTABLE is None:
        pytest.skip("Chromium is not installed")
    chromium = Chromium()
    chromium.resize(*WINDOW)
    chromium.send("Page.addScriptToEvaluateOnNewDocument", source=FIRST_DRAW)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """A made-up graph without regions: those would join nearly everything, as they do not on our page."""
    whole = generated(CASES)
    regions = {name for name, entity in whole.entities.items() if entity.type == "region"}
    return replace(
        whole,
        cases={name: replace(case, regions=()) for name, case in whole.cases.items()},
        edges=tuple(edge for edge in whole.edges if not regions & {edge.subject, edge.object}),
    )


def bare(drawing: Drawing) -> str:
    """A page with the picture of a drawing in vis-network, and with no app around it."""
    graph, ties = drawing.selection.graph, drawing.selection.ties
    numbers = {name: number for number, name in enumerate(drawing.selection.cases)}
    nodes = []
    for name, number in numbers.items():
        entity, (x, y) = graph.entities[name], drawing.places[name]
        kind = graph.vocabulary.entity_type(entity.type)
        look = {"label": entity.label_en, "color": kind.colour, "shape": kind.shape}
        nodes.append({"id": number, "x": x, "y": y, "size": drawing.sizes["cases"][name].radius, **look})
    dashes = {"shared": [2, 4], "lexicon": [7, 5]}
    pairs: set[frozenset[str]] = set()
    edges = []
    for number, tie in enumerate(ties):
        pair = frozenset((tie.subject, tie.object))
        curve = {"enabled": True, "type": "curvedCW", "roundness": 0.25}
        edges.append(
            {
                "id": number,
                "from": numbers[tie.subject],
                "to": numbers[tie.object],
                "width": round(1 + sqrt(min(tie.cases, 9)) * 0.6, 2),
                "dashes": dashes.get(tie.group, False),
                "smooth": curve if pair in pairs else False,
            }
        )
        pairs.add(pair)
    data = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False).replace("<", "\\u003c")
    vis = (resources.files("pyvis") / VIS).read_text(encoding="utf-8")
    return BARE.replace("DATA", data).replace("VIS", vis)


def first_draw(browser: Chromium, page: Path) -> float:
    """Milliseconds from the navigation to the first picture."""
    browser.visit("about:blank")
    browser.open(page)
    browser.wait_for("window.firstDraw !== null")
    return float(browser.evaluate("window.firstDraw"))


def test_first_picture_against_bare_vis(
    benchmark: BenchmarkFixture, browser: Chromium, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    drawing = draw(graph, ENTITIES)
    pages = {"ours": tmp_path / "ours.html", "vis": tmp_path / "vis.html"}
    pages["ours"].write_text("".join(network_html(graph, ENTITIES)), encoding="utf-8", newline="\n")
    pages["vis"].write_text(bare(drawing), encoding="utf-8", newline="\n")
    for page in pages.values():
        first_draw(browser, page)  # the first one after the start of a browser is slower

    def rounds() -> list[dict[str, float]]:
        return [{name: first_draw(browser, page) for name, page in pages.items()} for _ in range(ROUNDS)]

    times: list[dict[str, float]] = benchmark.pedantic(rounds, rounds=1)  # type: ignore[no-untyped-call]
    middle = {name: median(time[name] for time in times) for name in pages}
    least = {name: min(time[name] for time in times) for name in pages}
    ratio = middle["ours"] / middle["vis"]
    benchmark.extra_info |= {
        "entities": len(drawing.places),
        "ties": len(drawing.selection.ties),
        **{f"milliseconds, {name}": f"{middle[name]:.0f}, at least {least[name]:.0f}" for name in pages},
        **{f"kB, {name}": round(page.stat().st_size / 1000) for name, page in pages.items()},
        "ratio": round(ratio, 2),
        "ratio of the fastest": round(least["ours"] / least["vis"], 2),
    }
    for name, value in benchmark.extra_info.items():
        print(f"{name}: {value}")  # noqa: T201
    assert browser.complaints() == []
    assert ratio <= MOST
