"""Width of the figure and what it draws in, where everything stands out: panels and legend, in points.

Points are 1/72 inch, from the lower left corner of the sheet, y upwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from krpia_graph.write.figure.shapes import reach
from krpia_graph.write.page.drawing import Drawing

POINTS = 72 / 25.4  # of a millimetre
TALLEST = 235 * POINTS  # a page of a journal less its caption
MARGIN = 3.0  # around the whole
PANEL_GAP = 8.0
TITLE_HEIGHT = 12.0
LARGEST_SCALE = 0.75  # points for a unit of the drawing: small graphs do not fill the width with few discs


class Box(NamedTuple):
    """A part of the sheet."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Disc:
    """A node in a panel: its middle, the radius that stands for its size, and how far its shape goes."""

    x: float
    y: float
    radius: float
    reach: float


@dataclass(frozen=True)
class Panel:
    """One picture of the sheet: the box it may use, above which its title stands, and its discs by entity."""

    box: Box
    discs: Mapping[str, Disc]


@dataclass(frozen=True)
class Sheet:
    """The whole: width and height, the panels in reading order, the box of the legend, points for a unit."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    legend: Box
    scale: float


@dataclass(frozen=True)
class Grid:
    """How panels could be arranged; `legend` is the height that the legend takes below them, 0 for none."""

    columns: int
    rows: int
    cell: float
    scale: float
    legend: float


LegendHeight = Callable[[float, float], float]  # for a width, and points for a unit of the drawing


def lay_out(
    drawing: Drawing, measure: str, width: float, count: int, titled: bool, legend_height: LegendHeight
) -> Sheet:
    """A sheet `width` points wide with `count` panels that all show the places of `drawing`.

    Of all numbers of columns the one is taken that shows most, on a sheet no higher than `TALLEST`. The
    legend stands in the cell that the panels leave free where it fits in there, else below them.
    """
    reaches = _reaches(drawing, measure)
    left, top, right, bottom = _extent(drawing, reaches)
    across, down = right - left, bottom - top
    head = TITLE_HEIGHT if titled else 0.0
    grids = [
        _grid(columns, count, width, across, down, head, legend_height) for columns in range(1, count + 1)
    ]
    grid = max(grids, key=lambda grid: grid.scale)
    high = down * grid.scale + 2 * MARGIN + head
    below = grid.legend + PANEL_GAP if grid.legend else 0.0
    height = grid.rows * (high + PANEL_GAP) - PANEL_GAP + below + 2 * MARGIN
    cells = []
    for number in range(grid.rows * grid.columns):
        row, column = divmod(number, grid.columns)
        x0, y1 = MARGIN + column * (grid.cell + PANEL_GAP), height - MARGIN - row * (high + PANEL_GAP)
        cells.append(Box(x0, y1 - high, x0 + grid.cell, y1))
    panels = []
    for cell in cells[:count]:
        box = Box(cell.left, cell.bottom, cell.right, cell.top - head)
        middle_x, middle_y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        discs = {
            name: Disc(
                middle_x + (x - (left + right) / 2) * grid.scale,
                middle_y - (y - (top + bottom) / 2) * grid.scale,
                drawing.sizes[measure][name].radius * grid.scale,
                reaches[name] * grid.scale,
            )
            for name, (x, y) in drawing.places.items()
        }
        panels.append(Panel(box, discs))
    legend = Box(MARGIN, MARGIN, width - MARGIN, MARGIN + grid.legend) if grid.legend else cells[count]
    return Sheet(width, height, tuple(panels), legend, grid.scale)


def _grid(
    columns: int,
    count: int,
    width: float,
    across: float,
    down: float,
    head: float,
    legend_height: LegendHeight,
) -> Grid:
    rows = ceil(count / columns)
    cell = (width - 2 * MARGIN - (columns - 1) * PANEL_GAP) / columns
    widest = min((cell - 2 * MARGIN) / across, LARGEST_SCALE)
    fixed = 2 * MARGIN + rows * (head + 2 * MARGIN) + (rows - 1) * PANEL_GAP
    scale = min(widest, (TALLEST - fixed) / rows / down)
    if columns * rows > count and legend_height(cell, scale) <= down * scale + head:
        return Grid(columns, rows, cell, scale, 0.0)
    legend = legend_height(width - 2 * MARGIN, widest)
    scale = min(widest, (TALLEST - fixed - PANEL_GAP - legend) / rows / down)
    return Grid(columns, rows, cell, scale, legend)


def _reaches(drawing: Drawing, measure: str) -> dict[str, float]:
    graph = drawing.selection.graph
    shapes = {name: graph.vocabulary.entity_type(graph.entities[name].type).shape for name in drawing.places}
    return {name: drawing.sizes[measure][name].radius * reach(shape) for name, shape in shapes.items()}


def _extent(drawing: Drawing, reaches: Mapping[str, float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn, in units of the drawing; a point for nothing."""
    spots = [(x, y, reaches[name]) for name, (x, y) in drawing.places.items()] or [(0, 0, 1)]
    return (
        min(x - r for x, _, r in spots),
        min(y - r for _, y, r in spots),
        max(x + r for x, _, r in spots),
        max(y + r for _, y, r in spots),
    )
