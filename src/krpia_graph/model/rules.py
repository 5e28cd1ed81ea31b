"""Rules that say which words show a relation or a role, as read from `data/rules/*.yaml`.

Patterns are regular expressions over the folded text: lower case, straight quotes, hyphens as spaces
(`krpia_graph.extract.folding`).
"""

from dataclasses import dataclass, field

from krpia_graph.model.case import Slot


@dataclass(frozen=True, slots=True)
class RuleTests:
    """Sentences that the rule must find and must not find; a rule without both does not load."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationRule:
    """Words that show a relation of the types named, unless `unless` matches over them.

    Where rules overlap, those of the highest priority win. The words of a `weak` rule name an activity and
    report a deal of running text only beside words of agreement.
    """

    id: str
    relations: tuple[str, ...]
    trigger: str
    tests: RuleTests
    unless: str = ""
    priority: int = 0
    weak: bool = False


@dataclass(frozen=True, slots=True)
class FacetRule:
    """Words that show the value of a facet ("exclusive", "phase 2"); priorities as for relations."""

    id: str
    name: str
    value: str
    trigger: str
    tests: RuleTests
    unless: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class RoleRule:
    """The role of the mention that `pattern` ends or begins beside.

    `pattern` matches the words directly `before` or `after` the mention. With `chain` the mentions listed
    behind it ("A, B and C") share the role. Mentions of `types` only, all types of the slot if empty.
    """

    id: str
    slot: Slot
    role: str
    tests: RuleTests
    before: str = ""
    after: str = ""
    chain: bool = False
    types: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, in the order in which they are tried; `agreement` ones show that something was agreed.

    `places` says where each rule stands, by its id: the file below the data folder, and the line.
    """

    relations: tuple[RelationRule, ...]
    roles: tuple[RoleRule, ...]
    facets: tuple[FacetRule, ...] = ()
    agreement: tuple[RelationRule, ...] = ()
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
