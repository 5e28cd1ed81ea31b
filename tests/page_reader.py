"""Someone who reads the page: what they do in a real browser, and what they see."""

import base64
import json
import re
from pathlib import Path
from typing import Any

import msgspec
from chromium import Chromium

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page import large_network_html, network_html
from krpia_graph.write.page.schema import View

READY = "document.body.dataset.ready === 'yes'"


def write_html(graph: KnowledgeGraph, folder: Path, **options: int) -> Path:
    path = folder / "network.html"
    path.write_text("".join(network_html(graph, **options)), encoding="utf-8", newline="\n")
    return path


def write_large_html(graph: KnowledgeGraph, folder: Path, **options: int) -> Path:
    path = folder / "large.html"
    path.write_text("".join(large_network_html(graph, **options)), encoding="utf-8", newline="\n")
    return path


def block(text: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def view_of(text: str) -> View:
    return msgspec.convert(block(text, "view"), View)


class Reader:
    """Someone who has the page open: what they do, and what they see."""

    def __init__(self, browser: Chromium, page: Path) -> None:
        self.browser = browser
        self.page = page

    def open(self, state: str = "") -> "Reader":
        """Open the page anew, with a state in its address."""
        self.browser.visit("about:blank")
        self.browser.visit(self.page.as_uri() + (f"#{state}" if state else ""))
        self.browser.wait_for(READY)
        return self

    def at_a_desk(self) -> "Reader":
        """Before a window of 1280 by 800, in daylight, without animations."""
        self.browser.resize(1280, 800)
        self.browser.prefer(prefers_color_scheme="light", prefers_reduced_motion="reduce")
        return self

    def see(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self.browser.evaluate(expression)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that a selector finds."""
        found = self.see(f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => e.textContent)")
        return list(found)

    def press_on(self, selector: str) -> None:
        """A real click in the middle of an element, which is first brought into the window."""
        point = self.see(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)});"
            "found?.scrollIntoView({ block: 'center' }); const box = found?.getBoundingClientRect();"
            "return box ? [box.x + box.width / 2, box.y + box.height / 2] : null })()"
        )
        assert point, f"nothing is {selector}"
        self.browser.click(*point)

    def quotes(self) -> dict[str, str]:
        """The quotes in the pane by the id of their statement."""
        return dict(
            self.see(
                "[...document.querySelectorAll('#pane blockquote')]"
                ".map((quote) => [quote.dataset.statement, quote.textContent])"
            )
        )

    def shown(self, what: str) -> list[int]:
        """The numbers of the `nodes`, `ties` or `cases` that are shown."""
        return list(self.see(f"Scene.shown.{what}.flatMap((is, n) => (is ? [n] : []))"))

    def painted(self) -> float:
        """The share of the picture that is not its background, as it is on the screen."""
        image = base64.b64encode(self.browser.screenshot()).decode()
        share = self.see(
            f"""(async () => {{
              const bytes = Uint8Array.from(atob("{image}"), (c) => c.charCodeAt(0));
              const bitmap = await createImageBitmap(new Blob([bytes], {{ type: "image/png" }}));
              const {{ x, y, width, height }} = byId("picture").getBoundingClientRect();
              const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
              context.drawImage(bitmap, 0, 0);
              const pixels = new Uint32Array(context.getImageData(x, y, width, height).data.buffer);
              return pixels.filter((pixel) => pixel !== pixels[0]).length / pixels.length;
            }})()"""
        )
        return float(share)

    def click_node(self, number: int) -> None:
        """A real click on an entity."""
        x, y = self.see(
            f"(() => {{ const [x, y] = [model.entities.x[{number}], model.entities.y[{number}]];"
            "const at = Scene.picture.toScreen({ x, y });"
            "const box = byId('stage').getBoundingClientRect(); return [box.x + at.x, box.y + at.y] })()"
        )
        self.browser.click(x, y)
        self.browser.wait_for(f"State.now.node === {number} || State.now.path.includes({number})")

    def click_tie(self, number: int) -> None:
        """A real click where the picture finds this tie and nothing over it, sought between its ends."""
        point = self.see(
            f"""(async () => {{
              const ends = [model.ties.subject[{number}], model.ties.object[{number}]];
              Scene.travelTo(ends);
              for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame);
              const at = (n) => Scene.picture.toScreen({{ x: model.entities.x[n], y: model.entities.y[n] }});
              const [a, b] = ends.map(at);
              const box = byId('stage').getBoundingClientRect();
              for (let along = 0.2; along < 0.8; along += 0.02) {{
                for (let aside = -0.3; aside <= 0.3; aside += 0.01) {{
                  const x = Math.round(a.x + (b.x - a.x) * along - (b.y - a.y) * aside);
                  const y = Math.round(a.y + (b.y - a.y) * along + (b.x - a.x) * aside);
                  if (x < 0 || y < 0 || x > box.width || y > box.height - 60) continue;
                  const around = [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]];
                  const near = around.map(([dx, dy]) => ({{ x: x + dx, y: y + dy }}));
                  const hit = (p) => Scene.nodeAt(p) === null && Scene.picture.edgeAt(p) === {number};
                  if (near.every(hit)) return [box.x + x, box.y + y];
                }}
              }}
              return null;
            }})()"""
        )
        assert point, f"nowhere to click on tie {number}"
        self.browser.click(*point)
        self.browser.wait_for(f"State.now.tie === {number}")
