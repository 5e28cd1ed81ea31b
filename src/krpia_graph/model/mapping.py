"""What the columns of a table, or the keys of a record, mean; each meaning can be said in one phrase.

The phrase is what a curator writes in a mapping and what `data/columns.toml` says of known names:

    participants as licensor            a slot of the case, and the role of the names in it
    institution as site                 an entity type: only names of that type, in its slot
    amount as upfront in million USD    a sum, what it is for, and the unit of bare numbers
    period, relation, status, ...       one of the other things a cell can hold
    ignore                              nothing
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from krpia_graph.model.case import SLOTS
from krpia_graph.model.document import Cell

IGNORE = "ignore"
HOLDS = (*SLOTS, "relation", "period", "amount", "status", "exclusivity", "text", IGNORE)
AMOUNT_ROLES = ("total", "upfront", "milestones", "royalty", "investment", "funding", "first_year")
EXCLUDED = "excluded"  # a region that the agreement leaves out
SCALES = {
    "thousand": 10**3,
    "ten thousand": 10**4,
    "million": 10**6,
    "ten million": 10**7,
    "hundred million": 10**8,
    "billion": 10**9,
    "trillion": 10**12,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds; the fields are those of `Cell`."""

    holds: str
    type: str = ""
    role: str = ""
    currency: str = ""
    scale: int = 1

    def __str__(self) -> str:
        """The phrase that says it."""
        scale = next((word for word, number in SCALES.items() if number == self.scale), "")
        unit = " ".join(filter(None, (scale, self.currency)))
        role = self.role.replace("_", " ")
        words = [self.type.replace("_", " ") or self.holds, role and f"as {role}", unit and f"in {unit}"]
        return " ".join(filter(None, words))

    def cell(self, start: int, end: int) -> Cell:
        """The cell at text[start:end] of a column that means this."""
        return Cell(start, end, self.holds, self.type, self.role, self.currency, self.scale)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a person says of the columns of a table, by their names.

    `path` is the file it was read from and `lines` the line of each column in it, for messages.
    """

    columns: Mapping[str, Meaning]
    path: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and how it is understood.

    `because` is "mapping" where a mapping says so, "name" where its name is known, else empty.
    """

    name: str
    meaning: Meaning
    because: str = ""
