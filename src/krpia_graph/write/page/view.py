"""A drawing in, the view model of the page out: the names, facts, cases and words behind nodes and lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from krpia_graph.model.case import Case
from krpia_graph.model.document import Source, Span
from krpia_graph.model.vocabulary import Label, Vocabulary, safe_colour
from krpia_graph.write.page.drawing import Drawing
from krpia_graph.write.page.quotes import Quotes, inside
from krpia_graph.write.page.rules import Rules
from krpia_graph.write.page.schema import VERSION, EdgeTerm, Term, TypeTerm, View, ViewTerm
from krpia_graph.write.page.selection import SHARED, SHARED_LABEL, Selection
from krpia_graph.write.page.tables import (
    Numbers,
    case_table,
    entity_table,
    numbered,
    rule_table,
    size_table,
    source_table,
    tie_table,
)

TITLES = 3


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
    numbers = Numbers(
        types=numbered(vocabulary.entity_types),
        relations=numbered(vocabulary.relation_types),
        roles=numbered(vocabulary.roles),
        edges=numbered(edge_labels),
        sections=numbered(sections),
        statements=quotes.numbers(),
        cases=numbered(case.id for case in cases),
        entities=numbered(selection.cases),
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
        sources=source_table(sources),
        statements=quotes.table(numbered(source.id for source in sources)),
        cases=case_table(cases, numbers, graph, rules),
        entities=entity_table(drawing, said, quotes, numbers, rules),
        sizes={name: size_table(sizes, selection.cases) for name, sizes in drawing.sizes.items()},
        ties=tie_table(selection.ties, quotes, numbers, graph, rules),
        rules=rule_table(rules),
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
        for name, places in spans.items():
            quotes.add(statements[name], places)
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
                spans = inside(
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
            safe_colour(kind.colour),
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
