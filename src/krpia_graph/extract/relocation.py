"""A finding placed in the readable text in, the same finding placed in the document's text out."""

from dataclasses import replace
from typing import TypeVar

from msgspec import structs

from krpia_graph.model.case import Amount, Count, Duration, Facet, Finding, NameHit, Period, RelationMention
from krpia_graph.model.document import Document

Placed = TypeVar("Placed", RelationMention, Period, Duration, Amount, Count, Facet)


def relocated(finding: Finding, document: Document) -> Finding:
    """The finding with every start, end and surface as they stand in the file; unchanged for plain text."""
    if not document.positions:
        return finding

    def moved(placed: Placed) -> Placed:
        start, end = document.in_text(placed.start, placed.end)
        return replace(placed, start=start, end=end, surface=document.text[start:end])

    def moved_name(hit: NameHit) -> NameHit:
        start, end = document.in_text(hit.start, hit.end)
        return structs.replace(hit, start=start, end=end, surface=document.text[start:end])

    return replace(
        finding,
        names=tuple(map(moved_name, finding.names)),
        relations=tuple(map(moved, finding.relations)),
        published=moved(finding.published) if finding.published else None,
        periods=tuple(map(moved, finding.periods)),
        durations=tuple(map(moved, finding.durations)),
        amounts=tuple(map(moved, finding.amounts)),
        counts=tuple(map(moved, finding.counts)),
        facets=tuple(map(moved, finding.facets)),
    )
