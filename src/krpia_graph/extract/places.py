"""Names in, the same names out with a place and the area it lies in read as one: "Songdo, Incheon"."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from krpia_graph.extract.names import Text
from krpia_graph.model.case import NameHit
from krpia_graph.model.lexicon import Lexicon

_TOWN = re.compile(r"\b(?:in|of|at|from|near) (?P<town>[A-Z][a-zé]+(?: [A-Z][a-z]+)?), \Z")
_HANGUL = re.compile("[가-힣]{2}")


def join_places(text: Text, hits: Iterable[NameHit], lexicon: Lexicon) -> Iterator[NameHit]:
    """The hits in document order; a place and the area around it are one hit, which means the place.

    English names the place first ("Songdo, Incheon"), Korean the area ("경기도 용인시"); a country or a city is
    no such area in Korean ("미국 보스턴", "서울 송파구"). Each shows which of
    several entities the other means, and that a place is meant at all.
    """
    before: NameHit | None = None
    for hit in hits:
        if before and (inner := _inner(text, before, hit, lexicon)):
            surface = text.original[before.start : hit.end]
            before = replace(
                before, surface=surface, end=hit.end, candidates=inner, needs_cue=False, usual=""
            )
            continue
        if before:
            yield before
        town = _with_town(text, hit, lexicon)
        before = hit if before and town.start < before.end else town
    if before:
        yield before


def _with_town(text: Text, hit: NameHit, lexicon: Lexicon) -> NameHit:
    """An area with the town before it: "in Durham, North Carolina" is one place, and lies in the area."""
    entity = lexicon.entities.get(hit.candidates[0])
    if (
        entity
        and entity.kind in ("country", "province")
        and (town := _TOWN.search(text.original[max(0, hit.start - 40) : hit.start]))
    ):
        start = hit.start - len(town[0]) + town.start("town") - town.start()
        return replace(hit, start=start, surface=text.original[start : hit.end], rule="shape.town")
    return hit


def _inner(text: Text, first: NameHit, second: NameHit, lexicon: Lexicon) -> tuple[str, ...]:
    """What the place of two neighbours may mean where the other one is an area around it; else nothing."""
    between = text.folded[first.end : second.start]
    if between == ", ":
        return _within(first, second, lexicon)
    if between == " " and _HANGUL.fullmatch(first.surface[-1] + second.surface[0]):
        outer = lexicon.entities.get(first.candidates[0])
        narrow = outer is not None and (outer.kind == "province" or " " in first.surface)
        return _within(second, first, lexicon) if narrow else ()
    return ()


def _within(place: NameHit, area: NameHit, lexicon: Lexicon) -> tuple[str, ...]:
    areas = {outer for outer in area.candidates if outer.startswith("region:")}
    return tuple(
        entity.id
        for entity in map(lexicon.entities.get, place.candidates)
        if entity and entity.type == "region" and entity.kind != "country"
        if not areas.isdisjoint(lexicon.ancestors(entity.id))
    )
