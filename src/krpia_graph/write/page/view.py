"""A drawing in, the view model of the page out: the names, facts, cases and words behind nodes and lines.

Quotes are cut into pieces at the ends of every highlighted span, so that the page never counts characters:
the pieces of a statement joined are its text, and a highlight is a list of piece numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from krpia_graph.model.case import Case
from krpia_graph.model.confidence import Belief
from krpia_graph.model.document import Source, Span, Statement
from krpia_graph.model.graph import KnowledgeGraph
from krpia_graph.model.vocabulary import Label, Vocabulary
from krpia_graph.write.page.drawing import Drawing
from krpia_graph.write.page.rules import Rules
from krpia_graph.write.page.schema import (
    VERSION,
    CaseTable,
    EdgeTerm,
    EntityTable,
    RuleTable,
    Said,
    SizeTable,
    SourceTable,
    StatementTable,
    Sure,
    Term,
    TieEvidence,
    TieTable,
    TypeTerm,
    View,
    ViewTerm,
    Years,
)
from krpia_graph.write.page.selection import SHARED, SHARED_LABEL, Selection, Tie

TITLES = 3
COLOUR = re.compile(
    "#[0-9a-fA-F]{6}"
)  # nothing else is put where a picture expects a colour: `url()` would ask
PLAIN_COLOUR = "#767676"


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

    def marks(self, name: str, spans: Iterable[Span]) -> tuple[int, ...]:
        """The numbers of the pieces of a statement that lie in one of the spans, ascending."""
        wanted = _inside(self.statements[name], spans)
        return tuple(
            number
            for number, (start, end) in enumerate(self._pieces(name))
            if any(span.start <= start and end <= span.end for span in wanted)
        )

    def table(self, sources: dict[str, int]) -> StatementTable:
        """The statements in the order of their numbers; `sources` are the numbers of the documents."""
        rows = self.statements.values()
        return StatementTable(
            id=tuple(s.id for s in rows),
            source=tuple(sources[s.source] for s in rows),
            kind=tuple(s.kind for s in rows),
            start=tuple(s.start for s in rows),
            end=tuple(s.end for s in rows),
            pieces=tuple(
                tuple(s.text[start - s.start : end - s.start] for start, end in self._pieces(s.id))
                for s in rows
            ),
        )

    def _pieces(self, name: str) -> list[tuple[int, int]]:
        cuts = sorted(self.cuts[name])
        return list(pairwise(cuts))


def _inside(statement: Statement, spans: Iterable[Span]) -> list[Span]:
    return [s for s in spans if statement.start <= s.start and s.end <= statement.end]


@dataclass(frozen=True)
class _Numbers:
    """The number of everything that the model refers to, by id."""

    types: dict[str, int]
    relations: dict[str, int]
    roles: dict[str, int]
    edges: dict[str, int]
    sections: dict[str, int]
    statements: dict[str, int]
    cases: dict[str, int]
    entities: dict[str, int]


def view_model(drawing: Drawing) -> View:
    """Everything that the page shows, in a fixed order."""
    selection = drawing.selection
    graph, vocabulary = selection.graph, selection.graph.vocabulary
    cases = _cases(selection)
    said = _mentions(selection, cases)
    quotes = _quotes(selection, cases, said)
    rules = Rules(graph)
    cited = {s.source for s in quotes.statements.values()}
    sources = [source for source in graph.sources if source.id in cited]
    sections = tuple(dict.fromkeys(case.category for case in cases))
    edge_labels = {**{name: kind.label for name, kind in vocabulary.edge_types.items()}, SHARED: SHARED_LABEL}
    numbers = _Numbers(
        types=_numbered(vocabulary.entity_types),
        relations=_numbered(vocabulary.relation_types),
        roles=_numbered(vocabulary.roles),
        edges=_numbered(edge_labels),
        sections=_numbered(sections),
        statements=quotes.numbers(),
        cases=_numbered(case.id for case in cases),
        entities=_numbered(selection.cases),
    )
    return View(
        version=VERSION,
        title=_title(cases, sources),
        leftOut=selection.left_out,
        types=_types(vocabulary),
        relationTypes=_terms({name: kind.label for name, kind in vocabulary.relation_types.items()}),
        roles=_terms({name: role.label for name, role in vocabulary.roles.items()}),
        edgeTypes=tuple(
            EdgeTerm(name, label.en, label.ko, name == SHARED or vocabulary.edge_types[name].symmetric)
            for name, label in edge_labels.items()
        ),
        views=_views(vocabulary, numbers.types),
        sections=sections,
        sources=_sources(sources),
        statements=quotes.table(_numbered(source.id for source in sources)),
        cases=_case_table(cases, numbers, graph, rules),
        entities=_entity_table(drawing, said, quotes, numbers, rules),
        sizes={
            measure: SizeTable(
                tuple(by_name[name].value for name in selection.cases),
                tuple(by_name[name].radius for name in selection.cases),
                any(size.estimated for size in by_name.values()),
            )
            for measure, by_name in drawing.sizes.items()
        },
        ties=_tie_table(selection.ties, quotes, numbers, graph, rules),
        rules=_rule_table(rules),
    )


def texts(view: View) -> Iterator[str]:
    """Every text of a view model, as often as it stands there."""
    stack: list[object] = [msgspec.to_builtins(view)]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            stack += value.values()
        elif isinstance(value, list | tuple):
            stack += value


def years(edtf: str) -> Years:
    """The first and the last year that a date or an interval covers; None where it is open.

    >>> years("2019-05"), years("2017/.."), years("2014/2018")
    ((2019, 2019), (2017, None), (2014, 2018))
    """
    first, slash, last = edtf.partition("/")
    start = _year(first)
    return (start, _year(last)) if slash else (start, start)


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdecimal() and len(date) >= 4 else None


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _cases(selection: Selection) -> list[Case]:
    """The cases of the entities drawn, in the order of the graph."""
    wanted = {case for cases in selection.cases.values() for case in cases}
    return [case for name, case in selection.graph.cases.items() if name in wanted]


def _quotes(selection: Selection, cases: list[Case], said: dict[str, dict[str, list[Span]]]) -> Quotes:
    statements = selection.graph.statements
    quotes = Quotes()
    for case in cases:
        for name in case.statements:
            quotes.add(statements[name])
    for spans in said.values():
        for name, inside in spans.items():
            quotes.add(statements[name], inside)
    for tie in selection.ties:
        for evidence in tie.evidence:
            quotes.add(statements[evidence.statement], evidence.spans)
    return quotes


def _mentions(selection: Selection, cases: list[Case]) -> dict[str, dict[str, list[Span]]]:
    """Where each entity drawn is named: its spans by statement."""
    found: dict[str, dict[str, list[Span]]] = {name: defaultdict(list) for name in selection.cases}
    for case in cases:
        for argument in case.arguments:
            for name in case.statements if argument.entity in found else ():
                spans = _inside(
                    selection.graph.statements[name], [Span(m.start, m.end) for m in argument.mentions]
                )
                if spans:
                    found[argument.entity][name] += spans
    return found


def _title(cases: list[Case], sources: list[Source]) -> str:
    """Publisher and title of the documents that the cases stand in, the first few of them."""
    told = {case.source for case in cases}
    names = [": ".join(filter(None, (s.publisher, s.title))) for s in sources if s.id in told]
    more = [f"+ {len(names) - TITLES}"] if len(names) > TITLES else []
    return " · ".join([*names[:TITLES], *more]) or "krpia-graph"


def _terms(labels: dict[str, Label]) -> tuple[Term, ...]:
    return tuple(Term(name, label.en, label.ko) for name, label in labels.items())


def _types(vocabulary: Vocabulary) -> tuple[TypeTerm, ...]:
    companies = _companies(vocabulary)
    return tuple(
        TypeTerm(
            name,
            kind.label.en,
            kind.label.ko,
            kind.colour if COLOUR.fullmatch(kind.colour) else PLAIN_COLOUR,
            kind.shape,
            "companies" if name in companies else "regions" if kind.slot == "regions" else "",
        )
        for name, kind in vocabulary.entity_types.items()
    )


def _companies(vocabulary: Vocabulary) -> list[str]:
    """The types of companies: parties to which the vocabulary gives a side of their own."""
    return [name for name in vocabulary.organisation_types if vocabulary.entity_types[name].party]


def _views(vocabulary: Vocabulary, numbers: dict[str, int]) -> tuple[ViewTerm, ...]:
    def types(names: Iterable[str]) -> tuple[int, ...]:
        return tuple(numbers[name] for name in names)

    def of_slot(slot: str) -> tuple[int, ...]:
        return types(name for name, kind in vocabulary.entity_types.items() if kind.slot == slot)

    everything = types(vocabulary.entity_types)
    organisations = types(vocabulary.organisation_types)
    companies = types(_companies(vocabulary))
    return (
        ViewTerm("all", "Whole network", "전체 네트워크", everything, everything),
        ViewTerm("organisations", "Organisations only", "조직만", organisations, organisations),
        ViewTerm("company-drug", "Company × drug", "기업 × 의약품", companies, of_slot("drugs")),
        ViewTerm("company-region", "Company × region", "기업 × 지역", companies, of_slot("regions")),
    )


def _sources(sources: Sequence[Source]) -> SourceTable:
    return SourceTable(
        title=tuple(s.title for s in sources),
        publisher=tuple(s.publisher for s in sources),
        path=tuple(s.path for s in sources),
        url=tuple(s.url for s in sources),
        retrieved=tuple(s.retrieved for s in sources),
        language=tuple(s.language for s in sources),
        sha256=tuple(s.sha256 for s in sources),
    )


def _rule_table(rules: Rules) -> RuleTable:
    rows = rules.rows()
    return RuleTable(*(tuple(row[i] for row in rows) for i in range(3)))  # type: ignore[arg-type]


def _case_table(cases: list[Case], numbers: _Numbers, graph: KnowledgeGraph, rules: Rules) -> CaseTable:
    return CaseTable(
        id=tuple(case.id for case in cases),
        header=tuple(case.header for case in cases),
        section=tuple(numbers.sections[case.category] for case in cases),
        sure=tuple(_sure(graph.confidence.of_case(case.id)) for case in cases),
        relations=tuple(tuple(numbers.relations[r] for r in case.relation_types) for case in cases),
        shown=tuple(tuple(rules.showing(case)) for case in cases),
        periods=tuple(tuple(period.edtf for period in case.periods) for case in cases),
        years=tuple(tuple(years(period.edtf) for period in case.periods) for case in cases),
        amounts=tuple(tuple(amount.surface for amount in case.amounts) for case in cases),
        statements=tuple(tuple(numbers.statements[name] for name in case.statements) for case in cases),
        named=tuple(
            tuple(
                (numbers.entities[a.entity], numbers.roles[a.role])
                for a in case.arguments
                if a.entity in numbers.entities
            )
            for case in cases
        ),
    )


def _entity_table(
    drawing: Drawing,
    said: dict[str, dict[str, list[Span]]],
    quotes: Quotes,
    numbers: _Numbers,
    rules: Rules,
) -> EntityTable:
    graph, cases = drawing.selection.graph, drawing.selection.cases
    entities = [graph.entities[name] for name in cases]

    def sayings(name: str) -> tuple[Said, ...]:
        return tuple(
            (
                numbers.statements[statement],
                quotes.marks(statement, spans),
                tuple(rules.at(graph.statements[statement].source, spans)),
            )
            for statement, spans in sorted(said[name].items())
        )

    return EntityTable(
        id=tuple(e.id for e in entities),
        type=tuple(numbers.types[e.type] for e in entities),
        en=tuple(e.label_en for e in entities),
        ko=tuple(e.label_ko for e in entities),
        country=tuple(e.country for e in entities),
        aliases=tuple(tuple(a for a in e.aliases if a not in (e.label_en, e.label_ko)) for e in entities),
        identifiers=tuple(tuple(graph.identifiers.get(e.id, ())) for e in entities),
        cases=tuple(tuple(numbers.cases[case] for case in cases[e.id]) for e in entities),
        said=tuple(sayings(e.id) for e in entities),
        x=tuple(drawing.places[e.id][0] for e in entities),
        y=tuple(drawing.places[e.id][1] for e in entities),
    )


def _tie_table(
    ties: Sequence[Tie], quotes: Quotes, numbers: _Numbers, graph: KnowledgeGraph, rules: Rules
) -> TieTable:
    def evidence(tie: Tie) -> tuple[TieEvidence, ...]:
        return tuple(
            (
                numbers.statements[e.statement],
                numbers.cases.get(e.case, -1),
                quotes.marks(e.statement, e.spans),
                tuple(rules.at(quotes.statements[e.statement].source, e.spans)),
            )
            for e in tie.evidence
        )

    believed = graph.confidence.edges
    return TieTable(
        subject=tuple(numbers.entities[tie.subject] for tie in ties),
        object=tuple(numbers.entities[tie.object] for tie in ties),
        type=tuple(numbers.edges[tie.relation] for tie in ties),
        group=tuple(tie.group for tie in ties),
        bend=_bends(ties),
        relations=tuple(tuple(numbers.relations[r] for r in tie.relations) for tie in ties),
        sure=tuple(_sure(believed.get((tie.subject, tie.relation, tie.object, ""))) for tie in ties),
        evidence=tuple(evidence(tie) for tie in ties),
    )


def _bends(ties: Sequence[Tie]) -> tuple[float, ...]:
    """Steps to the left of the way from subject to object, different for each tie of a pair."""
    pairs: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, tie in enumerate(ties):
        pairs[frozenset((tie.subject, tie.object))].append(number)
    bends = [0.0] * len(ties)
    for group in pairs.values():
        for place, number in enumerate(group):
            bend = place - (len(group) - 1) / 2
            tie = ties[number]
            bends[number] = bend if tie.subject < tie.object or not bend else -bend
    return tuple(bends)


def _sure(belief: Belief | None) -> Sure:
    return (belief.mean, belief.low) if belief else None
