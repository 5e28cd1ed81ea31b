"""What is drawn in, the view model of the page out: the names, facts, cases and words behind nodes and lines.

Quotes are cut into pieces at the ends of every highlighted span, so that the page never counts characters:
the pieces of a statement joined are its text, and a highlight is a list of piece numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from krpia_graph.model.case import Case
from krpia_graph.model.confidence import Belief
from krpia_graph.model.document import Span, Statement
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.lexicon import Entity
from krpia_graph.model.vocabulary import Label
from krpia_graph.write.page.rules import Rules
from krpia_graph.write.page.selection import SHARED, SHARED_LABEL, Selection, Tie

VERSION = 1

Row = dict[str, Any]


@dataclass
class Quotes:
    """Statements by number, cut at the ends of every span that something highlights."""

    statements: dict[str, Statement] = field(default_factory=dict)
    cuts: dict[str, set[int]] = field(default_factory=dict)

    def add(self, statement: Statement, spans: Iterable[Span] = ()) -> None:
        """Remember a statement, and the spans (code points of the document) to be highlighted in it."""
        self.statements[statement.id] = statement
        cuts = self.cuts.setdefault(statement.id, {statement.start, statement.end})
        cuts.update(place for span in _inside(statement, spans) for place in span)

    def numbers(self) -> dict[str, int]:
        """The number of each statement, by id."""
        return {name: number for number, name in enumerate(self.statements)}

    def marks(self, name: str, spans: Iterable[Span]) -> list[int]:
        """The numbers of the pieces of a statement that lie in one of the spans, ascending."""
        wanted = _inside(self.statements[name], spans)
        return [
            number
            for number, (start, end) in enumerate(self._pieces(name))
            if any(span.start <= start and end <= span.end for span in wanted)
        ]

    def rows(self, sources: dict[str, int]) -> list[Row]:
        """The statements as the page takes them, in the order of their numbers."""
        return [
            {
                "id": s.id,
                "source": sources[s.source],
                "kind": s.kind,
                "start": s.start,
                "end": s.end,
                "pieces": [s.text[start - s.start : end - s.start] for start, end in self._pieces(s.id)],
            }
            for s in self.statements.values()
        ]

    def _pieces(self, name: str) -> list[tuple[int, int]]:
        cuts = sorted(self.cuts[name])
        return list(pairwise(cuts))


def _inside(statement: Statement, spans: Iterable[Span]) -> list[Span]:
    return [s for s in spans if statement.start <= s.start and s.end <= statement.end]


def view_model(selection: Selection) -> Row:
    """Everything the page shows beside the picture, ready for JSON, in a fixed order.

    Keys: `version`; `leftOut` (entities with cases that are not drawn); `types`, `relations`, `edgeTypes`
    (labels by id, types with colour and shape); `sources`, `statements`, `cases`, `rules` (lists, referred to
    by number); `entities` by id; `ties`, in the order of `selection.ties`. A rule is its name with how sure
    its findings are; `found` are the rules that found the names highlighted in a statement.
    """
    graph = selection.graph
    quotes = Quotes()
    said = _mentions(selection)
    for case in _cases(selection):
        for name in case.statements:
            quotes.add(graph.statements[name])
    for spans in said.values():
        for name, inside in spans.items():
            quotes.add(graph.statements[name], inside)
    for tie in selection.ties:
        for evidence in tie.evidence:
            quotes.add(graph.statements[evidence.statement], evidence.spans)
    numbers = quotes.numbers()
    rules = Rules(graph)
    case_numbers = {case.id: number for number, case in enumerate(_cases(selection))}
    cited = {s.source for s in quotes.statements.values()}
    sources = [source for source in graph.sources if source.id in cited]
    vocabulary = graph.vocabulary
    return {
        "version": VERSION,
        "leftOut": selection.left_out,
        "types": {
            name: {**_label(kind.label), "colour": kind.colour, "shape": kind.shape}
            for name, kind in vocabulary.entity_types.items()
        },
        "relations": {name: _label(kind.label) for name, kind in vocabulary.relation_types.items()},
        "roles": {name: _label(role.label) for name, role in vocabulary.roles.items()},
        "edgeTypes": {
            **{
                name: {**_label(kind.label), "symmetric": kind.symmetric}
                for name, kind in vocabulary.edge_types.items()
            },
            SHARED: {**_label(SHARED_LABEL), "symmetric": True},
        },
        "sources": [
            {"title": s.title, "publisher": s.publisher, "path": s.path, "url": s.url, "language": s.language}
            for s in sources
        ],
        "statements": quotes.rows({source.id: number for number, source in enumerate(sources)}),
        "cases": [_case(case, numbers, selection, rules) for case in _cases(selection)],
        "entities": {
            name: {
                **_entity(graph, graph.entities[name]),
                "cases": [case_numbers[case] for case in cases],
                "marks": {numbers[s]: quotes.marks(s, spans) for s, spans in sorted(said[name].items())},
                "found": {
                    numbers[s]: rules.at(graph.statements[s].source, spans)
                    for s, spans in sorted(said[name].items())
                },
            }
            for name, cases in selection.cases.items()
        },
        "ties": [_tie(tie, quotes, numbers, case_numbers, rules, graph) for tie in selection.ties],
        "rules": rules.rows(),
    }


def _cases(selection: Selection) -> list[Case]:
    """The cases of the entities drawn, in the order of the graph."""
    wanted = {case for cases in selection.cases.values() for case in cases}
    return [case for name, case in selection.graph.cases.items() if name in wanted]


def _mentions(selection: Selection) -> dict[str, dict[str, list[Span]]]:
    """Where each entity drawn is named: its spans by statement."""
    found: dict[str, dict[str, list[Span]]] = {name: defaultdict(list) for name in selection.cases}
    for case in _cases(selection):
        for argument in case.arguments:
            for name in case.statements if argument.entity in found else ():
                spans = _inside(
                    selection.graph.statements[name], [Span(m.start, m.end) for m in argument.mentions]
                )
                if spans:
                    found[argument.entity][name] += spans
    return found


def _entity(graph: KnowledgeGraph, entity: Entity) -> Row:
    return {
        "type": entity.type,
        "en": entity.label_en,
        "ko": entity.label_ko,
        "country": entity.country,
        "aliases": [a for a in entity.aliases if a not in (entity.label_en, entity.label_ko)],
        "identifiers": graph.identifiers.get(entity.id, ()),
    }


def _case(case: Case, numbers: dict[str, int], selection: Selection, rules: Rules) -> Row:
    return {
        "id": case.id,
        "header": case.header,
        "category": case.category,
        "sure": _sure(selection.graph.confidence.of_case(case.id)),
        "relations": case.relation_types,
        "shown": rules.showing(case),
        "periods": [period.edtf for period in case.periods],
        "amounts": [amount.surface for amount in case.amounts],
        "statements": [numbers[name] for name in case.statements],
        "named": [[a.entity, a.role] for a in case.arguments if a.entity in selection.cases],
    }


def _tie(
    tie: Tie,
    quotes: Quotes,
    numbers: dict[str, int],
    cases: dict[str, int],
    rules: Rules,
    graph: KnowledgeGraph,
) -> Row:
    return {
        "type": tie.relation,
        "group": tie.group,
        "relations": tie.relations,
        "sure": _sure(graph.confidence.edges.get((tie.subject, tie.relation, tie.object, ""))),
        "evidence": [
            [
                numbers[e.statement],
                cases.get(e.case, -1),
                quotes.marks(e.statement, e.spans),
                rules.at(quotes.statements[e.statement].source, e.spans),
            ]
            for e in tie.evidence
        ],
    }


def _sure(belief: Belief | None) -> tuple[float, float] | None:
    return (belief.mean, belief.low) if belief else None


def _label(label: Label) -> Row:
    return {"en": label.en, "ko": label.ko}
