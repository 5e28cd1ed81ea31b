"""Nodes and lines in, a page with nothing but their picture out, and what the screen shows of it."""

import base64
import hashlib
import json
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from chromium import Chromium

PAGE = resources.files("krpia_graph.write.page")
SCRIPTS = ("vendor/explorer.js", "static/geometry.js", "static/sigma_programs.js", "static/picture_sigma.js")
STYLE = "body { margin: 0; background: #fff } #stage { width: 800px; height: 600px }"
START = """
"use strict";
const happened = [];
const hear = (what) => (point) => {
  happened.push(point ? [what, Math.round(point.x), Math.round(point.y)] : [what]);
};
const events = { click: hear("click"), hover: hear("hover"), leave: hear("leave"), move: hear("move") };
const stage = document.getElementById("stage");
const frame = () => new Promise((done) => requestAnimationFrame(done));
const drawn = () => frame().then(frame).then(() => new Promise((done) => setTimeout(done, 20)));
let picture;
"""
SHAPES = {
    "dot": "#0072b2",
    "square": "#d55e00",
    "triangle": "#009e73",
    "triangleDown": "#cc79a7",
    "diamond": "#767676",
    "hexagon": "#56b4e9",
    "star": "#e69f00",
}
WHITE = (255, 255, 255)
BORDER = "#101010"
Colour = tuple[int, ...]
Look = dict[str, Any]


def rgb(colour: str) -> Colour:
    return tuple(bytes.fromhex(colour[1:]))


def node(colour: str, shape: str = "dot", **look: Any) -> Look:
    usual = {"border": BORDER, "borderWidth": 2, "radius": 30, "opacity": 1}
    return {"colour": colour, "shape": shape, **usual, **look}


def edge(colour: str, **look: Any) -> Look:
    return {"colour": colour, "width": 4, "dashes": False, "opacity": 1, **look}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(folder: Path) -> Path:
    """A page of nothing but the picture, under the policy of the pages that are written."""
    scripts = [*((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS), START]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(digest, scripts))}; style-src {digest(STYLE)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Picture</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><style>{STYLE}</style></head>'
        f'<body><div id="stage"></div>{"".join(f"<script>{text}</script>" for text in scripts)}</body></html>'
    )
    path = folder / "picture.html"
    path.write_text(html, encoding="utf-8", newline="\n")
    return path


def show(
    browser: Chromium,
    places: Sequence[tuple[float, float]],
    looks: Sequence[Look | None],
    lines: Sequence[tuple[int, int, float]] = (),
    line_looks: Sequence[Look | None] = (),
    at: tuple[float, float] = (0, 0),
) -> None:
    """A picture of these nodes and lines, one pixel a unit, with a point in the middle of the window."""
    nodes = [{"x": x, "y": y} for x, y in places]
    edges = [{"from": a, "to": b, "bend": bend} for a, b, bend in lines]
    browser.evaluate(
        f"picture = openPicture(stage, {json.dumps(nodes)}, {json.dumps(edges)}, events);"
        f"picture.moveTo({{ x: {at[0]}, y: {at[1]}, scale: 1 }}, false);"
        f"picture.show({json.dumps(list(looks))}, {json.dumps(list(line_looks))}); drawn()"
    )


def colours(browser: Chromium, points: Sequence[tuple[float, float]]) -> list[Colour]:
    """What the screen shows at points of the window."""
    image = base64.b64encode(browser.screenshot()).decode()
    found: list[list[int]] = browser.evaluate(
        f"""(async () => {{
          const bytes = Uint8Array.from(atob("{image}"), (c) => c.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], {{ type: "image/png" }}));
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
          context.drawImage(bitmap, 0, 0);
          const colour = ([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)];
          return {json.dumps(list(points))}.map(colour);
        }})()"""
    )
    return [tuple(colour) for colour in found]


def near(first: Colour, second: Colour) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(first, second, strict=True))


def on_screen(x: float, y: float) -> tuple[float, float]:
    return 400 + x, 300 + y
