"""A knowledge graph in, a figure for a paper out: SVG, PDF or PNG, from the same drawing as the page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from krpia_graph.model.errors import UnknownNameError, WriteError
from krpia_graph.model.graph import KnowledgeGraph

if TYPE_CHECKING:
    from krpia_graph.write.figure.rendering import Rendered

FORMATS = ("svg", "pdf", "png")
LANGUAGES = ("en", "ko")
MEASURES = ("cases", "degree", "betweenness")
MOST_ENTITIES = 1500  # as on the page, so that both show the same entities at the same places
ONE_COLUMN, TWO_COLUMNS = 89.0, 183.0  # mm, of most journals
NARROWEST, WIDEST = 60.0, 1000.0  # mm
COARSEST, FINEST = 300, 1200  # dots an inch


@dataclass(frozen=True, slots=True)
class Options:
    """What a figure is to be like; `width_mm` is its whole width, `dpi` counts for PNG alone.

    Raises UnknownNameError and WriteError as `figure` does.
    """

    format: str = "svg"
    width_mm: float = TWO_COLUMNS
    language: str = "en"
    size: str = "cases"
    by_period: bool = False
    limit: int = MOST_ENTITIES
    dpi: int = 600

    def __post_init__(self) -> None:
        for kind, name, valid in (
            ("format", self.format, FORMATS),
            ("language", self.language, LANGUAGES),
            ("size", self.size, MEASURES),
        ):
            if name not in valid:
                raise UnknownNameError(kind, name, valid)
        if not NARROWEST <= self.width_mm <= WIDEST:
            raise WriteError(
                f"a figure {self.width_mm:g} mm wide: choose from {NARROWEST:g} to {WIDEST:g}, "
                f"such as {ONE_COLUMN:g} for one column or {TWO_COLUMNS:g} for two"
            )
        if self.limit < 1:
            raise WriteError(f"a figure of {self.limit} entities: choose at least 1")
        if not COARSEST <= self.dpi <= FINEST:
            raise WriteError(f"a figure of {self.dpi} dpi: choose from {COARSEST} to {FINEST}")


def figure(
    graph: KnowledgeGraph,
    format: str = "svg",
    width_mm: float = TWO_COLUMNS,
    language: str = "en",
    size: str = "cases",
    by_period: bool = False,
    limit: int = MOST_ENTITIES,
    dpi: int = 600,
) -> bytes:
    """The network as a figure without a title, as journals want it; the same graph gives the same bytes.

    `format` is svg, pdf or png, `width_mm` the width of the whole (89 is one column, 183 two), `language` en
    or ko, `size` what the size of a node stands for: cases, degree or betweenness. `by_period` draws a panel
    for each period of years that the cases name. The `limit` entities with most cases are drawn, at the
    places of the page; `dpi` is that of a PNG. Text is text in all but PNG, 5 to 7 points high, in a font
    that is embedded. How many entities and ties there are, and from which sources, is in the metadata of the
    file. Raises UnknownNameError for another format, language or size, WriteError for a width, limit or dpi
    out of range and where there is nothing to draw.
    """
    return rendered(graph, Options(format, width_mm, language, size, by_period, limit, dpi)).content


def rendered(graph: KnowledgeGraph, options: Options) -> "Rendered":
    """The figure with what is to be said of it. Raises WriteError where there is nothing to draw."""
    from krpia_graph.write.figure.rendering import render  # matplotlib takes a while to import

    return render(graph, options)
