"""What a figure shows in, its legend out: shapes with their types, lines with their meaning, sizes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from krpia_graph.write.figure.canvas import ASCENT, DESCENT, INK, text_width, write_text
from krpia_graph.write.figure.marks import FAINT_DISC, LINES, looks, shape_path, width_of
from krpia_graph.write.figure.names import drawable
from krpia_graph.write.figure.sheet import Box
from krpia_graph.write.figure.words import Words
from krpia_graph.write.page.drawing import Drawing

TEXT = 6.0
SIGN, SLOT, LINE_SIGN = 2.6, 8.0, 16.0  # radius of a shape, room for it, length of a line
SIGN_GAP, ITEM_GAP, BLOCK_GAP, ROW_GAP = 2.0, 8.0, 15.0, 3.5


class Item(NamedTuple):
    """A sign and its text. `sign` is type, line, size, faint or text; `name` that of the type or group."""

    sign: str
    text: str
    name: str = ""
    radius: int = 0  # in units of the drawing, for a size


@dataclass(frozen=True)
class Legend:
    """Blocks of items, each in one row where there is room, and the shape and colour of each type."""

    blocks: tuple[tuple[Item, ...], ...]
    looks: dict[str, tuple[str, str]]

    def height(self, width: float, scale: float) -> float:
        """What it takes up within that width, at `scale` points for a unit of the drawing."""
        rows = self._rows(width, scale)
        return sum(_height(row, scale) for row in rows) + ROW_GAP * (len(rows) - 1)

    def draw(self, axes: Axes, box: Box, scale: float) -> None:
        """Draw it from the top left of the box."""
        top = box.top
        for row in self._rows(box.right - box.left, scale):
            high = _height(row, scale)
            for item, x in row:
                self._draw(axes, item, box.left + x, top - high / 2, scale)
            top -= high + ROW_GAP

    def _rows(self, width: float, scale: float) -> list[list[tuple[Item, float]]]:
        """The items of each row with their distance from the left."""
        rows: list[list[tuple[Item, float]]] = []
        x = 0.0
        for block in self.blocks:
            whole = sum(_width(item, scale) for item in block) + ITEM_GAP * (len(block) - 1)
            x += BLOCK_GAP - ITEM_GAP if rows else 0.0
            if not rows or x + whole > width:
                rows.append([])
                x = 0.0
            for item in block:
                if rows[-1] and x + _width(item, scale) > width:
                    rows.append([])
                    x = 0.0
                rows[-1].append((item, x))
                x += _width(item, scale) + ITEM_GAP
        return rows

    def _draw(self, axes: Axes, item: Item, x: float, y: float, scale: float) -> None:
        sign = _sign(item, scale)
        if item.sign == "line":
            style = LINES[item.name]
            axes.add_line(
                Line2D(
                    [x, x + LINE_SIGN],
                    [y, y],
                    color=style.colour,
                    linewidth=width_of(item.name, 1),
                    linestyle=(0, style.dashes) if style.dashes else "solid",
                    dash_capstyle="butt",
                )
            )
        elif item.sign != "text":
            shape, colour = self.looks.get(item.name, ("dot", FAINT_DISC if item.sign == "faint" else "none"))
            radius = item.radius * scale if item.sign == "size" else SIGN
            axes.add_patch(
                PathPatch(
                    shape_path(shape, x + sign / 2, y, radius),
                    facecolor=colour,
                    edgecolor=INK if item.sign == "size" else "none",
                    linewidth=0.4,
                )
            )
        gap = SIGN_GAP if sign else 0.0
        baseline = y - (ASCENT - DESCENT) / 2 * TEXT * 0.9
        write_text(axes, x + sign + gap, baseline, item.text, TEXT, gid=f"legend-{item.sign}")


def legend(drawing: Drawing, measure: str, language: str, words: Words, faint: bool) -> Legend:
    """The legend of what is drawn: nothing that is not there; `faint` where panels show things in grey."""
    graph = drawing.selection.graph
    counts = Counter(graph.entities[name].type for name in drawing.places)
    groups = {tie.group for tie in drawing.selection.ties}
    kinds = {name: kind for name, kind in graph.vocabulary.entity_types.items() if counts[name]}
    types = tuple(
        Item("type", f"{drawable(getattr(kind.label, language))} ({counts[name]})", name)
        for name, kind in kinds.items()
    )
    lines = tuple(Item("line", words.lines[group], group) for group in reversed(LINES) if group in groups)
    sizes = (Item("text", words.sizes[measure]), *_scale(drawing, measure))
    rest = (Item("faint", words.faint),) if faint else ()
    return Legend(tuple(block for block in (types, lines, sizes, rest) if block), looks(graph.vocabulary))


def _scale(drawing: Drawing, measure: str) -> Iterator[Item]:
    """The smallest and the largest value that is drawn, and one between; each with its radius."""
    radii = {size.value: size.radius for size in drawing.sizes[measure].values()}
    values = sorted(radii)
    middle = (radii[values[0]] + radii[values[-1]]) / 2
    between = min(values, key=lambda value: (abs(radii[value] - middle), value))
    for value in sorted({values[0], between, values[-1]}):
        yield Item("size", f"{value:.2g}" if isinstance(value, float) else str(value), radius=radii[value])


def _sign(item: Item, scale: float) -> float:
    """The width of the sign of an item."""
    widths = {"line": LINE_SIGN, "text": 0.0, "size": 2 * item.radius * scale}
    return widths.get(item.sign, SLOT)


def _width(item: Item, scale: float) -> float:
    sign = _sign(item, scale)
    return sign + (SIGN_GAP if sign else 0.0) + text_width(item.text) * TEXT


def _height(row: list[tuple[Item, float]], scale: float) -> float:
    return max(TEXT * (ASCENT + DESCENT), *(2 * i.radius * scale + 0.4 for i, _ in row))
