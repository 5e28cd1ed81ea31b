"""The terms of the RDF export that hold for every vocabulary, and what makes an export valid.

The values mirror `data/terms.toml`; ontology, SHACL constraints and `validate` derive from them. Names with a
colon are prefixed names of other vocabularies, names without one are our own.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Label:
    """A name, or words, in English and Korean."""

    en: str
    ko: str


NOTHING = Label("", "")


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself; `licence` is an address, `creator` the name of an agent."""

    prefix: str = "oi"
    title: Label = NOTHING
    description: Label = NOTHING
    licence: str = ""
    creator: str = "krpia-graph"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and a definition."""

    label: Label
    definition: Label


@dataclass(frozen=True, slots=True)
class Class:
    """A class: `above` hold all that is in it, `close` are like it."""

    label: Label
    definition: Label
    above: tuple[str, ...] = ()
    close: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property: what it means, the classes of its ends, and what a value must be.

    `datatype` is a prefixed name, a name of our own, "text" (with or without a language), "notation" (typed
    by any scheme) or empty. `must` says in words what the fields behind it say to a validator: `lowest` and
    `highest` are numbers, `before` and `not_after` properties whose value is larger, or at least as large.
    """

    label: Label
    definition: Label = NOTHING
    above: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""
    datatype: str = ""
    must: Label = NOTHING
    pattern: str = ""
    one_of: tuple[str, ...] = ()
    lowest: str = ""
    highest: str = ""
    before: str = ""
    not_after: str = ""
    languages: tuple[str, ...] = ()
    once_a_language: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How many values the things of a class have: exactly one, at least one or two, at most one, any number.

    Names are those of properties; a caret before one turns it round. An `open` class may have others as well.
    """

    one: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    two: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of a whole export, in words, and a query for what breaks it (`?node ?path ?value`)."""

    must: Label
    query: str


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms that hold for every vocabulary, by local or prefixed name."""

    header: Header = field(default_factory=Header)
    relation_types: Named = field(default_factory=lambda: Named(NOTHING, NOTHING))
    classes: dict[str, Class] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
