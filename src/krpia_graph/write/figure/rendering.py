"""A knowledge graph and the wishes for a figure in, the file out, with what is to be said of it."""

from collections.abc import Collection
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection

from krpia_graph.model.errors import WriteError
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.figure import Options
from krpia_graph.write.figure.canvas import (
    ASCENT,
    DESCENT,
    INK,
    LINE_HEIGHT,
    QUIET,
    canvas,
    saved,
    text_width,
    write_text,
)
from krpia_graph.write.figure.caption import caption, cases_of, creator, title
from krpia_graph.write.figure.labels import place
from krpia_graph.write.figure.legend import legend
from krpia_graph.write.figure.marks import curves, draw_discs, draw_ties, looks, pieces, shape_path
from krpia_graph.write.figure.names import forms_of, plain
from krpia_graph.write.figure.periods import Period, periods
from krpia_graph.write.figure.sheet import POINTS, TITLE_HEIGHT, Panel, lay_out
from krpia_graph.write.figure.spots import Form, Label, Placed
from krpia_graph.write.figure.words import WORDS, Words, period_name
from krpia_graph.write.fonts import characters
from krpia_graph.write.page.drawing import Drawing, draw

KEY_TEXT, TEXT, TITLE_TEXT = 6.0, 5.0, 7.0
WIDE = 100 * POINTS  # narrower panels have all names in the small size
AREA_OF_A_KEY = 450 * POINTS**2  # one key name for so much of a panel
COST_OF_A_LINE = 0.4  # of a name in more lines than it needs
HALO = 0.4  # of white around a name


@dataclass(frozen=True)
class Rendered:
    """A figure as a file; its caption; how many names are written; characters that its font has not."""

    content: bytes
    caption: str
    width_mm: float
    height_mm: float
    names: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """What one panel shows in colour: entities, and ties by number; and its title."""

    title: str
    entities: Collection[str]
    ties: Collection[int]


def render(graph: KnowledgeGraph, options: Options) -> Rendered:
    """The figure. Raises WriteError where no case names anything that could be drawn."""
    drawing = draw(graph, options.limit)
    if not drawing.places:
        raise WriteError("nothing to draw: no case names an entity")
    words = WORDS[options.language]
    shown = _by_period(drawing, words) if options.by_period else [_all(drawing)]
    key = legend(drawing, options.size, options.language, words, options.by_period)
    sheet = lay_out(
        drawing, options.size, options.width_mm * POINTS, len(shown), options.by_period, key.height
    )
    written = 0
    with canvas(sheet.width, sheet.height) as axes:
        for panel, part in zip(sheet.panels, shown, strict=True):
            written += _draw(axes, drawing, options, panel, part)
        key.draw(axes, sheet.legend, sheet.scale)
        said = caption(drawing, options.size, words)
        content = saved(axes, options.format, options.dpi, creator(), title(drawing, words), said)
    return Rendered(
        content, said, options.width_mm, sheet.height / POINTS, written, _missing(drawing, options.language)
    )


def _all(drawing: Drawing) -> Shown:
    return Shown("", drawing.places, range(len(drawing.selection.ties)))


def _by_period(drawing: Drawing, words: Words) -> list[Shown]:
    """A panel for each period. What the lexicon says has no date: such ties stay faint."""
    return [_of_period(drawing, period, words) for period in periods(cases_of(drawing))]


def _of_period(drawing: Drawing, period: Period, words: Words) -> Shown:
    chosen = drawing.selection
    entities = {name for name, cases in chosen.cases.items() if period.cases.intersection(cases)}
    ties = {i for i, tie in enumerate(chosen.ties) if any(e.case in period.cases for e in tie.evidence)}
    name = period_name(period, words)
    return Shown(f"{name}: n = {len(entities)}, m = {len(ties)}", entities, ties)


