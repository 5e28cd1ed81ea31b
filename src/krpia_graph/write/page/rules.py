"""The graph in, the rules that the page names out: how each found what it found, and how sure that is."""

from collections import defaultdict
from collections.abc import Iterable

from krpia_graph.model.case import Case, Mark
from krpia_graph.model.confidence import FindingKind, kind_of
from krpia_graph.model.document import Span
from krpia_graph.model.graph import KnowledgeGraph

RuleRow = tuple[str, float, float]  # the rule, and how sure its findings are: confidence, and at least


class Rules:
    """Rules by number, in the order in which they are first asked for."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._confidence = graph.confidence
        self._numbers: dict[tuple[FindingKind, str], int] = {}
        self._rows: list[RuleRow] = []
        self._at: dict[tuple[str, Span], dict[Mark, None]] = defaultdict(dict)
        for case in graph.cases.values():
            for argument in case.arguments:
                for mention in argument.mentions:
                    self._at[case.source, Span(mention.start, mention.end)][mention] = None

    def number(self, mark: Mark) -> int:
        """The number of the rule that found a mark."""
        number = self._numbers.setdefault((kind_of(mark), mark.rule), len(self._rows))
        if number == len(self._rows):
            belief = self._confidence.of(mark)
            self._rows.append((mark.rule, belief.mean, belief.low))
        return number

    def at(self, source: str, spans: Iterable[Span]) -> list[int]:
        """The numbers of the rules that found the names at some spans of a source, the least sure first."""
        marks = [mark for span in spans for mark in self._at.get((source, span), ())]
        marks.sort(key=lambda mark: (self._confidence.of(mark).mean, mark.rule))
        return list(dict.fromkeys(self.number(mark) for mark in marks))

    def showing(self, case: Case) -> list[int]:
        """For each relation type of a case the number of the surest rule that shows it."""
        surest: dict[str, Mark] = {}
        for mark in sorted(case.relations, key=lambda m: (-self._confidence.of(m).mean, m.rule)):
            surest.setdefault(mark.type, mark)
        return [self.number(surest[type_]) for type_ in case.relation_types]

    def rows(self) -> list[RuleRow]:
        """All rules asked for, in the order of their numbers."""
        return list(self._rows)
