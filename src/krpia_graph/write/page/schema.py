"""What both pages are drawn from: the view model, in columns, as it is written into them as JSON.

A table holds one list a column, all of one length. Everything refers to everything else by number, its place
in the table that it belongs to; ids are for links and exports. The JSON Schema of it is `view.schema.json`.
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from krpia_graph.model.edtf import Years

VERSION = 2
"""Raised when a column changes its meaning or goes: the scripts refuse a model of another version."""

Sure = tuple[float, float] | None
"""How sure something is: confidence, and at least; None where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary: its id, and its label in both languages."""

    id: str
    en: str
    ko: str


@dataclass(frozen=True, slots=True)
class TypeTerm(Term):
    """A type of entities; `facet` names the list of the page that offers its entities as a choice."""

    colour: str
    shape: str
    facet: str


@dataclass(frozen=True, slots=True)
class EdgeTerm(Term):
    """A type of ties; a symmetric one has no direction."""

    symmetric: bool


@dataclass(frozen=True, slots=True)
class ViewTerm(Term):
    """A part of the network: the ties between a type of `left` and a type of `right` (type numbers)."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The documents."""

    title: tuple[str, ...]
    publisher: tuple[str, ...]
    path: tuple[str, ...]
    url: tuple[str, ...]
    retrieved: tuple[str, ...]
    language: tuple[str, ...]
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The rules that found something, with the confidence in what each finds, and at least how much."""

    name: tuple[str, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StatementTable:
    """The quotes: `start` and `end` in code points of the document; `pieces` joined are the text.

    A text is cut at the ends of everything that is highlighted in it, so that a script never counts
    characters.
    """

    id: tuple[str, ...]
    source: tuple[int, ...]
    kind: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    pieces: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The cases; `shown` names for each of the `relations` the surest rule that shows it.

    `named` are the entities with their roles, `periods` EDTF, `years` what these cover; a case without
    periods is undated.
    """

    id: tuple[str, ...]
    header: tuple[str, ...]
    section: tuple[int, ...]
    sure: tuple[Sure, ...]
    relations: tuple[tuple[int, ...], ...]
    shown: tuple[tuple[int, ...], ...]
    periods: tuple[tuple[str, ...], ...]
    years: tuple[tuple[Years, ...], ...]
    amounts: tuple[tuple[str, ...], ...]
    statements: tuple[tuple[int, ...], ...]
    named: tuple[tuple[tuple[int, int], ...], ...]


Said = tuple[int, tuple[int, ...], tuple[int, ...]]
"""A statement, the pieces of it that are highlighted, and the rules that found them."""


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The nodes, most cases first; `x` and `y` in units of the picture, y downwards."""

    id: tuple[str, ...]
    type: tuple[int, ...]
    en: tuple[str, ...]
    ko: tuple[str, ...]
    country: tuple[str, ...]
    aliases: tuple[tuple[str, ...], ...]
    identifiers: tuple[tuple[tuple[str, str], ...], ...]
    cases: tuple[tuple[int, ...], ...]
    said: tuple[tuple[Said, ...], ...]
    x: tuple[int, ...]
    y: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SizeTable:
    """A measure of the nodes: its values, and the radii (units of the picture) that stand for them."""

    value: tuple[float, ...]
    radius: tuple[int, ...]
    estimated: bool


TieEvidence = tuple[int, int, tuple[int, ...], tuple[int, ...]]
"""A statement, its case (-1 where it is a row of the lexicon), its highlighted pieces, their rules."""


@dataclass(frozen=True, slots=True)
class TieTable:
    """The lines; `bend` is how many steps a line curves to the left, so that those of one pair fan out.

    `width` in units of the picture.
    """

    subject: tuple[int, ...]
    object: tuple[int, ...]
    type: tuple[int, ...]
    group: tuple[str, ...]
    bend: tuple[float, ...]
    width: tuple[float, ...]
    relations: tuple[tuple[int, ...], ...]
    sure: tuple[Sure, ...]
    evidence: tuple[tuple[TieEvidence, ...], ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole model; `leftOut` counts the entities with cases that are not in it."""

    version: int
    title: str
    leftOut: int  # noqa: N815 (a name of the JSON)
    types: tuple[TypeTerm, ...]
    relationTypes: tuple[Term, ...]  # noqa: N815
    roles: tuple[Term, ...]
    edgeTypes: tuple[EdgeTerm, ...]  # noqa: N815
    views: tuple[ViewTerm, ...]
    sections: tuple[str, ...]
    sources: SourceTable
    rules: RuleTable
    statements: StatementTable
    cases: CaseTable
    entities: EntityTable
    sizes: dict[str, SizeTable]
    ties: TieTable


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the view model."""
    return msgspec.json.schema(View)