def _draw(axes: Axes, drawing: Drawing, options: Options, panel: Panel, part: Shown) -> int:
    """Draw a panel; how many names it has."""
    graph, ties = drawing.selection.graph, drawing.selection.ties
    types = {name: graph.entities[name].type for name in panel.discs}
    ways = curves(ties, panel.discs)
    draw_ties(axes, ties, ways, part.ties)
    draw_discs(axes, panel.discs, types, looks(graph.vocabulary), part.entities)
    wanted = _labels(drawing, options, panel, part)
    lit = pieces([ways[i] for i in sorted(part.ties)])
    placed = place(wanted, panel.discs, part.entities, lit, panel.box)
    _write(axes, placed)
    if part.title:
        baseline = panel.box.top + TITLE_HEIGHT - ASCENT * TITLE_TEXT
        write_text(axes, panel.box.left, baseline, part.title, TITLE_TEXT, gid="title")
    return len(placed)


def _labels(drawing: Drawing, options: Options, panel: Panel, part: Shown) -> list[Label]:
    """The names of a panel, in the order of their importance: the value that the size stands for."""
    sizes = drawing.sizes[options.size]
    names = [name for name in drawing.places if name in part.entities]
    names.sort(key=lambda name: (-sizes[name].value, -len(drawing.selection.cases[name]), name))
    box = panel.box
    keys = (box.right - box.left) * (box.top - box.bottom) / AREA_OF_A_KEY
    large = KEY_TEXT if box.right - box.left >= WIDE else TEXT
    found = []
    for number, name in enumerate(names):
        key = number < keys
        size = large if key else TEXT
        forms = forms_of(_name(drawing, name, options.language), text_width)
        if forms:
            found.append(Label(name, tuple(_form(lines, len(forms[0]), size) for lines in forms), size, key))
    return found


def _form(lines: tuple[str, ...], fewest: int, size: float) -> Form:
    width = max(map(text_width, lines)) * size + 2 * HALO
    height = ((len(lines) - 1) * LINE_HEIGHT + ASCENT + DESCENT) * size
    return Form(lines, width, height, (len(lines) - fewest) * COST_OF_A_LINE)


def _name(drawing: Drawing, name: str, language: str) -> str:
    entity = drawing.selection.graph.entities[name]
    return (entity.label_ko or entity.label_en) if language == "ko" else (entity.label_en or entity.label_ko)


def _write(axes: Axes, placed: Collection[Placed]) -> None:
    """Write the labels, each on white, so that a line below does not cross it out."""
    boxes = [p.box for p in placed]
    axes.add_collection(
        PolyCollection(
            [((b.left, b.bottom), (b.right, b.bottom), (b.right, b.top), (b.left, b.top)) for b in boxes],
            facecolors="white",
            edgecolors="none",
            alpha=0.75,
            zorder=4.5,
            gid="names-ground",
        ),
        autolim=False,
    )
    leaders = [(p.leader[:2], p.leader[2:]) for p in placed if p.leader]
    for colour, width in (("white", 1.4), (INK, 0.35)):  # ties seem cut where a leader crosses them
        axes.add_collection(
            LineCollection(leaders, colors=colour, linewidths=width, zorder=4.6, gid="leaders"), autolim=False
        )
    feet = [shape_path("dot", start[0], start[1], 0.7) for start, _ in leaders]
    axes.add_collection(PathCollection(feet, facecolors=INK, linewidths=0, zorder=4.7), autolim=False)
    for p in placed:
        x = {"left": p.box.left + HALO, "center": (p.box.left + p.box.right) / 2, "right": p.box.right - HALO}
        for number, line in enumerate(p.lines):
            baseline = p.box.top - (ASCENT + number * LINE_HEIGHT) * p.label.size
            colour = INK if p.label.key else QUIET
            write_text(axes, x[p.align], baseline, line, p.label.size, p.align, colour, gid="name")


def _missing(drawing: Drawing, language: str) -> tuple[str, ...]:
    used = {c for name in drawing.places for c in plain(_name(drawing, name, language))}
    return tuple(sorted(used - characters()))
