"""A selection in, the drawing out: where each node stands and how large it may be, for every kind of picture.

The page, its large sister and the figure for papers all draw from this one value.
"""

from dataclasses import dataclass

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.layout import positions
from krpia_graph.write.page.names import extent
from krpia_graph.write.page.room import Name
from krpia_graph.write.page.selection import Selection, select
from krpia_graph.write.page.sizes import Size, sizes

READING_SCALE = 0.45  # pixels a unit: so far away names are still to be read; the whole KRPIA page is


@dataclass(frozen=True)
class Drawing:
    """What is drawn: `places` are (x, y) by entity, y downwards; `sizes` by measure and entity."""

    selection: Selection
    places: dict[str, tuple[int, int]]
    sizes: dict[str, dict[str, Size]]


def draw(graph: KnowledgeGraph, limit: int) -> Drawing:
    """The drawing of the `limit` entities with most cases; no disc lies over another in any of the sizes.

    Names in either language have room beside the discs, those of entities with most cases first.
    """
    selection = select(graph, limit)
    pairs = [(tie.subject, tie.object) for tie in selection.ties]
    cases = {name: len(found) for name, found in selection.cases.items()}
    measured = sizes(cases, pairs)
    room = {name: max(size[name].radius for size in measured.values()) for name in cases}
    names = {name: _name(graph, name, measured["cases"][name].radius, count) for name, count in cases.items()}
    return Drawing(selection, positions(room, pairs, names), measured)


def _name(graph: KnowledgeGraph, name: str, radius: int, cases: int) -> Name:
    """The room that the name needs in either language."""
    entity = graph.entities[name]
    width, height = extent(entity.label_en, entity.label_ko)
    return Name(width / READING_SCALE, height / READING_SCALE, radius, cases)
