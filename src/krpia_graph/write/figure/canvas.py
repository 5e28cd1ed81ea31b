"""A sheet to draw on in points, with text in the font that comes along; what is drawn on it out, as a file.

Everything that matplotlib remembers between drawings (its settings, those of the user too) is left as it was.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from krpia_graph.write.figure.svg import self_contained
from krpia_graph.write.fonts import FAMILY, font_file, subset

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# What draws the text of an SVG in programs that do not take embedded fonts, such as Illustrator and Inkscape.
FAMILIES = (FAMILY, "Pretendard", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "sans-serif")
PLAIN = ("-calt", "-clig")  # no arrow for "->", which the embedded subset would not draw either
ASCENT, DESCENT, LINE_HEIGHT = 0.8, 0.2, 1.15  # em; what letters and syllables take up
INK, QUIET = "#1c1f24", "#4a4f57"
_SETTINGS: "dict[RcKeyType, Any]" = {
    "font.sans-serif": [],  # else each text of an SVG lists a dozen
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "krpia-graph",
    "text.usetex": False,
    "text.parse_math": False,
    "path.simplify": False,
}


@contextmanager
def canvas(width: float, height: float) -> Iterator[Axes]:
    """An empty sheet of that many points; within the block the settings are ours, whatever the user's are."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        figure = Figure(figsize=(width / 72, height / 72), facecolor="white")
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)
        yield axes


@lru_cache(maxsize=20_000)
def text_width(text: str) -> float:
    """The width of a line of text, in em."""
    font = get_font(str(font_file()))
    font.set_size(100, 72)
    flags = LoadFlags.NO_HINTING
    font.set_text(text, 0.0, flags=flags, features=PLAIN)  # type: ignore[arg-type]  # typed as one feature only
    return float(font.get_width_height()[0]) / 64 / 100


def write_text(
    axes: Axes,
    x: float,
    baseline: float,
    text: str,
    size: float,
    align: Literal["left", "center", "right"] = "left",
    colour: str = INK,
    gid: str | None = None,
    url: str | None = None,
) -> None:
    """Write a line of text, never read as a formula; in an SVG it may be a link."""
    axes.text(
        x,
        baseline,
        text,
        fontproperties=FontProperties(family=list(FAMILIES), fname=str(font_file()), size=size),
        fontfeatures=PLAIN,
        ha=align,
        va="baseline",
        color=colour,
        parse_math=False,
        zorder=6,
        gid=gid,
        url=url,
    )


def saved(axes: Axes, format: str, dpi: int, creator: str, title: str, caption: str) -> bytes:
    """The file in that format; it has no date, so that the same drawing is the same bytes."""
    metadata: Mapping[str, Mapping[str, str | None]] = {
        "svg": {"Creator": creator, "Description": caption, "Date": None},
        "pdf": {"Creator": creator, "Title": title, "Subject": caption, "CreationDate": None},
        "png": {"Software": creator, "Title": title, "Description": caption},
    }
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.savefig(content := BytesIO(), format=format, dpi=dpi, metadata=dict(metadata[format]))
    if format != "svg":
        return content.getvalue()
    font = subset(text.get_text() for text in axes.texts)
    return self_contained(content.getvalue().decode(), FAMILY, font.woff2).encode()
