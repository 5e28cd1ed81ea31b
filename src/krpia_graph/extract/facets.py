"""Folded text in, the facets of a deal out (exclusivity, stage, status), by the facet rules."""

from collections.abc import Sequence

from krpia_graph.extract.names import Text
from krpia_graph.extract.relations import RelationFinder
from krpia_graph.model.case import Facet
from krpia_graph.model.rules import FacetRule, RelationRule


class FacetFinder:
    """The facet rules, compiled once; hits compete as those of relation rules do."""

    def __init__(self, rules: Sequence[FacetRule]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._finder = RelationFinder(
            [RelationRule(r.id, (r.value,), r.trigger, r.tests, r.unless, r.priority) for r in rules]
        )

    def find(self, text: Text, start: int, end: int) -> tuple[Facet, ...]:
        """The facets in text[start:end], in document order."""
        return tuple(
            Facet(self._rules[hit.rule].name, hit.type, hit.surface, hit.start, hit.end, hit.rule)
            for hit in self._finder.find(text, start, end)
        )
