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
    """What a figure is to be like; `width_mm` is its whole width, `dpi` counts for PNG alone."""

    format: str = "svg"
    width_mm: float = TWO_COLUMNS
    language: str = "en"
    size: str = "cases"
    by_period: bool = False
    limit: int = MOST_ENTITIES
    dpi: int = 600


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
    or ko, `size` what the area of a node stands for: cases, degree or betweenness. `by_period` draws a panel
    for each period of years that the cases name. The `limit` entities with most cases are drawn, at the places
    of the page; `dpi` is that of a PNG. Text is text in all but PNG, 5 to 7 points high, in a font that is
    embedded. How many entities and ties there are, and from which sources, is in the metadata of the file.
    Raises UnknownNameError for another format, language or size, WriteError for a width, limit or dpi out of
    range.
    """
    return rendered(graph, Options(format, width_mm, language, size, by_period, limit, dpi)).content


def rendered(graph: KnowledgeGraph, options: Options) -> "Rendered":
    """The figure with what is to be said of it; raises as `figure` does."""
    _check(options)
    from krpia_graph.write.figure.rendering import render  # matplotlib takes a while to import

    return render(graph, options)


def _check(options: Options) -> None:
    for kind, name, valid in (
        ("format", options.format, FORMATS),
        ("language", options.language, LANGUAGES),
        ("size", options.size, MEASURES),
    ):
        if name not in valid:
            raise UnknownNameError(kind, name, valid)
    if not NARROWEST <= options.width_mm <= WIDEST:
        raise WriteError(
            f"a figure {options.width_mm:g} mm wide: choose from {NARROWEST:g} to {WIDEST:g}, "
            f"such as {ONE_COLUMN:g} for one column or {TWO_COLUMNS:g} for two"
        )
    if options.limit < 1:
        raise WriteError(f"a figure of {options.limit} entities: choose at least 1")
    if not COARSEST <= options.dpi <= FINEST:
        raise WriteError(f"a figure of {options.dpi} dpi: choose from {COARSEST} to {FINEST}")
