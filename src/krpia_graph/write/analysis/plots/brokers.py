"""A ranking in, betweenness against strength out: who lies between others, and who is merely much tied."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, sin
from statistics import median

from krpia_graph.model.centrality import Centrality
from krpia_graph.write.analysis.plots.pencil import (
    HAIRLINE,
    SMALL,
    TEXT,
    Pencil,
    Subject,
    finished,
    sheet,
    types_of,
)
from krpia_graph.write.analysis.plots.scales import Scale, tick_text
from krpia_graph.write.figure.canvas import ASCENT, DESCENT, INK, LINE_HEIGHT, QUIET, text_width
from krpia_graph.write.figure.labels import place
from krpia_graph.write.figure.names import forms_of
from krpia_graph.write.figure.sheet import Box, Disc
from krpia_graph.write.figure.spots import Form, Label, Line, Placed

HEIGHT = 380.0
LEFT, FLOOR, RIGHT, TOP = 46.0, 50.0, 12.0, 16.0  # around the plot
MOST, NAMED = 250, 14  # actors that are drawn, and named
SIZE = 3.2  # radius of a mark
APART = 2 * SIZE + 0.8
RINGS = 8  # how far a mark may be moved aside, in radii
ACROSS, UP = "strength", "betweenness"

Spot = tuple[float, float]


def brokers(subject: Subject) -> str:
    """The plot; actors without a tie are left out."""
    tied = [row for row in subject.analysis.ranking if row.partners]
    rows = _outstanding(tied)[:MOST]
    with sheet(subject, HEIGHT) as pencil:
        if not rows:
            pencil.text(0, HEIGHT / 2, subject.words.has_no, TEXT, colour=QUIET)
            return finished(pencil, "brokers")
        right = max(_of(row, ACROSS) for row in rows)
        high = max(_of(row, UP) for row in rows) or 1.0
        across = Scale(0, right * 1.04, LEFT, pencil.width - RIGHT)
        up = Scale(0, high * 1.06, FLOOR + 5 * SIZE, HEIGHT - TOP)
        _grid(pencil, across, up)
        medians = _medians(pencil, tied, across, up)
        spots = spots_of(rows, across, up)
        for row in rows:
            pencil.mark(row.actor, *spots[row.actor.id], radius=SIZE)
        _names(pencil, rows[:NAMED], spots, medians)
        pencil.legend(types_of(rows, subject.vocabulary), 9, LEFT)
        return finished(pencil, "brokers")


def _of(row: Centrality, measure: str) -> float:
    return row.values.get(measure) or 0.0


def _grid(pencil: Pencil, across: Scale, up: Scale) -> None:
    words = pencil.subject.words
    for tick in across.ticks():
        pencil.line((across(tick), FLOOR), (across(tick), HEIGHT - TOP), HAIRLINE, 0.6)
        pencil.text(across(tick), FLOOR - 8, tick_text(tick), SMALL, "center", QUIET)
    for tick in up.ticks():
        pencil.line((LEFT, up(tick)), (pencil.width - RIGHT, up(tick)), HAIRLINE, 0.6)
        pencil.text(LEFT - 5, up(tick), tick_text(tick), SMALL, "right", QUIET)
    pencil.text(pencil.width - RIGHT, FLOOR - 20, words.measure(ACROSS), SMALL, "right", QUIET)
    pencil.text(0, HEIGHT - 5, words.measure(UP), SMALL, "left", QUIET)


def _medians(pencil: Pencil, rows: Sequence[Centrality], across: Scale, up: Scale) -> list[Line]:
    x = across(median(_of(row, ACROSS) for row in rows))
    y = up(median(_of(row, UP) for row in rows))
    lines = [(x, FLOOR, x, HEIGHT - TOP), (LEFT, y, pencil.width - RIGHT, y)]
    for x0, y0, x1, y1 in lines:
        pencil.line((x0, y0), (x1, y1), QUIET, 0.9, (4, 3))
    return lines


def spots_of(rows: Sequence[Centrality], across: Scale, up: Scale) -> dict[str, Spot]:
    """Where each mark stands: at its values or, where others stand there, beside them if there is room."""
    found: dict[str, Spot] = {}
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for row in rows:
        x, y = across(_of(row, ACROSS)), up(_of(row, UP))
        near = ((x + aside, y + above) for aside, above in _around(SIZE))
        free = (s for s in near if s[0] >= LEFT and s[1] >= FLOOR and _is_free(cells, *s))
        spot = next(free, (x, y))
        cells[int(spot[0] // APART), int(spot[1] // APART)].append(spot)
        found[row.actor.id] = spot
    return found


def _is_free(cells: Mapping[tuple[int, int], Sequence[Spot]], x: float, y: float) -> bool:
    column, line = int(x // APART), int(y // APART)
    near = (cells.get((column + i, line + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return all((a - x) ** 2 + (b - y) ** 2 >= APART**2 for spots in near for a, b in spots)


def _around(step: float) -> Iterator[Spot]:
    """The middle of a hexagonal packing, then its rings."""
    yield 0.0, 0.0
    for ring in range(1, RINGS + 1):
        for side in range(6):
            corner, way = side * pi / 3, side * pi / 3 + 2 * pi / 3
            for along in range(ring):
                yield (
                    step * (ring * cos(corner) + along * cos(way)),
                    step * (ring * sin(corner) + along * sin(way)),
                )


def _outstanding(rows: Sequence[Centrality]) -> list[Centrality]:
    """Those first by either measure first."""
    most = {m: max((_of(row, m) for row in rows), default=0) or 1.0 for m in (ACROSS, UP)}
    return sorted(rows, key=lambda row: (-max(_of(row, m) / most[m] for m in most), row.actor.id))


def _names(
    pencil: Pencil, rows: Sequence[Centrality], spots: Mapping[str, Spot], lines: Sequence[Line]
) -> None:
    actors = {row.actor.id: row.actor for row in rows}
    labels = [Label(name, _forms(pencil.subject.name(actor)), TEXT, True) for name, actor in actors.items()]
    discs = {name: Disc(x, y, SIZE, SIZE * 1.3) for name, (x, y) in spots.items()}
    box = Box(LEFT, FLOOR, pencil.width - RIGHT, HEIGHT - TOP)
    for placed in place([label for label in labels if label.forms], discs, set(discs), lines, box):
        _write(pencil, placed, pencil.subject.url(actors[placed.label.entity]))


def _forms(name: str) -> tuple[Form, ...]:
    return tuple(
        Form(
            lines,
            max(map(text_width, lines)) * TEXT,
            ((len(lines) - 1) * LINE_HEIGHT + ASCENT + DESCENT) * TEXT,
            (len(lines) - 1) * 0.4,
        )
        for lines in forms_of(name, text_width)
    )


def _write(pencil: Pencil, placed: Placed, url: str | None) -> None:
    if placed.leader:
        pencil.line(placed.leader[:2], placed.leader[2:], INK, 0.5)
    box = placed.box
    x = {"left": box.left, "center": (box.left + box.right) / 2, "right": box.right}[placed.align]
    for number, line in enumerate(placed.lines):
        y = box.top - (ASCENT + number * LINE_HEIGHT - 0.36) * TEXT
        pencil.text(x, y, line, TEXT, placed.align, url=url)
