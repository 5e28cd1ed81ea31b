"""The knowledge graph: entities and cases as nodes, edges that carry their evidence.

It is a plain value: what can be asked of it beyond look-ups (SPARQL, centrality) lives in stages of its own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from krpia_graph.model.case import Case, Doubt
from krpia_graph.model.confidence import Belief, Confidence
from krpia_graph.model.document import Source, Span, Statement
from krpia_graph.model.errors import UnknownNameError
from krpia_graph.model.language_model import Answers
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.publication import Publication
from krpia_graph.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


@dataclass(frozen=True, slots=True)
class Evidence:
    """The statement that an edge rests on, the case it belongs to, and where in it the two ends are named.

    `case` is empty where the statement is a row of the lexicon.
    """

    statement: str
    case: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Subject, edge type and object, never without evidence.

    `relations` are the relation types of the cases behind a `partners_with` edge, `role` the part that the
    object plays in the case that is the subject.
    """

    subject: str
    relation: str
    object: str
    evidence: tuple[Evidence, ...]
    relations: tuple[str, ...] = ()
    role: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"edge without evidence: {self.subject} {self.relation} {self.object}")

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Subject, edge type, object and role: no two edges of a graph have the same."""
        return self.subject, self.relation, self.object, self.role

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases behind the edge, each once, sorted."""
        return tuple(sorted({e.case for e in self.evidence if e.case}))


@dataclass(frozen=True)
class KnowledgeGraph:
    """Everything known, in a fixed order: entities and edges by id, cases and statements by place.

    `confidence` says how sure it is of each finding, case and edge.
    `answers` says what a language model was asked, where one was, `publication` what an export says of it.
    """

    vocabulary: Vocabulary
    sources: tuple[Source, ...]
    statements: dict[str, Statement]
    entities: dict[str, Entity]
    cases: dict[str, Case]
    edges: tuple[Edge, ...]
    identifiers: dict[str, tuple[tuple[str, str], ...]]
    doubts: tuple[Doubt, ...] = ()
    confidence: Confidence = field(default_factory=Confidence)
    answers: Answers | None = None
    publication: Publication = field(default_factory=Publication)

    def __str__(self) -> str:
        by_type = Counter(entity.type for entity in self.entities.values())
        parts = ", ".join(f"{by_type[t]} {t}" for t in self.vocabulary.entity_types if by_type[t])
        by_edge = Counter(edge.relation for edge in self.edges)
        edges = ", ".join(f"{by_edge[t]} {t}" for t in self.vocabulary.edge_types if by_edge[t])
        return (
            f"{_number(len(self.cases), 'case')}, {len(self.entities)} entities ({parts}), "
            f"{_number(len(self.edges), 'edge')} ({edges}) from {_number(len(self.sources), 'source')}"
        )

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Entity ids by folded id, slug, label or alias, in either language."""
        names: dict[str, dict[str, None]] = {}
        for entity in self.entities.values():
            for name in (entity.id, entity.slug, entity.label_en, entity.label_ko, *entity.aliases):
                if name:
                    names.setdefault(name.casefold(), {})[entity.id] = None
        return {name: tuple(ids) for name, ids in names.items()}

    def find(self, name: str) -> Entity:
        """The entity of that id, label or alias, in either language.

        Raises UnknownNameError with the nearest names if there is none, or with the candidates if the name
        fits several.
        """
        ids = self.names.get(name.strip().casefold(), ())
        exact = [i for i in ids if name.strip() in (i, self.entities[i].label_en, self.entities[i].label_ko)]
        if len(exact or ids) == 1:
            return self.entities[(exact or list(ids))[0]]
        if ids:
            raise UnknownNameError("entity (the name fits several)", name, ids)
        everyone = self.entities.values()
        others = (n for e in everyone for n in (e.label_ko, *e.aliases) if n)
        raise UnknownNameError("entity", name, (e.label_en for e in everyone), others)

    def between(self, a: str, b: str) -> tuple[Edge, ...]:
        """The edges that join two entities or cases, given by id, label or alias, in either direction."""
        ends = {self._node(a), self._node(b)}
        return tuple(edge for edge in self.edges if {edge.subject, edge.object} == ends)

    def because(self, edge: Edge) -> tuple[Statement, ...]:
        """The statements that an edge rests on, each once, in the order of its evidence."""
        return tuple(dict.fromkeys(self.statements[e.statement] for e in edge.evidence))

    def ties(self, entity: str) -> Iterator[Edge]:
        """The edges at one entity or case."""
        return (edge for edge in self.edges if entity in (edge.subject, edge.object))

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Nodes and edges as a `networkx.MultiDiGraph`, with attributes that GraphML accepts.

        Node attributes: `kind` ("entity" or "case"), `type`, `label`, `label_ko`, `country`, `cases` (int).
        Edge key: the edge type, with the role behind a colon where there is one; edge attributes: `relation`,
        `role`, `relations` (joined by ";"), `cases` (ids joined by ";"), `weight` (number of cases, at least
        1), `evidence` (the quotes, joined by a line feed). Cases, and edges that rest on cases, have
        `confidence` and `confidence_low`.
        """
        import networkx as nx

        graph: Any = nx.MultiDiGraph()
        count = Counter(argument.entity for case in self.cases.values() for argument in case.arguments)
        for entity in self.entities.values():
            graph.add_node(
                entity.id,
                kind="entity",
                type=entity.type,
                label=entity.label_en,
                label_ko=entity.label_ko,
                country=entity.country,
                cases=count[entity.id],
            )
        for case in self.cases.values():
            graph.add_node(
                case.id,
                kind="case",
                type="case",
                label=case.header or case.category,
                label_ko="",
                country="",
                cases=1,
                **_figures(self.confidence.of_case(case.id)),
            )
        for edge in self.edges:
            graph.add_edge(
                edge.subject,
                edge.object,
                key=f"{edge.relation}:{edge.role}" if edge.role else edge.relation,
                relation=edge.relation,
                role=edge.role,
                relations=";".join(edge.relations),
                cases=";".join(edge.cases),
                weight=max(1, len(edge.cases)),
                evidence="\n".join(statement.text for statement in self.because(edge)),
                **_figures(self.confidence.edges.get(edge.key)),
            )
        return graph

    def to_rdflib(self) -> "rdflib.Graph":
        """The triples of the export as an `rdflib.Graph`; see `krpia_graph.to_rdflib`."""
        from krpia_graph.write.rdflib_graph import to_rdflib

        return to_rdflib(self)

    def _node(self, name: str) -> str:
        return name if name in self.cases else self.find(name).id


def _figures(belief: Belief | None) -> dict[str, float]:
    return {"confidence": belief.mean, "confidence_low": belief.low} if belief else {}


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"
