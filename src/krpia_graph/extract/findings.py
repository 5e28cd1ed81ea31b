"""A `Reading` in, what is found in it out: names, relations, roles, periods, amounts and counts by passage.

Names are found in one pass over the whole document. A bullet under a header reports a case, and so do a row
and a record; sentences of running text are grouped into deals; all else names things and reports nothing.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from krpia_graph.extract.amounts import find_amounts
from krpia_graph.extract.cells import dates_in_cells, names_in_cells, sums_in_cells
from krpia_graph.extract.clauses import Clause, clause_spans, speaks_of_before
from krpia_graph.extract.counts import find_counts
from krpia_graph.extract.deals import deal_passages, objects_of
from krpia_graph.extract.facets import FacetFinder
from krpia_graph.extract.hangul import written_apart
from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.overlaps import apart
from krpia_graph.extract.periods import find_durations, find_periods
from krpia_graph.extract.places import join_places
from krpia_graph.extract.published import find_published
from krpia_graph.extract.relations import RelationFinder
from krpia_graph.extract.relocation import relocated
from krpia_graph.extract.roles import RoleFinder
from krpia_graph.extract.unlisted import UnlistedNames
from krpia_graph.extract.variants import regular_spellings
from krpia_graph.model.case import (
    Amount,
    Extraction,
    Finding,
    NameHit,
    Passage,
    Period,
    RelationMention,
)
from krpia_graph.model.document import Document, Reading, Span, Statement
from krpia_graph.model.domain import Domain
from krpia_graph.model.vocabulary import EntityType

_RUNNING = ("title", "heading", "paragraph", "sentence", "bullet")


class Extractor:
    """Everything that finds something, compiled once from the domain data."""

    def __init__(self, domain: Domain) -> None:
        self._vocabulary = domain.vocabulary
        self._lexicon = domain.lexicon
        self._slot_of = {name: type_.slot for name, type_ in domain.vocabulary.entity_types.items()}
        self._type = {entity.id: entity.type for entity in domain.lexicon.entities.values()}
        self._names = NameFinder(
            [
                *domain.lexicon.names,
                *regular_spellings(domain.lexicon.names, self._is_disease, self._is_class),
                *written_apart(domain.lexicon.names, domain.vocabulary.organisation_types),
            ],
            heads=lambda entity: self._entity_type(entity).heads,
        )
        self._unlisted = UnlistedNames(domain, self._names)
        self._relations = RelationFinder(domain.rules.relations)
        self._weak = frozenset(rule.id for rule in domain.rules.relations if rule.weak)
        self._agreement = RelationFinder(domain.rules.agreement)
        self._facets = FacetFinder(domain.rules.facets)
        self._roles = RoleFinder(domain.rules.roles, self._type_of)

    def _is_disease(self, entity: str) -> bool:
        return entity.startswith("disease:")

    def _is_class(self, entity: str) -> bool:
        known = self._lexicon.entities.get(entity)
        return known is not None and known.kind in ("class", "vaccine")

    def extract(self, reading: Reading) -> Extraction:
        """The findings of a reading, and the entities that the lexicon does not know."""
        document = reading.document
        text = Text.of(document.readable)
        reading = replace(reading, statements=(*reading.statements, *_asides(reading)))
        where = {s.id: document.in_readable(s.start, s.end) for s in reading.statements}
        cells = names_in_cells(reading, text, self._names)
        hits, entities = self._unlisted.complete(
            text, list(where.values()), [*self._names.find(text), *cells.hits], document.source.id
        )
        entities |= cells.entities
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        ground = _Ground(
            document,
            text,
            where,
            _Named(hits, [hit.start for hit in hits]),
            cache(partial(self._relations.find, text)),
            cache(partial(find_periods, text)),
            cache(partial(find_amounts, text)),
            find_published(reading, text),
        )
        found: list[Finding] = []
        for passage in self._passages(reading, ground):
            found.append(relocated(self._finding(passage, ground), document))
        found.sort(key=lambda finding: (finding.passage.body[0].start, finding.passage.body[-1].end))
        return Extraction(tuple(found), entities)

    def _passages(self, reading: Reading, ground: "_Ground") -> Iterator[Passage]:
        """Every statement in one passage at least: those that report cases first, then what is left over."""
        reported: set[str] = set()
        for passage in (*structured(reading), *self._deals(reading, ground)):
            reported |= {s.id for s in passage.body}
            reported |= {passage.header.id} if passage.header else set()
            yield passage
        for statement in reading.statements:
            if statement.id not in reported:
                yield Passage((statement,), reports=False)

    def _deals(self, reading: Reading, ground: "_Ground") -> Iterator[Passage]:
        headers = {s.id for s in reading.statements if s.kind == "header"}
        clauses: list[Clause] = []
        for statement in reading.statements:
            if statement.kind not in _RUNNING or statement.parent in headers:
                continue
            if statement.kind in ("title", "heading") and reading.reader == "krpia_page":
                continue
            clauses += self._clauses(statement, ground)
        return deal_passages(clauses)

    def _clauses(self, statement: Statement, ground: "_Ground") -> Iterator[Clause]:
        text, span = ground.text, ground.where[statement.id]
        hits = longest(ground.named.inside([span]))
        parties = [hit for hit in hits if self._slots(hit) == {"participants"}]
        places = [hit for hit in hits if self._slots(hit) == {"regions"}]
        relations = ground.relations(*span)
        pieces = clause_spans(text, span, parties, places, relations)
        for (start, end), listed, topic in pieces:
            inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
            shared = span if listed else Span(start, end)  # the words that the items of a list have in common
            told = tuple(r for r in relations if shared.start <= r.start and r.end <= shared.end)
            yield Clause(
                statement=statement,
                span=Span(start, end),
                parties=frozenset(
                    p.candidates[0] for p in parties if p in inside or (p.start, p.end) == topic
                ),
                objects=objects_of(inside),
                relations=tuple(r for r in told if start <= r.start and r.end <= end) or told,
                figures=bool(ground.periods(start, end) or ground.amounts(start, end)),
                listed=listed,
                agreed=any(r.rule not in self._weak for r in told)
                or bool(self._agreement.find(text, *shared)),
                earlier=speaks_of_before(text.original[start:end]),
                whole=len(pieces) == 1,
                topic=topic,
            )

    def _finding(self, passage: Passage, ground: "_Ground") -> Finding:
        document, text, where, named = ground.document, ground.text, ground.where, ground.named
        header = passage.header
        parties: list[NameHit] = []
        if header:
            spans = [document.in_readable(start, end) for start, end in header.parties]
            parties = self._of_header(named.inside(spans))
        body = list(passage.scope) or [where[s.id] for s in passage.body]
        names = list(join_places(text, longest(named.inside(body)), self._lexicon))
        regions = _by_statement(body, (hit for hit in names if self._slots(hit) == {"regions"}))
        relations = list(passage.relations)
        if passage.reports and not relations:
            relations = [m for span in body for m in ground.relations(*span)]
            if not relations and header and header.parent in where:  # the heading says it for the whole list
                relations = list(ground.relations(*where[header.parent]))
        cells = [cell for statement in passage.body for cell in statement.cells]
        dates = dates_in_cells(cells, document, text)
        sums = sums_in_cells(cells, document, text)
        first, last = passage.body[0].start, passage.body[-1].end
        return Finding(
            passage=passage,
            text=document.text[first:last],
            names=(*parties, *self._roles.assign(text, names, body[0].start, self._slot_of.__getitem__)),
            relations=tuple(relations),
            published=ground.published if passage.news else None,
            periods=tuple(apart((*dates, *(p for span in body for p in ground.periods(*span))))),
            durations=tuple(d for start, end in body for d in find_durations(text, start, end)),
            amounts=tuple(apart((*sums, *(a for span in body for a in ground.amounts(*span))))),
            facets=tuple(f for start, end in body for f in self._facets.find(text, start, end)),
            counts=tuple(c for span in body for c in find_counts(text, regions[span], *span)),
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
        return self._vocabulary.entity_types[self._type_of(entity)]

    def _type_of(self, entity: str) -> str:
        return self._type.get(entity) or entity.partition(":")[0]


@dataclass(frozen=True, slots=True)
class _Ground:
    """One document: its text, where its statements stand in it, and what is found in text[start:end].

    The finders keep what they found: a sentence is asked once for its deal and once for its finding.
    """

    document: Document
    text: Text
    where: dict[str, Span]
    named: "_Named"
    relations: Callable[[int, int], tuple[RelationMention, ...]]
    periods: Callable[[int, int], tuple[Period, ...]]
    amounts: Callable[[int, int], tuple[Amount, ...]]
    published: Period | None


class _Named:
    """All names of a document, in order, to be looked up by place."""

    def __init__(self, hits: list[NameHit], starts: list[int]) -> None:
        self._hits = hits
        self._starts = starts

    def inside(self, spans: Sequence[Span]) -> list[NameHit]:
        """The hits that lie within one of the spans."""
        return [
            self._hits[i]
            for start, end in spans
            for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end))
            if self._hits[i].end <= end
        ]


def structured(reading: Reading) -> Iterator[Passage]:
    """The passages that the layout marks: bullets under a header with their details, rows, and a record."""
    by_id = {statement.id: statement for statement in reading.statements}
    details: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.kind == "detail":
            details[statement.parent].append(statement)
    fields = [statement for statement in reading.statements if statement.kind == "field"]
    if fields:
        yield Passage(tuple(s for s in reading.statements if s.kind in ("title", "field", "sentence")))
    for statement in reading.statements:
        parent = by_id.get(statement.parent)
        if statement.kind == "bullet" and (
            reading.reader == "krpia_page" or (parent and parent.kind == "header")
        ):
            header = parent if parent and parent.kind == "header" else None
            yield Passage((statement, *details[statement.id]), header)
        elif statement.kind == "row" and statement.cells:
            yield Passage((statement,))


def _by_statement(spans: Sequence[Span], hits: Iterable[NameHit]) -> dict[Span, list[NameHit]]:
    """The hits that begin in each of the spans, which are in document order."""
    starts = [span.start for span in spans]
    found: dict[Span, list[NameHit]] = {span: [] for span in spans}
    for hit in hits:
        found[spans[max(0, bisect_right(starts, hit.start) - 1)]].append(hit)
    return found


def _asides(reading: Reading) -> Iterator[Statement]:
    """Datelines and captions: noise that reports nothing and yet names places and parties."""
    source = reading.document.source.id
    for noise in reading.noise:
        if noise.kind in ("dateline", "caption"):
            text = reading.document.text[noise.start : noise.end]
            name = f"{source}/{noise.start}-{noise.end}"
            yield Statement(name, source, "aside", text, noise.start, noise.end)


def _met(hit: NameHit, others: list[NameHit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)
