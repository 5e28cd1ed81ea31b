"""A selection in, the drawing out: where each node stands and how large it may be, for every kind of picture.

The page, its large sister and the figure for papers all draw from this one value.
"""

from dataclasses import dataclass

from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.write.page.layout import positions
from krpia_graph.write.page.selection import Selection, select
from krpia_graph.write.page.sizes import Size, sizes


@dataclass(frozen=True)
class Drawing:
    """What is drawn: `places` are (x, y) by entity, y downwards; `sizes` by measure and entity."""

    selection: Selection
    places: dict[str, tuple[int, int]]
    sizes: dict[str, dict[str, Size]]


def draw(graph: KnowledgeGraph, limit: int) -> Drawing:
    """The drawing of the `limit` entities with most cases; no disc lies over another in any of the sizes."""
    selection = select(graph, limit)
    pairs = [(tie.subject, tie.object) for tie in selection.ties]
    measured = sizes({name: len(cases) for name, cases in selection.cases.items()}, pairs)
    room = {name: max(size[name].radius for size in measured.values()) for name in selection.cases}
    return Drawing(selection, positions(room, pairs), measured)
