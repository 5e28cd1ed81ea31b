"""Parts in, the page out: template, style, scripts and data, under a policy that allows only these.

Data stand in blocks that no browser runs; the Content-Security-Policy names the hash of every script and of
the style, so that nothing else runs or is loaded, whatever a name or a quote may hold.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from string import printable

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from krpia_graph.write.compression import gzipped
from krpia_graph.write.sealing import font_face, policy

TEMPLATE = "page.html"
DRAWING_SCRIPTS = ("geometry.js", "dom.js", "looks.js", "names.js", "scene.js")
SCRIPTS = (
    "words.js",
    "model.js",
    "state.js",
    "filters.js",
    "walks.js",
    "choice.js",
    "search.js",
    "stage.js",
    "panel.js",
    "legend.js",
    "pane.js",
    "table.js",
    "drawing.js",
    "exports.js",
    "keys.js",
)
LAST_SCRIPT = "app.js"  # behind the view model: a picture may be drawn before that is read


@dataclass(frozen=True)
class Block:
    """Data of the page: text in an inert element, and the attributes that say how it is packed."""

    text: Markup
    attributes: Mapping[str, str] = field(default_factory=dict)


def json_block(value: object) -> Block:
    """A value as JSON that cannot end the element it stands in, nor be cut by a line separator."""
    text = msgspec.json.encode(value).decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Block(Markup(text))


def packed_block(value: object) -> Block:
    """A value as JSON, compressed: a seventh of the size, which a browser unpacks without help."""
    packed = b"".join(gzipped([msgspec.json.encode(value)]))
    return Block(Markup(base64.b64encode(packed).decode("ascii")), {"packing": "gzip"})


def environment(
    title: str, blocks: Mapping[str, Block], texts: Iterable[str], picture: Sequence[str], library: str
) -> Environment:
    """The templates, with everything that `page.html` puts in its places.

    `texts` are those that the page may show of its data; `picture` names the scripts that draw, `library`
    is the text of the one they draw with.
    """
    made = Environment(
        loader=PackageLoader("krpia_graph.write.page", "static"), autoescape=True, undefined=StrictUndefined
    )
    start = _static(LAST_SCRIPT)
    own = [*map(_static, (*DRAWING_SCRIPTS, *picture, *SCRIPTS)), start]
    style = _static("page.css")
    font = font_face([title, *texts, _static(TEMPLATE), *own, printable])
    scripts = [library, *own]
    made.globals |= {
        "title": title,
        "blocks": blocks,
        "style": Markup(style),
        "font": Markup(font),
        "scripts": [Markup(script) for script in scripts[:-1]],
        "start": Markup(start),
        "policy": policy([style, font], scripts, pictures="data: blob:"),
    }
    return made


def _static(name: str) -> str:
    return (resources.files("krpia_graph.write.page") / "static" / name).read_text(encoding="utf-8")
