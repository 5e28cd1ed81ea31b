"""What every plot is drawn with: a sheet of points, lines, marks, names, and scales that know their ticks.

Lengths are points (1/72 inch) from the lower left corner, y upwards. Beside the colours of the types there
are the few of `INKS`, which the page exchanges in the dark.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.centrality import Actor, Centrality
from krpia_graph.model.vocabulary import Vocabulary
from krpia_graph.write.analysis.plots.inline import inline
from krpia_graph.write.analysis.words import Words
from krpia_graph.write.figure.canvas import INK, QUIET, canvas, text_width, write_text
from krpia_graph.write.figure.marks import looks, shape_path
from krpia_graph.write.figure.names import ELLIPSIS, MOST_CHARACTERS, drawable

WIDTH = 540.0  # 720 CSS pixels
TEXT, SMALL = 8.0, 7.0  # nothing is smaller
RADIUS = 4.2
TYPE_NAME = 110.0  # points at most
HAIRLINE, PAPER = "#d9dce1", "#ffffff"
INKS = {INK: "ink", QUIET: "quiet", HAIRLINE: "hairline", PAPER: "paper"}
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Subject:
    """What a plot is of: the analysis, the looks of types, the words, the section of each actor."""

    analysis: Analysis
    vocabulary: Vocabulary
    words: Words
    anchors: Mapping[str, str]

    def look(self, actor: Actor) -> tuple[str, str]:
        """Shape and colour of the type of an actor."""
        return looks(self.vocabulary).get(actor.type, ("dot", QUIET))

    def type_name(self, type_: str) -> str:
        """The label of a type in the language of the report."""
        kind = self.vocabulary.entity_types.get(type_)
        return fitted(str(getattr(kind.label, self.words.language)) if kind else type_, SMALL, TYPE_NAME)

    def url(self, actor: Actor) -> str | None:
        """The address of the section of an actor within the page; None where it has none."""
        anchor = self.anchors.get(actor.id)
        return f"#{anchor}" if anchor else None

    def name(self, actor: Actor) -> str:
        """The name of an actor as it can be drawn."""
        return drawable(self.words.name(actor)) or actor.type


@dataclass(frozen=True)
class Pencil:
    """Draws on one sheet, of one subject."""

    axes: Axes
    subject: Subject
    width: float
    height: float

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str = QUIET,
        width: float = 0.8,
        dashes: Sequence[float] = (),
        url: str | None = None,
    ) -> None:
        """A straight line."""
        drawn = Line2D(
            [start[0], end[0]],
            [start[1], end[1]],
            color=colour,
            linewidth=width,
            linestyle=(0, tuple(dashes)) if dashes else "solid",
            solid_capstyle="butt",
            dash_capstyle="butt",
            clip_on=False,
            zorder=2,
        )
        drawn.set_url(url)
        self.axes.add_line(drawn)

    def shape(
        self,
        path: Path,
        fill: str,
        edge: str = "none",
        url: str | None = None,
        width: float = 0.6,
        zorder: float = 3,
    ) -> None:
        """A closed shape."""
        drawn = PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width, clip_on=False, zorder=zorder)
        drawn.set_url(url)
        self.axes.add_patch(drawn)

    def box(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        fill: str,
        edge: str = "none",
        url: str | None = None,
    ) -> None:
        """A rectangle."""
        corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        self.shape(Path(corners, closed=True), fill, edge, url)

    def mark(self, actor: Actor, x: float, y: float, radius: float = RADIUS) -> None:
        """The mark of an actor, in shape and colour of its type, as a link to its section."""
        shape, colour = self.subject.look(actor)
        self.shape(shape_path(shape, x, y, radius), colour, PAPER, self.subject.url(actor), zorder=4)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = TEXT,
        align: Align = "left",
        colour: str = INK,
        url: str | None = None,
    ) -> None:
        """A line of text whose capitals are centred at the height y."""
        write_text(self.axes, x, y - 0.36 * size, drawable(text), size, align, colour, url=url)

    def legend(self, types: Sequence[str], y: float, left: float = 0.0) -> None:
        """A row of the marks of types with their names."""
        x = left + RADIUS
        for type_ in types:
            kind = self.subject.vocabulary.entity_types.get(type_)
            shape, colour = looks(self.subject.vocabulary)[type_] if kind else ("dot", QUIET)
            self.shape(shape_path(shape, x, y, RADIUS), colour, PAPER)
            name = self.subject.type_name(type_)
            self.text(x + RADIUS + 4, y, name, SMALL)
            x += 2 * RADIUS + 4 + text_width(name) * SMALL + 14


@contextmanager
def sheet(subject: Subject, height: float, width: float = WIDTH) -> Iterator[Pencil]:
    """An empty sheet to draw on."""
    with canvas(width, height) as axes:
        yield Pencil(axes, subject, width, height)


def finished(pencil: Pencil, name: str, more: Mapping[str, str] | None = None) -> str:
    """What was drawn, as an element for a page. Links are called by the actor, or as `more` (by address)."""
    subject = pencil.subject
    named = dict(more or {})
    for row in subject.analysis.ranking:
        if url := subject.url(row.actor):
            named[url] = subject.words.name(row.actor)
    return inline(pencil.axes, name, INKS, named)


def fitted(text: str, size: float, width: float) -> str:
    """The text, cut off where it is longer than `width` points."""
    text = drawable(text)[:MOST_CHARACTERS]
    if text_width(text) * size <= width:
        return text
    while text and text_width(text + ELLIPSIS) * size > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def types_of(rows: Sequence[Centrality], vocabulary: Vocabulary) -> list[str]:
    """The types of the rows, in the order of the vocabulary."""
    there = {row.type for row in rows}
    return [type_ for type_ in vocabulary.entity_types if type_ in there]
