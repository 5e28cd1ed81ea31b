"""An actor and the cases that tie it in, its section of the page out: measures, partners, evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from krpia_graph.model.analysis import Analysis
from krpia_graph.model.case import Case
from krpia_graph.model.centrality import Centrality
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.vocabulary import safe_colour
from krpia_graph.write.analysis.tables import chance, interval, number
from krpia_graph.write.analysis.words import Words

MOST = 200  # actors with a section of their own


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement, character by character, and where it stands: `document[start:end]` of the source."""

    text: str
    heading: str
    kind: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A case: its relation types, its years, how sure it is, and its words."""

    id: str
    relations: str
    years: str
    confidence: str
    section: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A tie of the actor of a section: with whom, how strong, and what says so."""

    name: str
    anchor: str
    type: str
    weight: str
    cases: str
    bridge: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the page says of one actor; rows of `measures` are name, value, rank, interval, chance."""

    anchor: str
    name: str
    other_name: str
    type: str
    members: tuple[str, ...]
    measures: tuple[tuple[str, str, str, str, str], ...]
    partners: tuple[Partner, ...]
    alone: tuple[Evidence, ...]


def anchors(analysis: Analysis) -> dict[str, str]:
    """The name of the place of each actor that has a section, by its id."""
    return {row.actor.id: f"actor-{number_}" for number_, row in enumerate(analysis.ranking[:MOST], 1)}


def section(
    graph: KnowledgeGraph, analysis: Analysis, row: Centrality, words: Words, places: Mapping[str, str]
) -> Section:
    """The section of one actor."""
    actor = row.actor
    other = actor.label if words.language == "ko" else actor.label_ko
    scheme = analysis.ranking.lens.weights
    partners = []
    tied: set[str] = set()
    for tie in analysis.ties_of(actor.id):
        partner = tie.other(actor.id)
        tied.update(tie.cases)
        partners.append(
            Partner(
                name=words.name(partner),
                anchor=places.get(partner.id, ""),
                type=type_name(graph, partner.type, words),
                weight=number(tie.weights[scheme]),
                cases=words.counted("case_count", len(tie.cases)),
                bridge=tie.bridge,
                evidence=_evidence(graph, tie.cases, words),
            )
        )
    return Section(
        anchor=places[actor.id],
        name=words.name(actor),
        other_name="" if other == words.name(actor) else other,
        type=type_name(graph, actor.type, words),
        members=tuple(_label(graph, m, words) for m in actor.members if m != actor.id),
        measures=tuple(_measure(row, name, words) for name in analysis.ranking.measures),
        partners=tuple(partners),
        alone=_evidence(graph, (case for case in row.cases if case not in tied), words),
    )


def type_name(graph: KnowledgeGraph, type_: str, words: Words) -> str:
    """The label of an entity type in the language of the page."""
    kind = graph.vocabulary.entity_types.get(type_)
    return str(getattr(kind.label, words.language)) if kind else type_


def colour(graph: KnowledgeGraph, type_: str) -> str:
    """The colour of an entity type; grey for one that is none."""
    kind = graph.vocabulary.entity_types.get(type_)
    return safe_colour(kind.colour if kind else "")


def _label(graph: KnowledgeGraph, entity: str, words: Words) -> str:
    found = graph.entities[entity]
    return (words.language == "ko" and found.label_ko) or found.label_en or found.label_ko or entity


def _measure(row: Centrality, name: str, words: Words) -> tuple[str, str, str, str, str]:
    place = row.places.get(name)
    rank = str(place.rank) if place else ""
    return words.measure(name), number(row.values[name]), rank, interval(place), chance(place)


def _evidence(graph: KnowledgeGraph, cases: Iterable[str], words: Words) -> tuple[Evidence, ...]:
    return tuple(_case(graph, graph.cases[case], words) for case in cases)


def _case(graph: KnowledgeGraph, case: Case, words: Words) -> Evidence:
    belief = graph.confidence.of_case(case.id)
    types = graph.vocabulary.relation_types
    said = [graph.statements[name] for name in case.statements]
    return Evidence(
        id=case.id,
        relations=", ".join(
            str(getattr(types[name].label, words.language)) if name in types else name
            for name in case.relation_types
        ),
        years=", ".join(period.edtf for period in case.periods),
        confidence=words.confidence.format(f"{belief.mean:.2f}", f"{belief.low:.2f}"),
        section=case.category,
        quotes=tuple(Quote(s.text, s.heading, s.kind, s.source, s.start, s.end) for s in said),
    )
