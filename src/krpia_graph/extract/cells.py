"""Rows and records in, what their cells hold out: names of the column's type, dates, and sums of its unit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from krpia_graph.extract.names import NameFinder, Text, longest
from krpia_graph.extract.periods import find_periods
from krpia_graph.model.case import Amount, NameHit, Period
from krpia_graph.model.document import Cell, Document, Reading, Span
from krpia_graph.model.identity import slug
from krpia_graph.model.lexicon import Entity

_PART = re.compile(r"(?:[^;•/\n]|(?<! )/|/(?! ))*[^;•/\s]")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?(?![\w%])")
_TYPES = {"participants": "global_company", "drugs": "drug", "diseases": "disease", "programmes": "programme"}


@dataclass(frozen=True, slots=True)
class CellNames:
    """The names found in cells, and the entities that are new."""

    hits: list[NameHit]
    entities: dict[str, Entity]


def names_in_cells(reading: Reading, text: Text, finder: NameFinder) -> CellNames:
    """The parts of cells that hold names which the lexicon does not know, as names; all of them whole.

    Parts are divided by ";", "•", " / " or a line end. A region must be known: an unknown place says nothing.
    """
    found = CellNames([], {})
    for statement in reading.statements:
        for cell in statement.cells:
            type_ = cell.type or _TYPES.get(cell.holds)
            if not type_:
                continue
            for start, end in _parts(text, reading.document.in_readable(cell.start, cell.end)):
                surface = text.original[start:end]
                known = longest(finder.find(Text.of(surface)))
                if known:
                    continue
                entity = f"{type_}:{slug(surface)}"
                korean = any("가" <= c <= "힣" for c in surface)
                found.entities[entity] = Entity(
                    entity, type_, "", surface, surface if korean else "", source=reading.document.source.id
                )
                found.hits.append(NameHit(surface, start, end, (entity,), "cell", role=cell.role))
    return found


def _parts(text: Text, span: Span) -> Iterator[Span]:
    for match in _PART.finditer(text.original, span.start, span.end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if 1 < match.end() - start <= 80:
            yield Span(start, match.end())


def dates_in_cells(cells: Iterable[Cell], document: Document, text: Text) -> Iterator[Period]:
    """The dates in cells whose column holds dates, placed in the readable text."""
    for cell in cells:
        if cell.holds == "period":
            start, end = document.in_readable(cell.start, cell.end)
            for found in find_periods(Text.of(text.original[start:end]), 0, end - start):
                yield replace(found, start=found.start + start, end=found.end + start, rule="cell.period")


def sums_in_cells(cells: Iterable[Cell], document: Document, text: Text) -> Iterator[Amount]:
    """The sums in cells whose column says the currency, placed in the readable text; bare numbers too."""
    for cell in cells:
        if cell.holds == "amount" and cell.currency:
            start, end = document.in_readable(cell.start, cell.end)
            for match in _NUMBER.finditer(text.original, start, end):
                value = float(match[0].replace(",", "")) * cell.scale
                whole = round(value) if abs(value - round(value)) < 1e-6 else value
                yield Amount(whole, cell.currency, match[0], *match.span(), "cell.amount")
