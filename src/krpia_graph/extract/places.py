"""Names in, the same names out with "Songdo, Incheon" read as one: a place and the area it lies in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Lexicon


def join_places(text: Text, hits: Iterable[NameHit], lexicon: Lexicon) -> Iterator[NameHit]:
    """The hits in document order; a place that is followed by a comma and an area above it takes that in."""
    place: NameHit | None = None
    for hit in hits:
        if place and _lies_in(text, place, hit, lexicon):
            place = replace(place, end=hit.end, surface=text.original[place.start : hit.end])
            continue
        if place:
            yield place
        place = hit
    if place:
        yield place


def _lies_in(text: Text, place: NameHit, area: NameHit, lexicon: Lexicon) -> bool:
    if text.folded[place.end : area.start] != ", ":
        return False
    inner, outer = lexicon.entities[place.candidates[0]], lexicon.entities[area.candidates[0]]
    return (
        inner.type == outer.type == "region"
        and inner.kind != "country"
        and outer.id in lexicon.ancestors(inner.id)
    )
