"""A `Reading` in, a `Finding` for each bullet out: names, relations, roles, periods, amounts and counts.

Names are found in one pass over the whole document; each passage then takes those that lie in its bullet, its
details and the party names of its header.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from krpia_graph.extract.amounts import find_amounts
from krpia_graph.extract.bindings import bound_names
from krpia_graph.extract.counts import find_counts
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.periods import find_durations, find_periods
from krpia_graph.extract.places import join_places
from krpia_graph.extract.relations import RelationFinder
from krpia_graph.extract.roles import RoleFinder
from krpia_graph.model.case import Finding, NameHit, Passage
from krpia_graph.model.document import Reading, Span, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.vocabulary import EntityType


class Extractor:
    """Everything that finds something, compiled once from the domain data."""

    def __init__(self, domain: Domain) -> None:
        self._vocabulary = domain.vocabulary
        self._type = {entity.id: entity.type for entity in domain.lexicon.entities.values()}
        self._lexicon = domain.lexicon
        self._names = NameFinder(domain.lexicon.names, heads=lambda entity: self._entity_type(entity).heads)
        self._relations = RelationFinder(domain.rules.relations)
        self._roles = RoleFinder(domain.rules.roles, self._type.__getitem__)

    def extract(self, reading: Reading) -> Iterator[Finding]:
        """One finding for each bullet of the reading, in document order."""
        text = Text.of(reading.document.text)
        hits = self._names.find(text)
        hits += bound_names(text, hits, self._names)
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        starts = [hit.start for hit in hits]
        in_header: dict[str, list[NameHit]] = {}
        for passage in passages(reading):
            header = passage.header
            if header and header.id not in in_header:
                inside = _inside(hits, starts, header.parties)
                in_header[header.id] = self._of_header(inside)
            body = [Span(s.start, s.end) for s in passage.body]
            named = list(join_places(text, longest(_inside(hits, starts, body)), self._lexicon))
            yield self._finding(text, passage, in_header[header.id] if header else [], named)

    def _finding(self, text: Text, passage: Passage, parties: list[NameHit], named: list[NameHit]) -> Finding:
        start, end = passage.body[0].start, passage.body[-1].end
        slot_of = {name: type_.slot for name, type_ in self._vocabulary.entity_types.items()}
        regions = [hit for hit in named if self._slots(hit) == {"regions"}]
        return Finding(
            passage=passage,
            text=text.original[start:end],
            names=(*parties, *self._roles.assign(text, named, start, slot_of.__getitem__)),
            relations=self._relations.find(text, start, end),
            periods=find_periods(text, start, end),
            durations=find_durations(text, start, end),
            amounts=find_amounts(text, start, end),
            counts=find_counts(text, regions, start, end),
        )

    def _of_header(self, hits: list[NameHit]) -> list[NameHit]:
        """Parties first: "MSD Innovation Partnering Office" names the party MSD, then its programme."""
        parties = longest(hits, keep=lambda hit: self._slots(hit) == {"participants"})
        programmes = longest(
            hits, keep=lambda hit: self._slots(hit) == {"programmes"} and not _met(hit, parties)
        )
        return sorted((*parties, *programmes), key=lambda hit: hit.start)

    def _slots(self, hit: NameHit) -> set[str]:
        return {self._entity_type(entity).slot for entity in hit.candidates}

    def _entity_type(self, entity: str) -> EntityType:
        return self._vocabulary.entity_types[self._type[entity]]


def passages(reading: Reading) -> Iterator[Passage]:
    """The passages that a case is read from: each bullet with its details and its header."""
    by_id = {statement.id: statement for statement in reading.statements}
    details: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.kind == "detail":
            details[statement.parent].append(statement)
    for statement in reading.statements:
        if statement.kind == "bullet":
            parent = by_id.get(statement.parent)
            header = parent if parent and parent.kind == "header" else None
            yield Passage((statement, *details[statement.id]), header)


def _met(hit: NameHit, others: list[NameHit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _inside(hits: list[NameHit], starts: list[int], spans: tuple[Span, ...] | list[Span]) -> list[NameHit]:
    """The hits that lie within one of the spans."""
    return [
        hits[i]
        for start, end in spans
        for i in range(bisect_left(starts, start), bisect_left(starts, end))
        if hits[i].end <= end
    ]
