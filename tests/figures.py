"""What the tests of figures share: the texts of an SVG with their boxes, and that it is inert."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

from krpia_graph.write.figure import Options
from krpia_graph.write.figure.canvas import ASCENT, DESCENT, text_width
from krpia_graph.write.figure.rendering import Rendered

SVG = "{http://www.w3.org/2000/svg}"
Draw = Callable[[Options], Rendered]


@dataclass(frozen=True)
class Text:
    """A text element: where it is written (points, y downwards), how large, and what it says."""

    x: float
    y: float
    size: float
    anchor: str
    text: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its letters, as the font measures them."""
        width = text_width(self.text) * self.size
        left = self.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.y - ASCENT * self.size, left + width, self.y + DESCENT * self.size


def texts_of(svg: bytes) -> list[Text]:
    """The text elements of an SVG, in their order."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        style = dict(pair.split(": ", 1) for pair in element.attrib["style"].split("; "))
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        size = float(style["font-size"].removesuffix("px"))
        found.append(Text(x, y, size, style["text-anchor"], element.text or ""))
    return found


def assert_inert(svg: bytes) -> None:
    """No script, no handler, no reference but to parts of the file itself."""
    assert b"<!DOCTYPE" not in svg
    for element in ET.fromstring(svg).iter():
        tag = element.tag.removeprefix(SVG)
        assert tag not in {"script", "foreignObject", "image", "a", "iframe", "animate", "set"}
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].startswith("on")
            if name.endswith("href"):
                assert value.startswith("#")
            assert re.findall(r"url\((?!#)", value) == []
        if tag == "style":
            assert re.findall(r"url\((?!data:font/woff2;base64,)|@import", element.text or "") == []
