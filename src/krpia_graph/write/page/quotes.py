"""Statements and what is highlighted in them in, quotes out: texts in pieces, highlights as piece numbers.

Texts are cut at the ends of every highlighted span, so that the page never counts characters: the pieces of
a statement joined are its text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from krpia_graph.model.document import Span, Statement
from krpia_graph.write.page.schema import StatementTable


@dataclass
class Quotes:
    """Statements by number, cut at the ends of every span that something highlights."""

    statements: dict[str, Statement] = field(default_factory=dict)
    cuts: dict[str, set[int]] = field(default_factory=dict)

    def add(self, statement: Statement, spans: Iterable[Span] = ()) -> None:
        """Remember a statement, and the spans (code points of the document) to be highlighted in it."""
        self.statements[statement.id] = statement
        cuts = self.cuts.setdefault(statement.id, {statement.start, statement.end})
        cuts.update(place for span in inside(statement, spans) for place in span)

    def numbers(self) -> dict[str, int]:
        """The number of each statement, by id."""
        return {name: number for number, name in enumerate(self.statements)}

    def marks(self, name: str, spans: Iterable[Span]) -> tuple[int, ...]:
        """The numbers of the pieces of a statement that lie in one of the spans, ascending."""
        wanted = inside(self.statements[name], spans)
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


def inside(statement: Statement, spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in a statement."""
    return [s for s in spans if statement.start <= s.start and s.end <= statement.end]
