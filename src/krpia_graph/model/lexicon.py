"""The lexicon: the entities that are known, the names they go by, and how they belong together.

The values mirror the rows of `data/lexicon/*.csv`. A link keeps the row it was read from as a statement, so
that an edge drawn from the lexicon can show its evidence like any other.
"""

from dataclasses import dataclass, field
from functools import cached_property

from krpia_graph.model.document import Source, Statement

LINKS = "lexicon-links"  # the id of the source that the table of links is


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that cases speak of; `id` is `type:slug` and does not change."""

    id: str
    type: str
    kind: str
    label_en: str
    label_ko: str
    country: str = ""
    source: str = ""
    checked: bool = False
    aliases: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)  # of entities.csv

    @property
    def slug(self) -> str:
        """The part of the id behind the type."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Name:
    """One surface form of an entity."""

    entity: str
    surface: str
    language: str
    flags: frozenset[str] = frozenset()
    line: int = 0  # of names.csv

    @property
    def case_sensitive(self) -> bool:
        """Whether the name counts only as it is written here."""
        return "case_sensitive" in self.flags

    @property
    def bound_to_what_follows(self) -> bool:
        """Whether the words directly behind the name decide if it counts."""
        return any(flag == "adjective" or flag.startswith(("before:", "not_before:")) for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Link:
    """Two entities that belong together, with the row of the lexicon that says so."""

    left: str
    relation: str
    right: str
    date: str
    statement: Statement
    line: int  # of links.csv


@dataclass(frozen=True)
class Lexicon:
    """Entities, names and links, with the look-ups that the stages need."""

    source: Source
    entities: dict[str, Entity]
    names: tuple[Name, ...]
    links: tuple[Link, ...]
    identifiers: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    identifier_lines: dict[str, int] = field(default_factory=dict)  # where an entity's first one stands

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        parents: dict[str, tuple[str, ...]] = {}
        for link in self.links:
            if link.relation in ("affiliate_of", "joint_venture_of", "part_of"):
                parents[link.left] = (*parents.get(link.left, ()), link.right)
        return parents

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {}

    def ancestors(self, entity: str) -> tuple[str, ...]:
        """Parents, their parents and so on, nearest first, each once."""
        if entity not in self._ancestors:
            found: dict[str, None] = {}
            queue = [entity]
            while queue:
                parents = self._parents.get(queue.pop(0), ())
                queue += [parent for parent in parents if parent not in found]
                found |= dict.fromkeys(parents)
            self._ancestors[entity] = tuple(found)
        return self._ancestors[entity]

    def related(self, one: str, other: str) -> bool:
        """Whether two entities are the same or one stands above the other."""
        return one == other or other in self.ancestors(one) or one in self.ancestors(other)
