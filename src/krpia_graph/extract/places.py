"""Names in, the same names out with "Songdo, Incheon" read as one: a place and the area it lies in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Lexicon

_TOWN = re.compile(r"\b(?:in|of|at|from|near) (?P<town>[A-Z][a-zé]+(?: [A-Z][a-z]+)?), \Z")


def join_places(text: Text, hits: Iterable[NameHit], lexicon: Lexicon) -> Iterator[NameHit]:
    """The hits in document order; a place that is followed by a comma and an area above it takes that in."""
    place: NameHit | None = None
    for hit in hits:
        if place and _lies_in(text, place, hit, lexicon):
            place = replace(place, end=hit.end, surface=text.original[place.start : hit.end])
            continue
        if place:
            yield place
        town = _with_town(text, hit, lexicon)
        place = hit if place and town.start < place.end else town
    if place:
        yield place


def _with_town(text: Text, hit: NameHit, lexicon: Lexicon) -> NameHit:
    """A country with the town before it: "in Santiago, Chile" is one place, and lies in the country."""
    entity = lexicon.entities.get(hit.candidates[0])
    if (
        entity
        and entity.kind == "country"
        and (town := _TOWN.search(text.original[max(0, hit.start - 40) : hit.start]))
    ):
        start = hit.start - len(town[0]) + town.start("town") - town.start()
        return replace(hit, start=start, surface=text.original[start : hit.end], rule="shape.town")
    return hit


def _lies_in(text: Text, place: NameHit, area: NameHit, lexicon: Lexicon) -> bool:
    if text.folded[place.end : area.start] != ", ":
        return False
    inner, outer = (lexicon.entities.get(hit.candidates[0]) for hit in (place, area))
    return (
        inner is not None
        and outer is not None
        and inner.type == outer.type == "region"
        and inner.kind != "country"
        and outer.id in lexicon.ancestors(inner.id)
    )
